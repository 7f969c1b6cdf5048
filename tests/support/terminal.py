"""The real program in a real terminal: a pseudo terminal, read by a terminal emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from emulator import Picture, Screen

PATIENCE = 20.0
"""Seconds after which something that does not come is a failure; nothing waits for it to pass."""

PROGRAM = ("-m", "portres_tui")


class Terminal:
    """A program with its screen. `keys` are sent as the bytes that a terminal would send.

    `program` is what Python is to run, a `command` what is to be run instead. What it writes to standard error goes to the screen too,
    unless a file is named for its `errors`.
    """

    def __init__(
        self,
        home: Path,
        columns: int = 80,
        rows: int = 24,
        term: str = "xterm-256color",
        program: Sequence[str] = PROGRAM,
        errors: Path | None = None,
        command: Sequence[str] = (),
        environ: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.screen = Screen(columns, rows, self._answer)
        self.written = b""
        command = list(command) or [sys.executable, *program, "--home", str(home)]
        env = {**os.environ, "TERM": term, "LANG": "C.UTF-8", "TZ": "UTC", **environ}
        size = struct.pack("HHHH", rows, columns, 0, 0)
        self.pid, self._pty = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            if errors:
                os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT), 2)
            os.execvpe(command[0], command, env)
        self.code: int | None = None

    @property
    def settings(self) -> list[Any]:
        """How the terminal is set (termios)."""
        return termios.tcgetattr(self._pty)

    def read(self, seconds: float = 0.05) -> bool:
        """Take what the program has written; False if nothing came."""
        ready, _, _ = select.select([self._pty], [], [], seconds)
        try:
            data = os.read(self._pty, 65536) if ready else b""
        except OSError:  # the program has let go of its terminal
            data = b""
        self.written += data
        self.screen.feed(data)
        return bool(data)

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def picture(self) -> Picture:
        """Every cell as it is seen, and the cursor."""
        return self.screen.picture

    def _answer(self, text: str) -> None:
        os.write(self._pty, text.encode())

    def spoil(self, data: bytes) -> Terminal:
        """Somebody else writes to the same screen."""
        self.screen.feed(data)
        return self

    def until(self, *texts: str) -> Terminal:
        """Read until all of these are on the screen."""
        return self._until(lambda: all(text in self.text for text in texts), texts)

    def until_it_is(self, picture: Picture) -> Terminal:
        """Read until the screen is this picture."""
        return self._until(lambda: self.picture == picture, "the picture")

    def _until(self, happened: Callable[[], bool], what: object) -> Terminal:
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end, f"{what} not on the screen:\n{self.text}"
            self.read()
        return self

    def settle(self) -> Terminal:
        """Read until nothing comes for a while."""
        while self.read(0.7):
            pass
        return self

    def keys(self, keys: str) -> Terminal:
        os.write(self._pty, keys.encode())
        return self

    def command(self, text: str) -> Terminal:
        return self.keys(text + "\r")

    def resize(self, columns: int, rows: int) -> Terminal:
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._pty, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)
        return self

    def signal(self, number: int) -> Terminal:
        os.kill(self.pid, number)
        return self

    def hang_up(self) -> Terminal:
        """The line is lost."""
        os.close(self._pty)
        self._pty = os.open(os.devnull, os.O_RDONLY)
        return self

    def end(self) -> int:
        """Read until the program has ended; its exit code."""
        end = time.monotonic() + PATIENCE
        while self.code is None:
            assert time.monotonic() < end, f"it does not end:\n{self.text}"
            self.read() or time.sleep(0.01)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.code = os.waitstatus_to_exitcode(status)
        while self.read():
            pass
        return self.code

    def close(self) -> None:
        if self.code is None:
            self.signal(signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._pty)
