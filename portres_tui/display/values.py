"""F4 in a prompt's field: the values that it can have, to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from portres_tui.display.buffer import Canvas, Field, Hot
from portres_tui.display.frame import Frame, Talk, turned
from portres_tui.display.keyboard import Aid
from portres_tui.display.paint import HOW, keys, more, titled
from portres_tui.display.promptlines import PromptLine, leader
from portres_tui.panels.model import CANCEL, EXIT, Key

_FIELD_ROW, _FIRST_ROW, _MORE_ROW = 5, 7, 21
_CAPACITY = _MORE_ROW - _FIRST_ROW
_FIELD = "value"


class ValuesFrame(Frame):
    """`Specify Value for Parameter …`. Enter takes what is typed; a click takes a value."""

    name = "VALUES"

    def __init__(
        self,
        line: PromptLine,
        values: Sequence[str],
        text: str,
        chosen: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.line = line
        self.values = values
        self.text = text
        self.chosen = chosen
        self.top = 0

    def keys(self) -> tuple[Key, ...]:
        return (EXIT, CANCEL)

    def paint(self, talk: Talk) -> Canvas:
        line = self.line
        canvas = titled(f"Specify Value for Parameter {line.parm.keyword}")
        canvas.write(3, 2, "Type choice, press Enter.", HOW)
        canvas.write(_FIELD_ROW, 2, leader(self._prompt(), 2))
        canvas.input(self._field())
        shown = self.values[self.top : self.top + _CAPACITY]
        for row, value in enumerate(shown, _FIRST_ROW):
            canvas.write(row, 4, value)
            canvas.hot.append(Hot(row, 4, len(value), "enter", _FIELD, value))
        more(canvas, _MORE_ROW, self.top + len(shown) < len(self.values))
        keys(canvas, self.keys())
        return canvas

    def _prompt(self) -> str:
        """What the field is called: of several elements the one that is asked for."""
        elem, parm = self.line.elem, self.line.parm
        return elem.prompt if elem and len(parm.elements) > 1 else parm.prompt

    def _field(self) -> Field:
        elem, length = self.line.elem, self.line.length
        mixed, secret = elem is not None and elem.mixed, elem is not None and elem.secret
        return Field(_FIELD, _FIELD_ROW, 37, length, self.text, monocase=not mixed, hidden=secret)

    def keep(self, aid: Aid) -> None:
        self.text = aid.fields.get(_FIELD, "").strip()

    def enter(self, aid: Aid, talk: Talk) -> None:
        self.chosen(self.text)
        talk.back(cancelled=False)

    def page(self, forward: bool, talk: Talk) -> None:
        self.top = turned(self.top, _CAPACITY, len(self.values), forward, talk)

    def help(self, aid: Aid, talk: Talk) -> tuple[str, str, str]:
        return "panels", "PROMPT", ""
