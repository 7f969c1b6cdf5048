"""What a terminal sends to Textual's events, where Textual's own parser errs for a 5250.

Keys come from the tables of sequences.py; Esc with another key in one read comes as two keys; a
sequence that nobody knows is no key at all, instead of the characters in it; and a paste is text,
whatever it holds. Knows no 5250 key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable

from textual import events
from textual._parser import Peek1, Read1, TokenCallback
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.keys import Keys
from textual.message import Message

from portres_tui.tui.pastes import Pastes
from portres_tui.tui.sequences import keys_of

_ESC = "\x1b"

_WELL = f"{_ESC}[0n"
"""The answer to the question whether the terminal is well."""

_UNKNOWN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-LN-Z\\-ln-xz-~]|O[0-9;]*[@-~])")
"""A whole sequence; but for those of the mouse (M, m) and of mode reports (y), and for `ESC [ [`,
with which the function keys of the Linux console begin."""


LONGEST = 100_000
"""Characters of a paste; what is beyond is dropped."""

_WANTED = (events.Key, events.Paste, events.MouseEvent)

UNKNOWN = "unknown"
"""The key of a sequence that no table has."""


class SentKey(events.Key, bubble=True):
    """A key, and what the terminal sent for it."""

    __slots__ = ["sent"]

    def __init__(self, key: str, character: str | None, sent: str) -> None:
        super().__init__(key, character)
        self.sent = sent


SentKey.handler_name = events.Key.handler_name  # it is handled as any other key


class GreenParser(XTermParser):
    """Parses what a terminal sends; `term` is what its TERM says. `answered` is called when the
    terminal has answered a question."""

    def __init__(self, term: str = "", answered: Callable[[], None] = lambda: None) -> None:
        self._keys = keys_of(term)
        self._answered = answered
        self._pasted: str | None = None
        self._begun = ""
        self._pastes = Pastes()
        super().__init__()

    def feed(self, data: str) -> Iterable[Message]:
        """Pastes are taken out first: an Esc inside one would press the keys behind it. Before them
        answers, which come in between."""
        data, self._begun = self._begun + data, ""
        if self._pasted is None:  # Textual's parser would keep any number of pasted characters
            self._begun = _end_of(data, BRACKETED_PASTE_START)
            data = data[: len(data) - len(self._begun)]
        if self._pasted is None and _WELL in data:
            self._answered()
            data = data.replace(_WELL, "")
        while data:
            if self._pasted is None:
                typed, start, data = data.partition(BRACKETED_PASTE_START)
                self._pasted = "" if start else None
                if typed and self._pastes.is_one(typed):
                    yield events.Paste(typed)
                elif typed:
                    yield from super().feed(typed)
                continue
            text, end, data = (self._pasted + data).partition(BRACKETED_PASTE_END)
            self._pasted = None if end else self._within(text)
            if end:
                yield events.Paste(text[:LONGEST])

    def tick(self) -> Iterable[Message]:
        """Nothing has followed for a while."""
        begun, self._begun = self._begun, ""
        if begun:
            yield from super().feed(begun)
            self._timeout_time = 0.0  # it has waited already
        yield from super().tick()

    def _within(self, text: str) -> str:
        """What is kept of a paste that goes on; its last characters may begin its end."""
        return text if len(text) < 2 * LONGEST else text[:LONGEST] + text[-len(_ESC * 6) :]

    def parse(self, token_callback: TokenCallback[Message]) -> Generator[Read1 | Peek1, str, None]:
        def pass_on(token: Message) -> None:
            if isinstance(token, _WANTED):
                token_callback(token)
            elif not isinstance(token, events.CursorPosition):
                return  # a size, say, that nobody asked for, and that need not be the terminal's
            elif (token.x, token.y) == (1, 0):
                # Nobody asks where the cursor is, so this is no answer but xterm's Shift+F3.
                token_callback(SentKey("f15", None, f"{_ESC}[1;2R"))

        return super().parse(pass_on)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if sequence in self._keys:
            yield SentKey(self._keys[sequence], None, sequence)
        elif sequence == _WELL:
            self._answered()
            yield events.Key(Keys.Ignore, sequence)
        elif alt or _is_escaped(sequence):
            yield SentKey("escape", _ESC, _ESC)
            yield from self._named(sequence[-1])
        else:
            known = list(self._named(sequence))
            yield from known
            if not known and _UNKNOWN.fullmatch(sequence):
                yield SentKey(UNKNOWN, None, sequence)

    def _named(self, sequence: str) -> Iterable[events.Key]:
        for key in super()._sequence_to_key_events(sequence):
            yield SentKey(key.key, key.character, sequence)

    def _parse_extended_key(self, sequence: str) -> None:  # type: ignore[override]
        """Nothing is sent in the kitty protocol, and what looks like it means something else."""


def _end_of(data: str, sequence: str) -> str:
    """What stands at the end of data and may be the beginning of a sequence."""
    lengths = range(len(sequence) - 1, 0, -1)
    return next((data[-each:] for each in lengths if data.endswith(sequence[:each])), "")


def _is_escaped(sequence: str) -> bool:
    """Whether this is Esc and one more key. Esc with a tab is the Linux console's Backtab."""
    return len(sequence) == 2 and sequence[0] == _ESC and sequence[1] not in "[O\t"
