"""A slow line: many panels in a short time, and how late the last one stands."""

from __future__ import annotations

import os
import tempfile
import time

from tests.bench.ssh_bytes import ours
from tests.bench.terminal import Program

RATES = {8000: 0.1, 1200: 0.6}
"""Bytes per second, and the seconds by which the last panel may be late."""

PANELS, SECONDS = 20, 2.0
KEYS = (b"\x1b[6~", b"\x1bOP", b"\x1b*", b"\x1bOR", b"\x1b[5~")
"""Round and round: page down, help, all of the help, out of it, page up."""


class SlowLine:
    """Carries what a program writes at a rate, and answers when a question has arrived."""

    def __init__(self, program: Program, rate: int) -> None:
        self._program = program
        self._rate = rate
        self._free = time.perf_counter()
        self.carried = 0

    def run(self, seconds: float) -> None:
        """What the line carries in this time."""
        end = time.perf_counter() + seconds
        while (now := time.perf_counter()) < end:
            if now < self._free or not self._program.read(0.001, max(1, self._rate // 200)):
                time.sleep(0.001)
                continue
            self._free = max(now, self._free) + self._program.came / self._rate
            self.carried += self._program.came


def late(rate: int, home: str) -> tuple[float, int, int]:
    """Seconds after its own bytes could have passed; its own bytes, and what passed in all.

    What its own bytes are depends on what stood there when its key was pressed: they are what came
    behind those that were in the line by then.
    """
    watched = ours("xterm-256color", home)
    program = watched.program
    try:
        watched.press(b"wrktcpsvr\r", "Work with TCP/IP Servers")
        for key in KEYS:
            watched.press(key)
        wanted = watched.picture
        line = SlowLine(program, rate)
        for number in range(PANELS):
            os.write(program.terminal, KEYS[number % len(KEYS)])
            pressed, before = time.perf_counter(), line.carried + program.waiting()
            line.run(SECONDS / PANELS)
        line.run(10.0)
        if watched.picture != wanted:
            raise AssertionError("the last panel does not stand")
        own = line.carried - before
        return program.last - pressed - own / rate, own, line.carried
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
