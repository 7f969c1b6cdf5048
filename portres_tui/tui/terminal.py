"""The 5250 on screen: one widget that draws 24 rows, the status line and the cursor.

What a key does is the keyboard's business. The cursor is the terminal's own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from textual.geometry import Offset, Size

from portres_tui.display.buffer import COLUMNS, PLAIN, ROWS, Attribute, Display, Role
from portres_tui.display.keyboard import Aid, Keyboard
from portres_tui.tui.painting import PaintedApp
from portres_tui.tui.rows import RowWidget, Run, Runs
from portres_tui.tui.theme import Styles

_STATUS = Attribute(Role.LOOK)
_WAITS = "MW"
_LAID_OVER = Attribute(Role.LOOK, reverse=True)


class Terminal(RowWidget):
    """A keyboard and the picture of its display.

    The status line is row 25; a terminal without one has it at the end of row 24 while there is
    something to tell. `escaped`, `waiting` (what for: None while no command takes its time),
    `message_waiting` (a server's failure that was not seen) and `mail_waiting` (a message on the
    user's queue) are what it tells besides the keyboard's own; call `update` after changing one.
    """

    def __init__(self, display: Display, style: Styles) -> None:
        super().__init__(style)
        self.keyboard = Keyboard(display)
        self.escaped = False
        self.waiting: str | None = None
        self.message_waiting = False
        self.mail_waiting = False
        self._drawn: Display | None = None
        self._filled: Mapping[str, str] = {}
        self._room = Size(COLUMNS, ROWS)
        self._cursor_wanted = True

    @property
    def too_small(self) -> bool:
        """Is there no room for a whole display?"""
        return self._room.width < COLUMNS or self._room.height < ROWS

    @property
    def status(self) -> str:
        """Everything that is on: inhibited input with its error, Esc, insert mode, messages."""
        board = self.keyboard
        reason = f"{board.error} {board.error_text()}" if self.waiting is None else self.waiting
        signs = {
            f"X {reason}".rstrip(): self.waiting is not None or board.error,
            "Esc": self.escaped,
            "IM": board.inserting,
            _WAITS: self.message_waiting or self.mail_waiting,
        }
        return "  ".join(sign for sign, on in signs.items() if on)

    def fit(self, room: Size) -> None:
        """The terminal has this size now, and may show anything."""
        self._room = room
        self.forget()
        self._drawn = None
        self.refresh()
        self.update()

    def press(self, key: str) -> Aid | None:
        """A key of the 5250; see display/keyboard.py."""
        aid = self.keyboard.press(key)
        self.update()
        return aid

    def paste(self, text: str) -> None:
        self.keyboard.paste(text)
        self.update()

    def click(self, row: int, column: int) -> Aid | None:
        aid = self.keyboard.click(row, column)
        self.update()
        return aid

    def show(self, display: Display) -> Aid | None:
        """Show a new display; the answer is an AID key that was typed ahead."""
        if display.alarm:
            self.app.bell()
        self.waiting = None
        aid = self.keyboard.show(display)
        self.update()
        return aid

    def merge(self, display: Display) -> None:
        """Repaint what is live on the display, and leave what is being typed."""
        self.keyboard.merge(display)
        self.update()

    def update(self) -> None:
        """Draw what is not as it was drawn, and put the cursor in its place."""
        if self.too_small:
            for y, line in enumerate(_needed(self._room)):
                self.put(y, [(line, _STATUS)])
            self._point(painting=True)
        else:
            painted = [self.put(row - 1, self._runs(row)) for row in self._stale()]
            self._drawn, self._filled = self.keyboard.display, self.keyboard.contents()
            self._point(painting=any(painted))

    def show_cursor(self, on: bool) -> None:
        """Whether the cursor is to be seen: not while the keys go elsewhere."""
        self._cursor_wanted = on
        self._point(painting=False)

    def _stale(self) -> list[int]:
        """The rows that may not be as drawn: all of another display, else those of the spans that
        are others since a repaint, and of the fields that hold something else."""
        drawn, wanted = self._drawn, self.keyboard.display
        if drawn is None or wanted.fields is not drawn.fields:
            return list(range(1, ROWS + 2))
        rows = {ROWS, ROWS + 1}
        if wanted is not drawn:
            rows.update(span.row for span in {*wanted.spans} ^ {*drawn.spans})
        holds = self.keyboard.contents()
        for each in wanted.fields:
            if holds[each.name] != self._filled.get(each.name):
                rows.update(range(each.row, each.place(each.length - 1)[0] + 1))
        return sorted(rows)

    def _runs(self, row: int) -> Runs:
        if row > ROWS:
            return [(f" {self.status}".ljust(COLUMNS), _STATUS)]
        runs = self.keyboard.runs(row)
        if row < ROWS or self._room.height > ROWS:
            return runs
        return _laid_over(runs, self.status)

    def _point(self, *, painting: bool) -> None:
        seen = self._cursor_wanted and not self.too_small
        at = Offset(self.keyboard.column - 1, self.keyboard.row - 1) if seen else None
        assert isinstance(self.app, PaintedApp)
        self.app.point(at, painting=painting)


_MORE = 4
"""Columns at the end of row 24 that keep the `+` of a message that waits."""


def _laid_over(runs: Runs, status: str) -> Runs:
    """The row with the status at its end; the row itself while there is none, and while a message that
    waits would hide a part of it."""
    if not status:
        return runs
    shown = f" {status} "[: COLUMNS - _MORE]
    room = COLUMNS - _MORE - len(shown)
    if status == _WAITS and any(text.strip() for text, _ in _part(runs, room, COLUMNS - _MORE)):
        return runs
    end = _part(runs, COLUMNS - _MORE, COLUMNS)
    if "".join(text for text, _ in end).strip() != "+":
        end = [(" " * _MORE, PLAIN)]
    return [*_part(runs, 0, room), (shown, _LAID_OVER), *end]


def _part(runs: Runs, first: int, end: int) -> list[Run]:
    """What stands in these columns, from 0."""
    parts, at = [], 0
    for text, attribute in runs:
        part = text[max(first - at, 0) : max(end - at, 0)]
        parts += [(part, attribute)] if part else []
        at += len(text)
    return parts


def _needed(room: Size) -> list[str]:
    """What a terminal that is too small is to show."""
    told = f"The terminal is {room.width}x{room.height}; {COLUMNS}x{ROWS} is needed."
    return textwrap.wrap(f"{told} Enlarge it to continue.", max(room.width, 1))
