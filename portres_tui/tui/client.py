"""The terminal at the other end, by what its user's environment says: TERM, COLORTERM, NO_COLOR.

What a terminal can do stands in one table. It is asked nothing, and no terminfo is read: the
terminal of somebody who comes from elsewhere need not be known here, and one process may serve
many. Where a terminal is not known well, the more modest answer is taken; so nobody is sent a
repetition (REP), which ncurses sends to every xterm and which saves little. Knows no Textual.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Flag, auto
from typing import NamedTuple


class Can(Flag):
    """What a terminal can do besides what every VT100 does."""

    NOTHING = 0
    COLOUR = auto()
    BRIGHT = auto()
    """The upper 8 of 16 colours have numbers of their own; else they are the lower ones in bold."""
    BACK_COLOUR = auto()
    """What is erased gets the background that is set (`bce` in terminfo)."""
    ERASE = auto()
    """Erases a number of characters (ECH)."""
    SHIFT = auto()
    """Inserts and deletes characters (ICH, DCH)."""
    UNSET = auto()
    """Switches single attributes off (SGR 22, 24, 27), not only all of them."""
    ALTERNATE = auto()
    """Has a second screen; the first is there again at the end."""
    HOLD = auto()
    """Shows nothing of a frame before all of it is there (synchronized output, mode 2026)."""
    UNICODE = auto()


_VT220 = Can.ERASE | Can.SHIFT | Can.UNSET
_MODEST = Can.COLOUR | Can.UNSET | Can.ALTERNATE | Can.UNICODE
_SCREEN = _MODEST | Can.BRIGHT | Can.SHIFT
_XTERM = _SCREEN | Can.BACK_COLOUR | Can.ERASE
_NEW = _XTERM | Can.HOLD
_LINUX = _XTERM & ~(Can.BRIGHT | Can.ALTERNATE)
_COLOURS = Can.COLOUR | Can.BRIGHT

FAMILIES: Mapping[str, Can] = {
    **dict.fromkeys(("vt100", "vt102"), Can.NOTHING),
    **dict.fromkeys(("vt2", "vt3", "vt4", "vt5"), _VT220),
    "xterm-mono": _XTERM & ~_COLOURS,
    **dict.fromkeys(("xterm-kitty", "alacritty", "foot", "wezterm", "xterm-ghostty"), _NEW),
    **dict.fromkeys(("xterm", "putty", "rxvt", "konsole", "vte", "gnome"), _XTERM),
    **dict.fromkeys(("iterm", "ms-terminal", "mintty", "nsterm"), _XTERM),
    **dict.fromkeys(("screen", "tmux"), _SCREEN),
    "linux": _LINUX,
}
"""By how TERM begins, the longest beginning first; any other terminal is taken for a modest one."""

_LONGEST = 100
"""Characters of a terminal's name: who comes from elsewhere may call it anything."""

_DUMB = ("", "dumb", "unknown")


class Client(NamedTuple):
    """A terminal: its name, and what it can do."""

    term: str
    can: Can

    def is_able(self, what: Can) -> bool:
        return what in self.can


def client(environ: Mapping[str, str]) -> Client:
    """The terminal of whoever has this environment."""
    term = environ.get("TERM", "")[:_LONGEST]
    found = [name for name in FAMILIES if term.startswith(name)]
    other = _XTERM if environ.get("COLORTERM") else _MODEST  # who says so follows xterm
    can = FAMILIES[max(found, key=len)] if found else other
    if environ.get("NO_COLOR") or term.endswith(("-mono", "-m")):
        can &= ~_COLOURS
    return Client(term, can)


def speaks_only(environ: Mapping[str, str]) -> bool:
    """Is it a terminal whose cursor cannot be moved, or none that is named? It gets plain mode."""
    return environ.get("TERM", "") in _DUMB
