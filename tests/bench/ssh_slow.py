"""A slow line: many panels in a short time, and how late the last one stands."""

from __future__ import annotations

import os
import select
import tempfile
import time

from tests.bench.ssh_bytes import Watched
from tests.bench.terminal import ASKED

RATES = {8000: 0.1, 1200: 0.6}
"""Bytes per second, and the seconds by which the last panel may be late."""

PANELS, SECONDS = 20, 2.0
KEYS = (b"\x1b[6~", b"\x1b[5~")
"""Page down, page up."""


class SlowLine:
    """Reads what a program writes at a rate, as a slow line does, and answers when it arrives."""

    def __init__(self, watched: Watched, rate: int) -> None:
        self._program = watched.program
        self._rate = rate
        self._since = time.perf_counter()
        self.passed = 0

    def run(self, seconds: float) -> None:
        """Let the line pass what it can in this time."""
        end = time.perf_counter() + seconds
        while (now := time.perf_counter()) < end:
            room = int((now - self._since) * self._rate)
            if room < 1 or not self._pass(min(room, 64)):
                self._since = max(self._since, now - 1 / self._rate) if room >= 1 else self._since
                time.sleep(0.001)

    def _pass(self, room: int) -> bool:
        terminal = self._program.terminal
        if not select.select([terminal], [], [], 0)[0]:
            return False
        data = os.read(terminal, room)
        self._since += len(data) / self._rate
        self._program.written += data
        self._program.last = time.perf_counter()
        self.passed += len(data)
        if bytes(self._program.written[-len(data) - 3 :]).count(ASKED):
            os.write(terminal, b"\x1b[0n")
        return True


def late(rate: int, home: str) -> tuple[float, int, int]:
    """Seconds after its own bytes could have passed; its own bytes, and what passed in all."""
    watched = Watched(["-m", "portres_tui"], "xterm-256color", home)
    program = watched.program
    try:
        program.until(b"F1=Help")
        program.quiet(0.7)
        watched.press(b"wrktcpsvr\r")
        own = {key: watched.press(key) for key in KEYS}
        wanted = watched.picture()
        line = SlowLine(watched, rate)
        for number in range(PANELS):
            os.write(program.terminal, KEYS[number % 2])
            pressed = time.perf_counter()
            line.run(SECONDS / PANELS)
        line.run(10.0)
        if watched.picture() != wanted:
            raise AssertionError("the last panel does not stand")
        last = own[KEYS[(PANELS - 1) % 2]]
        return program.last - pressed - last / rate, last, line.passed
    finally:
        program.end()


def report() -> list[str]:
    """Print the figures; what is later than it may be."""
    print(f"{PANELS} panels in {SECONDS:.0f} s over a slow line: how late the last one stands")
    wrong = []
    with tempfile.TemporaryDirectory() as home:
        for rate, limit in RATES.items():
            seconds, own, passed = late(rate, home)
            print(
                f"  {rate:>5} bytes/s  {seconds:6.2f} s after its own {own} bytes could have passed;"
                f" {passed} bytes in all (may be {limit} s)"
            )
            wrong += [f"{rate} bytes/s: {seconds:.2f} s late"] if seconds > limit else []
    return wrong
