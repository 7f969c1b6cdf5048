"""What a screen shows, cell by cell, and what Textual's compositor wants to see there.

A cell is a character with a look. A wide character stands in the first of its two cells, the other
is empty. Nothing that could steer a terminal gets into a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rich.cells import cell_len
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from portres_tui.display.buffer import printable
from portres_tui.tui.looks import Look, blank

MARKS = 8
"""Marks on one character at most; further ones are dropped."""


class Cells:
    """Rows of cells. `dirty` are the rows that were written to; whoever reads them clears it. With
    `unicode` off, what is not ASCII becomes as many question marks as it is wide."""

    def __init__(self, width: int, height: int, look: Look = "", *, unicode: bool = True) -> None:
        self.width, self.height = width, height
        self._unicode = unicode
        self.characters = [[" "] * width for _ in range(height)]
        self.looks = [[look] * width for _ in range(height)]
        self.dirty = set(range(height))

    def write(self, x: int, y: int, text: str, look: Look, end: int) -> int:
        """Text from a place on, up to `end`; the column behind it."""
        if not text.isprintable():
            text = printable(text)
        if not text.isascii():
            if self._unicode:
                return self._write_wide(x, y, text, look, end)
            text = "".join(c if c.isascii() else "?" * cell_len(c) for c in text)
        text = text[: max(end - x, 0)]
        behind = x + len(text)
        self._cut(y, x, behind)
        self.characters[y][x:behind] = text
        looks = self.looks[y]
        looks[x:behind] = [look] * len(text)
        seen = blank(look)
        if seen != look and " " in text:
            for at, character in enumerate(text, x):
                if character == " ":
                    looks[at] = seen
        return behind

    def _write_wide(self, x: int, y: int, text: str, look: Look, end: int) -> int:
        characters, looks = self.characters[y], self.looks[y]
        for character in text:
            width = cell_len(character)
            if x + width > end:
                break
            if width == 0:
                self._combine(y, x - 1, character)
                continue
            self._cut(y, x, x + width)
            characters[x : x + width] = [character, *[""] * (width - 1)]
            looks[x : x + width] = [blank(look) if character == " " else look] * width
            x += width
        return x

    def _combine(self, y: int, x: int, mark: str) -> None:
        """Put a mark on the character that ends in a cell, as long as there are not too many."""
        characters = self.characters[y]
        if x > 0 and not characters[x]:
            x -= 1
        if x >= 0 and len(characters[x]) <= MARKS:
            characters[x] += mark

    def _cut(self, y: int, first: int, end: int) -> None:
        """What is left of wide characters over which half is written."""
        halves = [first - 1] if first < self.width and not self.characters[y][first] else []
        halves += [end] if end < self.width and not self.characters[y][end] else []
        for x in halves:
            self.characters[y][x] = " "
            self.looks[y][x] = blank(self.looks[y][x])


def absorb(cells: Cells, update: CompositorUpdate, look_of: Callable[[Style | None], Look]) -> None:
    """Take over what the compositor wants to be seen."""
    for x, y, strip, end in _strips(update):
        if 0 <= y < cells.height:
            cells.dirty.add(y)
            _put(cells, x, y, ((s.text, look_of(s.style)) for s in strip if not s.control), end)


def _put(cells: Cells, x: int, y: int, runs: Iterable[tuple[str, Look]], end: int) -> None:
    for text, look in runs:
        x = cells.write(x, y, text, look, min(end, cells.width))


def _strips(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip, int]]:
    """Strips with their column, their row, and the column before which they end."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield x, y, strip, update.region.right
                x += strip.cell_length
    elif isinstance(update, ChopsUpdate):
        for y, first, last in update.spans:
            chops = zip(update.chop_ends[y], update.chops[y].items(), strict=False)
            for end, (start, chop) in chops:
                if chop is not None and start <= last and end > first:
                    yield start, y, chop, min(end, last)
