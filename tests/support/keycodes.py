"""What terminals send, key by key, written down terminal by terminal as their manuals and the
entries of terminfo have it, and not by the tables of the product."""

from __future__ import annotations

from typing import NamedTuple

from textual.message import Message

from portres_tui.tui.parser import GreenParser

E = "\x1b"

SS3 = ("OP", "OQ", "OR", "OS")
NUMBERED = ("[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~")
OLD = ("[11~", "[12~", "[13~", "[14~")
SHIFTED = ("[1;2P", "[1;2Q", "[1;2R", "[1;2S")
SHIFTED_ON = ("[15;2~", "[17;2~", "[18;2~", "[19;2~", "[20;2~", "[21;2~", "[23;2~", "[24;2~")
CLASSIC = ("[25~", "[26~", "[28~", "[29~", "[31~", "[32~", "[33~", "[34~")
NONE = (None,) * 4
OTHER_FORMS = {
    "tab": "\t",
    "pageup": "\x02",
    "pagedown": "\x06",
    "home": "\x0f",
    "backspace": "\x08",
}
ESC_FORMS = {f"f{n}": E + sign for n, sign in enumerate("1234567890-=!@#$%^&*()_+", 1)}
"""tn5250's map: these work on every terminal."""

FROM_XTERM = (*SS3, *NUMBERED, *SHIFTED, *SHIFTED_ON)


class Keyboard(NamedTuple):
    """A terminal: its TERM, what F1-F24 send (None: no such key), and what its other keys send.
    `shared` are keys that send what another sends, and that one."""

    term: str
    function_keys: tuple[str | None, ...]
    others: dict[str, tuple[str, ...]]
    shared: dict[int, int] = {}  # noqa: RUF012  (nobody changes it)


def others(home: str, end: str, backspace: str = "\x7f", backtab: str = E + "[Z") -> dict:
    """The keys of an editing block, with those in which terminals differ."""
    return {
        "up": (f"{E}[A", f"{E}OA"),
        "down": (f"{E}[B", f"{E}OB"),
        "right": (f"{E}[C", f"{E}OC"),
        "left": (f"{E}[D", f"{E}OD"),
        "home": (E + home,),
        "end": (E + end,),
        "insert": (f"{E}[2~",),
        "delete": (f"{E}[3~",),
        "pageup": (f"{E}[5~",),
        "pagedown": (f"{E}[6~",),
        "tab": ("\t",),
        "backtab": (backtab,),
        "enter": ("\r", f"{E}OM"),
        "backspace": (backspace,),
    }


XTERM_OTHERS = others("[H", "[F")
XTERM_APPLICATION = others("OH", "OF")
NUMBERED_OTHERS = others("[1~", "[4~")

KEYBOARDS = {
    "xterm": Keyboard("xterm-256color", FROM_XTERM, XTERM_OTHERS),
    "xterm, cursor keys of applications": Keyboard("xterm", FROM_XTERM, XTERM_APPLICATION),
    "iTerm2": Keyboard("xterm-256color", FROM_XTERM, XTERM_OTHERS),
    "Windows Terminal": Keyboard("xterm-256color", FROM_XTERM, XTERM_OTHERS),
    "Windows Terminal, real F13-F20": Keyboard(
        "xterm-256color", (*SS3, *NUMBERED, *CLASSIC, *NONE), XTERM_OTHERS
    ),
    "VTE": Keyboard("xterm-256color", FROM_XTERM, XTERM_OTHERS),
    "kitty": Keyboard("xterm-kitty", FROM_XTERM, XTERM_OTHERS),
    "kitty, F3 apart from a report": Keyboard(
        "xterm-kitty",
        ("OP", "OQ", "[13~", "OS", *NUMBERED, "[1;2P", "[1;2Q", "[13;2~", "[1;2S", *SHIFTED_ON),
        XTERM_OTHERS,
    ),
    "alacritty": Keyboard("alacritty", FROM_XTERM, XTERM_OTHERS),
    "Konsole": Keyboard(
        "konsole-256color", (*SS3, *NUMBERED, "O2P", "O2Q", "O2R", "O2S", *SHIFTED_ON), XTERM_OTHERS
    ),
    "PuTTY": Keyboard(
        "putty",
        (*OLD, *NUMBERED, None, None, *CLASSIC, None, None),
        NUMBERED_OTHERS,
        shared={13: 11, 14: 12},
    ),
    "PuTTY, Xterm 216+": Keyboard("putty-256color", FROM_XTERM, NUMBERED_OTHERS),
    "PuTTY, Xterm R6": Keyboard(
        "putty", (*SS3, *NUMBERED, None, None, *CLASSIC, None, None), NUMBERED_OTHERS
    ),
    "PuTTY that calls itself xterm, with F13-F20 by their names": Keyboard(
        "xterm", (*OLD, *NUMBERED, *CLASSIC, *NONE), NUMBERED_OTHERS
    ),
    "Linux console": Keyboard(
        "linux",
        ("[[A", "[[B", "[[C", "[[D", "[[E", *NUMBERED[1:], *CLASSIC, *NONE),
        others("[1~", "[4~", backtab=f"{E}\t"),
    ),
    "VT220": Keyboard(
        "vt220", (*SS3, None, *NUMBERED[1:], *CLASSIC, *NONE), others("[1~", "[4~", "\x08")
    ),
    "VT100": Keyboard("vt100", (*SS3, *(None,) * 20), {"up": (f"{E}[A",), "enter": ("\r",)}),
    "tmux": Keyboard("tmux-256color", FROM_XTERM, NUMBERED_OTHERS),
    "screen": Keyboard("screen-256color", FROM_XTERM, NUMBERED_OTHERS),
    "screen in a VT220": Keyboard(
        "screen", (*SS3, *NUMBERED, *CLASSIC, *NONE), others("[1~", "[4~", "\x08")
    ),
    "rxvt": Keyboard(
        "rxvt-unicode-256color",
        (*OLD, *NUMBERED, None, None, *CLASSIC, "[23$", "[24$"),
        others("[7~", "[8~"),
        shared={13: 11, 14: 12},
    ),
}


def paused(parser: GreenParser) -> list[Message]:
    """What a parser makes of a pause."""
    if parser._timeout_time is not None:
        parser._timeout_time = 0.0
    return list(parser.tick())
