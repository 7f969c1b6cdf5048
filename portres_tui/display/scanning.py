"""What Control and Find of a display of long text mean: where it is to be looked at.

Lines and columns count from 0. Nothing here knows how it is painted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Extent(NamedTuple):
    """How much text there is, and how much of it is seen at once."""

    lines: int
    widest: int
    page: int
    """Lines of a printed page."""
    seen: int
    """Lines of the display."""

    @property
    def last(self) -> int:
        """The first line of the last display."""
        return max(0, self.lines - self.seen)


class Spot(NamedTuple):
    """The line and the column that are shown first."""

    top: int = 0
    left: int = 0


class Found(NamedTuple):
    """Where a text begins."""

    line: int
    column: int


def controlled(text: str, spot: Spot, extent: Extent) -> Spot | None:
    """Where a control value leads; None if it is none, or there is no such page or column."""
    for pattern, leads in _CONTROLS:
        if found := re.fullmatch(pattern, text, re.ASCII):
            return leads(int(found[1]) if found.lastindex else 0, spot, extent)
    return None


def _top(_: int, spot: Spot, __: Extent) -> Spot:
    return spot._replace(top=0)


def _bottom(_: int, spot: Spot, extent: Extent) -> Spot:
    return spot._replace(top=extent.last)


def _page(number: int, spot: Spot, extent: Extent) -> Spot | None:
    top = (number - 1) * extent.page
    return spot._replace(top=top) if 0 <= top < extent.lines else None


def _lines(count: int, spot: Spot, extent: Extent) -> Spot:
    return spot._replace(top=min(max(0, spot.top + count), max(0, extent.lines - 1)))


def _column(number: int, spot: Spot, extent: Extent) -> Spot | None:
    return spot._replace(left=number - 1) if 0 < number <= max(extent.widest, 1) else None


def _columns(count: int, spot: Spot, extent: Extent) -> Spot:
    return spot._replace(left=min(max(0, spot.left + count), max(0, extent.widest - 1)))


_CONTROLS: Sequence[tuple[str, Callable[[int, Spot, Extent], Spot | None]]] = (
    (r"\*TOP", _top),
    (r"\*BOTTOM", _bottom),
    (r"([+-][0-9]+)", _lines),
    (r"([0-9]+)", _page),
    (r"W([+-][0-9]+)", _columns),
    (r"W([0-9]+)", _column),
)
"""Each control value, and where it leads."""


def next_found(lines: Sequence[str], text: str, start: Found) -> Found | None:
    """The next place from `start` on where the text stands within a line; case does not count."""
    wanted = text.upper()
    for number in range(start.line, len(lines)):
        column = lines[number].upper().find(wanted, start.column if number == start.line else 0)
        if column >= 0:
            return Found(number, column)
    return None


def brought_up(found: Found, length: int, spot: Spot, seen: tuple[int, int]) -> Spot:
    """Where a text is seen whole, on a display of so many lines and columns: where it is, if so."""
    lines, columns = seen
    top = spot.top if spot.top <= found.line < spot.top + lines else found.line
    inside = spot.left <= found.column and found.column + length <= spot.left + columns
    return Spot(top, spot.left if inside else max(0, found.column + length - columns))
