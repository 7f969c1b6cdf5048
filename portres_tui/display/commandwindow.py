"""A command line in a window, for panels that have none of their own."""

from __future__ import annotations

from portres_tui.display.buffer import COLUMNS, MESSAGE_ROW, Canvas, Hot
from portres_tui.display.commandline import CommandLine, LineFrame
from portres_tui.display.frame import Talk
from portres_tui.display.help import frozen
from portres_tui.display.keyboard import Aid
from portres_tui.display.paint import HOW, TITLE, flowed
from portres_tui.panels.model import CANCEL, PROMPT, RETRIEVE, Action, Key

_TOP, _TEXT = 17, 4
_BOTTOM = MESSAGE_ROW - 1
_WIDTH = COLUMNS - 3


class CommandWindowFrame(LineFrame):
    """The window stays until F12, so that several commands can be run."""

    name = "COMMAND"

    def __init__(self) -> None:
        super().__init__(CommandLine("", _TOP + 2, COLUMNS - 4 - _TEXT - 4, column=_TEXT))

    def area(self) -> tuple[int, int, int, int]:
        return _TOP + 1, 3, _BOTTOM - 1, COLUMNS - 2

    def keys(self) -> tuple[Key, ...]:
        return (PROMPT, RETRIEVE, CANCEL)

    def paint(self, talk: Talk) -> Canvas:
        canvas = frozen(talk.below(self))
        self._box(canvas)
        canvas.centred(_TOP + 1, "Command", TITLE)
        self.line.paint(canvas)
        texts = [key.text for key in self.keys()]
        for key, (_, at) in zip(self.keys(), flowed(texts, _TEXT), strict=True):
            canvas.write(_BOTTOM - 1, at, key.text, HOW)
            canvas.hot.append(Hot(_BOTTOM - 1, at, len(key.text), key=key.key))
        return canvas

    def _box(self, canvas: Canvas) -> None:
        canvas.hot.clear()
        canvas.write(_TOP, 1, " " + "." * (_WIDTH + 1) + " ", HOW)
        for row in range(_TOP + 1, _BOTTOM):
            canvas.write(row, 1, " :" + " " * (_WIDTH - 1) + ": ", HOW)
        canvas.write(_BOTTOM, 1, " :" + "." * (_WIDTH - 1) + ": ", HOW)
        canvas.write(MESSAGE_ROW, 1, " " * COLUMNS)

    def enter(self, aid: Aid, talk: Talk) -> None:
        self.cursor = None
        if self.line.text:
            self.line.run(self.line.text, talk)
        else:
            talk.back()

    def act(self, action: Action, aid: Aid, talk: Talk) -> None:
        self.cursor = self.line.act(action, talk) or self.cursor

    def help(self, aid: Aid, talk: Talk) -> tuple[str, str, str]:
        return self.line.help(aid, talk) or ("panels", self.name, "")
