"""One of several processes at a machine: `python -m tests.bench.store_worker ROLE FOLDER [WORD]`.

It says `ready`, waits for a line, plays its role, and says what came of it as JSON.
"""

from __future__ import annotations

import json
import os
import pkgutil
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from portres_tui import store
from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.messages import completion
from portres_tui.domain.system import JournalEntry, System, SystemValue
from portres_tui.store.errors import MachineNotWritten
from portres_tui.store.tiny import TinySystem

JOB = f"{os.getpid()}/A/B"
HEADER = JournalEntry(1.0, JOB, "A", "X")

NOBODY = 65534
"""A user and group without rights of their own."""


def number_in(system: System, name: str) -> int:
    """The number that a value of the machine has; 0 when it is missing."""
    row = system.values.get(name)
    return int(row.value.partition(" ")[0]) if row else 0


def count(folder: Path, times: str) -> list[float]:
    """Add one to a value again and again; seconds that each took."""
    system, waits = TinySystem(folder), []
    for _ in range(int(times)):
        began = time.perf_counter()
        with system.transaction(HEADER):
            system.values.put(SystemValue("COUNT", str(number_in(system, "COUNT") + 1)))
        waits.append(time.perf_counter() - began)
    system.close()
    return waits


def pair(folder: Path, _: str) -> None:
    """Change two rows and log a line, all in one transaction, for ever; say the number behind each.

    Now and then a row is large, so that a change spans many pages of the file.
    """
    system = TinySystem(folder)
    line = LogEntry(JOB, JobType.BATCH, 1.0, 0, completion("PRT0001"))
    while True:
        with system.transaction(HEADER):
            number = number_in(system, "LEFT") + 1
            size = 20_000 if number % 16 == 0 else 10
            for name in ("LEFT", "RIGHT"):
                system.values.put(SystemValue(name, f"{number} {'x' * size}"))
            system.log([line])
        os.write(1, b"%d\n" % number)


def visit(folder: Path, _: str) -> dict[str, object]:
    """Read a machine as a normal user, and try to write to it."""
    for module in pkgutil.iter_modules(store.__path__):  # what is loaded late may be out of reach
        import_module(f"{store.__name__}.{module.name}")
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    system = TinySystem(folder)
    read = [*system.values, *system.restrictions, *system.job_log("A"), system.revision()]
    row, line = SystemValue("A", "B"), LogEntry("A", JobType.BATCH, 1.0, 0, completion("PRT0001"))
    writes = (lambda: system.values.put(row), lambda: system.log([line]), lambda: None)
    told = [_refused(system, write) for write in writes]
    read_again = [*system.values, *system.restrictions, *system.job_log("A"), system.revision()]
    system.close()
    return {"read": read, "again": read_again, "told": told}


def _refused(system: System, write: Callable[[], object]) -> str:
    """How a write is refused; `begun` when that was only after its transaction had begun."""
    begun = False
    try:
        with system.transaction(HEADER):
            begun = True
            write()
    except MachineNotWritten as error:
        return "begun" if begun else type(error).__name__
    return "written"


def private_memory() -> int:
    """Bytes that belong to this process alone."""
    rollup = Path("/proc/self/smaps_rollup").read_text("ascii")
    lines = [line for line in rollup.splitlines() if line.startswith("Private")]
    return sum(int(line.split()[1]) for line in lines) * 1024


ROLES: dict[str, Callable[[Path, str], object]] = {
    each.__name__: each for each in (count, pair, visit)
}

if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(ROLES[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])), flush=True)
