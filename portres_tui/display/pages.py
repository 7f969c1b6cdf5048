"""Display panels: header lines, then lines that page; Enter goes on."""

from __future__ import annotations

from collections.abc import Sequence

from portres_tui.display.buffer import Canvas
from portres_tui.display.frame import Frame, Talk, turned
from portres_tui.display.keyboard import Aid
from portres_tui.display.listing import printed
from portres_tui.display.paint import HOW, LOOK, keys, more, titled
from portres_tui.domain.messages import diagnostic
from portres_tui.panels.model import Action, Information, Key, Line

_MORE_ROW = 19
_SIDEWAYS = 39
"""Columns that a panel with wide lines is moved by."""


class InformationFrame(Frame):
    """A display panel being shown. Lines are read when it opens, and again by F5."""

    def __init__(self, panel: Information, arguments: dict[str, object]) -> None:
        super().__init__()
        self.panel = panel
        self.name = panel.name
        self.arguments = arguments
        self.lines: Sequence[Line] | None = None
        self.header: Sequence[str] = ()
        self.top = self.left = 0

    def keys(self) -> tuple[Key, ...]:
        """In the other view F12 leads back to the first, so the key that led here is not shown."""
        other = self.arguments.get("other_view")
        return tuple(k for k in self.panel.keys if not (other and k.does is Action.OTHER_VIEW))

    def cancel(self) -> bool:
        if not self.arguments.get("other_view"):
            return False
        self.arguments["other_view"] = False
        self.lines = None
        return True

    def _first_row(self) -> int:
        return 3 + len(self.header) + (1 if self.header or self.panel.system else 0)

    def _capacity(self) -> int:
        return _MORE_ROW - self._first_row()

    def _read(self, talk: Talk) -> None:
        first = self.lines is None
        self.lines = self.panel.lines(talk.view(self.arguments))
        self._read_header(talk)
        if first and self.panel.newest:
            self._bottom()

    def _read_header(self, talk: Talk) -> None:
        place = {"top": self.top, "left": self.left} if self.panel.wide else {}
        self.header = self.panel.header(talk.view({**self.arguments, **place}))

    def paint(self, talk: Talk) -> Canvas:
        if self.lines is None:
            self._read(talk)
        elif self.panel.wide:
            self._read_header(talk)
        view = talk.view(self.arguments)
        canvas = titled(self.panel.title(view), talk.system_name() if self.panel.system else "")
        for row, text in enumerate(self.header, 3):
            canvas.write(row, 1, text)
        shown = self._shown()
        for row, line in enumerate(shown, self._first_row()):
            text = line.text[self.left :]
            canvas.write(row, 2 if self.panel.wide else 1, text, *((LOOK,) if line.strong else ()))
        more(canvas, _MORE_ROW, self.top + len(shown) < len(self.lines or ()))
        canvas.write(_MORE_ROW + 1, 2, self.panel.asks, HOW)
        keys(canvas, self.keys())
        if self.cursor is None:
            self.cursor = self._start()
        return canvas

    def _shown(self) -> Sequence[Line]:
        return (self.lines or ())[self.top : self.top + self._capacity()]

    def _start(self) -> tuple[int, int]:
        """The first line, or the newest on a panel that opens on its last page."""
        shown = len(self._shown()) if self.panel.newest else 1
        return self._first_row() + max(0, shown - 1), 2

    def enter(self, aid: Aid, talk: Talk) -> None:
        text = self.panel.enter(talk.view(self.arguments))
        talk.back(cancelled=False)
        if text:
            talk.answered(talk.run(text))

    def page(self, forward: bool, talk: Talk) -> None:
        self.top = turned(self.top, self._capacity(), len(self.lines or ()), forward, talk)

    def act(self, action: Action, aid: Aid, talk: Talk) -> None:
        if action is Action.TOP:
            self.top = 0
        elif action is Action.BOTTOM:
            self._bottom()
        elif action is Action.REFRESH:
            self._read(talk)
        elif action is Action.OTHER_VIEW:
            self.arguments["other_view"] = True
            self.lines, self.top = None, 0
        elif action in (Action.LEFT, Action.RIGHT):
            self._move(action, talk)
        elif action is Action.PRINT:
            lines = printed(self.panel, talk.view(self.arguments))
            talk.tell(talk.spool(self.panel.name, lines))

    def _move(self, action: Action, talk: Talk) -> None:
        """Half a display to the left or to the right, as far as there is something."""
        widest = max((len(line.text) for line in self.lines or ()), default=0)
        step = _SIDEWAYS if action is Action.RIGHT else -_SIDEWAYS
        moved = self.left + step
        if not 0 <= moved < max(widest, 1):
            talk.tell(diagnostic("PRT1302" if action is Action.RIGHT else "PRT1303"))
        else:
            self.left = moved

    def _bottom(self) -> None:
        self.top = max(0, len(self.lines or ()) - self._capacity())

    def help(self, aid: Aid, talk: Talk) -> tuple[str, str, str]:
        line = aid.row - self._first_row()
        shown = self._shown()
        if 0 <= line < len(shown) and shown[line].subject is not None:
            talk.message(shown[line].subject)
            return "", "", ""
        return "panels", self.name, ""
