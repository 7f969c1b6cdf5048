"""A disk that is full: what is refused, what stays, and what goes on once there is room again.

Needs root, who can mount a small disk (a file system in memory), or a folder on one that is small
already, which PORTRES_SMALL_DISK names: all of it but what is wanted is taken meanwhile.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from portres_tui.domain.system import System, SystemValue
from portres_tui.opening import open_machine
from portres_tui.session import Session, begin
from portres_tui.store.errors import MachineNotWritten
from portres_tui.store.tiny import TinySystem
from tests.bench import store_readonly
from tests.bench.store_machine import HEADER, NotHere, folder

SIZE = 2 * 1024 * 1024
"""Bytes."""

TIMES = 4
"""How often the disk is filled and room is made again."""

_ROOM = 256 * 1024
"""Bytes that are made free each time: a few transactions, each of which takes some pages."""

_AGAIN = 4
"""Rows that are written when there is room, before a command."""

_REFUSALS = 20
"""Rows that are refused before the disk counts as full."""

_NOT_WRITTEN = "PRT0901"
"""What a command says that the machine cannot take."""


class Filled(NamedTuple):
    """What came of it: rows that were acknowledged and refused, and commands that said why."""

    acknowledged: int
    refused: int
    told: int
    lost: tuple[str, ...]


@contextmanager
def small_disk(size: int = SIZE) -> Iterator[Path]:
    """A disk of this size that goes with the block; NotHere if none can be had."""
    named = os.environ.get("PORTRES_SMALL_DISK")
    if os.geteuid() and not named:
        raise NotHere("only root can mount a small disk")
    with _rest_of(Path(named), size) if named else _mounted(size) as place:
        yield place


@contextmanager
def _rest_of(disk: Path, size: int) -> Iterator[Path]:
    """A folder on a disk that has just so much room."""
    with TemporaryDirectory(prefix="portres-bench-", dir=disk) as name:
        place = Path(name)
        with (place / "taken").open("wb", buffering=0) as taken:
            while _room(place) > size:
                taken.write(b"x" * min(_room(place) - size, 1024 * 1024))
        (place / "disk").mkdir()
        yield place / "disk"


def _room(place: Path) -> int:
    found = os.statvfs(place)
    return found.f_bavail * found.f_frsize


@contextmanager
def _mounted(size: int) -> Iterator[Path]:
    with folder() as place:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
        done = subprocess.run(mount, check=False, capture_output=True, text=True)
        if done.returncode:
            raise NotHere(f"no small disk can be mounted: {done.stderr.strip()}")
        try:
            yield place
        finally:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(times: int = TIMES) -> Filled:
    """Fill a small disk and make room again, so many times; at the end it is full, and the machine
    is opened by nobody. NotHere, see small_disk."""
    with small_disk() as place:
        spare = [place / f"spare{number}" for number in range(times)]
        for file in spare:
            file.write_bytes(b"x" * _ROOM)
        home = place / "machine"
        session = begin(open_machine(home), home)
        with closing(session.system):
            filling = Filling(session)
            for file in spare:
                filling.until_full()
                file.unlink()
                filling.with_room()
            filling.until_full()
        filling.compare()
    return Filled(len(filling.rows), filling.refused, filling.told, tuple(filling.lost))


class Filling:
    """Writes to a machine, one after the other. `rows` and `ports` were acknowledged."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._chance = Random(1)
        self._asked = 0
        self.rows = list(session.system.values)
        self.ports: list[int] = []
        self.refused = 0
        self.told = 0
        self.lost: list[str] = []

    def until_full(self) -> None:
        """Rows of all sizes until so many are refused, then commands until one is."""
        enough = self.refused + _REFUSALS
        while self.refused < enough:
            self._row(self._chance.choice((10, 1_000, 10_000, 100_000)))
        while self._command():
            pass
        self.compare()

    def with_room(self) -> None:
        """Rows and a command that can be written."""
        written = [*(self._row(100) for _ in range(_AGAIN)), self._command()]
        if not all(written):
            self.lost.append(f"{written.count(False)} writes are refused though room was made")
        self.compare()

    def compare(self) -> None:
        """What was acknowledged is what somebody finds who opens the machine now."""
        with closing(TinySystem(self._session.home)) as fresh:
            self._compare(fresh)

    def _compare(self, system: System) -> None:
        if sorted(system.values) != sorted(self.rows):
            self.lost.append("the rows are not those that were acknowledged")
        if [entry.lower for entry in system.restrictions] != self.ports:
            self.lost.append("the restrictions are not those that commands have added")

    def _row(self, size: int) -> bool:
        """Write a row. Was it done?"""
        self._asked += 1
        row, system = SystemValue(f"ROW{self._asked}", "x" * size), self._session.system
        try:
            with system.transaction(HEADER):
                system.values.put(row)
        except Exception as error:  # noqa: BLE001 - which one is the question
            self.refused += 1
            if not isinstance(error, MachineNotWritten):
                self.lost.append(f"a full disk was told as {error!r}")
            return False
        self.rows.append(row)
        return True

    def _command(self) -> bool:
        """Add a restriction by a command. Was it done?"""
        port = 2000 + len(self.ports)
        text = f"ADDTCPPORT PORT({port}) PROTOCOL(*TCP) USRPRF(WEBUSR)"
        reply = self._session.interpreter.run(text, self._session.requester)
        if not reply.failed:
            self.ports.append(port)
        elif reply.messages[-1].id == _NOT_WRITTEN:
            self.told += 1
        else:
            self.lost.append(f"a command on a full disk said {reply.messages}")
        return not reply.failed


def report() -> list[str]:
    """Print what came of it."""
    try:
        found = fill()
    except NotHere as error:
        print(f"full disk: not shown, {error}")
        return store_readonly.report()
    print(f"a disk of {SIZE // 1024} kB, filled and given room {TIMES} times")
    print(
        f"  {found.acknowledged} rows acknowledged and read again, {found.refused} refused as"
        f" MachineNotWritten; {found.told} commands refused with their message;"
        f" wrong {len(found.lost)}"
    )
    return [*found.lost, *store_readonly.report()]
