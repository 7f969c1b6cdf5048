"""The serving process: one machine, and the sessions of all who come in by its doors.

A door knows how bytes travel and who is at the other end; here that becomes a session, or a command
that is run without a screen. Knows no panel.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

from portres_tui.domain.messages import Message, information
from portres_tui.domain.system import MachineError
from portres_tui.serve.limits import Gate, LimitReached, Limits
from portres_tui.serve.line import Ended, Guest, Line
from portres_tui.serve.remote import NotAllowed, read
from portres_tui.serve.seats import Seats, Sitting
from portres_tui.session import UnknownProfile

_log = logging.getLogger("portres")

REFUSED = 1
"""Exit code of who is turned away."""

THREADS = 4
"""Threads in which sessions wait for the machine."""

AT_ONCE, OWN = 8, 2
"""Commands without a screen that run at the same time; of one profile."""

GRACE = 60.0
"""Seconds that users have to come to an end when the process is to end."""

_OVER = "The serving process was ended. What you did is kept; sign on again when it serves again."

Lines = tuple[Iterable[str], int]


class Commands(NamedTuple):
    """What runs without a screen: for a profile CL text, or the words of a shell command. Each may
    take its time, and gives the lines that it prints and its exit code."""

    cl: Callable[[str, str], Lines]
    shell: Callable[[str, tuple[str, ...]], Lines]


class Service:
    """All sessions of one process; see ssh.channel.House."""

    def __init__(self, seats: Seats, limits: Limits, commands: Commands) -> None:
        self._seats = seats
        self._gate = Gate(limits)
        self._commands = commands
        self._threads = ThreadPoolExecutor(AT_ONCE, "portres-command")
        self._turns: defaultdict[str, asyncio.Semaphore] = defaultdict(
            partial(asyncio.Semaphore, OWN)
        )
        self._seated: set[Sitting] = set()
        self._closing = False
        self._hurried = asyncio.Event()

    async def session(self, line: Line, profile: str, sit: Callable[[Guest], None]) -> Ended:
        """Have a session on a line; `sit` is told the guest as soon as it can hear."""
        if self._closing:
            return Ended(REFUSED, "portres: the machine is about to be stopped. Try again later.\n")
        try:
            self._gate.enter(profile)
        except LimitReached as reached:
            return Ended(REFUSED, f"portres: {reached}\n")
        try:
            return await self._attend(line, profile, sit)
        except (UnknownProfile, MachineError) as error:
            return Ended(REFUSED, f"portres: {error}\n")
        finally:
            self._gate.leave(profile)

    async def _attend(self, line: Line, profile: str, sit: Callable[[Guest], None]) -> Ended:
        seat = await self._seats.take(line, profile)
        self._seated.add(seat)
        try:
            sit(seat)
            return await seat.ended()
        finally:
            self._seated.discard(seat)

    async def command(self, profile: str, text: str, write: Callable[[str], None]) -> Ended:
        """Run what needs no screen; `write` gets its output. It counts as a session."""
        try:
            asked = read(text)
            self._gate.enter(profile)
        except (NotAllowed, LimitReached) as refused:
            return Ended(REFUSED, f"portres: {refused}\n")
        work = (
            partial(self._commands.shell, profile, asked.words)
            if asked.words
            else partial(self._commands.cl, profile, asked.cl)
        )
        try:
            async with self._turns[profile]:
                loop = asyncio.get_running_loop()
                lines, code = await loop.run_in_executor(self._threads, work)
        finally:
            self._gate.leave(profile)
        write("".join(f"{line}\n" for line in lines))
        return Ended(code)

    # The end

    def announce(self, sending: Message) -> None:
        """Show all who are signed on a message."""
        for seat in list(self._seated):
            seat.announce(sending)

    async def close(self, grace: float = GRACE) -> None:
        """Tell the users, give them some time, and end what is left."""
        self._closing = True
        self.announce(information("PRT1806", seconds=round(grace)))
        hurried = asyncio.create_task(self._hurried.wait())
        ended = asyncio.create_task(self._all_ended())
        await asyncio.wait({hurried, ended}, timeout=grace, return_when=asyncio.FIRST_COMPLETED)
        hurried.cancel()
        ended.cancel()
        for seat in list(self._seated):
            seat.dismiss(_OVER)
        await self._all_ended()
        await self._seats.close()
        self._threads.shutdown()

    def hurry(self) -> None:
        """Nobody is given time any more."""
        self._hurried.set()

    async def _all_ended(self) -> None:
        await asyncio.gather(*(seat.ended() for seat in self._seated), return_exceptions=True)
