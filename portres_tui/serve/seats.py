"""The seats of one process. A few are kept ready, with their first panel painted, for whoever comes
next.

Knows which terminals came lately and nothing of what carries their bytes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from portres_tui.domain.system import System
from portres_tui.domain.users import UserProfile
from portres_tui.hall import Hall
from portres_tui.serve.line import Line
from portres_tui.serve.seat import LEAVES, Kind, Seat, Sitting
from portres_tui.serve.spoken import SpokenSeat
from portres_tui.session import begin
from portres_tui.store.sessions import Attendance
from portres_tui.tui.client import client, speaks_only
from portres_tui.tui.works import Works
from portres_tui.workstation import Workstation

READY = 2
"""Seats that are kept ready for each kind of terminal that came lately."""

KINDS = 3
"""Kinds of terminals that seats are kept ready for."""

BREATH = 0.05
"""Seconds after somebody came before the next seat is made ready."""

USUAL = client({"TERM": "xterm-256color", "COLORTERM": ""})
"""The kind of terminal that the first seats are made ready for."""


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
