"""What must hold, whatever has been typed: of a display, of the machine, of what is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from records import audit_entries

from fuzz.cl import SECRET
from portres_tui.display.buffer import COLUMNS, ROWS, Display, Field
from portres_tui.display.keyboard import Keyboard
from portres_tui.domain.messages import Message, MessageFile
from portres_tui.domain.system import SHAPES, JournalEntry, Key, System
from portres_tui.store.codec import encode

Images = dict[tuple[str, Key], Any]
"""Rows by table and key."""


# Displays


def broken(display: Display) -> Iterator[str]:
    """What is wrong with a display: nothing of it may leave 24 rows of 80 columns, nothing may
    steer a terminal, and every field has a name and a place of its own."""
    for span in display.spans:
        if not (_is_inside(span.row, span.column) and span.end <= COLUMNS + 1):
            yield f"text outside: {span}"
        if not span.text.isprintable():
            yield f"text that steers a terminal: {span}"
    for field in display.fields:
        yield from _broken_field(field)
    yield from _confused(display.fields)
    for row, column in (display.cursor, display.home or (1, 1)):
        if not _is_inside(row, column):
            yield f"the cursor is at {row},{column}"
    yield from (f"hot outside: {hot}" for hot in display.hot if not _is_inside(hot.row, hot.column))


def _is_inside(row: int, column: int) -> bool:
    return 1 <= row <= ROWS and 1 <= column <= COLUMNS


def _confused(fields: Iterable[Field]) -> Iterator[str]:
    """Fields of one name, or over each other."""
    cells = [(field.name, set(_cells(field))) for field in fields]
    for (one, here), (other, there) in combinations(cells, 2):
        if one == other:
            yield f"two fields of the name {one}"
        if here & there:
            yield f"fields {one} and {other} lie over each other"


def _broken_field(field: Field) -> Iterator[str]:
    if field.length < 1 or len(field.text) > field.length:
        yield f"a field of no length, or with too much in it: {field}"
    elif not all(_is_inside(*cell) for cell in _cells(field)):
        yield f"a field outside: {field}"
    if not field.text.isprintable():
        yield f"a field with something that steers a terminal: {field}"


def _cells(field: Field) -> Iterator[tuple[int, int]]:
    return (field.place(offset) for offset in range(max(field.length, 1)))


def unseemly(keyboard: Keyboard, secrets: Iterable[str]) -> Iterator[str]:
    """What is wrong with what somebody sees of it, with what he has typed."""
    if not _is_inside(keyboard.row, keyboard.column):
        yield f"the cursor is at {keyboard.row},{keyboard.column}"
    for row in range(1, ROWS + 1):
        shown = "".join(text for text, _ in keyboard.runs(row))
        if len(shown) != COLUMNS or not shown.isprintable():
            yield f"row {row} is not 80 printable characters: {shown!r}"
        if SECRET in shown:
            yield from (f"row {row} shows {each}" for each in secrets if each in shown)
    for field in keyboard.display.fields:
        if len(keyboard.contents()[field.name]) > field.length:
            yield f"field {field.name} holds more than it can"


# The machine


def images(system: System) -> Images:
    """Every row of every table."""
    return {
        (name, shape.key_of(row)): row
        for name, shape in SHAPES.items()
        for row in getattr(system, name)
    }


def unjournalled(before: Images, after: Images, entries: Iterable[JournalEntry]) -> Iterator[str]:
    """Changes between two looks at the machine that its journal does not tell, or tells wrongly."""
    told: dict[tuple[str, Key], tuple[Any, Any]] = {}
    for change in (each for entry in entries for each in entry.changes):
        place = change.table, tuple(change.key)
        first, _ = told.get(place, (change.before, None))
        told[place] = first, change.after
    changed = {at for at in before.keys() | after.keys() if before.get(at) != after.get(at)}
    for at in changed - told.keys():
        yield f"changed without a journal entry: {at}"
    for at, said in told.items():
        was, now = (_image(at[0], rows.get(at)) for rows in (before, after))
        if said != (was, now):
            yield f"the journal tells {said} of {at}, and it is {was}, {now}"


def _image(table: str, row: Any) -> Any:
    image = encode(row)
    for name in SHAPES[table].untold if image else ():
        del image[name]
    return image


# What is told


def unworded(messages: MessageFile, sent: Iterable[Message]) -> Iterator[str]:
    """Messages that cannot be shown, or that tell of a failure of the product itself."""
    for each in sent:
        words = [messages.first_level(each), *(text for _, text in messages.second_level(each))]
        if each.id.startswith("PRT09"):
            yield f"{each.id} {words[0]}"
        if each.id not in messages:
            yield f"nobody describes {each.id}"


def betrayed(system: System, secrets: Iterable[str]) -> Iterator[str]:
    """Secrets in the logs and journals of the machine."""
    lines = [f"job log: {line.message}" for line in system.log_last(10**6)]
    lines += [f"journal: {entry}" for entry in system.journal()]
    lines += [f"audit journal: {entry}" for entry in audit_entries(system)]
    found = [line for line in lines if SECRET in line]
    yield from (f"{each} in the {line}" for each in secrets for line in found if each in line)
