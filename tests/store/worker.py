"""One of several processes at a machine: `worker.py ROLE FOLDER [NUMBER]`.

It says `ready`, waits for a line, plays its role, and says what came of it.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from portres_tui.domain.system import JournalEntry, System, SystemValue
from portres_tui.store.tiny import TinySystem

HEADER = JournalEntry(1.0, f"{os.getpid()}/A/B", "A", "X")


def count(system: System) -> int:
    """Add one to the machine's number, in one transaction."""
    with system.transaction(HEADER):
        row = system.values.get("COUNT") or SystemValue("COUNT", "0")
        number = int(row.value) + 1
        system.values.put(SystemValue("COUNT", str(number)))
    return number


def fill(system: System) -> None:
    """Two transactions, so that half a machine could be told from a whole one."""
    with system.transaction(HEADER):
        system.values.put(SystemValue("MAKER", str(os.getpid())))
    count(system)


def die(system: System) -> None:
    fill(system)
    os.kill(os.getpid(), signal.SIGKILL)


def add(folder: Path, times: int) -> None:
    system = TinySystem(folder)
    for _ in range(times):
        count(system)


def make(folder: Path, _: int) -> None:
    system = TinySystem.open(folder, fill)
    maker = system.values.get("MAKER")
    print(maker and maker.value, system.revision(), flush=True)


def make_and_die(folder: Path, _: int) -> None:
    TinySystem.open(folder, die)


def acknowledge(folder: Path, _: int) -> None:
    system = TinySystem(folder)
    while True:
        print(count(system), flush=True)


ROLES = {each.__name__: each for each in (add, make, make_and_die, acknowledge)}

if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    ROLES[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
