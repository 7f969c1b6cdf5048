"""Confirm panels: the chosen rows once more; Enter = yes, F12 = no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from portres_tui.display.buffer import Canvas
from portres_tui.display.frame import Frame, Talk, turned
from portres_tui.display.keyboard import Aid
from portres_tui.display.listpaint import HEADER_ROW, ListPaint
from portres_tui.display.paint import HOW, keys, more, titled
from portres_tui.panels.model import CANCEL, Key

if TYPE_CHECKING:
    from portres_tui.display.worklist import Todo

_FIRST_ROW, _MORE_ROW = 8, 20


class ConfirmFrame(Frame):
    """The rows whose options want a second thought."""

    name = "CONFIRM"

    def __init__(self, layout: ListPaint, asks: Sequence[Todo]) -> None:
        super().__init__()
        self.layout = layout
        self.asks = asks
        self.top = 0
        self._above = () if layout.panel.moment else layout.header
        """What the list is of; what only tells how things stand is not said again."""
        self._first_row = _FIRST_ROW + len(self._above) + bool(self._above)

    def keys(self) -> tuple[Key, ...]:
        return (CANCEL,)

    def paint(self, talk: Talk) -> Canvas:
        option = self.asks[0][1]
        canvas = titled(option.confirm, talk.system_name())
        for row, text in enumerate(self._above, HEADER_ROW):
            canvas.write(row, 1, text)
        asks, headings = self._first_row - 5, self._first_row - 2
        choices = f"Press Enter to confirm your choices for {option.number}={option.label}."
        canvas.write(asks, 2, choices, HOW)
        canvas.write(asks + 1, 2, "Press F12 to return to change your choices.", HOW)
        self.layout.headings(canvas, headings)
        shown = self.asks[self.top : self.top + self._capacity]
        for row, (each, chosen, _) in enumerate(shown, self._first_row):
            self._row(canvas, row, str(chosen.number), each)
        more(canvas, _MORE_ROW, self.top + len(shown) < len(self.asks))
        keys(canvas, self.keys())
        return canvas

    @property
    def _capacity(self) -> int:
        return _MORE_ROW - self._first_row

    def _row(self, canvas: Canvas, row: int, number: str, each: Any) -> None:
        canvas.write(row, 4 - len(number), number)
        self.layout.cells(canvas, row, each)

    def enter(self, aid: Aid, talk: Talk) -> None:
        talk.back(cancelled=False)

    def page(self, forward: bool, talk: Talk) -> None:
        self.top = turned(self.top, self._capacity, len(self.asks), forward, talk)
