"""From starting a client to the complete first panel: by the own server, behind sshd, and locally.

The baseline over the network is what sshd takes for `ssh host true`, the one for `portres attach` a
Python that does nothing.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from statistics import median
from typing import NamedTuple

from emulator import Picture, Screen

from tests.bench.ssh_serving import ENV, Served, served
from tests.bench.terminal import Program

ROUNDS = 21
"""The first of them warms up what is on the way and does not count."""

PAUSE = 0.25
"""Seconds between two clients: time to make the next seat ready."""


class Asked(NamedTuple):
    """A ratio, what it is of, and what it should be at most."""

    name: str
    base: str
    most: float


ASKED = (
    Asked("ssh to the own server", "ssh host true", 0.9),
    Asked("ssh, no seat is ready", "ssh host true", 0.9),
    Asked("ssh to attach behind sshd", "ssh host true", 1.15),
    Asked("portres attach", "python -c pass", 2.0),
)


class Seen(Program):
    """A program with the moment at which each of its bytes came."""

    def __init__(self, command: list[str], env: Mapping[str, str]) -> None:
        self.moments: list[tuple[float, int]] = []
        super().__init__(command, dict(env))

    def read(self, seconds: float, most: int = 65536) -> bytes:
        data = super().read(seconds, most)
        if data:
            self.moments.append((self.last - self.started, len(self.written)))
        return data

    def complete(self, shows: bytes = b"F1=Help") -> float:
        """Seconds from the start to the byte from which on the picture stays as it is."""
        self.until(shows)
        self.quiet(0.2)
        final = self._picture(len(self.written))
        return next(when for when, size in self.moments if self._picture(size) == final)

    def _picture(self, size: int) -> Picture:
        screen = Screen(80, 24)
        screen.feed(bytes(self.written[:size]))
        return screen.picture

    def over(self) -> float:
        """Seconds from the start to the end of the program."""
        while not os.waitpid(self.pid, os.WNOHANG)[0]:
            self.read(0.001)
        took = time.perf_counter() - self.started
        os.close(self.terminal)
        return took


def report() -> list[str]:
    """Print the figures; what takes longer than it should."""
    with served() as machine:
        ways = _ways(machine)
        took: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(ROUNDS):
            for name, way in ways.items():
                seconds = way()
                time.sleep(PAUSE)
                if number:
                    took[name].append(seconds)
    print(f"connect to the complete first panel, medians of {ROUNDS - 1}, interleaved")
    middle = {name: median(all) for name, all in took.items()}
    return [each for asked in ASKED for each in _compared(asked, middle)]


def _ways(machine: Served) -> dict[str, Callable[[], float]]:
    attach = [str(Path(sys.executable).parent / "portres"), "attach"]
    here = {**ENV, "PORTRES_HOME": str(machine.home)}
    own = machine.ssh(machine.port, "plain")
    others = (f"xterm-{number}" for number in count())
    return {
        "ssh host true": lambda: Seen(machine.ssh(machine.sshd, "plain", "true"), ENV).over(),
        "ssh to the own server": lambda: _panel(own, ENV),
        "ssh, no seat is ready": lambda: _panel(own, {**ENV, "TERM": next(others)}),
        "ssh to attach behind sshd": lambda: _panel(machine.ssh(machine.sshd, "forced"), ENV),
        "python -c pass": lambda: Seen([sys.executable, "-c", "pass"], ENV).over(),
        "portres attach": lambda: _panel(attach, here),
    }


def _panel(command: list[str], env: Mapping[str, str]) -> float:
    program = Seen(command, env)
    try:
        return program.complete()
    finally:
        program.end()


def _compared(asked: Asked, middle: Mapping[str, float]) -> list[str]:
    ratio = middle[asked.name] / middle[asked.base]
    told = f"{1000 * middle[asked.name]:6.1f} ms   {ratio:4.2f} x {asked.base}"
    base = f"({1000 * middle[asked.base]:.1f} ms)"
    print(f"  {asked.name:<26} {told} {base}, asked: at most {asked.most}")
    if ratio <= asked.most:
        return []
    return [f"{asked.name}: {ratio:.2f} x {asked.base}, asked is {asked.most}"]
