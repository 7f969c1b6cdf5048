"""What the sessions of one process share: the threads in which things may wait for the machine, and one
look at the machine for all of them.

All but the work handed to `run` happens in the event loop. Knows no widget and no panel. Times are
seconds since the epoch.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import Context
from typing import Any, Protocol, TypeVar

from portres_tui.display.watch import AT_FIRST, Watch
from portres_tui.domain.jobs import LogEntry
from portres_tui.domain.system import MachineError, Patience, System
from portres_tui.panels.model import Look

PAUSE = 0.1
"""Seconds at least between two looks at the machine that nothing but news brings about."""

SHARE = 0.5
"""Of the time that the last look took: how long there is at least none."""

IDLE = 60.0
"""Seconds without a key after which there is time to tidy up."""

RETAINED = 200
"""Entries that are let go of at a time: few enough that nobody waits noticeably."""

_log = logging.getLogger("portres")

Answer = TypeVar("Answer")


class Member(Protocol):
    """A session, as far as it matters here. It is called in its own context: whose app is whose is told
    by that."""

    context: Context

    def arrive(self, entries: list[LogEntry], now: float) -> None:
        """New entries of the job logs, due or not; each is told once. Called without any when
        something becomes due."""

    def catch_up(self, look: Look) -> Coroutine[Any, Any, None]:
        """Show what is live as it is now; what was found at this look need not be looked for again."""

    def rest(self) -> float | None:
        """Seconds until something happens to the session that no commit tells of."""


class Works:
    """The threads, and the watch on `system`, of one process. It watches from the first member on.

    `tidy` lets go of at most so many old entries, and tells whether there are more.
    """

    def __init__(
        self,
        system: System,
        clock: Callable[[], float],
        tidy: Callable[[int], bool],
        threads: int = 1,
    ) -> None:
        self.clock = clock
        self.pressed = clock()
        """When somebody pressed a key last; who hears of one says so."""
        self._system = system
        self._tidy = tidy
        self._threads = ThreadPoolExecutor(threads, "portres-worker")
        self._watch = Watch(system, clock)
        self._recent: deque[LogEntry] = deque(maxlen=AT_FIRST)
        self._members: list[Member] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._looking = self._tidying = self._late = False
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._looked = self._over = self._took = 0.0
        self._unlisten: Callable[[], None] | None = None

    # Threads

    async def run(self, work: Callable[[], Answer], patience: Patience | None = None) -> Answer:
        """Do it in a thread. `patience` decides how long it waits for who holds the machine."""
        return await asyncio.wrap_future(self.submit(work, patience))

    def submit(
        self, work: Callable[[], Answer], patience: Patience | None = None
    ) -> Future[Answer]:
        """Begin to do it in a thread."""
        return self._threads.submit(self._patiently, work, patience)

    def _patiently(self, work: Callable[[], Answer], patience: Patience | None) -> Answer:
        self._system.patience = patience
        try:
            return work()
        finally:
            self._system.patience = None

    def close(self) -> None:
        """Nothing is looked at any more; waits for what runs."""
        if self._unlisten:
            self._unlisten()
        for timer in self._timers.values():
            timer.cancel()
        self._threads.shutdown()

    # Members

    def join(self, member: Member) -> None:
        """A session begins: it hears of what was logged lately, and of all that comes."""
        self._members.append(member)
        member.context.run(member.arrive, list(self._recent), self.clock())
        if self._unlisten is None:
            self._begin()
        self.look()

    def leave(self, member: Member) -> None:
        """A session has ended."""
        if member in self._members:
            self._members.remove(member)

    def _begin(self) -> None:
        loop = asyncio.get_running_loop()

        def tell() -> None:
            with suppress(RuntimeError):  # the process is about to end
                loop.call_soon_threadsafe(self._hear)

        self._unlisten = self._system.listen(tell)
        self._wait_until_idle()

    # The machine

    def look(self) -> None:
        """See at once whether there is something new."""
        self._stop("news")
        if self._looking:
            self._late = True
        elif self._watch.stale() or any((rest := m.rest()) and rest < 0 for m in self._members):
            self._looked = asyncio.get_running_loop().time()
            self._looking = True
            self._task(self._catch_up())
        else:
            self._wake_when_due()

    def _hear(self) -> None:
        """There may be news: look now, or in a moment if the last look was just now."""
        if "news" not in self._timers:
            loop = asyncio.get_running_loop()
            due = max(loop.time(), self._looked + PAUSE, self._over + SHARE * self._took)
            self._timers["news"] = loop.call_at(due, self.look)

    async def _catch_up(self) -> None:
        try:
            entries = await self.run(self._watch.read)
            self._recent += entries
            now = self.clock()
            look = Look(now, {})
            for member in self._members[:]:
                with _own_fault(member):
                    member.context.run(member.arrive, entries, now)
                    await self._one_by_one(member, look)
        finally:
            self._over = asyncio.get_running_loop().time()
            self._took = self._over - self._looked
            self._looking, late, self._late = False, self._late, False
            self._wake_when_due()
            if late:
                self._hear()

    async def _one_by_one(self, member: Member, look: Look) -> None:
        """Keys come in between, and what is painted: nobody waits for all the others."""
        loop = asyncio.get_running_loop()
        before = loop.time()
        await loop.create_task(member.catch_up(look), context=member.context)
        if len(self._members) > 1:
            await asyncio.sleep(loop.time() - before)

    def _wake_when_due(self) -> None:
        self._stop("due")
        rests = [self._watch.rest(), *(member.rest() for member in self._members)]
        due = [each for each in rests if each is not None]
        if due:
            delay = max(min(due), 0) + 0.005
            self._timers["due"] = asyncio.get_running_loop().call_later(delay, self.look)

    # When nobody types

    def _wait_until_idle(self) -> None:
        self._timers["idle"] = asyncio.get_running_loop().call_later(IDLE, self._wait_until_idle)
        if not self._tidying and self._idle:
            self._tidying = True
            self._task(self._tidy_up())

    @property
    def _idle(self) -> bool:
        return self.clock() - self.pressed > IDLE

    async def _tidy_up(self) -> None:
        try:
            while self._idle and await self.run(self._let_go, _hurried):
                pass
        finally:
            self._tidying = False

    def _let_go(self) -> bool:
        try:
            return self._tidy(RETAINED)
        except MachineError:
            return False

    def _task(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _stop(self, timer: str) -> None:
        if found := self._timers.pop(timer, None):
            found.cancel()


@contextmanager
def _own_fault(member: Member) -> Iterator[None]:
    """What is wrong with one session, which may have ended just now, is no other's concern."""
    try:
        yield
    except Exception:  # noqa: BLE001 - whatever it is, the others go on
        _log.exception("a session did not hear of news: %r", member)


def _hurried(_holder: object, _waited: float) -> bool:
    """There is no hurry to tidy up: another time."""
    return False
