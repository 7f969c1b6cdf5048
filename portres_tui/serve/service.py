"""The serving process: one machine, and the sessions of all who come in by its doors.

A door knows how bytes travel and who is at the other end; here that becomes a session, or a command
that is run without a screen. Knows no panel.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from typing import NamedTuple
from weakref import WeakValueDictionary

from portres_tui.domain.messages import information
from portres_tui.domain.system import MachineError
from portres_tui.serve.limits import Gate, LimitReached, Limits
from portres_tui.serve.line import Ended, Guest, Line
from portres_tui.serve.remote import NotAllowed, Remote, read
from portres_tui.serve.seat import Sitting
from portres_tui.serve.seats import Seats
from portres_tui.session import UnknownProfile

REFUSED = 1
"""Exit code of who is turned away."""

THREADS = 4
"""Threads in which sessions wait for the machine."""

AT_ONCE, OWN = 8, 2
"""Commands without a screen that run at the same time; of one profile."""

GRACE, LAST = 60.0, 10.0
"""Seconds that users have to come to an end when the process is to end, and how many are left when they
are told once more."""

_STOPS = "the machine is about to be stopped. Try again later."

_OVER = "The serving process was ended. What you did is kept; sign on again when it serves again."


class _Refused(Exception):
    """Somebody does not come in, and why."""


Lines = tuple[Iterable[str], int]

Refusal = Callable[[str], Awaitable[str]]
"""Why a profile may not begin anything just now, although it was authenticated; "" if it may."""


async def _none(_profile: str) -> str:
    return ""


class Commands(NamedTuple):
    """What runs without a screen: for a profile CL text, or the words of a shell command. Each may
    take its time, and gives the lines that it prints and its exit code."""

    cl: Callable[[str, str], Lines]
    shell: Callable[[str, tuple[str, ...]], Lines]


class Service:
    """All sessions of one process; see ssh.channel.House."""

    def __init__(
        self, seats: Seats, limits: Limits, commands: Commands, refusal: Refusal = _none
    ) -> None:
        self._seats = seats
        self._sessions, self._running = Gate(limits), Gate(limits)
        self._refusal = refusal
        self._commands = commands
        self._threads = ThreadPoolExecutor(AT_ONCE, "portres-command")
        self._turns: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._seated: set[Sitting] = set()
        self._inside = 0
        self._empty = asyncio.Event()
        self._empty.set()
        self._closing = False
        self._ends = 0.0
        self._hurried = asyncio.Event()

    async def session(self, line: Line, profile: str, sit: Callable[[Guest], None]) -> Ended:
        """Have a session on a line; `sit` is told the guest as soon as it can hear."""
        try:
            async with self._let_in(profile, self._sessions):
                return await self._attend(line, profile, sit)
        except (_Refused, LimitReached, UnknownProfile, MachineError) as error:
            return Ended(REFUSED, f"portres: {error}\n")

    @asynccontextmanager
    async def _let_in(self, profile: str, gate: Gate) -> AsyncIterator[None]:
        """Somebody of this profile is inside. _Refused or LimitReached when nobody more may be."""
        told = "" if self._closing else await self._refusal(profile)
        if told or self._closing:
            raise _Refused(told or _STOPS)
        gate.enter(profile)
        self._inside += 1
        self._empty.clear()
        try:
            yield
        finally:
            gate.leave(profile)
            self._inside -= 1
            if not self._inside:
                self._empty.set()

    async def _attend(self, line: Line, profile: str, sit: Callable[[Guest], None]) -> Ended:
        seat = await self._seats.take(line, profile)
        self._seated.add(seat)
        try:
            sit(seat)
            if self._closing:  # somebody who came just before
                self._warn(seat)
            return await seat.ended()
        except BaseException:  # whoever should hear of it does not
            seat.hang_up()
            raise
        finally:
            self._seated.discard(seat)

    async def command(self, profile: str, text: str, write: Callable[[str], None]) -> Ended:
        """Run what needs no screen; `write` gets its output. Commands are counted apart: a class that
        has all sessions does not keep its trainer from ending one."""
        try:
            asked = read(text)
            async with self._let_in(profile, self._running):
                lines, code = await self._ran(profile, asked)
        except (NotAllowed, _Refused, LimitReached, MachineError) as refused:
            return Ended(REFUSED, f"portres: {refused}\n")
        write("".join(f"{line}\n" for line in lines))
        return Ended(code)

    async def _ran(self, profile: str, asked: Remote) -> Lines:
        work = (
            partial(self._commands.shell, profile, asked.words)
            if asked.words
            else partial(self._commands.cl, profile, asked.cl)
        )
        turns = self._turns.setdefault(profile, asyncio.Semaphore(OWN))
        async with turns:
            if self._hurried.is_set():
                raise _Refused(_OVER)
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    # The end

    async def close(self, grace: float = GRACE) -> None:
        """Tell the users, give them some time, and end what is left. A command that runs comes to
        its end."""
        self._closing = True
        self._ends = asyncio.get_running_loop().time() + grace
        for seconds in (grace - LAST, LAST) if grace > LAST else (grace,):
            for seat in list(self._seated):
                self._warn(seat)
            await self._all_gone(seconds)
        self._hurried.set()
        for seat in list(self._seated):
            seat.dismiss(_OVER)
        await self._empty.wait()
        await self._seats.close()
        self._threads.shutdown()

    async def _all_gone(self, seconds: float) -> None:
        """Wait for it, but for so long at most, and not once there is a hurry."""
        waits = [asyncio.create_task(each.wait()) for each in (self._hurried, self._empty)]
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for each in waits:
            each.cancel()

    def _warn(self, seat: Sitting) -> None:
        """Tell somebody how long there is; when there is no time left, that it is over."""
        if self._hurried.is_set():
            seat.dismiss(_OVER)
        else:
            seconds = round(self._ends - asyncio.get_running_loop().time())
            seat.announce(information("PRT1806", seconds=seconds))

    def hurry(self) -> None:
        """Nobody is given time any more."""
        self._hurried.set()
