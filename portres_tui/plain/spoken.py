"""A display as lines to be read one after the other, and what its fields are called.

No colour, no place on a screen, no control character. Knows nothing of what is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from portres_tui.display.buffer import COLUMNS, MESSAGE_ROW, Field
from portres_tui.display.keyboard import Keyboard
from portres_tui.display.listpaint import ENTRY
from portres_tui.display.paint import COMMAND

_ARROW = "===>"
_LEADER = re.compile(r"(?:\s*\.(?= |:|$)){2,}\s*:?")
_MARK = re.compile(r"\s*>$")
_WRONG = "   <- wrong"
_NUMBER = re.compile("[0-9]{1,4}")
_GAP = re.compile(r" {3,}")

_INDENT = 4
"""Blanks that a line with a label begins with at most."""

_RIGHT = 60
"""Blanks behind which something stands at the right."""

NEW = "0"
"""What the blank first row of a list is called."""


class Named(NamedTuple):
    """A field, by what it is called, with what stands beside it."""

    name: str
    label: str
    field: Field
    text: str
    choices: str = ""

    @property
    def spoken(self) -> str:
        shown = "(not shown)" if self.field.hidden and self.text else self.text
        label = f"  {self.label}" if self.label and self.label.upper() != self.name.upper() else ""
        choices = f"   ({self.choices})" if self.choices else ""
        wrong = _WRONG if self.field.wrong else ""
        return f"{self.name}{label}: {shown}{choices}{wrong}"


class Spoken:
    """What can be read of a display, with what its fields hold now."""

    def __init__(self, keyboard: Keyboard) -> None:
        self.display = keyboard.display
        self.rows = ["".join(text for text, _ in keyboard.runs(row)) for row in range(1, 25)]
        self.contents = keyboard.contents()
        self.options = [f for f in self.display.fields if f.option and not _is_entry(f)]
        self.command = self.display.field(COMMAND)
        self.fields = list(self._named())

    @property
    def title(self) -> str:
        return _tight(self._cropped()[self._top - 1])

    @property
    def _top(self) -> int:
        return self.display.window[0] if self.display.window else 1

    @property
    def prompt(self) -> str:
        """What stands before what is typed."""
        label = self.rows[self.command.row - 2].strip() if self.command else ""
        return f"{label} {_ARROW} ".lstrip()

    @property
    def typed(self) -> str:
        """What stands on the command line."""
        return self.contents.get(COMMAND, "")

    @property
    def keys(self) -> str:
        """The function keys that are named."""
        named = [
            self.rows[hot.row - 1][hot.column - 1 : hot.column - 1 + hot.length]
            for hot in self.display.hot
            if hot.key.startswith("f") and not hot.moves and self._is_seen(hot.row)
        ]
        return "   ".join(named)

    @property
    def wrong(self) -> list[str]:
        """The fields, and the rows, that are wrong."""
        rows = (line for row, text in enumerate(self.rows, 1) for line in self._row(row, text))
        return [line.strip() for line in rows if line.endswith(_WRONG)]

    def find(self, name: str) -> Field | None:
        """A field by what it is called, or by its label if no other has the same."""
        folded = name.strip().upper()
        if _NUMBER.fullmatch(folded):
            return self.row(int(folded))
        called = [each.field for each in self.fields if each.name.upper() == folded]
        labelled = [each.field for each in self.fields if each.label.upper() == folded]
        return next(iter(called), labelled[0] if len(labelled) == 1 else None)

    def row(self, number: int) -> Field | None:
        """The Opt field of a row, counted from 1; 0 is the blank first row."""
        if number == 0:
            return self.display.field(ENTRY + "option")
        return self.options[number - 1] if number <= len(self.options) else None

    def called(self, field: Field) -> str:
        """What a field is called."""
        if field in self.options:
            return f"row {self.options.index(field) + 1}"
        return next((each.name for each in self.fields if each.field == field), "the line")

    def field_line(self, field: Field) -> str:
        """One field with what it holds."""
        if field in self.options:
            return self._option_row(self.options.index(field) + 1, self.rows[field.row - 1])
        return next((each.spoken for each in self.fields if each.field == field), "")

    def lines(self) -> Iterator[str]:
        """All of the panel below its title."""
        last = MESSAGE_ROW - 1 if self.display.message else MESSAGE_ROW
        bottom = self.display.window[2] if self.display.window else last
        rows = self._cropped()
        for row in range(self._top, bottom + 1):
            yield from self._row(row, rows[row - 1])
        if self.keys:
            yield f"Keys: {self.keys}"

    def _cropped(self) -> list[str]:
        """The rows without what is under a window."""
        if self.display.window is None:
            return self.rows
        _, left, _, right = self.display.window
        return [row[left - 1 : right] for row in self.rows]

    def _is_seen(self, row: int) -> bool:
        window = self.display.window
        return window is None or window[0] <= row <= window[2]

    def _is_text(self, row: int, text: str) -> bool:
        """Not the title, the command line, the function keys or the system's name, which are told
        otherwise or not at all."""
        line = self.command
        if line and line.row - 1 <= row <= line.place(line.length - 1)[0]:
            return False
        if not text.strip() or row == self._top or text.strip() == self.display.message:
            return False
        if row == 2 and text.strip().startswith("System:"):
            return False
        return not any(hot.row == row and _is_key(hot.key) for hot in self.display.hot)

    def _row(self, row: int, text: str) -> Iterator[str]:
        number = next((n for n, each in enumerate(self.options, 1) if each.row == row), None)
        if number is not None:
            yield self._option_row(number, text)
            return
        named = [each for each in self.fields if each.field.row == row]
        if any(_is_entry(each.field) for each in named):
            told = "   ".join(each.spoken for each in named if each.name != NEW)
            typed = self.contents.get(ENTRY + "option", "")
            yield f"{NEW:>2}.  new   {told}{f'   option {typed}' if typed else ''}"
        elif named:
            yield from (f"  {each.spoken}" for each in named)
        elif self._is_text(row, text):
            yield _plain(text)

    def _option_row(self, number: int, text: str) -> str:
        """A row of a list with its number where the option would be, under the headings as they are."""
        field = self.options[number - 1]
        rest = text[field.column - 1 + field.length :].rstrip()
        typed = self.contents[field.name]
        option = f"   option {typed}" if typed else ""
        return f"{number:>2}.{rest}{option}{_WRONG if field.wrong else ''}"

    def _named(self) -> Iterator[Named]:
        behind: dict[int, int] = {}
        labels: dict[str, str] = {}  # of the first value of a list; the others have none
        for field in self.display.fields:
            if field.name == COMMAND or field in self.options:
                continue
            row = self.rows[field.row - 1]
            name = _name(field)
            label = _label(row[behind.get(field.row, 0) : field.column - 1])
            label = label or labels.get(name.partition("+")[0], "")
            labels.setdefault(name, label)
            end = field.column - 1 + field.length
            later = [f.column - 1 for f in self.display.fields if f.row == field.row]
            following = min((at for at in later if at >= end), default=COLUMNS)
            behind[field.row] = end
            entry = _is_entry(field)
            choices = "" if entry or following < COLUMNS else row[end:].strip()
            yield Named(name, "" if entry else label, field, self.contents[field.name], choices)


def _is_key(key: str) -> bool:
    return key.startswith("f") and key[1:].isdigit()


def _is_entry(field: Field) -> bool:
    return field.name.startswith(ENTRY)


def _name(field: Field) -> str:
    """`PORT` for `PORT.0`, `SERVER+1` for `SERVER.0+1`, `Lower` for a field of the blank row."""
    if _is_entry(field):
        part = field.name.removeprefix(ENTRY)
        return NEW if part == "option" else part
    return re.sub(r"\.0(?=$|\+)", "", field.name)


def _label(text: str) -> str:
    """What stands before the dots: behind them there may be a mark, or a keyword that the name tells."""
    before = _LEADER.split(_MARK.sub("", text.rstrip()), maxsplit=1)[0]
    return _MARK.sub("", before).strip().rstrip(":")


def _tight(text: str) -> str:
    return _GAP.sub("   ", text.strip())


def _plain(text: str) -> str:
    """`Label: value` instead of `Label . . . . :   value`, and what stands at the right alone at the
    left; everything else as it stands."""
    text = text.rstrip()
    if _LEADER.search(text):
        indent = " " * min(len(text) - len(text.lstrip()), _INDENT)
        return indent + re.sub(r": {2,}", ": ", _LEADER.sub(":", text).strip())
    return text.strip() if len(text) - len(text.lstrip()) > _RIGHT else text
