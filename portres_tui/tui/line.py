"""The line to a terminal: when it can take the next frame.

A line may be much slower than what buffers on the way take: a kernel keeps 17 KB for a pseudo
terminal, a network more, and nobody tells. So a frame that is more than a slow line carries at once
ends with a question which every terminal answers (DSR), and the next one waits for the answer. Who
does not answer is not asked again. Knows no Textual.
"""

from __future__ import annotations

import asyncio
import os
import select
import time
from collections.abc import Callable

from portres_tui.tui.output import Write

ASK = b"\x1b[5n"
"""Are you well?"""

FREE = 600
"""Bytes that may be on the way without a question."""

RATE = 1000
"""Bytes that every line carries in a second."""

PATIENCE = 0.4
"""Seconds after which a terminal that has never answered is taken for one that does not; for one
that has, so much more than its line may need."""


class Paced:
    """Writes to a line that may be slow. Tell it when the terminal has `answered`."""

    def __init__(self, write: Write, clock: Callable[[], float] = time.monotonic) -> None:
        self._write = write
        self._clock = clock
        self._on_the_way = 0.0
        self._since = clock()
        self._answers: bool | None = None
        self._waiting: Callable[[], None] | None = None
        self._alarm: asyncio.TimerHandle | None = None

    @property
    def waits(self) -> bool:
        """Is an answer to come?"""
        return self._waiting is not None

    def write(self, data: bytes, ready: Callable[[], None]) -> None:
        """See Write in output.py."""
        now = self._clock()
        carried = (now - self._since) * RATE
        self._since, self._on_the_way = now, max(0.0, self._on_the_way - carried) + len(data)
        if self._on_the_way <= FREE or self._answers is False:
            self._write(data, ready)
        else:
            self._ask(data, ready)

    def answered(self) -> None:
        """All that was written has arrived."""
        self._answers = True
        self._go_on()

    def _ask(self, data: bytes, ready: Callable[[], None]) -> None:
        patience = PATIENCE + (self._on_the_way / RATE if self._answers else 0)

        def taken() -> None:
            loop = asyncio.get_running_loop()
            self._waiting = ready
            self._alarm = loop.call_later(patience, self._give_up)

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


class TtyLine:
    """A terminal of this computer. It is opened anew for writing, so that nobody else who has it
    open is kept from waiting for it."""

    def __init__(self, fileno: int, lost: Callable[[], None]) -> None:
        self._lost = lost
        self._rest = b""
        self._ready: Callable[[], None] = lambda: None
        self._loop = asyncio.get_running_loop()
        try:
            flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
            self._fileno = os.open(os.ttyname(fileno), flags)
        except OSError:
            self._fileno = os.dup(fileno)

    def write(self, data: bytes, ready: Callable[[], None]) -> None:
        """See Write in output.py."""
        self._rest, self._ready = data, ready
        if self._push():
            ready()
        elif self._rest:
            self._loop.add_writer(self._fileno, self._push_on)

    def finish(self, data: bytes, seconds: float) -> None:
        """Write the last bytes, behind what is still to go; give up after some time."""
        self._loop.remove_writer(self._fileno)
        self._rest += data
        end = time.monotonic() + seconds
        while self._rest and (left := end - time.monotonic()) > 0:
            if not select.select([], [self._fileno], [], left)[1] or not self._advance():
                return

    def close(self) -> None:
        os.close(self._fileno)

    def _push_on(self) -> None:
        if self._push():
            self._loop.remove_writer(self._fileno)
            self._ready()

    def _push(self) -> bool:
        """Write what can be written now; whether that is all."""
        if not self._advance():
            self._loop.remove_writer(self._fileno)
            self._rest = b""
            self._lost()
            return False
        return not self._rest

    def _advance(self) -> bool:
        """False if the terminal is gone."""
        try:
            self._rest = self._rest[os.write(self._fileno, self._rest) :]
        except BlockingIOError:
            pass
        except OSError:
            return False
        return True
