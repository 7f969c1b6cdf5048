"""A session in plain mode at the end of a line: for terminals whose cursor cannot be moved.

Plain mode waits for lines, so it has a thread of its own; bytes become lines here, with their echo.
Knows no panel.
"""

from __future__ import annotations

import asyncio
import queue
import time
from codecs import getincrementaldecoder
from concurrent.futures import ThreadPoolExecutor

from portres_tui.display.buffer import printable
from portres_tui.domain.messages import Message
from portres_tui.plain.mode import PlainMode
from portres_tui.serve.line import Ended, Line
from portres_tui.workstation import Workstation

LONGEST = 1000
"""Characters of a line; what is typed beyond is not taken."""

MOST = 1_000_000
"""Bytes that wait for a line that is slow."""

_ENDS = "\r\n"
_ERASES = "\x08\x7f"
_DROPS = "\x03\x15"
"""Ctrl-C and Ctrl-U take back what was typed of a line."""
_OVER = "\x04"
"""Ctrl-D on an empty line ends the session."""


class SpokenSeat:
    """A workstation on a line, as lines; a seats.Sitting."""

    def __init__(self, line: Line, station: Workstation) -> None:
        self._line = line
        self._station = station
        self._typed = ""
        self._secret = False
        self._told = ""
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._out = b""
        self._busy = False
        self._loop = asyncio.get_running_loop()
        thread = ThreadPoolExecutor(1, "portres-spoken")  # many may wait for a line at once
        self._over = self._loop.run_in_executor(thread, self._run)
        thread.shutdown(wait=False)

    async def ended(self) -> Ended:
        """How it ended, when it has."""
        await asyncio.shield(self._over)
        told = f"portres: {self._told}\n" if self._told else ""
        return Ended(int(bool(told or self._station.farewell)), told)

    def feed(self, data: bytes) -> None:
        for character in self._decode(data):
            self._take(character)

    def resize(self, size: tuple[int, int]) -> None:
        """Lines have no size."""

    def hang_up(self) -> None:
        self._lines.put(None)

    def dismiss(self, told: str) -> None:
        """Nobody is to sit here any more."""
        self._told = told
        self._lines.put(None)

    def announce(self, sending: Message) -> None:
        """Say a message that nobody asked for."""
        self._send(f"\n{self._station.messages.first_level(sending)}\n")

    # What is typed

    def _take(self, character: str) -> None:
        if character in _ENDS:
            self._lines.put(self._typed)
            self._typed = ""
            self._echo("\n")
        elif character in _ERASES:
            self._echo("\b \b" if self._typed else "")
            self._typed = self._typed[:-1]
        elif character in _DROPS:
            self._typed = ""
            self._echo("\n")
        elif character == _OVER and not self._typed:
            self._lines.put(None)
        elif character.isprintable() and len(self._typed) < LONGEST:
            self._typed += character
            self._echo("" if self._secret else character)

    def _echo(self, text: str) -> None:
        if text:
            self._send(text)

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
        line = self._lines.get()
        if line is None:
            raise EOFError
        return line

    def _confide(self, prompt: str) -> str:
        self._secret = True
        try:
            return self._ask(prompt)
        finally:
            self._secret = False

    def _tell(self, line: str) -> None:
        self._loop.call_soon_threadsafe(self._send, f"{printable(line)}\n")
