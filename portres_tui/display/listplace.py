"""How somebody gets far in a list: the field Position to, and Find.

Which row what is typed leads to is the panel's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from portres_tui.cl.binding import field_name
from portres_tui.display.buffer import Canvas, Field
from portres_tui.display.form import FormFrame
from portres_tui.display.frame import Talk
from portres_tui.display.keyboard import Aid
from portres_tui.display.window import Window
from portres_tui.domain.messages import EscapeMessage
from portres_tui.panels.lists import WorkWith
from portres_tui.panels.model import View

POSITION = "position"
"""The name of the field."""

GoTo = Callable[[Any, Talk], None]
"""Shows a row."""

_LABEL, _LABEL_AT, _FIELD_AT = "Position to  . . . . .", 2, 27


class ListPlace:
    """What is typed in Position to of one list, and what was looked for last."""

    def __init__(self, panel: WorkWith, arguments: Mapping[str, object]) -> None:
        self.panel = panel
        self.arguments = arguments
        self.position = panel.position
        self.wanted = ""
        self.text = ""

    def paint(self, canvas: Canvas, row: int) -> None:
        position = self.position
        if position is None:
            return
        canvas.write(row, _LABEL_AT, _LABEL)
        canvas.input(
            Field(
                POSITION, row, _FIELD_AT, position.length, self.text,
                monocase=not position.mixed,
            )
        )  # fmt: skip
        canvas.write(row, _FIELD_AT + position.length + 3, position.hint)

    def keep(self, aid: Aid) -> None:
        self.text = aid.fields.get(POSITION, "").strip()

    def forget(self) -> None:
        self.text = ""

    def take(self, window: Window, view: View) -> None:
        """Bring up the row that what is typed leads to, or the last page where there is none."""
        assert self.position
        row = self.position.row(view, self.text)
        if row is None:
            window.bottom(view)
        else:
            window.begin(view, row)
        self.forget()

    def ask(self, under: Any, go_to: GoTo, talk: Talk) -> None:
        """Ask what is to be found: behind the row `under` the cursor, and then from the top."""
        assert self.panel.find
        form = self.panel.find.form
        (field,) = form.inputs
        form = form._replace(inputs=(field._replace(default=self.wanted),))

        def taken(typed: Mapping[str, str], talk: Talk) -> None:
            text = typed[field.name]
            row = self._found(text, under, talk.view(self.arguments))
            if text and row is None:
                at = (field_name(field.name, 0),)
                raise EscapeMessage("PRT0622", at=at, value=text, choices=field.choices)
            self.wanted = text
            talk.back(cancelled=False)
            if row is not None:
                go_to(row, talk)

        talk.push(FormFrame(form, {}, taken))

    def _found(self, text: str, under: Any, view: View) -> Any:
        """The next row that has the text; None if none has, or there is no text."""
        find, source = self.panel.find, self.panel.source
        assert find
        rows = find.rows(view)
        keys = [source.key(row) for row in rows]
        at = keys.index(source.key(under)) + 1 if under and source.key(under) in keys else 0
        return next((row for row in [*rows[at:], *rows[:at]] if text and find.has(row, text)), None)
