"""The line to a terminal: when it can take the next frame, and how much of one.

A line may be much slower than what buffers on the way take: a kernel keeps 17 KB for a pseudo
terminal, a network more, and nobody tells. So a frame that is more than a slow line carries at once
ends with a question which every terminal answers (DSR), and the next one waits for the answer. Its
time tells how fast the line is. Who does not answer is not asked again. Knows no Textual.
"""

from __future__ import annotations

import asyncio
import os
import select
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

UNKNOWN = (80, 24)
"""Columns and rows of a terminal that does not know its own."""

LARGEST = (500, 200)
"""Columns and rows of the largest terminal that is drawn on: of a larger one, its upper left part."""

LEAST, MOST = 200, 1_000_000
"""Bytes of a part of a frame, on the slowest line and on a fast one."""

AT_ONCE = 0.05
"""Seconds that a part of a frame may take on a slow line, besides the way there and back."""

PATIENCE = 0.4
"""Seconds after which a terminal that has never answered is taken for one that does not; for one
that has, so much more than its line may need."""


_AGAIN = 0.02
"""Seconds after which a terminal that takes nothing is tried again."""


def bounded(columns: int, rows: int) -> tuple[int, int]:
    """A size that can be drawn on, whatever a terminal says."""
    width, height = (
        min(each, most) if each > 0 else usual
        for each, most, usual in zip((columns, rows), LARGEST, UNKNOWN, strict=True)
    )
    return width, height


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
        """All up to the oldest open question has arrived."""
        first, self._answers = self._answers is None, True
        if not self._open:
            return
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
        self._open.append(Question(self._clock(), int(self._on_the_way)))

        def taken() -> None:
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


def opened_anew(fileno: int, access: int) -> int:
    """The terminal, open once more, so that it can be asked without waiting while whoever passed it on
    waits for it as before. Another account's terminal cannot be opened: it is the same open one."""
    try:
        flags = access | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
        return os.open(os.ttyname(fileno), flags)
    except OSError:
        return os.dup(fileno)


class TtyLine:
    """A terminal of this computer. It is opened anew for writing, so that nobody else who has it
    open is kept from waiting for it."""

    def __init__(self, fileno: int, lost: Callable[[], None]) -> None:
        self._lost = lost
        self._rest = b""
        self._ready: Callable[[], None] = lambda: None
        self._loop = asyncio.get_running_loop()
        self.fileno = opened_anew(fileno, os.O_WRONLY)

    def write(self, data: bytes, ready: Callable[[], None]) -> None:
        """See Write in output.py."""
        self._rest, self._ready = data, ready
        if self._push():
            ready()
        elif self._rest:
            self._loop.add_writer(self.fileno, self._push_on)

    def finish(self, data: bytes, seconds: float) -> None:
        """Write the last bytes, behind what is still to go; give up after some time."""
        self._loop.remove_writer(self.fileno)
        self._rest += data
        end = time.monotonic() + seconds
        while self._rest and (left := end - time.monotonic()) > 0:
            if not select.select([], [self.fileno], [], left)[1] or not self._advance():
                return

    def last(self, data: bytes) -> None:
        """The last bytes, behind what is still to go: what the terminal takes now. `drain` waits for
        the rest."""
        self._loop.remove_writer(self.fileno)
        self._rest += data
        self._advance()

    async def drain(self, seconds: float) -> None:
        """Wait until all is written; give up after some time."""
        end = self._loop.time() + seconds
        while self._rest and self._loop.time() < end and self._advance():  # noqa: ASYNC110 - see _AGAIN
            await asyncio.sleep(_AGAIN)

    def close(self) -> None:
        self._loop.remove_writer(self.fileno)
        os.close(self.fileno)

    def _push_on(self) -> None:
        if self._push():
            self._loop.remove_writer(self.fileno)
            self._ready()

    def _push(self) -> bool:
        """Write what can be written now; whether that is all."""
        if not self._advance():
            self._loop.remove_writer(self.fileno)
            self._rest = b""
            self._lost()
            return False
        return not self._rest

    def _advance(self) -> bool:
        """False if the terminal is gone."""
        try:
            self._rest = self._rest[os.write(self.fileno, self._rest) :]
        except BlockingIOError:
            pass
        except OSError:
            return False
        return True
