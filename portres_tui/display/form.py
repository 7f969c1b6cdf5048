"""Forms: labels with fields beside them; Enter hands in what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from portres_tui.cl.binding import field_name
from portres_tui.cl.syntax import quoted, write
from portres_tui.display.buffer import MESSAGE_ROW, Canvas, Field
from portres_tui.display.frame import Frame, Talk
from portres_tui.display.keyboard import Aid
from portres_tui.display.paint import HOW, LOOK, keys, titled
from portres_tui.domain.messages import EscapeMessage
from portres_tui.panels.facts import dotted
from portres_tui.panels.forms import Form
from portres_tui.panels.model import Key

_ASKS_ROW = 5

HandIn = Callable[[Mapping[str, str], Talk], None]
"""Takes what was typed, by the names of the inputs; an EscapeMessage says what is wrong with it."""


class FormFrame(Frame):
    """A form being filled in. What it holds of secrets it forgets with Enter."""

    def __init__(
        self,
        panel: Form,
        arguments: Mapping[str, object],
        hand_in: HandIn | None = None,
        leaves: Callable[[Talk], None] | None = None,
    ) -> None:
        super().__init__()
        self.panel = panel
        self.name = panel.name
        self.arguments = arguments
        self.values = {each.name: each.default for each in panel.inputs}
        self.wrong: tuple[str, ...] = ()
        self.cites = panel.cites
        if panel.cites:
            self.message_at = (MESSAGE_ROW, 1)
        self._hand_in = hand_in or self._run
        self._leaves = leaves

    def keys(self) -> tuple[Key, ...]:
        return self.panel.keys

    def paint(self, talk: Talk) -> Canvas:
        panel = self.panel
        canvas = titled(panel.title, at=panel.title_at)
        for row, column, text in panel.facts(talk.view(self.arguments)):
            canvas.write(row, column, text)
        canvas.write(_ASKS_ROW, 2, panel.asks, HOW)
        for each in panel.inputs:
            label = dotted(each.label, panel.label_at, panel.input_at - 4)
            canvas.write(each.row, panel.label_at, label)
            canvas.write(each.row, panel.input_at + each.length + 2, each.choices)
            wrong = field_name(each.name, 0) in self.wrong
            text = self.values[each.name]
            canvas.input(
                Field(
                    field_name(each.name, 0), each.row, panel.input_at, each.length, text,
                    monocase=not each.secret, hidden=each.secret, wrong=wrong,
                )
            )  # fmt: skip
        if not panel.notice:
            keys(canvas, self.keys())
        elif self.said.shown is None:
            canvas.write(MESSAGE_ROW, 2, panel.notice, LOOK)
        return canvas

    def keep(self, aid: Aid) -> None:
        for each in self.panel.inputs:
            typed = aid.fields.get(field_name(each.name, 0), "")
            self.values[each.name] = typed if each.secret else typed.strip().upper()

    def judged_anew(self) -> None:
        self.wrong = ()

    def enter(self, aid: Aid, talk: Talk) -> None:
        typed = dict(self.values)
        self.forget()
        try:
            self._hand_in(typed, talk)
        except EscapeMessage as escape:
            self.mark(escape.at)
            talk.tell(*escape.diagnostics, escape.message)

    def leaves(self, talk: Talk) -> bool:
        if self._leaves:
            self._leaves(talk)
        return self._leaves is not None

    def forget(self) -> None:
        """The secrets."""
        self.values.update({each.name: "" for each in self.panel.inputs if each.secret})

    def mark(self, at: tuple[str, ...]) -> None:
        """These fields are wrong; the cursor goes to the first of them."""
        self.wrong, self.focus = at, at[0] if at else ""

    def _run(self, typed: Mapping[str, str], talk: Talk) -> None:
        """Run the form's command."""
        given = {name: [quoted(text, mixed=True)] for name, text in typed.items() if text}
        reply = talk.run(write(self.panel.command, given))
        if reply.failed:
            self.mark(reply.at)
        else:
            talk.back(cancelled=False)
        talk.answered(reply)
