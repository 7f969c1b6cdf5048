"""`+` in a list of a prompt: one parameter, with room for more values."""

from __future__ import annotations

from portres_tui.cl.definition import Parm
from portres_tui.display.frame import Talk
from portres_tui.display.prompt import HOW_TO, KEYWORDS, PromptFrame
from portres_tui.display.promptlines import CAPACITY, PromptLine, Values, lines_of
from portres_tui.panels.model import MORE_KEYS


class MoreValuesFrame(PromptFrame):
    """`Specify More Values for Parameter …`: one list parameter with room to type."""

    name = "MOREVALUES"
    second_set = (KEYWORDS, HOW_TO, MORE_KEYS)

    def __init__(self, parent: PromptFrame, parm: Parm) -> None:
        super().__init__(parent.command, parent.given)
        self.parent = parent
        self.parm = parm
        self.values = dict(parent.values)

    def title(self) -> str:
        return f"Specify More Values for Parameter {self.parm.keyword}"

    def parms(self) -> tuple[Parm, ...]:
        return (self.parm,)

    def lines(self) -> list[PromptLine]:
        room = (CAPACITY - 1) // len(self.parm.elements)
        return lines_of((self.parm,), self.values, room, keywords=self.keywords)

    def more_values(self, parm: Parm, talk: Talk) -> None:
        """There is room already."""

    def as_given(self) -> Values:
        return dict(self.parent.values)

    def run(self, talk: Talk) -> None:
        self.parent.values = dict(self.values)
        talk.back(cancelled=False)
