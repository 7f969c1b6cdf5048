"""What a terminal sends to Textual's events, where Textual's own parser errs for a 5250.

Function keys come from tables of byte sequences; Esc with another key in one read comes as two
keys; a sequence that nobody knows is no key at all, instead of the characters in it; and a paste
is text, whatever it holds. Knows no 5250 key.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Mapping

from textual import events
from textual._parser import Peek1, Read1, TokenCallback
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.keys import Keys
from textual.message import Message

_ESC = "\x1b"

_NUMBERED = (11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24)
_NUMBERED_ON = (25, 26, 28, 29, 31, 32, 33, 34)


def _function_keys() -> dict[str, str]:
    found = {}
    for number, code in enumerate(_NUMBERED, 1):
        found[f"{_ESC}[{code}~"] = f"f{number}"
        found[f"{_ESC}[{code};2~"] = f"f{number + 12}"
    for number, code in enumerate(_NUMBERED_ON, 13):
        found[f"{_ESC}[{code}~"] = f"f{number}"
    for number, letter in enumerate("PQRS", 1):
        for lead in ("O", "["):
            found[f"{_ESC}{lead}{letter}"] = f"f{number}"
        for lead in ("[1;2", "O2", "O1;2"):
            found[f"{_ESC}{lead}{letter}"] = f"f{number + 12}"
    for number, letter in enumerate("ABCDE", 1):
        found[f"{_ESC}[[{letter}"] = f"f{number}"
    return {**found, f"{_ESC}[23$": "f23", f"{_ESC}[24$": "f24"}


FUNCTION_KEYS: Mapping[str, str] = _function_keys()
"""The function keys of xterm and its kin, VT220, the Linux console, Konsole and rxvt."""

SHIFTED_FROM_F15: Mapping[str, str] = {
    f"{_ESC}[{code}~": f"f{number}" for number, code in enumerate(_NUMBERED_ON, 15)
}
"""PuTTY and rxvt send for Shift+F3 what others send for F13, and so on. Their Shift+F1 and
Shift+F2 are F11 and F12, which cannot be helped."""

_UNKNOWN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-LN-Z\\-ln-xz-~]|O[0-9;]*[@-~])")
"""A whole sequence; but for those of the mouse (M, m) and of mode reports (y), and for `ESC [ [`,
with which the function keys of the Linux console begin."""


def function_keys(term: str) -> Mapping[str, str]:
    """The function keys of a terminal that calls itself `term`."""
    if term.startswith(("putty", "rxvt")):
        return {**FUNCTION_KEYS, **SHIFTED_FROM_F15}
    return FUNCTION_KEYS


class GreenParser(XTermParser):
    """Parses what a terminal sends; `term` is what its TERM says."""

    def __init__(self, term: str = "") -> None:
        self._function_keys = function_keys(term)
        self._pasted: str | None = None
        super().__init__()

    def feed(self, data: str) -> Iterable[Message]:
        """Pastes are taken out first: an Esc inside one would press the keys behind it."""
        while data:
            if self._pasted is None:
                typed, start, data = data.partition(BRACKETED_PASTE_START)
                self._pasted = "" if start else None
                if typed:
                    yield from super().feed(typed)
                continue
            text, end, data = (self._pasted + data).partition(BRACKETED_PASTE_END)
            self._pasted = None if end else text
            if end:
                yield events.Paste(text)

    def parse(self, token_callback: TokenCallback[Message]) -> Generator[Read1 | Peek1, str, None]:
        def pass_on(token: Message) -> None:
            if not isinstance(token, events.CursorPosition):
                token_callback(token)
            elif (token.x, token.y) == (1, 0):
                # Nobody asks where the cursor is, so this is no answer but xterm's Shift+F3.
                token_callback(events.Key("f15", None))

        return super().parse(pass_on)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if sequence in self._function_keys:
            yield events.Key(self._function_keys[sequence], None)
        elif alt or _is_escaped(sequence):
            yield events.Key("escape", _ESC)
            yield from super()._sequence_to_key_events(sequence[-1])
        else:
            known = list(super()._sequence_to_key_events(sequence))
            yield from known
            if not known and _UNKNOWN.fullmatch(sequence):
                yield events.Key(Keys.Ignore, sequence)

    def _parse_extended_key(self, sequence: str) -> None:  # type: ignore[override]
        """Nothing is sent in the kitty protocol, and what looks like it means something else."""


def _is_escaped(sequence: str) -> bool:
    """Whether this is Esc and one more key. Esc with a tab is the Linux console's Backtab."""
    return len(sequence) == 2 and sequence[0] == _ESC and sequence[1] not in "[O\t"
