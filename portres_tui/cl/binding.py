"""A call meets its definition: words become checked, typed values.

Two steps, because the prompter needs the first alone: `arrange` lays the words out by keyword
and element, `bind` types them. Everything that is wrong is found and told at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portres_tui.cl.definition import Command, Elem, Form, Parm
from portres_tui.cl.masking import MASK, spoken, unsaid
from portres_tui.cl.syntax import Call, Value, Word
from portres_tui.domain.messages import EscapeMessage, Message, diagnostic

Item = tuple[str, ...]
"""The words of one value of a parameter, one per element that was given."""

Arranged = Mapping[str, tuple[Item, ...]]
"""By keyword: the values that were given."""


@dataclass
class Problems:
    """What is wrong with a call, and with which prompt fields."""

    found: list[Message] = field(default_factory=list)
    at: list[str] = field(default_factory=list)
    unsaid: frozenset[str] = frozenset()
    """Keywords whose values are not told."""

    def add(self, id: str, at: str = "", /, **data: object) -> None:
        self.found.append(diagnostic(id, **data))
        if at:
            self.at.append(at)

    def check(self, command: Command) -> None:
        if self.found:
            raise EscapeMessage(
                "CPF0001",
                at=tuple(self.at),
                diagnostics=tuple(self.found),
                command=command.name,
            )


def field_name(keyword: str, element: int, occurrence: int = 0) -> str:
    """The name that a value's input field has: `PORT.1`, and `SERVER.0+2` further down a list."""
    return f"{keyword}.{element}" + (f"+{occurrence}" if occurrence else "")


def arrange(call: Call, command: Command, problems: Problems) -> Arranged:
    """The words of a call by keyword. Wrong ones are left out and go to `problems`."""
    given: dict[str, Value] = {}
    if len(call.positional) > len(command.parms):
        problems.add("PRT0106", command=command.name, most=len(command.parms))
    for parm, value in zip(command.parms, call.positional, strict=False):
        given[parm.keyword] = value
    for keyword, value in call.keywords:
        if command.parm(keyword) is None:
            problems.add("CPD0043", keyword=spoken(keyword, command))
        elif keyword in given and not _skipped(given[keyword]):
            problems.add("PRT0103", keyword=keyword)
        given[keyword] = value
    known = ((parm, given[parm.keyword]) for parm in command.parms if parm.keyword in given)
    arranged = {parm.keyword: _items(parm, value) for parm, value in known}
    return {keyword: items for keyword, items in arranged.items() if items}


def missing(arranged: Arranged, command: Command) -> list[Parm]:
    """The required parameters that have no value."""
    return [p for p in command.parms if p.required and not _first(arranged.get(p.keyword, ()))]


def bind(call: Call, command: Command) -> dict[str, Any]:
    """The typed values by keyword in lower case; an EscapeMessage that names all that is wrong."""
    problems = Problems(unsaid=unsaid(call, command))
    arranged = arrange(call, command, problems)
    lacking = missing(arranged, command)
    values = {}
    for parm in command.parms:
        if parm in lacking:
            problems.add("CPD0071", field_name(parm.keyword, 0), keyword=parm.keyword)
        values[parm.keyword.lower()] = _typed(parm, arranged.get(parm.keyword, ()), problems)
    problems.check(command)
    return values


def _skipped(value: Value) -> bool:
    return isinstance(value, Word) and not value.quoted and value.text.upper() == "*N"


def _first(items: tuple[Item, ...]) -> str:
    return items[0][0] if items and items[0] else ""


def _items(parm: Parm, value: Value) -> tuple[Item, ...]:
    if _skipped(value):
        return ()
    values = value if isinstance(value, tuple) else (value,)
    if parm.form is Form.QUALIFIED:
        said = (_text(each) for each in values if not _skipped(each))
        return tuple(tuple(reversed(each.split("/"))) for each in said)
    if parm.is_list:
        return tuple(_elements(each) for each in values)
    while len(values) == 1 and isinstance(values[0], tuple):  # PORT((22 *ONLY)) is PORT(22 *ONLY)
        values = values[0]
    return (_elements(values),) if values else ()


def _elements(value: Value) -> Item:
    parts = value if isinstance(value, tuple) else (value,)
    return tuple(["" if _skipped(part) else _text(part) for part in parts])


def _text(value: Value) -> str:
    if isinstance(value, Word):
        return value.text if value.quoted else value.text.upper()
    return f"({' '.join(_text(each) for each in value)})"


def _typed(parm: Parm, items: tuple[Item, ...], problems: Problems) -> Any:
    if len(items) > parm.most:
        problems.add("PRT0107", field_name(parm.keyword, 0), keyword=parm.keyword, most=parm.most)
    given = items[: parm.most] or (_defaults(parm),)
    read = [_read(parm, item, index, problems) for index, item in enumerate(given)]
    singles = [value for value in read if value in parm.single]
    if singles and len(read) > 1:
        problems.add("PRT0108", field_name(parm.keyword, 0), keyword=parm.keyword, value=singles[0])
    return tuple(read) if parm.is_list else read[0]


def _defaults(parm: Parm) -> Item:
    return tuple(element.default or "" for element in parm.elements)


def _read(parm: Parm, item: Item, occurrence: int, problems: Problems) -> Any:
    if item and item[0].upper() in parm.single and not any(item[1:]):
        return item[0].upper()
    if len(item) > len(parm.elements):
        at = field_name(parm.keyword, len(parm.elements) - 1, occurrence)
        problems.add("PRT0107", at, keyword=parm.keyword, most=len(parm.elements))
    padded = (*item, *[""] * len(parm.elements))
    values = [
        _element(parm, padded[index], index, occurrence, problems)
        for index, element in enumerate(parm.elements)
    ]
    return values[0] if len(values) == 1 else tuple(values)


def _element(parm: Parm, text: str, index: int, occurrence: int, problems: Problems) -> Any:
    elem, at = parm.elements[index], field_name(parm.keyword, index, occurrence)
    text = text or elem.default or ""
    if not text:
        if elem.required and index > 0:
            problems.add("CPD0071", at, keyword=parm.keyword)
        return ""
    try:
        return elem.read(text)
    except ValueError:
        told = MASK if parm.keyword in problems.unsaid else text
        choices = _choices(parm, elem, told)
        problems.add("CPD0084", at, keyword=parm.keyword, value=told, choices=choices)
        return ""


def _choices(parm: Parm, elem: Elem, told: str) -> str:
    """What is valid, and how two values are written where they seem to be written as one."""
    parts = re.split("[-,:/]", told)
    if len(parm.elements) != len(parts) or not all(parts) or len(parts) < 2:
        return elem.choices
    return f"{elem.choices}; for several values {parm.keyword}({' '.join(parts)})"
