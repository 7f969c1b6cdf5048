"""One session of the process: an app on a line, which may be ready before the line is there.

Knows what a terminal can do and nothing of what carries its bytes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from portres_tui.domain.messages import Message
from portres_tui.serve.line import Ended, Guest, Line
from portres_tui.tui.app import CRASHED, PortresApp
from portres_tui.tui.client import Client
from portres_tui.tui.driver import ByteDriver
from portres_tui.tui.modes import Place
from portres_tui.tui.works import Works
from portres_tui.workstation import Workstation

LEAVES = 5.0
"""Seconds that an app has to come to its end before it is cancelled."""

Kind = tuple[Client, tuple[int, int]]
"""A terminal and its size: a picture that was painted for one does for another of its kind."""


class Sitting(Guest, Protocol):
    """A session that somebody has."""

    async def ended(self) -> Ended:
        """How it ended, when it has."""

    def announce(self, sending: Message) -> None:
        """Show a message that nobody asked for."""


class Seat:
    """A session, and the line to it once somebody sits here; a Sitting."""

    def __init__(self, kind: Kind, station: Workstation, works: Works) -> None:
        self._works = works
        self._station = station
        self._line: Line | None = None
        self._held = b""
        self._driver: ByteDriver | None = None
        self._gone = False
        self._told = ""
        terminal, self._size = kind
        driver: Any = partial(_SeatDriver, self)  # Textual only calls it
        self.app = PortresApp(station, works, terminal, driver, Place.SSH, alone=False)
        self.app.share_streams()
        self.painted = asyncio.Event()
        """The first panel is there."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        try:
            await asyncio.wrap_future(self.app.first)
            await self.app.run_async(size=self._size)
        finally:
            self.painted.set()
            await self._leave()

    async def _leave(self) -> None:
        if self._line is None:  # where nobody sat there is no job to end
            return
        if self._driver and not self._gone:
            self._line.finish(self._driver.farewell)
        # It may have to wait for the machine.
        await asyncio.shield(self._works.run(self._station.leave))

    async def ended(self) -> Ended:
        """How it ended, when it has. One that did not come to its end in time has ended too."""
        await asyncio.wait({self._task})
        if not self._task.cancelled():
            self._task.result()
        why = self._told or self._station.farewell or (CRASHED if self.app.crashed else "")
        told = f"portres: {why}\n" if why else ""
        return Ended(self.app.return_code or int(bool(told)), told)

    @property
    def is_ready(self) -> bool:
        """Is the first panel painted, and does the app live?"""
        return self.painted.is_set() and not self.is_over

    @property
    def is_over(self) -> bool:
        """Has the app ended?"""
        return self._task.done()

    def when_ended(self, tell: Callable[[], None]) -> None:
        """Call this when it has ended."""
        self._task.add_done_callback(lambda _task: tell())

    # Who sits here

    def sit(self, line: Line) -> None:
        """Somebody sits down: show what is painted, and go on from there."""
        self._line = line
        if self._held:
            line.write(self._held, _nothing)
            self._held = b""
        if self._driver:
            self._driver.carry(self._write)
            self._driver.crowded = line.pause
        if line.size != self._size:
            self.resize(line.size)
        self.app.attend()

    def started(self, driver: ByteDriver) -> None:
        """The app runs, and can paint."""
        self._driver = driver
        driver.begin(self._write, self._size)
        if self._line:
            driver.carry(self._write)
            driver.crowded = self._line.pause

    def feed(self, data: bytes) -> None:
        if self._driver:
            self._driver.feed(data)

    def resize(self, size: tuple[int, int]) -> None:
        self._size = size
        if self._driver:
            self._driver.resize(size)

    def hang_up(self) -> None:
        """The line is gone. An app that does not come to its end is cancelled."""
        if not self._gone:
            self._gone = True
            self._come_to_an_end()

    def dismiss(self, told: str) -> None:
        """Nobody is to sit here any more, and the line is there."""
        self._told = told
        self._come_to_an_end()

    def _come_to_an_end(self) -> None:
        self.app.leave()
        loop = asyncio.get_running_loop()
        late = loop.call_later(LEAVES, self._task.cancel)
        self._task.add_done_callback(lambda _task: late.cancel())

    def announce(self, sending: Message) -> None:
        """Show a message on the message line."""
        self.app.announce(sending)

    def _write(self, data: bytes, ready: Callable[[], None]) -> None:
        if self._line is None:
            self._held += data
            self.painted.set()
            ready()
        elif not self._gone:
            self._line.write(data, ready)


def _nothing() -> None:
    """Nobody waits for the line."""


class _SeatDriver(ByteDriver):
    """A driver that tells its seat when it runs."""

    def __init__(self, seat: Seat, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self._seat = seat

    def start_application_mode(self) -> None:
        self._seat.started(self)
