"""A widget that is rows of text in runs of one attribute; it repaints only what changed.

What a row looks like is remembered for all sessions of the process: a class sees the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from portres_tui.display.buffer import PLAIN, Attribute
from portres_tui.tui.theme import Styles

Run = tuple[str, Attribute]
Runs = Sequence[Run]


class RowWidget(Widget, inherit_css=False):
    """Shows the rows it is given, counted from 0. A row it was not given is blank."""

    def __init__(self, style: Styles) -> None:
        super().__init__()
        self._style = style
        self._rows: dict[int, Runs] = {}
        self._strips: dict[int, Strip] = {}
        self._width = 0

    def put(self, y: int, runs: Runs) -> bool:
        """Show these runs in a row; False if they stand there already."""
        before = self._rows.get(y, ())
        if runs == before:
            return False
        self._rows[y] = runs
        self._strips.pop(y, None)
        first, end = changed(before, runs)
        self.refresh(Region(first, y, end - first, 1))
        return True

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows as they are: there is no border, no padding and no style sheet that would add to
        them."""
        width = self.size.width
        if width != self._width:
            self._width = width
            self._strips.clear()
        strips = [self._strips.get(y) or self._strip(y) for y in crop.line_range]
        if crop.column_span == (0, width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def _strip(self, y: int) -> Strip:
        found = _drawn(self._style, tuple(self._rows.get(y, ())), self._width)
        self._strips[y] = found
        return found

    def forget(self) -> None:
        """No row is known any more."""
        self._rows.clear()
        self._strips.clear()


_REMEMBERED = 2048
"""Rows."""


@lru_cache(_REMEMBERED)
def _drawn(style: Styles, runs: tuple[Run, ...], width: int) -> Strip:
    strip = Strip([Segment(text, style(attribute)) for text, attribute in runs])
    return strip.adjust_cell_length(width, style(PLAIN))


def changed(before: Runs, after: Runs) -> tuple[int, int]:
    """The first column in which two rows differ, and the one behind the last, from 0."""
    old, new = _cells(before), _cells(after)
    common = min(len(old), len(new))
    longest = max(len(old), len(new))
    first = next((x for x in range(common) if old[x] != new[x]), common)
    if len(old) != len(new):
        return first, longest
    last = next((x for x in reversed(range(first, common)) if old[x] != new[x]), first)
    return first, last + 1


def _cells(runs: Runs) -> list[tuple[str, Attribute]]:
    return [(character, attribute) for text, attribute in runs for character in text]
