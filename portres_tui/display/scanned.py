"""Displays of text that is long and may be wide: Control and Find above it, and a ruler."""

from __future__ import annotations

from typing import Any

from portres_tui.display.buffer import COLUMNS, Canvas, Field
from portres_tui.display.frame import Talk
from portres_tui.display.keyboard import Aid
from portres_tui.display.pages import InformationFrame
from portres_tui.display.scanning import (
    Extent,
    Found,
    Spot,
    brought_up,
    controlled,
    next_found,
)
from portres_tui.domain.messages import completion, diagnostic
from portres_tui.domain.spool import PAGE
from portres_tui.panels.model import Action, Information, Key, Line

_CONTROL, _FIND = "control", "find"
_LABELS = {_CONTROL: "Control . . . . .", _FIND: "Find  . . . . . ."}
_LENGTHS = {_CONTROL: 8, _FIND: 30}
_FIELD_AT, _TEXT_AT, _COLUMNS_AT = 22, 2, 54

_SEEN = COLUMNS - _TEXT_AT + 1
"""Columns of the text that are seen at once."""

_SIDEWAYS = 39
"""Columns that Left and Right move by."""


class ScannedFrame(InformationFrame):
    """One of them being shown."""

    more_row = 21

    def __init__(self, panel: Information, arguments: dict[str, Any]) -> None:
        super().__init__(panel, arguments)
        self.left = 0
        self.values = {_CONTROL: "", _FIND: ""}
        self.wrong = ""
        self.found: tuple[str, Spot, Found] | None = None
        """The text that was found last, where, and what was seen of the text then."""

    def keys(self) -> tuple[Key, ...]:
        """Left and Right only where there is something, be it what a control value left behind."""
        shown = super().keys()
        if self.left or self._widest() > _SEEN:
            return shown
        return tuple(key for key in shown if key.does not in (Action.LEFT, Action.RIGHT))

    def _widest(self) -> int:
        return max((len(line.text) for line in self.lines or ()), default=0)

    def _extent(self) -> Extent:
        return Extent(len(self.lines or ()), self._widest(), PAGE, self._capacity())

    @property
    def _spot(self) -> Spot:
        return Spot(self.top, self.left)

    def _control_row(self) -> int:
        return 3 + len(self.header)

    def _first_row(self) -> int:
        return self._control_row() + 3

    def head(self, canvas: Canvas, talk: Talk) -> None:
        self.header = self.panel.header(talk.view({**self.arguments, "top": self.top}))
        super().head(canvas, talk)
        for row, (name, label) in enumerate(_LABELS.items(), self._control_row()):
            canvas.write(row, 2, label)
            text, mixed = self.values[name], name == _FIND
            canvas.input(
                Field(
                    name, row, _FIELD_AT, _LENGTHS[name], text, not mixed, wrong=self.wrong == name
                )
            )
        first, last = self.left + 1, self.left + _SEEN
        canvas.write(self._control_row(), _COLUMNS_AT, f"Columns     {first} - {last}")
        ruler = "".join(f"....+....{n}" for n in range(1, 2 + last // 10))
        canvas.write(self._control_row() + 2, _TEXT_AT, ruler[self.left : last])

    def line(self, canvas: Canvas, row: int, line: Line) -> None:
        canvas.write(row, _TEXT_AT, line.text[self.left : self.left + _SEEN])

    def keep(self, aid: Aid) -> None:
        self.values = {name: aid.fields.get(name, "").strip() for name in self.values}

    def judged_anew(self) -> None:
        self.wrong = ""

    def enter(self, aid: Aid, talk: Talk) -> None:
        if self.values[_CONTROL]:
            self._control(talk)
        elif self.values[_FIND]:
            self._find(talk)
        else:
            super().enter(aid, talk)

    def act(self, action: Action, aid: Aid, talk: Talk) -> None:
        if action is Action.FIND_AGAIN:
            self._find(talk)
        elif action in (Action.LEFT, Action.RIGHT):
            self._move(action, talk)
        else:
            super().act(action, aid, talk)

    def _control(self, talk: Talk) -> None:
        """To where the value leads; what it is none of stays to be seen."""
        text = self.values[_CONTROL]
        spot = controlled(text, self._spot, self._extent())
        if spot is None:
            self.wrong = _CONTROL
            talk.tell(diagnostic("PRT1312", value=text))
            return
        self.top, self.left = spot
        self.values[_CONTROL] = ""

    def _find(self, talk: Talk) -> None:
        """To the next place where the text stands: behind the last one, or from what is seen on."""
        text = self.values[_FIND]
        if not text:
            talk.tell(diagnostic("PRT1309"))
            return
        lines = [line.text for line in self.lines or ()]
        found = next_found(lines, text, self._start_at(text))
        if found is None:
            talk.tell(diagnostic("PRT1310", string=text))
            return
        self.top, self.left = brought_up(found, len(text), self._spot, (self._capacity(), _SEEN))
        self.found = text, self._spot, found
        row = self._first_row() + found.line - self.top
        self.cursor = row, _TEXT_AT + found.column - self.left
        page, line = divmod(found.line, PAGE)
        talk.tell(completion("PRT1311", string=text, page=page + 1, line=line + 1))

    def _start_at(self, text: str) -> Found:
        """Behind what was found last, if it was this and the text has not been moved since."""
        if self.found and self.found[:2] == (text, self._spot):
            line, column = self.found[2]
            return Found(line, column + 1)
        return Found(self.top, 0)

    def _move(self, action: Action, talk: Talk) -> None:
        """Half a display to the left or to the right, as far as there is something."""
        right = action is Action.RIGHT
        moved = max(self.left + (_SIDEWAYS if right else -_SIDEWAYS), 0)
        if moved == self.left or moved >= max(self._widest(), 1):
            talk.tell(diagnostic("PRT1302" if right else "PRT1303"))
        else:
            self.left = moved
