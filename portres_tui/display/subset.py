"""The subset panel of a list: fields that say which of its rows are shown."""

from __future__ import annotations

from collections.abc import Callable

from portres_tui.display.buffer import Canvas, Field
from portres_tui.display.frame import Frame, Talk
from portres_tui.display.keyboard import Aid
from portres_tui.display.paint import HOW, keys, titled
from portres_tui.display.promptlines import leader
from portres_tui.domain.messages import Message, diagnostic
from portres_tui.panels.lists import Criterion, WorkWith
from portres_tui.panels.model import CANCEL, EXIT, REFRESH, Action, Key

_FIRST_ROW, _LABEL, _VALUE, _CHOICES = 5, 2, 37, 56


def refused(criterion: Criterion, text: str) -> Message:
    """What is wrong with `text`, and where."""
    return diagnostic("PRT1412", value=text, choices=criterion.choices, label=criterion.label)


class SubsetFrame(Frame):
    """The criteria of one list. Enter hands over those that are not at their defaults."""

    def __init__(
        self,
        panel: WorkWith,
        arguments: dict[str, object],
        chosen: Callable[[dict[str, str]], None],
    ) -> None:
        super().__init__()
        assert panel.subset
        self.subset = panel.subset
        self.name = self.subset.name
        self.chosen = chosen
        given = arguments.get("subset") or {}
        assert isinstance(given, dict)
        self.given: dict[str, str] = given
        self.typed = self._values()
        self.wrong: set[str] = set()

    def _values(self) -> dict[str, str]:
        return {c.name: self.given.get(c.name, c.default) for c in self.subset.criteria}

    def keys(self) -> tuple[Key, ...]:
        return (EXIT, REFRESH, CANCEL)

    def paint(self, talk: Talk) -> Canvas:
        canvas = titled(self.subset.title, talk.system_name())
        canvas.write(3, _LABEL, "Type choices, press Enter.", HOW)
        for row, criterion in enumerate(self.subset.criteria, _FIRST_ROW):
            self._line(canvas, row, criterion)
        keys(canvas, self.keys())
        return canvas

    def _line(self, canvas: Canvas, row: int, criterion: Criterion) -> None:
        name = criterion.name
        at = _LABEL + criterion.indent
        canvas.write(row, at, leader(criterion.label, at))
        text, wrong = self.typed[name], name in self.wrong
        canvas.input(Field(name, row, _VALUE, criterion.length, text, wrong=wrong))
        canvas.write(row, _CHOICES, criterion.choices)

    def keep(self, aid: Aid) -> None:
        for criterion in self.subset.criteria:
            self.typed[criterion.name] = aid.fields.get(criterion.name, "").strip().upper()

    def judged_anew(self) -> None:
        self.wrong.clear()

    def enter(self, aid: Aid, talk: Talk) -> None:
        typed = {c: self.typed[c.name] or c.default for c in self.subset.criteria}
        asked = {c.name: text for c, text in typed.items() if text != c.default}
        for criterion, text in typed.items():
            if criterion.name in asked and not criterion.takes(text, asked):
                self.wrong.add(criterion.name)
                talk.tell(refused(criterion, text))
        if not self.wrong:
            self.chosen(asked)
            talk.back(cancelled=False)

    def act(self, action: Action, aid: Aid, talk: Talk) -> None:
        if action is Action.REFRESH:
            self.typed = self._values()
            self.cursor = None
