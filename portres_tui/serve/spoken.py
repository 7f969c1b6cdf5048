"""A session in plain mode at the end of a line: for terminals whose cursor cannot be moved.

Plain mode waits for lines, so it has a thread of its own; bytes become lines here, with their echo.
Knows no panel.
"""

from __future__ import annotations

import asyncio
import queue
import time
from codecs import getincrementaldecoder
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from enum import Enum

from portres_tui.display.buffer import printable
from portres_tui.domain.jobs import LogEntry
from portres_tui.domain.messages import Message
from portres_tui.panels.model import Look
from portres_tui.plain.mode import PlainMode
from portres_tui.serve.line import Ended, Line
from portres_tui.workstation import Workstation

LONGEST = 1000
"""Characters of a line; what is typed beyond is not taken."""

MOST = 1_000_000
"""Bytes that wait for a line that is slow."""

AHEAD = 100
"""Lines that are typed ahead; while there are more the line takes nothing."""

_ENDS = "\r\n"
_ERASES = "\x08\x7f"
_DROPS = "\x03\x15"
"""Ctrl-C and Ctrl-U take back what was typed of a line."""
_OVER = "\x04"
"""Ctrl-D on an empty line ends the session."""


class _Told(Enum):
    """What comes to the thread besides lines."""

    OVER = "nothing more is typed"
    NEWS = "does the session live?"


class SpokenSeat:
    """A workstation on a line, as lines; a seat.Sitting and a works.Member."""

    def __init__(self, line: Line, station: Workstation) -> None:
        self._line = line
        self._station = station
        self._typed = ""
        self._secret = False
        self._told = ""
        self._left = self._asks = self._paused = False
        self._lines: queue.SimpleQueue[str | _Told] = queue.SimpleQueue()
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._out = b""
        self._busy = False
        self._loop = asyncio.get_running_loop()
        self.context = copy_context()
        thread = ThreadPoolExecutor(1, "portres-spoken")  # many may wait for a line at once
        self._over = self._loop.run_in_executor(thread, self._run)
        thread.shutdown(wait=False)

    async def ended(self) -> Ended:
        """How it ended, when it has."""
        await asyncio.shield(self._over)
        told = f"portres: {self._told}\n" if self._told else ""
        return Ended(int(bool(told or self._station.farewell)), told)

    def when_ended(self, tell: Callable[[], None]) -> None:
        """Call this when it has ended."""
        self._over.add_done_callback(lambda _over: tell())

    def feed(self, data: bytes) -> None:
        echo = "".join(map(self._take, self._decode(data)))  # one piece: others are at work too
        if echo:
            self._send(echo)
        self._pause(on=self._lines.qsize() > AHEAD)

    def resize(self, size: tuple[int, int]) -> None:
        """Lines have no size."""

    def hang_up(self) -> None:
        self._left = True  # what was typed ahead is off
        self._lines.put(_Told.OVER)

    def dismiss(self, told: str) -> None:
        """Nobody is to sit here any more."""
        self._told = told
        self.hang_up()

    def announce(self, sending: Message) -> None:
        """Say a message that nobody asked for."""
        self._send(f"\n{self._station.messages.first_level(sending)}\n")

    # What works tells

    def arrive(self, entries: list[LogEntry], now: float) -> None:
        """Job logs are read before each line."""

    async def catch_up(self, look: Look) -> None:  # noqa: ARG002 - as Member has it
        """The thread that waits for a line looks whether its session lives."""
        if self._asks:
            self._lines.put(_Told.NEWS)

    def rest(self) -> float | None:
        """See works.Member."""
        return self._station.rest() if self._asks else None

    # What is typed

    def _take(self, character: str) -> str:
        """What is sent back for it."""
        if character in _ENDS:
            self._lines.put(self._typed)
            self._typed = ""
            return "\n"
        if character in _ERASES:
            erased = "\b \b" if self._typed and not self._secret else ""
            self._typed = self._typed[:-1]
            return erased
        if character in _DROPS:
            self._typed = ""
            return "\n"
        if character == _OVER and not self._typed:
            self._lines.put(_Told.OVER)
        elif character.isprintable() and len(self._typed) < LONGEST:
            self._typed += character
            return "" if self._secret else character
        return ""

    def _pause(self, *, on: bool) -> None:
        if on != self._paused:
            self._paused = on
            self._line.pause(on)

    def _send(self, text: str) -> None:
        if len(self._out) < MOST:  # who does not read misses the rest
            self._out += text.replace("\n", "\r\n").encode()
        self._push()

    def _push(self) -> None:
        """A line takes one piece after the other."""
        if self._out and not self._busy:
            data, self._out, self._busy = self._out, b"", True
            self._line.write(data, self._ready)

    def _ready(self) -> None:
        self._busy = False
        self._push()

    # The thread

    def _run(self) -> None:
        try:
            PlainMode(self._station, self._ask, self._tell, self._confide, time.sleep).run()
        finally:
            self._station.leave()

    def _ask(self, prompt: str) -> str:
        self._loop.call_soon_threadsafe(self._send, prompt)
        self._asks = True
        try:
            while (line := self._lines.get()) is _Told.NEWS:
                self._look()
        finally:
            self._asks = False
        if self._left or isinstance(line, _Told):
            raise EOFError
        if self._paused and self._lines.qsize() <= AHEAD:
            self._loop.call_soon_threadsafe(lambda: self._pause(on=False))
        return line

    def _look(self) -> None:
        """EOFError when the session is over without its user having ended it."""
        if self._station.lapsed():
            self._station.lapse()
            self._told = self._station.farewell
            raise EOFError

    def _confide(self, prompt: str) -> str:
        self._secret = True
        try:
            return self._ask(prompt)
        finally:
            self._secret = False

    def _tell(self, line: str) -> None:
        self._loop.call_soon_threadsafe(self._send, f"{printable(line)}\n")
