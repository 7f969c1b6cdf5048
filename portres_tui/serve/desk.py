"""Everything that one serving process consists of, put together: the machine, the works, the seats, the
service and its door.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from portres_tui import texts
from portres_tui.commands import CATALOGUE
from portres_tui.domain.dates import Calendar
from portres_tui.domain.messages import diagnostic, information
from portres_tui.domain.system import System
from portres_tui.hall import Hall
from portres_tui.panels import PANELS
from portres_tui.passwords import Argon2
from portres_tui.serve.accounts import AccountRefused, Accounts
from portres_tui.serve.credentials import Credentials
from portres_tui.serve.deskline import Caller, DeskLine
from portres_tui.serve.door import Door
from portres_tui.serve.garbage import Garbage
from portres_tui.serve.greeting import COMMAND, PROFILE
from portres_tui.serve.limits import Limits
from portres_tui.serve.line import NO_TERMINAL, Ended, Guest
from portres_tui.serve.seats import Seats
from portres_tui.serve.service import GRACE, REFUSED, THREADS, Commands, Service
from portres_tui.serve.watchdog import unwatch, watch
from portres_tui.tui.app import job_in
from portres_tui.tui.works import Works


class Closing(Protocol):
    """What is closed with the process."""

    def close(self) -> None: ...


def warm() -> None:
    """Load what a session loads at its first use: commands, panels, messages and help."""
    for kind, all in (("commands", CATALOGUE), ("panels", PANELS)):
        for name in all:
            _ = all[name]
            texts.help_topic(kind, name)
    texts.messages(Calendar()).first_level(information("PRT1806", seconds=0))


class Desk:
    """One serving process. `clock` gives seconds since the epoch."""

    def __init__(
        self,
        system: System,
        home: Path,
        limits: Limits,
        commands: Commands,
        clock: Callable[[], float],
    ) -> None:
        self._accounts = Accounts(home)
        self._works = Works(system, clock, Hall(system, home, clock, None).tidy, THREADS)
        self._garbage = Garbage(lambda: self._works.pressed, clock)
        self._seats = Seats(system, home, self._works, self._garbage.left)
        self.service = Service(self._seats, limits, commands, self._refusal)
        self._messages = texts.messages(Calendar())
        self.credentials = Credentials(system, self._works, Argon2(), self._messages, clock)
        self._door = Door(home, self._attend, limits.waiting)
        self._others = ExitStack()

    async def open(self) -> None:
        """Let people in. OSError when that cannot be. What everybody needs is loaded before."""
        self._door.open()
        await self._works.run(warm)
        await self._works.run(self.credentials.prepare)
        await self._seats.fill()
        self._garbage.begin()
        watch(job_in)

    def also_close(self, other: Closing) -> None:
        """Another door."""
        self._others.callback(other.close)

    async def close(self, grace: float = GRACE) -> None:
        """Nobody comes in any more; those who are in get some time."""
        self._others.close()
        await self.service.close(grace)
        await self._door.close()
        self._works.close()
        unwatch()
        self._garbage.end()

    async def _refusal(self, profile: str) -> str:
        """A profile may have been disabled since, or have been authenticated by another door."""
        if await self.credentials.enabled(profile):
            return ""
        return self._messages.first_level(diagnostic("CPF1394", user=profile))

    async def _attend(self, caller: Caller, connection: socket.socket) -> Ended:
        try:
            profile = self._accounts.profile(caller.uid, caller.said.get(PROFILE, ""))
        except AccountRefused as refused:
            return Ended(REFUSED, f"portres: {refused}\n")
        if text := caller.said.get(COMMAND, ""):
            printed: list[str] = []
            ended = await self.service.command(profile, text, printed.append)
            return ended._replace(printed="".join(printed))
        line = DeskLine.at(caller, connection)
        if line is None:
            if told := await self._refusal(profile):
                return Ended(REFUSED, f"portres: {told}\n")
            return Ended(2, f"portres: {NO_TERMINAL}\n")

        def sit(guest: Guest) -> None:
            line.open(guest)

        try:
            return await self.service.session(line, profile, sit)
        finally:
            await line.close()
