"""Work with System Values and Display System Value."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from portres_tui.domain.cltext import in_apostrophes
from portres_tui.domain.messages import Message, diagnostic
from portres_tui.domain.values import VALUES, Definition, chosen, shown
from portres_tui.panels.facts import facts
from portres_tui.panels.keys import COMMANDS, DISPLAY, ENDS
from portres_tui.panels.lists import Column, Option, Position, Rows, WorkWith
from portres_tui.panels.model import Action, Information, Key, Line, View

_WIDTH = 78


class ValueRow(NamedTuple):
    """A system value with what it is now."""

    definition: Definition
    value: str

    @property
    def name(self) -> str:
        return self.definition.name

    @property
    def change_command(self) -> str:
        if self.definition.fixed:
            return ""
        return f"?CHGSYSVAL SYSVAL({self.name}) VALUE({in_apostrophes(self.value)})"


def _rows(view: View) -> Sequence[ValueRow]:
    return [_row(view, each) for each in chosen(view.arguments.get("names", "*ALL"))]


def _row(view: View, definition: Definition) -> ValueRow:
    value = shown(view.system, definition.name, view.now, view.messages.calendar)
    return ValueRow(definition, value)


def _fixed(row: ValueRow) -> Message:
    return diagnostic("PRT1723", name=row.name, reason=row.definition.fixed)


def _placed(view: View, text: str) -> ValueRow | None:
    return next((row for row in _rows(view) if row.name >= text), None)


_NAME = Column("Value", 8, 10, ("System", "Value"), lambda row: row.name)

WRKSYSVAL = WorkWith(
    "WRKSYSVAL",
    "Work with System Values",
    (
        _NAME,
        Column("Type", 20, 8, ("", "Type"), lambda row: row.definition.type),
        Column("Description", 30, 45, ("", "Description"), lambda row: row.definition.text),
    ),
    (
        Option(2, "Change", "{row.change_command}", without=_fixed),
        Option(5, "Display", "DSPSYSVAL SYSVAL({row.name})"),
    ),
    Rows(_rows, "name"),
    (
        *COMMANDS,
        Key(
            "f11",
            "Display values",
            Action.OTHER_VIEW,
            starts_row=True,
            other="Display descriptions",
        ),
        *ENDS,
    ),
    "(No system values)",
    command_line="Parameters or command",
    position=Position("Starting characters of system value", 10, _placed),
    other=(
        _NAME,
        Column("Current value", 20, 20, ("Current", "Value"), lambda row: row.value),
        Column("Choices", 42, 36, ("", "Choices"), lambda row: row.definition.choices),
    ),
)


def _lines(view: View) -> Sequence[Line]:
    row = _row(view, VALUES[view.arguments["name"]])
    definition = row.definition
    told = {
        "System value": row.name,
        "Description": definition.text,
        "Type": definition.type,
        "Value": row.value,
        "Shipped value": definition.shown(definition.default),
        "Choices": "" if definition.fixed else definition.choices,
        "Can be changed": "*NO" if definition.fixed else "*YES",
        "System value of IBM i": "*NO: it is one of this product" if definition.ours else "*YES",
    }
    lines = facts({label: value for label, value in told.items() if value})
    why = f"It cannot be changed: {definition.fixed}." if definition.fixed else ""
    return [*lines, Line(""), *(Line(f" {part}") for part in textwrap.wrap(why, _WIDTH))]


DSPSYSVAL = Information(
    "DSPSYSVAL",
    lambda view: "Display System Value",
    _lines,
    DISPLAY,
)

PANELS = (WRKSYSVAL, DSPSYSVAL)
