"""A terminal emulator, with what pyte lacks: it repeats characters, gives erased cells their
background, and answers when it is asked whether it is well."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pyte
from pyte.screens import Char

_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\][^\x07]*\x07")
"""Sequences that pyte does not know and would show."""

_REPEATED = re.compile(rb"(.)\x1b\[(\d+)b", re.DOTALL)


class Cell(NamedTuple):
    """A cell as it is seen."""

    character: str
    foreground: str
    background: str
    bold: bool
    underlined: bool
    reverse: bool


Picture = list[list[Any]]


class Screen(pyte.Screen):
    """`answer` takes what the terminal answers. Without `back_colour` what is erased gets the
    terminal's own background."""

    def __init__(
        self,
        columns: int,
        rows: int,
        answer: Callable[[str], object] = str,
        *,
        back_colour: bool = True,
    ) -> None:
        super().__init__(columns, rows)
        self._back_colour = back_colour
        self.write_process_input = answer
        self._stream = pyte.ByteStream(self)

    def feed(self, data: bytes) -> None:
        """What a program writes. A repetition must come whole with its character."""
        data = _REPEATED.sub(lambda same: same[1] * (1 + int(same[2])), data)
        self._stream.feed(_UNKNOWN.sub(b"", data))

    @property
    def picture(self) -> Picture:
        """Every cell as it is seen, and the cursor."""
        across = range(self.columns)
        cells: Picture = [[seen(self.buffer[y][x]) for x in across] for y in range(self.lines)]
        cursor = "hidden" if self.cursor.hidden else (self.cursor.y, self.cursor.x)
        return [*cells, [cursor]]

    def insert_characters(self, count: int | None = None) -> None:
        super().insert_characters(count)
        self._erase(range(self.cursor.x, min(self.cursor.x + (count or 1), self.columns)))

    def delete_characters(self, count: int | None = None) -> None:
        super().delete_characters(count)
        self._erase(range(max(self.columns - (count or 1), self.cursor.x), self.columns))

    def erase_characters(self, count: int | None = None) -> None:
        self._erase(range(self.cursor.x, min(self.cursor.x + (count or 1), self.columns)))

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        first = self.cursor.x if how == 0 else 0
        self._erase(range(first, self.cursor.x + 1 if how == 1 else self.columns))

    def erase_in_display(self, how: int = 0, *_: Any, **__: Any) -> None:
        above, below = range(self.cursor.y), range(self.cursor.y + 1, self.lines)
        self.erase_in_line(how)
        for y in {0: below, 1: above, 2: [*above, *below]}[how]:
            self._erase(range(self.columns), y)

    def _erase(self, columns: range, row: int | None = None) -> None:
        """What is erased has no line and is not reversed, whatever is set."""
        blank = Char(" ", bg=self.cursor.attrs.bg) if self._back_colour else Char(" ")
        for x in columns:
            self.buffer[self.cursor.y if row is None else row][x] = blank


def seen(char: Char) -> Cell:
    """The colour of a blank's text is not seen, nor that it is bold."""
    shows = char.data != " " or char.underscore or char.reverse
    foreground, bold = (char.fg, char.bold) if shows else ("", False)
    return Cell(char.data, foreground, char.bg, bold, char.underscore, char.reverse)
