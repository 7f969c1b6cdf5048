"""A program in a pseudo terminal, watched with a clock: what it writes, and when."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from pathlib import Path

ASKED = b"\x1b[5n"
"""Whether the terminal is well; every terminal answers."""


class Program:
    """A command in an 80x24 terminal. Times are seconds on the monotonic clock."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, {**os.environ, **env})
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.written = bytearray()
        self.last = self.started
        self.came = 0

    def read(self, seconds: float, most: int = 65536) -> bytes:
        """What comes within this time; returns at the first bytes. `came` tells how many."""
        self.came = 0
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self.terminal, most)
        except OSError:
            return b""
        self.last = time.perf_counter()
        self.written += data
        self.came = len(data)
        if ASKED in self.written[-self.came - len(ASKED) + 1 :]:
            os.write(self.terminal, b"\x1b[0n")
        return data

    def waiting(self) -> int:
        """Bytes that were written and not read yet."""
        count = fcntl.ioctl(self.terminal, termios.FIONREAD, b"\0" * 4)
        return int(struct.unpack("i", count)[0])

    def until(self, text: bytes, limit: float = 20.0) -> float:
        """Seconds from the start to the byte that completes `text`."""
        end = time.perf_counter() + limit
        while text not in self.written:
            if time.perf_counter() > end:
                raise TimeoutError(f"{text!r} did not come: {bytes(self.written[-400:])!r}")
            self.read(0.1)
        return self.last - self.started

    def quiet(self, seconds: float = 0.15) -> None:
        """Read until nothing has come for this long."""
        while self.read(seconds):
            pass

    def type(self, keys: bytes) -> tuple[float, int]:
        """Seconds to the last byte that these keys bring, and how many bytes that are."""
        before, sent = len(self.written), time.perf_counter()
        os.write(self.terminal, keys)
        self.quiet()
        return max(0.0, self.last - sent), len(self.written) - before

    def private_memory(self) -> int:
        """Bytes that belong to this process alone."""
        rollup = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        lines = [line for line in rollup.splitlines() if line.startswith("Private")]
        return sum(int(line.split()[1]) for line in lines) * 1024

    def end(self) -> None:
        """Ask it to go, as a closed window does, and read on until it has gone."""
        os.kill(self.pid, signal.SIGTERM)
        while not os.waitpid(self.pid, os.WNOHANG)[0]:
            self.read(0.02)
        os.close(self.terminal)
