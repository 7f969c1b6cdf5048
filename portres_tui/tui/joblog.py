"""The job log pane on screen: a title line and the lines of the model in display/logpane.py."""

from __future__ import annotations

from collections.abc import Callable

from portres_tui.display.buffer import ROWS, Attribute, Role
from portres_tui.display.logpane import LogPane, PaneLine
from portres_tui.domain.messages import MessageFile
from portres_tui.tui.rows import RowWidget
from portres_tui.tui.theme import Styles

DOCKED_FROM = 32
"""From this many rows of the terminal on the pane has a place of its own."""

_OVER_ROWS = 11


class JobLog(RowWidget):
    """`active` while the keys go to the pane; call `update` after changing it or the model.

    `messages` is asked for when the first line is worded: texts take time to load.
    """

    def __init__(self, pane: LogPane, messages: Callable[[], MessageFile], style: Styles) -> None:
        super().__init__(style)
        self.pane = pane
        self.active = False
        self._messages = messages
        self._room = (0, 0)

    def place(self, width: int, height: int) -> None:
        """In a terminal of this size: under the status line if there is room, else over the lower half
        of the display."""
        docked = height >= DOCKED_FROM
        top, rows = (ROWS + 1, height - ROWS - 1) if docked else (ROWS - _OVER_ROWS, _OVER_ROWS)
        self.styles.offset = (0, top)
        self.styles.width, self.styles.height = width, rows
        self._room = (width, rows)
        self.forget()
        self.pane.rows = max(rows - 1, 1)
        self.refresh()
        self.update()

    def update(self) -> None:
        """Draw what is not as it was drawn."""
        width, height = self._room
        if not width:
            return
        title = f" {self.pane.title(self.active)}"[:width].ljust(width)
        self.put(0, [(title, _title(self.active))])
        lines = self.pane.lines(self._messages(), width) if self.pane.began else []
        for y in range(1, height):
            line = lines[y - 1] if y <= len(lines) else PaneLine("")
            self.put(y, [(line.text.ljust(width), self._attribute(line))])

    def _attribute(self, line: PaneLine) -> Attribute:
        role = Role.LOOK if line.loud else Role.DATA
        return Attribute(role, reverse=self.active and line.selected)


def _title(active: bool) -> Attribute:
    return Attribute(Role.LOOK, reverse=True) if active else Attribute(Role.HOW, underline=True)
