"""A display as a value: 24 rows of 80 characters, attributes, input fields, a cursor.

Rows and columns are 1-based, as on every 5250 layout sheet. A `Display` never changes; a `Canvas`
is what one is drawn on. Knows no terminal, no panel and no key beyond the names of AID keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

ROWS, COLUMNS = 24, 80

MESSAGE_ROW = 24


class Role(Enum):
    """What a stretch of text is for; a theme gives each its colour (never pure blue)."""

    DATA = "green"
    LOOK = "white"
    HOW = "blue"


class Attribute(NamedTuple):
    """How characters look. Colour is never the only signal."""

    role: Role = Role.DATA
    underline: bool = False
    reverse: bool = False
    hidden: bool = False


PLAIN = Attribute()


class Span(NamedTuple):
    """Fixed text in one attribute, in one row."""

    row: int
    column: int
    text: str
    attribute: Attribute = PLAIN

    @property
    def end(self) -> int:
        """The column behind the last character."""
        return self.column + len(self.text)


class Field(NamedTuple):
    """An input field. One that is longer than its row runs on at column 1 of the next.

    `text` is what it holds when the display is first shown, without trailing blanks.
    """

    name: str
    row: int
    column: int
    length: int
    text: str = ""
    monocase: bool = True
    numeric: bool = False
    hidden: bool = False
    wrong: bool = False
    """Shown in reverse image."""
    option: bool = False
    """An Opt field: what a click on the option legend fills in."""

    def place(self, offset: int) -> tuple[int, int]:
        """Row and column of the character at `offset` (0-based)."""
        first = COLUMNS - self.column + 1
        if offset < first:
            return self.row, self.column + offset
        down, across = divmod(offset - first, COLUMNS)
        return self.row + 1 + down, 1 + across

    def offset(self, row: int, column: int) -> int | None:
        """The character that stands there; None outside the field."""
        at = (row - self.row) * COLUMNS + column - self.column
        return at if 0 <= at < self.length else None

    @property
    def attribute(self) -> Attribute:
        return Attribute(underline=True, reverse=self.wrong, hidden=self.hidden)


class Hot(NamedTuple):
    """A place that a click works on: it presses `key`, after typing `text` into `field`."""

    row: int
    column: int
    length: int
    key: str = ""
    field: str = ""
    text: str = ""
    moves: bool = False
    """The cursor goes to the place first, for a key that depends on where it is."""

    def holds(self, row: int, column: int) -> bool:
        return row == self.row and self.column <= column < self.column + self.length


class Display(NamedTuple):
    """What a session shows. `cursor` is where it goes when the display is first shown."""

    name: str
    """The panel's name; a display of the same name and fields may be merged into it."""
    spans: tuple[Span, ...]
    fields: tuple[Field, ...] = ()
    cursor: tuple[int, int] = (1, 1)
    hot: tuple[Hot, ...] = ()
    alarm: bool = False
    """Sound the bell: something was refused."""
    home: tuple[int, int] | None = None
    """Where the Home key goes; None where there is no field."""
    reset: str = ""
    """The AID key that Reset is here, when no error is shown; empty where it is none."""
    message: str = ""
    """What the message line says, wherever it stands."""
    waits: bool = False
    """More messages stand behind that one."""
    window: tuple[int, int, int, int] | None = None
    """Top, left, bottom and right of what lies over another panel; None where nothing does."""

    def field(self, name: str) -> Field | None:
        return next((each for each in self.fields if each.name == name), None)

    def field_at(self, row: int, column: int) -> Field | None:
        return next((each for each in self.fields if each.offset(row, column) is not None), None)

    def lines(self) -> list[str]:
        """The fixed text of each row, 80 characters, without what the fields hold."""
        rows = [[" "] * COLUMNS for _ in range(ROWS)]
        for span in self.spans:
            rows[span.row - 1][span.column - 1 : span.end - 1] = span.text
        return ["".join(row[:COLUMNS]) for row in rows]

    def seen(self) -> list[str]:
        """The 24 rows with what their fields show, whose other characters are underlined."""
        rows = [list(line) for line in self.lines()]
        for each in self.fields:
            shown = ("" if each.hidden else each.text).ljust(each.length, "_")
            for offset, character in enumerate(shown):
                row, column = each.place(offset)
                rows[row - 1][column - 1] = character
        return ["".join(row).rstrip() for row in rows]

    def text(self) -> str:
        """All that can be seen as 24 lines, then fields, attributes and cursor; for tests."""
        return "\n".join([*self.seen(), *_notes(self)]) + "\n"


def _notes(display: Display) -> Iterator[str]:
    yield "-" * COLUMNS
    flags = ("monocase", "numeric", "hidden", "wrong", "option")
    for each in display.fields:
        on = " ".join(flag for flag in flags if getattr(each, flag))
        yield f"field {each.name!r} at {each.row},{each.column} length {each.length} {on}".rstrip()
    for span in display.spans:
        if span.attribute != PLAIN and span.text.strip():
            yield f"{_named(span.attribute)} at {span.row},{span.column} {span.text.strip()!r}"
    yield f"cursor {display.cursor[0]},{display.cursor[1]}"


def _named(attribute: Attribute) -> str:
    flags = (name for name in ("underline", "reverse", "hidden") if getattr(attribute, name))
    return " ".join([attribute.role.value, *flags])


def printable(text: str) -> str:
    """`text` with blanks for what could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


class Canvas:
    """What a display is drawn on; `display()` takes the picture."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.fields: list[Field] = []
        self.hot: list[Hot] = []

    def write(self, row: int, column: int, text: str, attribute: Attribute = PLAIN) -> None:
        """Text at a place, cut at the right edge. Control characters become blanks."""
        clean = printable(text[: COLUMNS - column + 1])
        if clean:
            self.spans.append(Span(row, column, clean, attribute))

    def centred(self, row: int, text: str, attribute: Attribute) -> None:
        self.write(row, (COLUMNS - len(text)) // 2 + 1, text, attribute)

    def input(self, field: Field) -> None:
        """A field; text that it cannot hold is cut. Control characters become blanks."""
        self.fields.append(field._replace(text=printable(field.text[: field.length])))

    def display(self, name: str, cursor: tuple[int, int] | None = None) -> Display:
        """The display. Without a `cursor` it goes to the first wrong field, else to the first."""
        ordered = tuple(sorted(self.fields, key=lambda each: (each.row, each.column)))
        target = next((each for each in ordered if each.wrong), ordered[0] if ordered else None)
        if cursor is None:
            cursor = (target.row, target.column) if target else (1, 1)
        home = (ordered[0].row, ordered[0].column) if ordered else None
        return Display(name, tuple(self.spans), ordered, cursor, tuple(self.hot), home=home)
