"""The keyboard of a 5250: what works at once, what goes to the conversation, lock and type-ahead.

A key either edits the display that is shown or is an AID key, which takes what the fields hold
to the conversation. Knows no terminal and no panel.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from portres_tui.display import contents
from portres_tui.display.buffer import COLUMNS, ROWS, Attribute, Display
from portres_tui.display.editor import LOCAL_KEYS, Editor
from portres_tui.display.errors import OVERRUN, TEXTS, Refused

TYPE_AHEAD = 256
"""How many keys are kept while the keyboard is locked."""

AID_KEYS: Mapping[str, str] = {
    **{key: key for key in ("enter", "pageup", "pagedown", "print")},
    **{key: key for key in (f"f{number}" for number in range(1, 25))},
    "help": "f1",
    "attn": "attn",
    "sysreq": "sysreq",
}
"""The keys that go to the conversation, and the name they have there."""


@dataclass(frozen=True)
class Aid:
    """A key that goes to the conversation, with what the fields hold and where the cursor is.

    `fields` has every field's text by name, without trailing blanks.
    """

    key: str
    fields: Mapping[str, str]
    row: int
    column: int


class Keyboard:
    """Works on one display after another.

    `error` is an operator error code such as "0005", or "". The next key clears it, Reset or not;
    one that cannot be used sets a new one.
    """

    def __init__(self, display: Display) -> None:
        self.locked = False
        self.error = ""
        self._editor = Editor(display)
        self._kept: deque[Callable[[], Aid | None]] = deque()

    @property
    def display(self) -> Display:
        return self._editor.display

    @property
    def row(self) -> int:
        """The cursor's row, 1-24."""
        return self._editor.row

    @property
    def column(self) -> int:
        """The cursor's column, 1-80."""
        return self._editor.column

    @property
    def inserting(self) -> bool:
        return self._editor.inserting

    def press(self, key: str) -> Aid | None:
        """A character, or a key of LOCAL_KEYS or AID_KEYS; any other is error 0027.

        An AID key locks the keyboard. While it is locked every key is kept, but for Reset, which
        drops the kept ones.
        """
        if key == "reset":
            self._kept.clear()
            if self.display.reset and not (self.locked or self.error):
                return self._send(self.display.reset)
        elif self.locked:
            self._keep(partial(self.press, key))
            return None
        if key in AID_KEYS:
            return self._send(AID_KEYS[key])
        self._edit(LOCAL_KEYS.get(key, lambda editor: editor.type(key)))
        return None

    def paste(self, text: str) -> None:
        """Type several lines, one into each field from the cursor on; never presses a key.

        A tab goes to the next field too, and characters that a field refuses are skipped. Text that finds no room is
        left out, with error 0012.
        """
        if self.locked:
            self._keep(partial(self.paste, text))
            return
        lines = text.replace("\t", "\n").splitlines()
        self._edit(lambda editor: editor.paste(lines))

    def click(self, row: int, column: int) -> Aid | None:
        """Move the cursor there, or use the hot place there; a field comes before a hot place.

        Nothing happens outside the display, or while locked: a click is never kept, as something
        else would stand there later.
        """
        if self.locked or not (1 <= row <= ROWS and 1 <= column <= COLUMNS):
            return None
        hot = next((each for each in self.display.hot if each.holds(row, column)), None)
        if hot is None or self.display.field_at(row, column):
            self._edit(lambda editor: editor.move(row, column))
            return None
        if hot.moves:
            self._edit(lambda editor: editor.move(row, column))
        if hot.text and not self._edit(lambda editor: editor.fill(hot.field, hot.text)):
            return None
        return self.press(hot.key) if hot.key else None

    def lock(self) -> None:
        """A command runs: keep the keys until the next display is shown."""
        self.locked = True

    def show(self, display: Display) -> Aid | None:
        """A new display. The kept keys follow, up to the first AID key, which is the answer.

        A kept key that is refused drops those behind it: they were meant for another display.
        An overrun stays to be seen, as keys were lost.
        """
        overrun = self.error == OVERRUN
        self._editor = Editor(display)
        self.locked = False
        self.error = ""
        aid = self._replay()
        if overrun:
            self.error = OVERRUN
        return aid

    def merge(self, display: Display) -> None:
        """A repaint of the display that is shown: the fixed text changes, nothing else.

        Without effect if the panel or its fields are others: text would stand beside fields that
        it does not belong to.
        """
        fits = display.name == self.display.name and _places(display) == _places(self.display)
        if fits and (display.spans, display.hot) != (self.display.spans, self.display.hot):
            repainted = self.display._replace(spans=display.spans, hot=display.hot)
            self._editor.display = repainted

    def contents(self) -> dict[str, str]:
        """What the fields hold, by name, without trailing blanks."""
        return self._editor.contents.texts()

    def runs(self, row: int) -> list[tuple[str, Attribute]]:
        """A row (1-24) as runs of one attribute each, 80 characters together."""
        return contents.runs(self.display, self._editor.contents, row)

    def error_text(self) -> str:
        """The first-level text of the operator error; "" without one."""
        return TEXTS.get(self.error, "")

    def _edit(self, action: Callable[[Editor], None]) -> bool:
        """Whether it could be done; if not, `error` says why."""
        self.error = ""
        try:
            action(self._editor)
        except Refused as refused:
            self.error = refused.code
        return not self.error

    def _send(self, key: str) -> Aid:
        self.error = ""
        self.locked = True
        return Aid(key, self.contents(), self.row, self.column)

    def _keep(self, action: Callable[[], Aid | None]) -> None:
        if len(self._kept) < TYPE_AHEAD:
            self._kept.append(action)
        else:
            self.error = OVERRUN

    def _replay(self) -> Aid | None:
        while self._kept:
            aid = self._kept.popleft()()
            if aid:
                return aid
            if self.error:
                self._kept.clear()
        return None


def _places(display: Display) -> set[tuple[str, int, int, int]]:
    return {(each.name, each.row, each.column, each.length) for each in display.fields}
