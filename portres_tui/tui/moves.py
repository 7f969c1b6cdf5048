r"""The cheapest way of a cursor from one place to another; places count from 0.

`\r\n` leads to the start of the next row whatever a terminal adds to a line feed; downwards
without it there is ESC D. Tabulators may have been moved and are not used.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

Place = tuple[int, int]
"""Column and row."""


@lru_cache(8192)
def move(start: Place | None, end: Place) -> str:
    """From `start`, None if nobody knows where that is."""
    if start == end:
        return ""
    ways = [_absolute(end)]
    if start is not None:
        ways += [down + across for down, x in _down(start, end[1]) for across in _across(x, end[0])]
    return min(ways, key=len)


def _absolute(end: Place) -> str:
    x, y = end
    row, column = str(y + 1) if y else "", f";{x + 1}" if x else ""
    return f"\x1b[{row}{column}H"


def _down(start: Place, row: int) -> Iterator[tuple[str, int]]:
    """Ways to another row, each with the column that it leads to."""
    x, y = start
    by = row - y
    if by == 0:
        yield "", x
    elif by > 0:
        yield "\r" + "\n" * by, 0
        yield "\x1bD" * by, x
        yield f"\x1b[{by}B", x
    else:
        yield "\x1bM" * -by, x
        yield f"\x1b[{-by}A", x


def _across(x: int, column: int) -> Iterator[str]:
    if column == x:
        yield ""
    elif column > x:
        yield _right(column - x)
    else:
        yield "\b" * (x - column)
        yield f"\x1b[{x - column}D"
    if column:
        yield "\r" + _right(column)
    else:
        yield "\r"


def _right(by: int) -> str:
    return f"\x1b[{by}C" if by > 1 else "\x1b[C"
