"""How many bytes a key brings, beside what ncurses writes for the same screens."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from emulator import Picture, Screen
from walker import Walker

from tests.bench.terminal import Program

CURSES = Path(__file__).parent / "apps" / "curses_panels.py"

TERMS = ("xterm-256color", "screen-256color", "vt220")
"""Terminals for which ncurses shows what we show. For others it has 8 colours, or no underline."""

IDLE = 60.0
"""Seconds that nobody does anything."""

TYPED = b"addtcpport port(8080) protocol(*tcp) usrprf(appuser)"
BETWEEN = b"some"
"""Typed in insert mode before the rest."""

TABS = 12
STEPS = {
    "another panel": (b"wrktcpsvr\r", "Work with TCP/IP Servers"),
    "page down": (b"\x1b[6~", "TELNET"),
}
"""From the main menu to a list, and on in it: the keys, and what shows that it is there."""

MOST, MOST_TAB = 12, 12


class Shown(NamedTuple):
    """The bytes that each step brought, and the pictures from the first panel on."""

    bytes: list[int]
    pictures: list[Picture]


class Watched:
    """A program whose bytes are counted and seen."""

    def __init__(self, command: list[str], term: str, home: str = "") -> None:
        env = {"TERM": term, "COLORTERM": "", "LANG": "C.UTF-8", "PORTRES_HOME": home}
        env = {name: value for name, value in env.items() if value or name != "PORTRES_HOME"}
        self.program = Program([sys.executable, *command], env)

    def press(self, keys: bytes, shows: str = "") -> int:
        """How many bytes the last of these keys brings, once it shows this."""
        for key in _keys(keys):
            before = len(self.program.written)
            self.program.type(key)
        while shows and shows not in "\n".join(self.screen.display):
            self.program.quiet()
        self.program.quiet(0.3)
        return len(self.program.written) - before

    @property
    def screen(self) -> Screen:
        """What all that was written shows."""
        screen = Screen(80, 24)
        screen.feed(bytes(self.program.written))
        return screen

    @property
    def picture(self) -> Picture:
        return self.screen.picture


def ours(term: str, home: str) -> Watched:
    """The product, with its first panel."""
    watched = Watched(["-m", "portres_tui"], term, home)
    watched.program.until(b"F1=Help")
    watched.program.quiet(0.7)
    return watched


def _keys(keys: bytes) -> list[bytes]:
    return [keys] if keys[:1] == b"\x1b" else [keys[at : at + 1] for at in range(len(keys))]


def _screens() -> Iterator[tuple[list[list[tuple[str, str, bool, bool]]], tuple[int, int]]]:
    """The screens for ncurses: the runs of each row, and the cursor."""
    walker = Walker()
    for go in (str, lambda: walker.command("wrktcpsvr"), lambda: walker.press("pagedown")):
        go()
        board = walker.keyboard
        yield (
            [
                [(text, look.role.value, look.underline, look.reverse) for text, look in runs]
                for runs in map(board.runs, range(1, 25))
            ],
            (board.row, board.column),
        )


def _steps(watched: Watched, steps: list[tuple[bytes, str]]) -> Shown:
    try:
        shown = Shown([], [watched.picture])
        for keys, shows in steps:
            shown.bytes.append(watched.press(keys, shows))
            shown.pictures.append(watched.picture)
        return shown
    finally:
        watched.program.end()


def _curses(term: str, folder: str) -> Shown:
    file = Path(folder) / "screens.json"
    file.write_text(json.dumps(list(_screens())))
    watched = Watched([str(CURSES), str(file)], term)
    watched.program.quiet(0.7)
    return _steps(watched, [(b" ", shows) for _, shows in STEPS.values()])


def _compared(term: str, home: str) -> list[str]:
    mine, theirs = _steps(ours(term, home), list(STEPS.values())), _curses(term, home)
    wrong = [] if mine.pictures == theirs.pictures else [f"{term}: other pictures than ncurses"]
    for name, our, their in zip(STEPS, mine.bytes, theirs.bytes, strict=True):
        print(f"  {term:<16} {name:<14} {our:5} bytes  ncurses {their:5}  ratio {our / their:4.2f}")
        wrong += [f"{term}: {name} {our} bytes, ncurses {their}"] if our > their else []
    return wrong


def _typing(home: str) -> list[str]:
    watched = ours("xterm-256color", home)
    try:
        typed = [watched.press(bytes([character])) for character in TYPED]
        for key in (b"\x1b[H", b"\x1b[C", b"\x1b[2~"):
            watched.press(key)
        typed += [watched.press(bytes([character])) for character in BETWEEN]
        watched.press(b"\x05wrktcpport\r", "Port Restrictions")
        tabs = [watched.press(b"\t") for _ in range(TABS)]
        idle = _idle(watched)
    finally:
        watched.program.end()
    print(
        f"  a typed character: median {median(typed):.0f}, at most {max(typed)} ({len(typed)} typed)"
    )
    print(f"  Tab: median {median(tabs):.0f}, at most {max(tabs)}")
    print(f"  idle {IDLE:.0f} s: {idle}")
    wrong = [f"a character brings {max(typed)} bytes"] if max(typed) > MOST else []
    wrong += [f"most characters bring {median(typed)} bytes"] if median(typed) > 1 else []
    wrong += [f"Tab brings {max(tabs)} bytes"] if max(tabs) > MOST_TAB else []
    return wrong + ([f"{idle} bytes while idle"] if idle else [])


def _idle(watched: Watched) -> int:
    before = len(watched.program.written)
    watched.program.quiet(IDLE)
    return len(watched.program.written) - before


def report() -> list[str]:
    """Print the figures; what is more than it may be."""
    print("bytes of a key")
    with tempfile.TemporaryDirectory() as home:
        wrong = _typing(f"{home}/machine")
        for term in TERMS:
            wrong += _compared(term, f"{home}/machine")
    return wrong
