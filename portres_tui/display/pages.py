"""Display panels: header lines, then lines that page, some with a field to type into; Enter goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portres_tui.display.buffer import Canvas, Field
from portres_tui.display.frame import Frame, Talk, turned
from portres_tui.display.keyboard import Aid
from portres_tui.display.listing import printed
from portres_tui.display.paint import HOW, LOOK, keys, more, titled
from portres_tui.panels.model import Action, Information, Key, Line, View


class InformationFrame(Frame):
    """A display panel being shown. Lines are read when it opens, and again by F5."""

    more_row = 19

    def __init__(self, panel: Information, arguments: dict[str, Any]) -> None:
        super().__init__()
        self.panel = panel
        self.name = panel.name
        self.watches_keys = panel.watches_keys
        self.arguments = arguments
        self.lines: Sequence[Line] | None = None
        self.header: Sequence[str] = ()
        self.top = 0
        self.typed: dict[str, str] = {}
        self._opened = False

    def keys(self) -> tuple[Key, ...]:
        """In the other view F12 leads back to the first, so the key that led here is not shown."""
        other = self.arguments.get("other_view")
        return tuple(k for k in self.panel.keys if not (other and k.does is Action.OTHER_VIEW))

    def allowed(self) -> tuple[Key, ...]:
        return (*self.keys(), *self.panel.silent_keys)

    def live(self, talk: Talk) -> bool:
        if self.watches_keys:
            self._read(talk)
        return self.watches_keys

    def cancel(self) -> bool:
        if not self.arguments.get("other_view"):
            return False
        self._switch(other=False)
        return True

    def _switch(self, *, other: bool) -> None:
        """To the other view, or back: it opens anew."""
        self.arguments["other_view"] = other
        self.lines, self.top, self._opened = None, 0, False

    def _instruction_row(self) -> int:
        return 3 + len(self.header) + (1 if self.header or self.panel.system else 0)

    def _first_row(self) -> int:
        return self._instruction_row() + bool(self.panel.instruction)

    def _capacity(self) -> int:
        return self.more_row - self._first_row()

    def _read(self, talk: Talk) -> None:
        talk.look(self.arguments)
        self.header = self.panel.header(talk.view(self.arguments))
        self._read_lines(talk.view(self.arguments))
        self._opened = True

    def _read_lines(self, view: View) -> None:
        self.lines = self.panel.lines(view)
        if not self._opened and self.arguments.get("newest", self.panel.newest):
            self._bottom(view)
        self.top = min(self.top, max(0, len(self.lines) - 1))

    def paint(self, talk: Talk) -> Canvas:
        if self.lines is None:
            self._read(talk)
        view = talk.view(self.arguments)
        canvas = titled(self.panel.title(view), talk.system_name() if self.panel.system else "")
        self.head(canvas, talk)
        for row, line in enumerate(self._shown(), self._first_row()):
            self.line(canvas, row, line)
        more(canvas, self.more_row, self._follows())
        canvas.write(self.more_row + 1, 2, self.panel.asks, HOW)
        keys(canvas, self.keys())
        if self.cursor is None and not canvas.fields:
            self.cursor = self._start()
        return canvas

    def head(self, canvas: Canvas, talk: Talk) -> None:
        """What stands above the lines."""
        for row, text in enumerate(self.header, 3):
            canvas.write(row, 1, text)
        canvas.write(self._instruction_row(), 2, self.panel.instruction, HOW)

    def line(self, canvas: Canvas, row: int, line: Line) -> None:
        canvas.write(row, 1, line.text, *((LOOK,) if line.strong else ()))
        if line.blank:
            name, at, length = line.blank
            text = self.typed.get(name, "")
            canvas.input(Field(name, row, at, length, text, monocase=False))

    def _shown(self) -> Sequence[Line]:
        return (self.lines or ())[self.top : self.top + self._capacity()]

    def _follows(self) -> bool:
        return self.top + len(self._shown()) < len(self.lines or ())

    def _start(self) -> tuple[int, int]:
        """The first line, or the newest on a panel that opens on its last page."""
        shown = len(self._shown()) if self.panel.newest else 1
        return self._first_row() + max(0, shown - 1), 2

    def keep(self, aid: Aid) -> None:
        self.typed |= {name: text.strip() for name, text in aid.fields.items()}

    def enter(self, aid: Aid, talk: Talk) -> None:
        typed = {name: text for name, text in self.typed.items() if text}
        if typed:
            self._answer(typed, talk)
            return
        text = self.panel.enter(talk.view(self.arguments))
        reply = talk.run(text) if text else None
        talk.back(cancelled=False)
        if reply:
            talk.answered(reply)

    def _answer(self, typed: dict[str, str], talk: Talk) -> None:
        """Run what was typed; what failed stays to be seen, and so does what was to come behind."""
        for text in self.panel.answers(talk.view(self.arguments), typed):
            reply = talk.run(text)
            talk.answered(reply)
            if reply.failed:
                return
        self.typed.clear()
        self.reread(talk)

    def reread(self, talk: Talk) -> None:
        self.lines = None

    def returned(self, cancelled: bool, talk: Talk) -> None:
        if not cancelled:
            self.reread(talk)

    def page(self, forward: bool, talk: Talk) -> None:
        self.top = turned(self.top, self._capacity(), len(self.lines or ()), forward, talk)

    def act(self, action: Action, aid: Aid, talk: Talk) -> None:
        if action is Action.TOP:
            self._top(talk.view(self.arguments))
        elif action is Action.BOTTOM:
            self._bottom(talk.view(self.arguments))
        elif action is Action.REFRESH:
            self._read(talk)
        elif action is Action.PRINT:
            lines = printed(self.panel, talk.view(self.arguments))
            talk.tell(talk.spool(self.panel.name, lines))
        elif action is Action.OTHER_VIEW:
            self._switch(other=True)

    def _top(self, view: View) -> None:
        self.top = 0

    def _bottom(self, view: View) -> None:
        self.top = max(0, len(self.lines or ()) - self._capacity())

    def _subject(self, aid: Aid) -> Any:
        """What the line under the cursor is of; None where there is none."""
        line = aid.row - self._first_row()
        shown = self._shown()
        return shown[line].subject if 0 <= line < len(shown) else None

    def worded(self, text: str, aid: Aid) -> str:
        row = self._subject(aid)
        if "{row" in text and row is None:
            return ""
        return text.format(row=row, **self.arguments)

    def help(self, aid: Aid, talk: Talk) -> tuple[str, str, str]:
        subject = self._subject(aid)
        if subject is not None:
            talk.message(subject)
            return "", "", ""
        return "panels", self.name, ""
