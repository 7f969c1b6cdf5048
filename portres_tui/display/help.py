"""Help: a window over the panel it explains, one topic or one section of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from portres_tui.display.buffer import COLUMNS, PLAIN, Canvas, Hot
from portres_tui.display.frame import Frame, Talk, Topic, turned
from portres_tui.display.keyboard import Aid
from portres_tui.display.paint import HOW, LOOK, TITLE, flowed
from portres_tui.panels.model import CANCEL, Action, Key

_LEFT, _RIGHT, _BOTTOM = 5, 78, 24
_TEXT = 8
_WIDTH = 68

EXTENDED = Key("f2", "Extended help", Action.OTHER_VIEW)
LEAVE = Key("f3", "Exit help", Action.CANCEL)
ENLARGE = Key("f20", "Enlarge", Action.ENLARGE)
KEYBOARD = Key("f13", "Keyboard help", Action.HELP)


class HelpFrame(Frame):
    """A help text being shown. `section` empty is the topic as a whole."""

    name = "HELP"
    message_at = (_BOTTOM - 3, _TEXT)

    def __init__(self, topic: Topic, section: str) -> None:
        super().__init__()
        self.topic = topic
        self.section = section
        self.upper = 9
        self.top = 0

    def area(self) -> tuple[int, int, int, int]:
        return self.upper + 1, _LEFT + 1, _BOTTOM - 1, _RIGHT - 1

    def keys(self) -> tuple[Key, ...]:
        extended = (EXTENDED,) if self.section else ()
        enlarge = (ENLARGE,) if self.upper > 1 else ()
        return (*extended, LEAVE, CANCEL, KEYBOARD, *enlarge)

    def paint(self, talk: Talk) -> Canvas:
        canvas = frozen(talk.below(self))
        self._box(canvas)
        title = f"{self.section or self.topic.title} - Help"
        canvas.write(self.upper + 1, _LEFT + (_RIGHT - _LEFT - len(title)) // 2, title, TITLE)
        lines = self._lines()
        for row, text in enumerate(lines[self.top : self.top + self._capacity()], self.upper + 3):
            strong = text.startswith("\v")
            canvas.write(row, _TEXT, text.lstrip("\v"), LOOK if strong else PLAIN)
        follows = self.top + self._capacity() < len(lines)
        word = "More..." if follows else "Bottom"
        canvas.write(_BOTTOM - 3, _RIGHT - 2 - len(word), word, LOOK)
        self._keys(canvas)
        self.cursor = (self.upper + 3, _TEXT)
        return canvas

    def _capacity(self) -> int:
        return _BOTTOM - 3 - (self.upper + 3)

    def _box(self, canvas: Canvas) -> None:
        width = _RIGHT - _LEFT - 1
        canvas.hot.clear()
        canvas.write(self.upper, _LEFT - 1, " " + "." * (width + 2) + " ", HOW)
        for row in range(self.upper + 1, _BOTTOM):
            canvas.write(row, _LEFT - 1, " :" + " " * width + ": ", HOW)
        canvas.write(_BOTTOM, _LEFT - 1, " :" + "." * width + ": ", HOW)

    def _keys(self, canvas: Canvas) -> None:
        texts = [key.text for key in self.keys()]
        places = flowed(texts, _TEXT, _RIGHT - 2)
        for key, (line, at) in zip(self.keys(), places, strict=True):
            canvas.write(_BOTTOM - 2 + line, at, key.text, HOW)
            canvas.hot.append(Hot(_BOTTOM - 2 + line, at, len(key.text), key=key.key))

    def _lines(self) -> list[str]:
        if self.section:
            return list(wrapped(self.topic.sections.get(self.section, self.topic.body)))
        lines = list(wrapped(self.topic.body))
        for name, text in self.topic.sections.items():
            lines += ["", "\v" + name, *wrapped(text)]
        return lines

    def enter(self, aid: Aid, talk: Talk) -> None:
        talk.back()

    def page(self, forward: bool, talk: Talk) -> None:
        self.top = turned(self.top, self._capacity(), len(self._lines()), forward, talk)

    def act(self, action: Action, aid: Aid, talk: Talk) -> None:
        if action is Action.OTHER_VIEW:
            self.section, self.top = "", 0
        elif action is Action.HELP:
            talk.help("panels", "KEYS", "")
        elif action is Action.ENLARGE:
            self.upper = 1


def wrapped(text: str) -> Iterator[str]:
    """Paragraphs as lines of a window; indented lines stand as they are, `- ` begins an item."""
    for number, paragraph in enumerate(text.strip("\n").split("\n\n")):
        if number:
            yield ""
        if paragraph.startswith("    "):
            yield from (line[2:_WIDTH] for line in paragraph.splitlines())
        else:
            yield from _flowing(paragraph)


def _flowing(paragraph: str) -> Iterator[str]:
    items: list[str] = []
    for line in paragraph.splitlines():
        if line.startswith("- ") or not items:
            items.append(line)
        else:
            items[-1] += " " + line.strip()
    for item in items:
        indent = "  " if item.startswith("- ") else ""
        yield from textwrap.wrap(item, _WIDTH, subsequent_indent=indent)


def frozen(canvas: Canvas) -> Canvas:
    """The same picture without input fields."""
    for each in canvas.fields:
        text = ("" if each.hidden else each.text).ljust(each.length)
        first = COLUMNS - each.column + 1
        canvas.write(each.row, each.column, text[:first], each.attribute)
        canvas.write(each.row + 1, 1, text[first:], each.attribute)
    canvas.fields.clear()
    return canvas
