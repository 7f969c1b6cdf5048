"""What can be typed in plain mode, and what it means on the display that is shown.

Nothing is done here: a line becomes steps, or the reason why it means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from portres_tui.display.buffer import MESSAGE_ROW, Field
from portres_tui.display.keyboard import AID_KEYS
from portres_tui.plain.spoken import Spoken

USAGE = """\
What can be typed:
  an empty line        Enter
  a number             that option of a menu, at once
  a command            is run; ?COMMAND prompts for its values
  2 4                  option 4 at row 2, at once; 2 4 5 4 does two rows; row 0 adds
  name=value           fills in a field; Enter on an empty line sends the panel
  name=   2=           empties it, or the option at row 2; a value that is not to be seen
                       is asked for
  F3  F12  F5 ...      a function key, as the panel names it
  next  back           the next page, the page before
  F1                   help; F1 name, F1 2 or F1 some words: help for that field, row or line
  F1 message           more on the message; F4 name: the values of a field
  F1 log               more on the newest severe line of the job log; F1 TCP7701: on that
                       message of it
  attn  sysreq         the keys of that name
  =                    says the panel again
  ===> text            text for the command line, whatever it looks like
  ?                    this
The end of input signs off."""

KEYS: Mapping[str, str] = {**AID_KEYS, "next": "pagedown", "back": "pageup"}
"""The words that are keys."""

_ROW = r"(?:row\s+)?[0-9]{1,4}\s+[0-9]{1,2}"
_ROWS = re.compile(rf"{_ROW}(?:[\s,]+{_ROW})*", re.IGNORECASE)
_ID = re.compile(r"[A-Z]{3}[0-9A-F]{4}", re.IGNORECASE)
_NAME = r"[^\s=']+(?:\s+[^\s=']+)*"
"""Words: no blank can belong to two parts of the pattern, so that what does not fit is known at once."""
_ASSIGNED = re.compile(rf"\s*(?:,\s*)?({_NAME})\s*=\s*('(?:[^']|'')*'|[^\s']*?)(?=\s|,\s|,?$)")


class Fill(NamedTuple):
    """This text into that field; without a text it is asked for, and not shown. `told` says what the
    field holds then."""

    field: Field
    text: str | None
    told: bool = False


class Press(NamedTuple):
    """An AID key, with the cursor at a place, or where it is."""

    key: str
    at: tuple[int, int] | None = None


class Explain(NamedTuple):
    """More on the newest message of the job log with this ID; without one, on what is severe."""

    id: str = ""


class Say(NamedTuple):
    """Say this; nothing is done."""

    text: str


class Again(NamedTuple):
    """Say the panel again."""


Step = Fill | Press | Explain | Say | Again

ENTER = Press("enter")


def understood(line: str, spoken: Spoken) -> list[Step]:
    """What a line means."""
    text = line.strip()
    word, _, rest = text.partition(" ")
    if text in FIXED:
        return [FIXED[text]]
    if word == "===>":
        return _typed(rest.strip(), spoken)
    if word.lower() in KEYS:
        return [_pressed(KEYS[word.lower()], rest.strip(), spoken)]
    if spoken.options or spoken.row(0):
        if _ROWS.fullmatch(text):
            return _chosen([int(n) for n in re.findall("[0-9]+", text)], spoken)
        if text.isdigit():
            return [Say("Type the number of a row and an option for it, as in 2 4.")]
    return _assigned(text, spoken) or _typed(text, spoken)


FIXED: Mapping[str, Step] = {"": ENTER, "?": Say(USAGE), "=": Again()}


def _pressed(key: str, target: str, spoken: Spoken) -> Step:
    if not target:
        return Press(key)
    if key == "f1" and target.lower() == "log":
        return Explain()
    at = _place(target, spoken)
    if key == "f1" and not at and _ID.fullmatch(target):
        return Explain(target.upper())
    return Press(key, at) if at else Say(f"There is no {target} here.")


def _place(target: str, spoken: Spoken) -> tuple[int, int] | None:
    """Where the cursor goes for a key that depends on it."""
    if target.lower() == "message":
        return (MESSAGE_ROW, 2) if spoken.display.message else None
    field = spoken.find(re.sub(r"(?i)^row\s+", "", target))
    if field:
        return field.row, field.column
    words = re.compile(
        rf"(?<!\w){target}\. " if target.isdigit() else re.escape(target), re.IGNORECASE
    )
    for number, row in enumerate(spoken.rows, 1):
        found = words.search(row)
        if found:
            return number, found.start() + 1
    return None


def _chosen(numbers: list[int], spoken: Spoken) -> list[Step]:
    steps: list[Step] = []
    for row, option in zip(numbers[::2], numbers[1::2], strict=True):
        field = spoken.row(row)
        if field is None:
            return [Say(f"There is no row {row} on this page.")]
        steps.append(Fill(field, str(option)))
    return [*steps, ENTER]


def _assigned(text: str, spoken: Spoken) -> list[Step]:
    """`name=value`, once or several times; nothing if it is not that from end to end."""
    steps: list[Step] = []
    at = 0
    while at < len(text):
        found = _ASSIGNED.match(text, at)
        if not found:
            return []
        field = spoken.find(found[1])
        if field is None:
            return [] if spoken.command else [Say(_unnamed(found[1], spoken))]
        steps.append(_filled(field, found[2]))
        at = found.end()
    return steps


def _filled(field: Field, value: str) -> Fill:
    if field.hidden and not value:
        return Fill(field, None, told=True)
    quoted = len(value) > 1 and value.startswith("'")
    text = value[1:-1].replace("''", "'") if quoted else value
    return Fill(field, text, told=True)


def _typed(text: str, spoken: Spoken) -> list[Step]:
    """Text for the command line, or for the only field that there is."""
    if spoken.command:
        return [Fill(spoken.command, text), ENTER]
    if len(spoken.fields) == 1 and not spoken.fields[0].field.hidden:
        return [Fill(spoken.fields[0].field, text), ENTER]
    if spoken.fields:
        return [Say(_unnamed(text, spoken))]
    return [Say("Nothing can be typed here. An empty line is Enter; ? tells what else there is.")]


def _unnamed(text: str, spoken: Spoken) -> str:
    missing = f"{text}: there is no such field here, and no command line."
    names = ", ".join(each.name for each in spoken.fields)
    fields = f" Fields: {names}. Type name=value;" if names else ""
    return f"{missing}{fields} ? tells what{' else' if names else ' can be typed'}."
