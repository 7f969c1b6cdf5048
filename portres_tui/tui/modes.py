"""The modes that a terminal is put into: which, for which kind of session, and how it is left.

A mode stays on when a line drops, and then the terminal is left with it. So only what is used is
switched on, and what does harm when left, by the user's own key. Knows no Textual.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple

from portres_tui.tui.client import Can, Client


class Mode(NamedTuple):
    """Something that a terminal can be switched to by these numbers (DECSET)."""

    numbers: tuple[int, ...]

    def switched(self, on: bool) -> str:
        return "".join(f"\x1b[?{number}{'h' if on else 'l'}" for number in self.numbers)


ALTERNATE = Mode((1049,))
CURSOR = Mode((25,))
HOLD = Mode((2026,))
MOUSE = Mode((1000, 1006))
"""Buttons and wheel, with coordinates of any size; no movements."""
PASTE = Mode((2004,))
"""What is pasted comes in brackets."""


class Place(Enum):
    """Where a session comes from."""

    LOCAL = "local"
    SSH = "ssh"


AT_FIRST: Mapping[Place, frozenset[Mode]] = {
    Place.LOCAL: frozenset({MOUSE}),
    Place.SSH: frozenset(),
}
"""What is on when a session begins; SWITCHES in keys.py has the keys for the rest. Reports of the
focus, movements of the mouse, the kitty protocol and sizes in band are never switched on."""

_SOUND = "\x1b(B\x0f\x1b[r\x1b[4l\x1b[m"
"""ASCII, no scrolling region, nothing inserted, no attributes: the terminal may have been left in
any state."""


def opening(client: Client, on: Iterable[Mode]) -> str:
    """What puts the terminal into the state that the first frame is written for."""
    alternate = ALTERNATE.switched(on=True) if client.is_able(Can.ALTERNATE) else ""
    return alternate + _SOUND + "".join(mode.switched(on=True) for mode in on)


def closing(client: Client, on: Iterable[Mode]) -> str:
    """What gives the terminal back as it was."""
    off = "".join(mode.switched(on=False) for mode in on)
    screen = ALTERNATE.switched(on=False) if client.is_able(Can.ALTERNATE) else "\x1b[H\x1b[2J"
    return "\x1b[m" + off + screen + CURSOR.switched(on=True)
