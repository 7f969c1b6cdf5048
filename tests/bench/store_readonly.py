"""A folder or files that a normal user may read and not write: what that user finds, and may do.

Root lets go of its rights for it; any other user takes them from the files.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path

from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.messages import completion
from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.system import SystemValue
from portres_tui.store.tiny import TinySystem
from tests.bench.store_crew import crew
from tests.bench.store_machine import HEADER, NotHere, folder
from tests.bench.store_worker import WRITES, contents

PLACES: Mapping[str, tuple[int, int]] = {
    "a read-only folder": (0o555, 0o666),
    "read-only files": (0o777, 0o444),
    "both": (0o555, 0o444),
}
"""What may be done with the folder of the machine, and with its files."""

STATES = ("closed", "in use by its owner", "left by an owner who died")


def visit(place: str, state: str) -> list[str]:
    """Let a normal user read such a machine, and write to it; what is wrong. NotHere when nobody
    can become one."""
    with folder() as top:
        top.chmod(0o755)
        with _machine(top / "machine", state) as (home, expected), _only(home, *PLACES[place]):
            before = _fingerprint(home)
            with crew(1, "visit", home) as (visitor,):
                visitor.go()
                try:
                    found = visitor.result()
                except RuntimeError as error:
                    return [str(error)]
            if isinstance(found, str):
                raise NotHere(found)
            return [*_wrong(found, expected), *_changed(before, _fingerprint(home))]


@contextmanager
def _machine(home: Path, state: str) -> Iterator[tuple[Path, object]]:
    """A machine in this state, and what whoever reads it should find."""
    with closing(TinySystem(home, create=True)) as system:
        with system.transaction(HEADER):
            system.values.put(SystemValue("SYSNAME", "SYSNAM03"))
            system.restrictions.put(PortRestriction(21, 21, "*TCP", "WEBUSR"))
            system.log([LogEntry("A", JobType.BATCH, 1.0, 0, completion("PRT0001"))])
        expected = json.loads(json.dumps(contents(system)))
        if state == STATES[1]:
            yield home, expected
            return
        if state == STATES[2]:
            left = home.with_name("left")
            subprocess.run(["cp", "-R", home, left], check=True)
            home = left
    yield home, expected


@contextmanager
def _only(home: Path, folder_mode: int, file_mode: int) -> Iterator[None]:
    """The machine with these rights, until it is to be cleared away."""
    for file in home.iterdir():
        file.chmod(file_mode)
    home.chmod(folder_mode)
    try:
        yield
    finally:
        home.chmod(0o755)


def _fingerprint(home: Path) -> dict[str, str]:
    """Every file with its checksum. Another process reads them: closing them here would free the
    locks of a system that is open."""
    files = sorted(home.iterdir())
    told = subprocess.run(["cksum", *files], check=True, capture_output=True, text=True)
    return {file.name: line for file, line in zip(files, told.stdout.splitlines(), strict=True)}


def _wrong(found: Mapping[str, object], expected: object) -> list[str]:
    refused = ["MachineNotWritten"] * len(WRITES)
    return [
        *([] if found["first"] == found["last"] == expected else ["it reads something else"]),
        *([] if found["told"] == refused else [f"writes were told as {found['told']}"]),
    ]


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    names = sorted({name for name, _ in before.items() ^ after.items()})
    return [f"{', '.join(names)} changed"] if names else []


def report() -> list[str]:
    """Print what came of it."""
    try:
        wrong = {pair: visit(*pair) for pair in product(PLACES, STATES)}
    except NotHere as error:
        print(f"a machine that a normal user may only read: not shown, {error}")
        return []
    print("a machine that a normal user may only read: reads, and writes refused before they begin")
    for (place, state), found in wrong.items():
        print(f"  {place:<20} {state:<26} {'; '.join(found) or 'as it should be'}")
    return [f"{place}, {state}: {each}" for (place, state), all in wrong.items() for each in all]
