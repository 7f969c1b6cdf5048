"""A disk that is full, and a place where nothing may be written: what is refused, and what stays.

Needs root for the full disk, which is a small file system in memory.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

from portres_tui.domain.system import System, SystemValue
from portres_tui.session import Session, begin, open_machine
from portres_tui.store.errors import MachineNotWritten
from portres_tui.store.tiny import TinySystem
from tests.bench.store_crew import crew
from tests.bench.store_machine import HEADER, folder

SIZE = "2m"
TIMES = 4
"""How often the disk is filled and room is made again."""

_ROOM = 128 * 1024
"""Bytes that are made free each time."""

_REFUSALS = 20
"""Writes that are tried on the full disk."""

_NOT_WRITTEN = "PRT0901"
"""What a command says that the machine cannot take."""


class NotHere(Exception):
    """It cannot be shown on this computer, or by this user; the text says why."""


class Filled(NamedTuple):
    """What came of it. `told` counts commands that said why they were refused."""

    acknowledged: int
    refused: int
    told: int
    lost: tuple[str, ...]


@contextmanager
def small_disk(size: str = SIZE) -> Iterator[Path]:
    """A disk of this size that goes with the block; NotHere if none can be had."""
    if os.geteuid():
        raise NotHere("only root can mount a small disk")
    with folder() as place:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
        try:
            subprocess.run(mount, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            reason = getattr(error, "stderr", "") or str(error)
            raise NotHere(f"no small disk can be mounted: {reason.strip()}") from error
        try:
            yield place
        finally:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(times: int = TIMES) -> Filled:
    """Fill a small disk with rows and make room again, so many times. NotHere, see small_disk."""
    with small_disk() as place:
        spare = [place / f"spare{number}" for number in range(times)]
        for file in spare:
            file.write_bytes(b"x" * _ROOM)
        session = begin(open_machine(place / "machine"), place / "machine")
        with closing(session.system):
            filling = Filling(session)
            for file in spare:
                filling.until_full()
                file.unlink()
                filling.expect_room()
        filling.compare(session.home)
    return Filled(len(filling.written), filling.refused, filling.told, tuple(filling.lost))


class Filling:
    """Rows and commands that were acknowledged, and those that were refused."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._chance = Random(1)
        self._asked = 0
        self.written = {row.name: row for row in session.system.values}
        self.restrictions = 0
        self.refused = 0
        self.told = 0
        self.lost: list[str] = []

    def until_full(self) -> None:
        """Write rows of all sizes until so many have been refused, and compare."""
        refusals = self.refused + _REFUSALS
        while self.refused < refusals:
            self._write(self._chance.choice((10, 1_000, 10_000, 100_000)))
        while self._command():
            pass
        self.compare(self._session.home)

    def expect_room(self) -> None:
        """Some rows and a command can be written now."""
        before = self.refused
        for _ in range(10):
            self._write(100)
        if self.refused > before or not self._command():
            self.lost.append("writing does not work after room was made")
        self.compare(self._session.home)

    def _write(self, size: int) -> None:
        self._asked += 1
        row = SystemValue(f"ROW{self._asked}", "x" * size)
        try:
            with self._session.system.transaction(HEADER):
                self._session.system.values.put(row)
        except MachineNotWritten:
            self.refused += 1
        except Exception as error:  # noqa: BLE001 - any other is what is looked for
            self.lost.append(f"a full disk was told as {error!r}")
            self.refused += 1
        else:
            self.written[row.name] = row

    def _command(self) -> bool:
        """Add a restriction by a command. Was it done?"""
        port = 2000 + self.restrictions
        text = f"ADDTCPPORT PORT({port}) PROTOCOL(*TCP) USRPRF(WEBUSR)"
        reply = self._session.interpreter.run(text, self._session.requester)
        if not reply.failed:
            self.restrictions += 1
        elif reply.messages[-1].id == _NOT_WRITTEN:
            self.told += 1
        else:
            self.lost.append(f"a full disk was told as {reply.messages}")
        return not reply.failed

    def compare(self, home: Path) -> None:
        """What was acknowledged is what is there: for this system, and for one opened now."""
        with closing(TinySystem(home)) as fresh:
            systems = [fresh] if self._session.system
            for system in (fresh,):
                self._compare(system)

