"""What the fields of a display hold while somebody types, and how that looks.

Characters and cells only: no cursor, no key, no terminal. An offset is 0-based within its field.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import groupby

from portres_tui.display.buffer import COLUMNS, PLAIN, Attribute, Display, Field
from portres_tui.display.errors import NOT_NUMERIC, UNDEFINED, Refused

UNSHOWN = "?"
"""Stands for a character that does not take exactly one cell."""


def is_cell(character: str) -> bool:
    """Whether this is one printable character that takes exactly one cell."""
    if len(character) != 1 or not character.isprintable():
        return False
    return character.isascii() or not (_is_wide(character) or _joins(character))


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F")


def _joins(character: str) -> bool:
    """Whether it has no cell of its own. The joining Hangul letters are not classed as marks."""
    hangul = "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff"
    return hangul or unicodedata.category(character).startswith("M")


def accepted(field: Field, character: str) -> str:
    """The character as the field takes it; Refused when it does not."""
    if not is_cell(character):
        raise Refused(UNDEFINED)
    if field.numeric and not (character.isascii() and character.isdigit()):
        raise Refused(NOT_NUMERIC)
    upper = character.upper()
    return upper if field.monocase and is_cell(upper) else character


def accepted_of(field: Field, text: str) -> str:
    """The text without the characters that the field refuses."""
    taken = []
    for character in text:
        try:
            taken.append(accepted(field, character))
        except Refused:
            continue
    return "".join(taken)


class Contents:
    """The text of every field, by field name, each as long as its field."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self._cells = {each.name: _padded(each.text, each.length) for each in fields}

    def cells(self, field: Field) -> str:
        """All positions of the field, blanks included."""
        return self._cells[field.name]

    def texts(self) -> dict[str, str]:
        """What the fields hold, without trailing blanks."""
        return {name: cells.rstrip(" ") for name, cells in self._cells.items()}

    def used(self, field: Field, start: int = 0) -> int:
        """How many positions from `start` on reach to the last one that is not blank."""
        return len(self.cells(field)[start:].rstrip(" "))

    def write(self, field: Field, start: int, text: str, *, insert: bool) -> int:
        """Put accepted characters over the ones there, or before them.

        The answer is how many found room; the others are left out.
        """
        cells = self.cells(field)
        room = field.length - start - (self.used(field, start) if insert else 0)
        fitting = text[:room]
        rest = start if insert else start + len(fitting)
        self._put(field, cells[:start] + fitting + cells[rest:])
        return len(fitting)

    def delete(self, field: Field, start: int) -> None:
        """Take one character out; those behind it move left."""
        cells = self.cells(field)
        self._put(field, cells[:start] + cells[start + 1 :])

    def erase(self, field: Field, start: int = 0) -> None:
        """Blank the field from `start` on."""
        self._put(field, self.cells(field)[:start])

    def _put(self, field: Field, text: str) -> None:
        self._cells[field.name] = _padded(text, field.length)


def _padded(text: str, length: int) -> str:
    return text[:length].ljust(length)


Cell = tuple[str, Attribute]


def runs(display: Display, contents: Contents, row: int) -> list[tuple[str, Attribute]]:
    """A row as runs of one attribute each, 80 characters together: fields over fixed text."""
    cells: list[Cell] = [(" ", PLAIN)] * COLUMNS
    for span in display.spans:
        if span.row == row:
            _lay(cells, span.column, span.text, span.attribute)
    for each in display.fields:
        # On the rows that a field runs on to, it began that many whole rows to the left.
        column = each.column - (row - each.row) * COLUMNS
        if -each.length < column <= COLUMNS:
            _lay(cells, column, contents.cells(each), each.attribute)
    together = groupby(cells, key=lambda cell: cell[1])
    return [("".join(text for text, _ in run), attribute) for attribute, run in together]


def _lay(cells: list[Cell], column: int, text: str, attribute: Attribute) -> None:
    """Put text into the cells from a column on, which may be outside; what is outside is cut."""
    shown = " " * len(text) if attribute.hidden else _shown(text)
    first, end = max(column, 1), min(column + len(shown), COLUMNS + 1)
    if first < end:
        cells[first - 1 : end - 1] = [
            (each, attribute) for each in shown[first - column : end - column]
        ]


def _shown(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(each if is_cell(each) else UNSHOWN for each in text)
