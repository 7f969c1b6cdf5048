"""Menus about one thing: header lines, choices that page, and a field for the number of one."""

from __future__ import annotations

from portres_tui.display.buffer import Canvas
from portres_tui.display.commandline import CommandLine, LineFrame
from portres_tui.display.frame import Talk, turned
from portres_tui.display.keyboard import Aid
from portres_tui.display.menu import chosen, is_built, paint_choice, refusal
from portres_tui.display.paint import HOW, keys, more, titled
from portres_tui.domain.messages import diagnostic
from portres_tui.panels.model import Action, Choice, Key, Selection

_HEADER_ROW, _ASKS_ROW, _FIRST_ROW, _MORE_ROW = 3, 5, 7, 19
_CAPACITY = _MORE_ROW - _FIRST_ROW


class SelectionFrame(LineFrame):
    """A menu about one thing being shown. A blank row stands between groups of choices."""

    def __init__(self, panel: Selection, arguments: dict[str, object]) -> None:
        super().__init__(CommandLine(panel.label, _MORE_ROW + 1, panel.length))
        self.panel = panel
        self.name = panel.name
        self.arguments = arguments
        self.top = 0
        self._rows = [row for group in panel.groups for row in (*group, None)][:-1]

    def keys(self) -> tuple[Key, ...]:
        return self.panel.keys

    def paint(self, talk: Talk) -> Canvas:
        canvas = titled(self.panel.title, talk.system_name())
        for row, text in enumerate(self.panel.header(talk.view(self.arguments)), _HEADER_ROW):
            canvas.write(row, 1, text)
        canvas.write(_ASKS_ROW, 2, "Select one of the following:", HOW)
        for row, choice in self._placed():
            paint_choice(canvas, row, choice)
        more(canvas, _MORE_ROW, self.top + _CAPACITY < len(self._rows))
        self.line.paint(canvas)
        keys(canvas, self.panel.keys)
        return canvas

    def _placed(self) -> list[tuple[int, Choice]]:
        """The choices of this page and the rows that they stand on."""
        shown = self._rows[self.top : self.top + _CAPACITY]
        begins = _FIRST_ROW if shown[0] else _FIRST_ROW - 1
        return [(row, choice) for row, choice in enumerate(shown, begins) if choice]

    def enter(self, aid: Aid, talk: Talk) -> None:
        self.cursor = None
        text = self.line.text
        choice = chosen(self.panel, text)
        if choice is None:
            self._other(text, talk)
        elif not is_built(choice, talk):
            talk.tell(refusal(self.panel, text))
        elif choice.action is Action.EXIT:
            talk.back()
            talk.leave()
        else:
            self._run(self._cl(choice), talk)

    def _run(self, text: str, talk: Talk) -> None:
        """It belongs to the task that this panel belongs to: F3 leaves both."""
        self.line.text = ""
        reply = talk.submit(text)
        if reply is not None:
            talk.answered(reply)

    def _other(self, text: str, talk: Talk) -> None:
        """What was typed is no choice: it may be a command where there is room for one."""
        if not text:
            talk.tell(diagnostic("CPD9817"))
        elif text.isdigit() or self.panel.length < len("GO MAIN"):
            talk.tell(diagnostic("CPD6A64"))
        else:
            self.line.run(text, talk)

    def page(self, forward: bool, talk: Talk) -> None:
        self.top = turned(self.top, _CAPACITY, len(self._rows), forward, talk)

    def act(self, action: Action, aid: Aid, talk: Talk) -> None:
        choice = chosen(self.panel, self.line.text)
        if action is Action.PROMPT and choice and choice.cl and is_built(choice, talk):
            self.line.text = ""
            talk.prompt(self._cl(choice).lstrip("?"))
        else:
            self.cursor = self.line.act(action, talk) or self.cursor

    def _cl(self, choice: Choice) -> str:
        return choice.cl.format(**self.arguments)

    def help(self, aid: Aid, talk: Talk) -> tuple[str, str, str]:
        """Help on the option that the cursor is on."""
        section = next((each.label for row, each in self._placed() if row == aid.row), "")
        return self.line.help(aid, talk) or ("panels", self.name, section)
