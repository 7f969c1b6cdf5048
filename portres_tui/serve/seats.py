"""Seats: sessions of one process, each an app on a line. A few are kept ready, with their first panel
painted, for whoever comes next.

Knows what a terminal can do and nothing of what carries its bytes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from portres_tui.domain.messages import Message
from portres_tui.domain.system import System
from portres_tui.domain.users import UserProfile
from portres_tui.hall import Hall
from portres_tui.serve.line import Ended, Guest, Line
from portres_tui.serve.spoken import SpokenSeat
from portres_tui.session import begin
from portres_tui.store.sessions import Attendance
from portres_tui.tui.app import CRASHED, PortresApp
from portres_tui.tui.client import Client, client, speaks_only
from portres_tui.tui.driver import ByteDriver
from portres_tui.tui.modes import Place
from portres_tui.tui.works import Works
from portres_tui.workstation import Workstation

_log = logging.getLogger("portres")

LEAVES = 5.0
"""Seconds that an app has to come to its end before it is cancelled."""

READY = 2
"""Seats that are kept ready for each kind of terminal that came lately."""

KINDS = 3
"""Kinds of terminals that seats are kept ready for."""

BREATH = 0.05
"""Seconds after somebody came before the next seat is made ready."""

USUAL = client({"TERM": "xterm-256color", "COLORTERM": ""})
"""The kind of terminal that the first seats are made ready for."""

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


class Seats:
    """Makes seats on one machine, and keeps some ready."""

    def __init__(
        self, system: System, home: Path, works: Works, left: Callable[[], None], ready: int = READY
    ) -> None:
        """`left` is called when a session has ended."""
        self._left = left
        self._system = system
        self._home = home
        self._works = works
        self._attendance = Attendance(home)
        self._most = ready
        self._ready: list[tuple[Kind, Seat]] = []
        self._kinds: list[Kind] = [(USUAL, (80, 24))]
        self._making: asyncio.Task[None] | None = None
        self._filling = asyncio.Lock()

    async def take(self, line: Line, profile: str) -> Sitting:
        """A seat for somebody whose session begins now. UnknownProfile or MachineError when it
        cannot. On a terminal whose cursor cannot be moved it is in plain mode."""
        kind = client(line.environ), line.size
        session = await self._works.run(
            partial(
                begin, self._system, self._home, profile, clock=self._works.clock,
                attendance=self._attendance, address=line.address,
            )
        )  # fmt: skip
        if speaks_only(line.environ):
            return self._spoken(line, Workstation(session))
        usual = session.requester.user.profile.menu == UserProfile(profile).menu
        seat = self._found(kind) if usual else None
        if seat is None:
            seat = Seat(kind, Workstation(session), self._works)
        else:
            seat.app.station.admit(session)
        self._kinds = [kind, *(each for each in self._kinds if each != kind)][:KINDS]
        seat.sit(line)
        seat.when_ended(self._left)
        self._prepare()
        return seat

    def _spoken(self, line: Line, station: Workstation) -> Sitting:
        seat = SpokenSeat(line, station)
        self._works.join(seat)
        seat.when_ended(partial(self._works.leave, seat))
        seat.when_ended(self._left)
        return seat

    def _prepare(self) -> None:
        if self._making is None or self._making.done():
            self._making = asyncio.get_running_loop().create_task(self._after_others())

    async def _after_others(self) -> None:
        """Who comes at the same time is not kept waiting for who may come."""
        await asyncio.sleep(BREATH)
        await self.fill()

    async def close(self) -> None:
        """Nobody comes any more."""
        self._most = 0
        if self._making:
            self._making.cancel()
            await asyncio.wait({self._making})
        seats = [seat for _, seat in self._ready]
        self._ready.clear()
        for seat in seats:
            seat.hang_up()
        await asyncio.gather(*(seat.ended() for seat in seats), return_exceptions=True)

    async def fill(self) -> None:
        """Make seats ready, one after the other, for the kinds of terminals that came lately, and
        the latest first. Who asks while they are made waits, and then finds them."""
        async with self._filling:
            await self._fill()

    async def _fill(self) -> None:
        self._drop_other_kinds()
        while kind := self._wanted():
            hall = await self._works.run(
                partial(Hall, self._system, self._home, self._works.clock, None)
            )
            seat = Seat(kind, Workstation(hall), self._works)
            self._ready.append((kind, seat))
            with suppress(TimeoutError):
                async with asyncio.timeout(LEAVES):
                    await seat.painted.wait()

    def _drop_other_kinds(self) -> None:
        """And what is not ready any more."""
        others = [
            (kind, seat) for kind, seat in self._ready if kind not in self._kinds or seat.is_over
        ]
        self._ready = [each for each in self._ready if each not in others]
        for _, seat in others:
            seat.hang_up()

    def _wanted(self) -> Kind | None:
        """The kind that the next seat is to be ready for."""
        there = [kind for kind, _ in self._ready]
        return next((each for each in self._kinds if there.count(each) < self._most), None)

    def _found(self, kind: Kind) -> Seat | None:
        for at, (other, seat) in enumerate(self._ready):
            if other == kind and seat.is_ready:
                del self._ready[at]
                return seat
        return None
