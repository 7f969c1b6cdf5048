"""How somebody gets far in a list: the field Position to.

Which row what is typed leads to is the panel's to say.
"""

from __future__ import annotations

from portres_tui.display.buffer import Canvas, Field
from portres_tui.display.frame import Talk
from portres_tui.display.keyboard import Aid
from portres_tui.display.window import Window
from portres_tui.domain.messages import diagnostic
from portres_tui.panels.lists import Position
from portres_tui.panels.model import View

POSITION = "position"
"""The name of the field."""

_LABEL, _LABEL_AT, _FIELD_AT = "Position to  . . . . .", 2, 27


class ListPlace:
    """What is typed in Position to of one list."""

    def __init__(self, position: Position | None) -> None:
        self.position = position
        self.text = ""
        self.wrong = False

    def paint(self, canvas: Canvas, row: int) -> None:
        position = self.position
        if position is None:
            return
        canvas.write(row, _LABEL_AT, _LABEL)
        canvas.input(
            Field(
                POSITION, row, _FIELD_AT, position.length, self.text,
                monocase=not position.mixed, numeric=position.numeric, wrong=self.wrong,
            )
        )  # fmt: skip
        canvas.write(row, _FIELD_AT + position.length + 3, position.hint)

    def keep(self, aid: Aid) -> None:
        self.text = aid.fields.get(POSITION, "").strip()

    def forget(self) -> None:
        self.text, self.wrong = "", False

    def taken(self, window: Window, view: View, talk: Talk) -> bool:
        """Bring up the row that what is typed leads to, or the last page where there is none; False if
        it leads nowhere, which has been told."""
        assert self.position
        try:
            row = self.position.row(view, self.text)
        except ValueError:
            self.wrong = True
            talk.tell(diagnostic("PRT0622", value=self.text, choices=self.position.hint))
            return False
        if row is None:
            window.bottom(view)
        else:
            window.begin(view, row)
        self.forget()
        return True
