"""What to write so that a terminal shows other cells: of several known ways the shortest.

A row is written in runs of changed cells; what lies between two runs is written again where that
is shorter than to move over it, and what ends in blanks is erased. Knows no Textual.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from portres_tui.tui.cells import Cells
from portres_tui.tui.client import Can, Client
from portres_tui.tui.looks import Look, change, covers
from portres_tui.tui.moves import Place, move
from portres_tui.tui.pen import Pen

_ERASE_LINE, _ERASE_BELOW = "\x1b[K", "\x1b[J"
_INSERT, _DELETE = "\x1b[@", "\x1b[P"

_FAR = 9
"""Cells between two runs that are never worth writing again."""

_WORTH_SHIFTING, _WORTH_CLEARING = 8, 200
"""Characters from which on another way is looked for."""

_WORTH_ERASING = 11
"""Blanks that are shorter to erase and to move over."""

Span = tuple[int, int]
"""A column, and the one behind the last."""


class Row(NamedTuple):
    """The cells of a row."""

    characters: list[str]
    looks: list[Look]

    def differences(self, other: Row) -> list[int]:
        """The columns in which the two are not the same."""
        both = zip(self.characters, other.characters, self.looks, other.looks, strict=True)
        return [x for x, (a, b, c, d) in enumerate(both) if a != b or c != d]


def _row_of(cells: Cells, y: int) -> Row:
    return Row(cells.characters[y], cells.looks[y])


_REMEMBERED = 500
"""Drawings of rows."""

_drawn: dict[tuple[Any, ...], Pen] = {}
"""What led from one row to another on a kind of terminal, the oldest first."""


class Drawing:
    """Draws wanted cells over shown ones on one kind of terminal."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._erases = client.is_able(Can.ERASE)
        self._shifts = client.is_able(Can.SHIFT)

    def draw(self, pen: Pen, wanted: Cells, shown: Cells, most: int = sys.maxsize) -> set[int]:
        """The rows that are dirty in `wanted`; perhaps over a cleared screen. Behind `most`
        characters it ends: the answer are the rows that are left."""
        rows = sorted(y for y in wanted.dirty if _row_of(wanted, y) != _row_of(shown, y))
        over = pen.copy()
        for place, y in enumerate(rows):
            if over.cost > most:
                pen.add(over)
                return set(rows[place:])
            self._row(over, y, _row_of(wanted, y), _row_of(shown, y))
        anew = self._anew(pen, wanted, rows[0]) if over.cost > _WORTH_CLEARING else None
        pen.add(anew if anew and anew.cost < over.cost else over)
        return set()

    def _anew(self, pen: Pen, wanted: Cells, first: int) -> Pen | None:
        """Everything from a row on, over a cleared screen; None if that cannot be."""
        other = pen.copy()
        blank = clear(other, wanted, first)
        if blank is None:
            return None
        for y in range(first, wanted.height):
            self._row(other, y, _row_of(wanted, y), _row_of(blank, y))
        return other

    def _row(self, pen: Pen, y: int, wanted: Row, shown: Row) -> None:
        """Many sessions draw the same, one after the other: it is remembered."""
        begins = pen.place, pen.look, pen.width
        what = (self._client, y, begins, *map(tuple, wanted), *map(tuple, shown))
        drawn = _drawn.get(what)
        if drawn is None:
            drawn = pen.copy()
            self._draw_row(drawn, y, wanted, shown)
            while len(_drawn) >= _REMEMBERED:
                del _drawn[next(iter(_drawn))]
            _drawn[what] = drawn
        pen.add(drawn)

    def _draw_row(self, pen: Pen, y: int, wanted: Row, shown: Row) -> None:
        changed = wanted.differences(shown)
        if not changed:
            return
        plain = pen.copy()
        self._runs(plain, y, wanted, changed)
        ways = [plain]
        if self._shifts and plain.cost > _WORTH_SHIFTING and "" not in shown.characters:
            ways += self._shifted(pen, (changed[0], y), wanted, shown, len(changed))
        pen.add(min(ways, key=lambda way: way.cost))

    def _shifted(
        self, pen: Pen, at: Place, wanted: Row, shown: Row, unshifted: int
    ) -> Iterator[Pen]:
        """As somebody types between characters, or deletes one: the rest of the row moves."""
        for sequence in (_INSERT, _DELETE):
            other = pen.copy()
            other.go(*at)
            other.control(sequence)
            moved = _moved(shown, at[0], other.erased, inserted=sequence == _INSERT)
            changed = wanted.differences(moved)
            if len(changed) < unshifted:
                self._runs(other, at[1], wanted, changed)
                yield other

    def _runs(self, pen: Pen, y: int, row: Row, changed: list[int]) -> None:
        blanks = _blank_from(row)
        tail = [x for x in changed if x >= blanks]
        erases = len(tail) > len(_ERASE_LINE) and pen.erases_to(row.looks[-1])
        for span in _joined(row, [x for x in changed if not erases or x < blanks]):
            self._write(pen, y, row, span)
        if erases:
            x = pen.place[0] if pen.place and pen.place[1] == y else tail[0]
            pen.go(min(max(x, blanks), tail[0]), y)
            _wear_plain(pen, row.looks[-1])
            pen.control(_ERASE_LINE)

    def _write(self, pen: Pen, y: int, row: Row, span: Span) -> None:
        x, end = span
        while x < end:
            pen.go(x, y)
            if row.characters[x] != " ":
                pen.wear(row.looks[x])
            elif not pen.fits(row.looks[x]):
                pen.wear(_look_ahead(row, x, end))
            behind = self._stretch(pen, row, (x, end))
            pen.put("".join(row.characters[x:behind]), behind - x)
            x = behind if behind > x else self._erase(pen, row, (x, end))

    def _stretch(self, pen: Pen, row: Row, span: Span) -> int:
        """Up to where the pen can write as it is."""
        x, end = span
        while x < end:
            character, look = row.characters[x], row.looks[x]
            if character == " ":
                if not pen.fits(look) or self._is_worth_erasing(pen, row, (x, end)):
                    break
            elif look != pen.look:
                break
            x += 1
            if x < end and not row.characters[x]:
                return x + 1  # behind a wide character the cursor may be anywhere
            if len(character) > 1:
                break
        return x

    def _is_worth_erasing(self, pen: Pen, row: Row, span: Span) -> bool:
        x, end = span
        if not self._erases or end - x < _WORTH_ERASING:
            return False
        some = slice(x, x + _WORTH_ERASING)
        same = row.looks[some] == [row.looks[x]] * _WORTH_ERASING
        return same and not "".join(row.characters[some]).strip() and pen.erases_to(row.looks[x])

    def _erase(self, pen: Pen, row: Row, span: Span) -> int:
        """Blanks by their number; the column behind them."""
        x, end = span
        behind = next(
            (
                at
                for at in range(x, end)
                if (row.characters[at], row.looks[at]) != (" ", row.looks[x])
            ),
            end,
        )
        pen.control(f"\x1b[{behind - x}X")
        return behind


def clear(pen: Pen, cells: Cells, y: int = 0) -> Cells | None:
    """Clear the screen from a row on, to the look of its last cell; what it shows now, or None if
    nothing can be cleared to that."""
    look = cells.looks[-1][-1]
    if not pen.erases_to(look):
        return None
    _wear_plain(pen, look)
    pen.go(0, y)
    pen.control(_ERASE_BELOW)
    return Cells(cells.width, cells.height, look)


def _wear_plain(pen: Pen, look: Look) -> None:
    """So that what is erased now gets this look."""
    if not pen.fits(look):
        pen.wear(look)


def _moved(row: Row, at: int, erased: Look, *, inserted: bool) -> Row:
    """The row after a blank was inserted there, or a character deleted."""
    characters, looks = list(row.characters), list(row.looks)
    taken, given = (-1, at) if inserted else (at, len(looks))
    del characters[taken], looks[taken]
    characters.insert(given, " ")
    looks.insert(given, erased)
    return Row(characters, looks)


def _blank_from(row: Row) -> int:
    """The column from which on there are only blanks of one look."""
    x, look = len(row.looks), row.looks[-1]
    while x and row.characters[x - 1] == " " and row.looks[x - 1] == look:
        x -= 1
    return x


def _look_ahead(row: Row, x: int, end: int) -> Look:
    """What to wear for a blank: what the next character needs, if the blank can be written so."""
    following = next((at for at in range(x, end) if row.characters[at] != " "), x)
    return row.looks[following] if covers(row.looks[following], row.looks[x]) else row.looks[x]


def _joined(row: Row, changed: list[int]) -> Iterator[Span]:
    """Runs of changed columns, with what is between them where that is cheap to write again."""
    if not changed:
        return
    first = behind = changed[0]
    for x in changed:
        if x > behind and not _cheap(row, behind, x):
            yield first, behind
            first = x
        behind = x + 1
    yield first, behind


def _cheap(row: Row, first: int, end: int) -> bool:
    """Is it shorter to write these cells again than to move over them?"""
    if end - first > _FAR:
        return False
    look, changes = row.looks[first - 1], 0
    for x in range(first, end + 1):
        wanted = row.looks[x]
        if row.characters[x] == " " and covers(look, wanted):
            continue
        changes += len(change(look, wanted, unset=True))
        look = wanted
    over = len(change(row.looks[first - 1], row.looks[end], unset=True))
    return end - first + changes <= len(move((0, 0), (end - first, 0))) + over
