"""What a form is, as data: labels with fields to be filled in. Nothing here knows how it is painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from portres_tui.panels.model import Key, View


class Input(NamedTuple):
    """An input field of a form, with the label before it and what may stand behind it. `name` is the
    keyword that it is for. A secret is not shown, and keeps its small letters."""

    name: str
    label: str
    row: int
    length: int = 10
    secret: bool = False
    default: str = ""
    choices: str = ""


class Form(NamedTuple):
    """A panel with fields to be filled in. Enter runs `command` with them by keyword; a form without
    one belongs to whoever shows it."""

    name: str
    title: str
    inputs: tuple[Input, ...]
    keys: tuple[Key, ...]
    command: str = ""
    title_at: int = 0
    """The column of the title; 0 is in the middle."""
    label_at: int = 4
    input_at: int = 48
    """The column of the fields; the dots behind a label end two before it."""
    facts: Callable[[View], Sequence[tuple[int, int, str]]] = lambda view: ()
    """Fixed text: row, column, text."""
    asks: str = "Type choices, press Enter."
    """The line above the fields, on row 5 of a form that has one."""
    notice: str = ""
    """Stands on the message line while no message does. A form with a notice shows no keys: the
    notice names them."""
    cites: bool = False
    """Messages begin at the edge, with their IDs."""
