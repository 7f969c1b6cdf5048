"""One of several processes at a machine: `python -m tests.bench.store_worker ROLE FOLDER [WORD]`.

It says `ready`, waits for a line, plays its role, and says what came of it as JSON.
"""

from __future__ import annotations

import json
import os
import pkgutil
import random
import sys
import time
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path

from portres_tui import store
from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.messages import completion
from portres_tui.domain.system import JournalEntry, MachineError, System, SystemValue
from portres_tui.store.tiny import TinySystem

JOB = f"{os.getpid()}/A/B"
HEADER = JournalEntry(1.0, JOB, "A", "X")
LINE = LogEntry(JOB, JobType.BATCH, 1.0, 0, completion("PRT0001"))

_AWAY = 0.02
"""Seconds: the longest time between two visits."""

NOBODY = 65534
"""A user and group without rights of their own."""


def number_in(system: System, name: str) -> int:
    """The number that a value of the machine has; 0 when it is missing."""
    row = system.values.get(name)
    return int(row.value.partition(" ")[0]) if row else 0


def add_one(system: System) -> float:
    """Add one to a value of the machine; the seconds that it took."""
    began = time.perf_counter()
    with system.transaction(HEADER):
        system.values.put(SystemValue("COUNT", str(number_in(system, "COUNT") + 1)))
    return time.perf_counter() - began


def count(folder: Path, times: str) -> list[float | str]:
    """Add one again and again; the seconds that each took, or why it was not done."""
    asked, waits = int(times), list[float | str]()
    try:
        with closing(TinySystem(folder)) as system:
            while len(waits) < asked:
                waits.append(add_one(system))
    except MachineError as error:
        waits += [_reason(error, folder)] * (asked - len(waits))
    return waits


def come_and_go(folder: Path, times: str) -> list[float | str]:
    """The same, but open the machine for each and stay away for a while: at times nobody has it
    open, and often somebody opens it while another closes it."""
    waits: list[float | str] = []
    for _ in range(int(times)):
        waits += count(folder, "1")
        time.sleep(random.uniform(0, _AWAY))
    return waits


def _reason(error: MachineError, folder: Path) -> str:
    """The error as it would be told of any folder."""
    return f"{type(error).__name__} {str(error).removeprefix(f'{folder}/')}"


def pair(folder: Path, _: str) -> None:
    """Change two rows and log a line, all in one transaction, for ever; say the number behind each.

    Now and then a row is large, so that a change spans many pages of the file.
    """
    system = TinySystem(folder)
    while True:
        with system.transaction(HEADER):
            number = number_in(system, "LEFT") + 1
            size = 20_000 if number % 16 == 0 else 10
            for name in ("LEFT", "RIGHT"):
                system.values.put(SystemValue(name, f"{number} {'x' * size}"))
            system.log([LINE])
        os.write(1, b"%d\n" % number)


def contents(system: System) -> list[object]:
    """Of all kinds of things what a small machine has."""
    kinds = (system.values, system.restrictions, system.job_log("A"), system.journal())
    return [[*each] for each in kinds]


WRITES: tuple[Callable[[System], object], ...] = (
    lambda system: system.values.put(SystemValue("A", "B")),
    lambda system: system.restrictions.remove(21, 21, "*TCP", "WEBUSR"),
    lambda system: system.log([LINE]),
    lambda system: None,
)
"""What may stand in a transaction."""


def visit(folder: Path, _: str) -> dict[str, object] | str:
    """Read a machine as a normal user, and try to write to it. Or why nobody can be one."""
    try:
        _become_normal()
    except OSError as error:
        return f"root cannot become a normal user: {error.strerror}"
    with closing(TinySystem(folder)) as system:
        first = contents(system)
        told = [_told(system, write) for write in WRITES]
        return {"first": first, "told": told, "last": contents(system)}


def _become_normal() -> None:
    """Root lets go of its rights. What would be loaded later may be out of reach then."""
    if os.geteuid() == 0:
        for module in pkgutil.iter_modules(store.__path__):
            import_module(f"{store.__name__}.{module.name}")
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def _told(system: System, write: Callable[[System], object]) -> str:
    """The name of the error that a write gives, and whether its transaction had begun."""
    begun = ""
    try:
        with system.transaction(HEADER):
            begun = " in a transaction that had begun"
            write(system)
    except Exception as error:  # noqa: BLE001 - which one is the question
        return f"{type(error).__name__}{begun}"
    return "no error"


ROLES: dict[str, Callable[[Path, str], object]] = {
    each.__name__: each for each in (count, come_and_go, pair, visit)
}

if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(ROLES[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])), flush=True)
