"""A terminal of this computer: its size, its modes, and writing to it without waiting.

Knows no Textual.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from types import FrameType
from typing import Any, NamedTuple

UNKNOWN = (80, 24)
"""Columns and rows of a terminal that does not know its own."""

LARGEST = (500, 200)
"""Columns and rows of the largest terminal that is drawn on: of a larger one, its upper left part."""

_AGAIN = 0.02
"""Seconds after which a terminal that takes nothing is tried again."""

AT_MOST = 0.5
"""Seconds that a terminal may keep this process waiting which somebody else can make it wait for."""


def bounded(columns: int, rows: int) -> tuple[int, int]:
    """A size that can be drawn on, whatever a terminal says."""
    width, height = (
        min(each, most) if each > 0 else usual
        for each, most, usual in zip((columns, rows), LARGEST, UNKNOWN, strict=True)
    )
    return width, height


def size_of(fileno: int) -> tuple[int, int]:
    """Columns and rows of a terminal; UNKNOWN where there is none."""
    try:
        return bounded(*os.get_terminal_size(fileno))
    except OSError:
        return UNKNOWN


def made_raw(fileno: int) -> list[Any]:
    """From now on characters come one by one, unchanged, and are not echoed; its modes before. termios.error
    where there is no terminal."""
    before, raw = termios.tcgetattr(fileno), termios.tcgetattr(fileno)
    raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    raw[6][termios.VMIN], raw[6][termios.VTIME] = 1, 0
    termios.tcsetattr(fileno, termios.TCSANOW, raw)
    return before


def give_back(fileno: int, before: list[Any]) -> None:
    """Its modes are as they were, and what came last is nothing that was typed."""
    with suppress(termios.error):  # there is no terminal any more
        termios.tcflush(fileno, termios.TCIFLUSH)
        termios.tcsetattr(fileno, termios.TCSANOW, before)


class Opened(NamedTuple):
    """A terminal that is open here. If it is `shared`, somebody else holds the same open one, who can
    make everybody wait who uses it: then it is taken for gone when that takes too long."""

    fileno: int
    shared: bool = False

    def read(self, count: int) -> bytes:
        """What has come. BlockingIOError when that is nothing, OSError when it is gone."""
        with _in_time() if self.shared else nullcontext():
            return os.read(self.fileno, count)

    def write(self, data: bytes) -> int:
        """How many bytes it took. BlockingIOError when it takes none, OSError when it is gone."""
        with _in_time() if self.shared else nullcontext():
            return os.write(self.fileno, data)


def opened_anew(fileno: int, access: int) -> Opened:
    """The terminal, open once more, so that it can be asked without waiting while whoever passed it on
    waits for it as before. Another account's terminal cannot be opened: it is the same open one."""
    try:
        flags = access | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
        return Opened(os.open(os.ttyname(fileno), flags))
    except OSError:
        return Opened(os.dup(fileno), shared=True)


@contextmanager
def _in_time() -> Iterator[None]:
    """TimeoutError when it takes longer than AT_MOST. Only in the main thread, where signals come."""
    waits = True

    def ring(_number: int, _frame: FrameType | None) -> None:
        if waits:
            raise TimeoutError("the terminal keeps this process waiting")

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, AT_MOST)
    try:
        yield
    finally:
        waits = False
        signal.setitimer(signal.ITIMER_REAL, 0)


class TtyLine:
    """Writes to a terminal of this computer, and tells when it is `lost`."""

    def __init__(self, terminal: Opened, lost: Callable[[], None]) -> None:
        self._terminal = terminal
        self._lost = lost
        self._rest = b""
        self._ready: Callable[[], None] = lambda: None
        self._loop = asyncio.get_running_loop()
        self.fileno = terminal.fileno

    def write(self, data: bytes, ready: Callable[[], None]) -> None:
        """See Write in output.py."""
        self._rest, self._ready = self._rest + data, ready
        if self._push():
            self._loop.remove_writer(self.fileno)
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
            self._rest = self._rest[self._terminal.write(self._rest) :]
        except BlockingIOError:
            pass
        except OSError:
            return False
        return True
