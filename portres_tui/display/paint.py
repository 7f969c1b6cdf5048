"""What all panels have in common: title, system name, function keys, command line, message line.

Drawing only: which rows a kind of panel uses is said here once, what it shows is said by the kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from portres_tui.display.buffer import (
    COLUMNS,
    MESSAGE_ROW,
    Attribute,
    Canvas,
    Field,
    Hot,
    Role,
)
from portres_tui.domain.dates import Calendar
from portres_tui.panels.model import Key

TITLE = Attribute(Role.LOOK)
HOW = Attribute(Role.HOW)
LOOK = Attribute(Role.LOOK)

KEY_ROWS = (22, 23)
COMMAND = "command"
"""The name of the command line's field."""


def titled(title: str, system: str = "", menu: str = "", moment: str = "", at: int = 0) -> Canvas:
    """A canvas with its title, in the middle or in a column; and on row 2 the system name; or on row
    1, when row 2 has date and time."""
    canvas = Canvas()
    if menu:
        canvas.write(1, 2, menu, HOW)
    if at:
        canvas.write(1, at, title, TITLE)
    else:
        canvas.centred(1, title, TITLE)
    if moment:
        canvas.write(1, 72, system)
        canvas.write(2, COLUMNS - len(moment), moment)
    elif system:
        canvas.write(2, 62, "System:")
        canvas.write(2, 72, system)
    return canvas


def read_only(canvas: Canvas, taken: float | None, calendar: Calendar) -> None:
    """That nothing can be changed; of a copy, of which moment it is."""
    copied = f": a copy of {calendar.time(taken)}" if taken else ""
    canvas.write(2, 2, f"Read only{copied}")


def cut(text: str, width: int) -> str:
    """Longer text as IBM i shows it: cut, with ` >` at the end."""
    return text if len(text) <= width else text[: width - 2] + " >"


def more(canvas: Canvas, row: int, follows: bool) -> None:
    """`More...` or `Bottom`, ending in column 79. A click on `More...` pages."""
    text = "More..." if follows else "Bottom"
    canvas.write(row, COLUMNS - len(text), text, LOOK)
    if follows:
        canvas.hot.append(Hot(row, COLUMNS - len(text), len(text), key="pagedown"))


def flowed(items: Sequence[str], column: int, edge: int = COLUMNS - 1) -> Iterable[tuple[int, int]]:
    """(line, column) for each item, three blanks apart, in as many lines as needed."""
    line, at = 0, column
    for item in items:
        if at > column and at + len(item) - 1 > edge:
            line, at = line + 1, column
        yield line, at
        at += len(item) + 3


def keys(canvas: Canvas, shown: Sequence[Key]) -> None:
    """The function keys on rows 22 and 23, each of them clickable."""
    second = next((n for n, key in enumerate(shown) if key.starts_row), len(shown))
    rows = ((KEY_ROWS[0], shown[:second]), (KEY_ROWS[1], shown[second:]))
    for first, part in rows:
        _key_row(canvas, first, part)


def _key_row(canvas: Canvas, first: int, shown: Sequence[Key]) -> None:
    texts = [key.text for key in shown]
    for key, (line, at) in zip(shown, flowed(texts, 2), strict=True):
        row = first + line
        canvas.write(row, at, key.text, HOW)
        canvas.hot.append(Hot(row, at, len(key.text), key=key.key))


def command_line(
    canvas: Canvas, label: str, at: tuple[int, int], length: int, text: str = ""
) -> None:
    """The label at a place, and below it `===>` with the input field."""
    row, column = at
    canvas.write(row, column, label)
    canvas.write(row + 1, column, "===>")
    canvas.input(Field(COMMAND, row + 1, column + 5, length, text, monocase=False))


def message_line(canvas: Canvas, text: str, waiting: bool, at: tuple[int, int]) -> None:
    """The message, on row 24 but on windows, cut where it is too long; `+` at its end says that more
    wait. A click on it explains it."""
    if not text:
        return
    row, column = at
    alone = row == MESSAGE_ROW and not waiting
    shown = cut(text, COLUMNS - column if alone else COLUMNS - 2 - column)
    canvas.write(row, column, shown, LOOK)
    if row == MESSAGE_ROW:
        canvas.hot.append(Hot(row, column, len(shown), key="f1", moves=True))
    if waiting:
        canvas.write(row, 78, "+", LOOK)
