"""How many bytes a key brings, beside what ncurses writes for the same screens."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.terminal import Program
from tests.support.emulator import Picture, Screen
from tests.support.walker import Walker

CURSES = Path(__file__).parent / "apps" / "curses_panels.py"
TERMS = ("xterm-256color", "xterm", "linux", "screen-256color", "vt220")
IDLE = 60.0
"""Seconds that nobody does anything."""

TYPED = b"addtcpport port(8080) protocol(*tcp) usrprf(appuser)"
STEPS = (b"wrktcpsvr\r", b"\x1b[6~")
"""From the main menu to another panel, and a page down on it."""


class Watched:
    """A program whose bytes are counted and seen."""

    def __init__(self, command: list[str], term: str, home: str = "") -> None:
        env = {"TERM": term, "COLORTERM": "", "LANG": "C.UTF-8", "PORTRES_HOME": home}
        self.program = Program([sys.executable, *command], env)

    def press(self, keys: bytes) -> int:
        """How many bytes these keys bring."""
        return self.program.type(keys)[1]

    def picture(self) -> Picture:
        screen = Screen(80, 24)
        screen.feed(bytes(self.program.written))
        return screen.picture


def _screens() -> Iterator[tuple[list[list[tuple[str, str, bool, bool]]], tuple[int, int]]]:
    walker = Walker()
    for step in (
        lambda: walker,
        lambda: walker.command("wrktcpsvr"),
        lambda: walker.press("pagedown"),
    ):
        step()
        rows = [
            [
                (text, look.role.value, look.underline, look.reverse)
                for text, look in walker.keyboard.runs(row)
            ]
            for row in range(1, 25)
        ]
        yield rows, (walker.keyboard.row, walker.keyboard.column)


def _ours(term: str, home: str) -> tuple[list[int], list[Picture]]:
    ours = Watched(["-m", "portres_tui"], term, home)
    try:
        ours.program.until(b"F1=Help")
        ours.program.quiet(0.7)
        pictures, counts = [ours.picture()], []
        for step in STEPS:
            for key in (step[:-1], step[-1:]) if step.endswith(b"\r") else (step,):
                count = ours.press(key)
            counts.append(count)
            pictures.append(ours.picture())
        return counts, pictures
    finally:
        ours.program.end()


def _curses(term: str, folder: str) -> tuple[list[int], list[Picture]]:
    file = Path(folder) / "screens.json"
    file.write_text(json.dumps(list(_screens())))
    theirs = Watched([str(CURSES), str(file)], term)
    try:
        theirs.program.quiet(0.7)
        pictures, counts = [theirs.picture()], []
        for _ in STEPS:
            counts.append(theirs.press(b" "))
            pictures.append(theirs.picture())
        return counts, pictures
    finally:
        theirs.program.end()
