"""What terminals send for the keys of a 5250: tables of byte sequences, a family's own first.

Most terminals send what a VT220 or xterm sends, and where they do not, they seldom contradict each
other. `FAMILIES` has what contradicts the rest, by how TERM begins. `SHARED` has what cannot be told
apart: two keys of a terminal that send the same. Then there is the Esc map of keys.py.
"""

from __future__ import annotations

from collections.abc import Mapping

_ESC = "\x1b"

_NUMBERED = (11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24)
"""F1-F12 of a VT220 and its kin; a VT220 itself has F6-F12 of them."""

_NUMBERED_ON = (25, 26, 28, 29, 31, 32, 33, 34)
"""F13-F20 of a VT220, where 28 and 29 are the keys Help and Do."""


def _numbered() -> dict[str, str]:
    plain = {f"{_ESC}[{code}~": f"f{number}" for number, code in enumerate(_NUMBERED, 1)}
    shifted = {f"{_ESC}[{code};2~": f"f{number}" for number, code in enumerate(_NUMBERED, 13)}
    further = {f"{_ESC}[{code}~": f"f{number}" for number, code in enumerate(_NUMBERED_ON, 13)}
    return {**plain, **shifted, **further}


def _lettered() -> dict[str, str]:
    """PF1-PF4 of a VT100, F1-F4 of xterm, with and without Shift."""
    leads = {1: ("O", "["), 13: ("[1;2", "O2", "O1;2")}
    return {
        f"{_ESC}{lead}{letter}": f"f{number}"
        for first, alike in leads.items()
        for lead in alike
        for number, letter in enumerate("PQRS", first)
    }


def _cursor_keys() -> dict[str, str]:
    names = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
    found = {f"{_ESC}{lead}{letter}": name for letter, name in names.items() for lead in "[O"}
    editing = {1: "home", 2: "insert", 3: "delete", 4: "end", 5: "pageup", 6: "pagedown"}
    editing |= {7: "home", 8: "end"}
    found |= {f"{_ESC}[{number}~": name for number, name in editing.items()}
    return {**found, f"{_ESC}[Z": "shift+tab", f"{_ESC}\t": "shift+tab", f"{_ESC}OM": "enter"}


COMMON: Mapping[str, str] = {
    **_numbered(),
    **_lettered(),
    **_cursor_keys(),
    **{f"{_ESC}[[{letter}": f"f{number}" for number, letter in enumerate("ABCDE", 1)},
}
"""xterm, iTerm2, Windows Terminal, VTE, kitty, alacritty, Konsole, tmux, screen; PuTTY in its xterm
modes; VT220; F1-F5 of the Linux console. As Textual calls the keys."""

_SHIFTED_FROM_F15: Mapping[str, str] = {
    **{f"{_ESC}[{code}~": f"f{number}" for number, code in enumerate(_NUMBERED_ON, 15)},
    f"{_ESC}[23$": "f23",
    f"{_ESC}[24$": "f24",
}
"""Shift+F3 to Shift+F10 send what a VT220 sends for F13 to F20."""

FAMILIES: Mapping[str, Mapping[str, str]] = {
    "putty": _SHIFTED_FROM_F15,
    "rxvt": _SHIFTED_FROM_F15,
}

SHARED: Mapping[str, Mapping[str, str]] = {
    "putty": {"f13": "f11", "f14": "f12"},
    "rxvt": {"f13": "f11", "f14": "f12"},
}
"""Keys that send what another key sends, and count as that one: Shift+F1 is F11 there, Shift+F2 is
F12. Esc ! and Esc @ are F13 and F14 everywhere. PuTTY that calls itself xterm, as it does unless
told otherwise, is taken for xterm: its Shift+F3 is F13 then."""


def keys_of(term: str) -> Mapping[str, str]:
    """The keys of a terminal that calls itself `term`."""
    return {**COMMON, **_of(FAMILIES, term)}


def shared_keys(term: str) -> Mapping[str, str]:
    """The keys of such a terminal that cannot be told apart from others."""
    return _of(SHARED, term)


def _of(families: Mapping[str, Mapping[str, str]], term: str) -> Mapping[str, str]:
    return next((keys for family, keys in families.items() if term.startswith(family)), {})
