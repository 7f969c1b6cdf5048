"""The line to a terminal: when it can take the next frame, and how much of one.

A line may be much slower than what buffers on the way take: a kernel keeps 17 KB for a pseudo
terminal, a network more, and nobody tells. So a frame that is more than a slow line carries at once
ends with a question which every terminal answers (DSR), and the next one waits for the answer. Its
time tells how fast the line is. Who does not answer is not asked again. Knows no Textual.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from portres_tui.tui.output import Write

ASK = b"\x1b[5n"
"""Are you well?"""

FREE = 600
"""Bytes that may be on the way without a question."""

RATE = 1000
"""Bytes that every line carries in a second."""

FAST = 50_000
"""Bytes in a second from which on a line takes any frame whole."""

LEAST, MOST = 200, 1_000_000
"""Bytes of a part of a frame, on the slowest line and on a fast one."""

AT_ONCE = 0.05
"""Seconds that a part of a frame may take on a slow line, besides the way there and back."""

PATIENCE = 0.4
"""Seconds after which a terminal that has never answered is taken for one that does not; for one
that has, so much more than its line may need."""


class Question(NamedTuple):
    """When it was asked, and how many bytes were on the way then."""

    time: float
    bytes: int


class Paced:
    """Writes to a line that may be slow. Tell it when the terminal has `answered`."""

    def __init__(self, write: Write, clock: Callable[[], float] = time.monotonic) -> None:
        self._write = write
        self._clock = clock
        self._on_the_way = 0.0
        self._since = clock()
        self._answers: bool | None = None
        self._open: deque[Question] = deque()
        self._way = 0.0
        self._waiting: Callable[[], None] | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._most = MOST

    @property
    def waits(self) -> bool:
        """Is an answer to come?"""
        return bool(self._open)

    def most(self) -> int:
        """Bytes that the next frame may have, so that what is newer need not wait for long."""
        return self._most

    def write(self, data: bytes, ready: Callable[[], None]) -> None:
        """See Write in output.py."""
        now = self._clock()
        carried = (now - self._since) * RATE
        self._since, self._on_the_way = now, max(0.0, self._on_the_way - carried) + len(data)
        if self._answers is False or self._on_the_way <= min(FREE, self._most):
            self._write(data, ready)
        else:
            self._ask(data, ready)

    def answered(self) -> None:
        """All up to the oldest open question has arrived. Where none is open it came late, or nobody
        asked."""
        if not self._open:
            if self._answers is False:
                self._answers = True
            return
        first, self._answers = self._answers is None, True
        asked = self._open.popleft()
        took = self._clock() - asked.time
        if not asked.bytes:
            self._way = took
            return
        self._measure(asked.bytes, took)
        if first:  # now that nothing is on the way: how long is it?
            self._open.append(Question(self._clock(), 0))
            self._write(ASK, self._go_on)
        else:
            self._go_on()

    def _measure(self, count: int, took: float) -> None:
        rate = count / max(took - self._way, 0.0001)
        part = int(rate * (AT_ONCE + 2 * self._way))
        self._most = MOST if rate > FAST else max(LEAST, part)

    def _ask(self, data: bytes, ready: Callable[[], None]) -> None:
        patience = PATIENCE + (self._on_the_way / RATE if self._answers else 0)
        question = Question(self._clock(), int(self._on_the_way))

        def taken() -> None:
            self._open.append(question)  # what comes before is no answer to it
            self._waiting = ready
            self._alarm = asyncio.get_running_loop().call_later(patience, self._give_up)

        self._write(data + ASK, taken)

    def _give_up(self) -> None:
        self._answers = False
        self._go_on()

    def _go_on(self) -> None:
        if self._alarm:
            self._alarm.cancel()
        ready, self._waiting = self._waiting, None
        if ready:
            self._on_the_way = 0.0
            ready()
