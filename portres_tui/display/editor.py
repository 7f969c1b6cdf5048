"""What the local keys of a 5250 do with one display: the cursor, insert mode, the fields' text.

Knows no lock, no AID key and no error state: what cannot be done raises Refused, and but for a
paste nothing has changed then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from portres_tui.display.buffer import COLUMNS, ROWS, Display, Field
from portres_tui.display.contents import Contents, accepted, accepted_of, is_cell
from portres_tui.display.errors import (
    NO_DUP,
    NO_FIELD_MINUS,
    NO_ROOM,
    PROTECTED,
    UNDEFINED,
    Refused,
)


class Editor:
    """A display while somebody types in it. `row` and `column` are the cursor, 1-based."""

    def __init__(self, display: Display) -> None:
        self.display = display
        self.contents = Contents(display.fields)
        self.inserting = False
        self._fields = sorted(display.fields, key=_start)
        self.move(*display.cursor)

    def move(self, row: int, column: int) -> None:
        """The cursor to a place; over an edge it comes in again at the other side."""
        down, across = divmod((row - 1) * COLUMNS + column - 1, COLUMNS)
        self.row, self.column = down % ROWS + 1, across + 1

    def left(self) -> None:
        self.move(self.row, self.column - 1)

    def right(self) -> None:
        self.move(self.row, self.column + 1)

    def up(self) -> None:
        self.move(self.row - 1, self.column)

    def down(self) -> None:
        self.move(self.row + 1, self.column)

    def tab(self) -> None:
        """To the next field; from the last to the first."""
        self._go([each for each in self._fields if _start(each) > self._cursor()])

    def backtab(self) -> None:
        """To the start of the field; from there to the field before; from the first to the last."""
        before = [each for each in self._fields if _start(each) < self._cursor()]
        self._go((before or self._fields)[-1:])

    def new_line(self) -> None:
        """To the first field that starts on a following row, or else to the first of all."""
        self._go([each for each in self._fields if each.row > self.row])

    def home(self) -> None:
        """To the display's start; to the first field if that is in none."""
        start = self.display.home or self.display.cursor
        if self.display.field_at(*start) or not self._fields:
            self.move(*start)
        else:
            self._go(self._fields)

    def end(self) -> None:
        """Behind the field's last character; on it when the field is full."""
        field, _ = self._here()
        self._enter(field, min(self.contents.used(field), field.length - 1))

    def insert(self) -> None:
        self.inserting = not self.inserting

    def type(self, key: str) -> None:
        """A character; behind the field's last position the cursor goes to the next field."""
        if not is_cell(key):
            raise Refused(UNDEFINED)
        field, offset = self._here()
        character = accepted(field, key)
        if not self.contents.write(field, offset, character, insert=self.inserting):
            raise Refused(NO_ROOM)
        self._enter(field, offset + 1)

    def paste(self, lines: list[str]) -> None:
        """Lines into fields, one each, from the cursor on; refused characters are skipped.

        What finds no room is left out, and Refused tells so after the rest was written.
        """
        field, offset = self._here()
        targets = self._fields[self._fields.index(field) :]
        left = "".join(lines[len(targets) :])
        for target, line in zip(targets, lines, strict=False):
            text = accepted_of(target, line)
            count = self.contents.write(target, offset, text, insert=self.inserting)
            self._enter(target, offset + count)
            left += text[count:]
            offset = 0
        if left.strip():
            raise Refused(NO_ROOM)

    def fill(self, name: str, text: str) -> None:
        """Text instead of what a field holds; the cursor goes to its start.

        Without a name it is the Opt field in the cursor's row.
        """
        field = self.display.field(name) if name else self._option()
        if field is None:
            raise Refused(PROTECTED)
        self.contents.erase(field)
        self.contents.write(field, 0, accepted_of(field, text), insert=False)
        self._enter(field)

    def delete(self) -> None:
        """Delete the character under the cursor; the rest of the field moves left."""
        self.contents.delete(*self._here())

    def backspace(self) -> None:
        """Delete the character before the cursor.

        At the start of a field nothing is deleted: the cursor goes to the last position of the
        field before, on the character that has just filled it. In the first field it stays.
        """
        field, offset = self._here()
        place = self._fields.index(field)
        if offset:
            self.contents.delete(field, offset - 1)
            self._enter(field, offset - 1)
        elif place:
            before = self._fields[place - 1]
            self._enter(before, before.length - 1)

    def erase_eof(self) -> None:
        """Blank the field from the cursor on."""
        self.contents.erase(*self._here())

    def erase_input(self) -> None:
        """Blank all fields; the cursor goes to the first."""
        for each in self._fields:
            self.contents.erase(each)
        self._go(self._fields)

    def field_exit(self) -> None:
        """Blank the field from the cursor on, and go to the next."""
        self.erase_eof()
        self.tab()

    def field_minus(self) -> None:
        """No field is signed."""
        self._here()
        raise Refused(NO_FIELD_MINUS)

    def dup(self) -> None:
        """No field can be duplicated."""
        self._here()
        raise Refused(NO_DUP)

    def reset(self) -> None:
        self.inserting = False

    def _cursor(self) -> tuple[int, int]:
        return self.row, self.column

    def _here(self) -> tuple[Field, int]:
        """The field under the cursor and the offset in it."""
        field = self.display.field_at(self.row, self.column)
        offset = field.offset(self.row, self.column) if field else None
        if field is None or offset is None:
            raise Refused(PROTECTED)
        return field, offset

    def _enter(self, field: Field, offset: int = 0) -> None:
        """The cursor into a field; behind its last position is the next field."""
        self.move(*field.place(min(offset, field.length - 1)))
        if offset >= field.length:
            self.tab()

    def _go(self, fields: list[Field]) -> None:
        """The cursor to the first of these fields, or else to the first of all."""
        for field in (fields or self._fields)[:1]:
            self.move(*_start(field))

    def _option(self) -> Field | None:
        return next((each for each in self._fields if each.option and each.row == self.row), None)


def _start(field: Field) -> tuple[int, int]:
    return field.row, field.column


LOCAL_KEYS: Mapping[str, Callable[[Editor], None]] = {
    "left": Editor.left,
    "right": Editor.right,
    "up": Editor.up,
    "down": Editor.down,
    "tab": Editor.tab,
    "backtab": Editor.backtab,
    "newline": Editor.new_line,
    "home": Editor.home,
    "end": Editor.end,
    "insert": Editor.insert,
    "delete": Editor.delete,
    "backspace": Editor.backspace,
    "erase_eof": Editor.erase_eof,
    "erase_input": Editor.erase_input,
    "field_exit": Editor.field_exit,
    "field_plus": Editor.field_exit,
    "field_minus": Editor.field_minus,
    "dup": Editor.dup,
    "reset": Editor.reset,
}
"""The keys that work on the display itself, besides the characters."""
