"""The job log pane on screen: a title line and the lines of the model in display/logpane.py."""

from __future__ import annotations

from collections.abc import Callable

from portres_tui.display.buffer import Attribute, Role
from portres_tui.display.logpane import LogPane, PaneLine
from portres_tui.domain.messages import MessageFile
from portres_tui.tui.rows import RowWidget
from portres_tui.tui.theme import Styles


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

    def fit(self, width: int, height: int) -> None:
        """The pane has this size now, its title included; no width is no pane."""
        self._room = (width, height)
        self.forget()
        self.pane.rows = max(height - 1, 1)
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
