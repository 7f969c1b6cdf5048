"""The lines of a command prompt: labels, fields, choices. What they say as CL text is prompttext's to
know."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from portres_tui.cl.binding import Arranged, field_name
from portres_tui.cl.definition import Command, Elem, Form, Parm
from portres_tui.display.buffer import COLUMNS, Canvas, Field
from portres_tui.domain.system import System
from portres_tui.panels.facts import dotted

FIRST_ROW, MORE_ROW = 5, 21
CAPACITY = MORE_ROW - FIRST_ROW

_LEADER_END, _MARK, _VALUE, _CHOICES = 33, 35, 37, 51
_KEYWORD, _KEYWORD_MARK, _KEYWORD_VALUE = 35, 48, 50

_MORE_VALUES, _MORE_AT = "+ for more values", 17

_LONGEST = 43
"""Characters of a value that its field shows at most, if it is longer than the field should be."""

_LEAST = 8
"""Columns for the choices below which there is no point in beginning."""

Place = tuple[str, int, int]
"""Keyword, element, occurrence."""

Values = dict[Place, str]
"""What each field holds."""


@dataclass(frozen=True)
class PromptLine:
    """A line of the prompt; without `elem` it only heads the elements below it."""

    label: str
    indent: int
    parm: Parm
    elem: Elem | None = None
    element: int = 0
    occurrence: int = 0

    @property
    def place(self) -> Place:
        return self.parm.keyword, self.element, self.occurrence

    @property
    def field_name(self) -> str:
        return field_name(*self.place)

    @property
    def length(self) -> int:
        """The characters that the field holds."""
        singles = [len(value) for value in self.parm.single]
        return max([self.elem.length if self.elem else 1, *singles])

    def shown(self, text: str) -> int:
        """The length of the field with this text: what is too long is not cut unseen."""
        return max(self.length, min(len(text), _LONGEST))

    def values_on(self, system: System) -> tuple[str, ...]:
        """What F4 lists on this machine."""
        if self.elem is None or self.elem.length == 0:
            return ()
        extra = self.parm.single if self.element == 0 else ()
        of_machine = self.elem.listed(system)
        return tuple(dict.fromkeys((*self.elem.values, *of_machine, *extra)))


def place_of(name: str) -> Place:
    """The place that a field's name stands for; see binding.field_name."""
    keyword, _, rest = name.partition(".")
    element, _, occurrence = rest.partition("+")
    return keyword, int(element), int(occurrence or 0)


def starting_values(command: Command, given: Arranged) -> Values:
    """What the fields hold at first: what was given, else the defaults."""
    values: Values = {}
    for parm in command.parms:
        items = given.get(parm.keyword) or ((),)
        items += ((),) * (len(parm.occasions) - len(items))
        for occurrence, item in enumerate(items):
            for element, elem in enumerate(parm.elements):
                text = item[element] if element < len(item) else ""
                text = text if elem.mixed else text.upper()
                values[parm.keyword, element, occurrence] = text or elem.default or ""
    return values


def supplied(command: Command, given: Arranged) -> frozenset[Place]:
    """The places that somebody has given a value for, though it may be the default."""
    return frozenset(
        (parm.keyword, element, occurrence)
        for parm in command.parms
        for occurrence, item in enumerate(given.get(parm.keyword, ()))
        for element, text in enumerate(item)
        if text
    )


def lines_of(
    parms: Sequence[Parm], values: Values, room: int = 1, *, keywords: bool = False
) -> list[PromptLine]:
    """The lines of these parameters; a list has `room` lines for further values."""
    lines: list[PromptLine] = []
    for parm in parms:
        lines += _list_lines(parm, values, room) if parm.is_list else _parm_lines(parm)
    width = COLUMNS - value_column(keywords) + 1
    placed: list[PromptLine] = []
    for line in lines:
        rows = list(_with_its_rest(line, values, width))
        left = -len(placed) % CAPACITY
        if left < len(rows) > 1:  # a field stands on one page
            placed += [PromptLine("", line.indent, line.parm)] * left
        placed += rows
    return placed


def _with_its_rest(line: PromptLine, values: Values, width: int) -> Iterator[PromptLine]:
    """The line, and empty ones below it that a long field runs on in."""
    yield line
    beyond = line.shown(values.get(line.place, "")) - width if line.elem else 0
    for _ in range(0, beyond, COLUMNS):
        yield PromptLine("", line.indent, line.parm)


def _parm_lines(parm: Parm) -> list[PromptLine]:
    if len(parm.elements) == 1:
        return [PromptLine(parm.prompt, 2, parm, parm.elements[0])]
    lines = [PromptLine(f"{parm.prompt}:", 2, parm)] if parm.form is Form.ELEMENTS else []
    for number, elem in enumerate(parm.elements):
        first = number == 0 and parm.form is Form.QUALIFIED
        lines.append(PromptLine(elem.prompt, 2 if first else 4, parm, elem, number))
    return lines


def _list_lines(parm: Parm, values: Values, room: int) -> list[PromptLine]:
    if parm.occasions:
        return [PromptLine(f"{parm.prompt}:", 2, parm), *_occasion_lines(parm)]
    used = [at for (keyword, _, at), text in values.items() if keyword == parm.keyword and text]
    count = min(max(used, default=0) + 1 + room, parm.most)
    labels = [parm.prompt, *[""] * (count - 2), _MORE_VALUES][:count]
    if len(parm.elements) == 1:
        lines = enumerate(labels)
        return [PromptLine(label, 2, parm, parm.elements[0], 0, n) for n, label in lines]
    return [PromptLine(f"{parm.prompt}:", 2, parm), *_element_lines(parm, count)]


def _element_lines(parm: Parm, count: int) -> list[PromptLine]:
    """The lines of a list whose values have several elements each: labelled once, as on IBM i."""
    labels = {(0, number): elem.prompt for number, elem in enumerate(parm.elements)}
    if count > 1:
        labels[count - 1, 0] = _MORE_VALUES
    return [
        PromptLine(labels.get((n, number), ""), 4, parm, elem, number, n)
        for n in range(count)
        for number, elem in enumerate(parm.elements)
    ]


def _occasion_lines(parm: Parm) -> Iterator[PromptLine]:
    """The lines of a list whose values each are something of their own."""
    for n, occasion in enumerate(parm.occasions):
        yield PromptLine(f"{occasion}:", 4, parm)
        for number, elem in enumerate(parm.elements):
            yield PromptLine(elem.prompt, 6, parm, elem, number, n)


def value_column(keywords: bool) -> int:
    """Where the fields begin."""
    return _KEYWORD_VALUE if keywords else _VALUE


def leader(label: str, column: int) -> str:
    """The label of a field, when it stands at `column`, with dots up to where values begin."""
    return dotted(label, column, _LEADER_END)


def paint_line(
    canvas: Canvas,
    row: int,
    line: PromptLine,
    values: Mapping[Place, str],
    keywords: bool,
    wrong: Container[str],
    given: Container[Place] = (),
) -> None:
    """One line. With `keywords` the keyword stands where the choices would. What is `given`, or is
    not the default, is marked."""
    if line.elem is None:
        canvas.write(row, line.indent, line.label)
        return
    text = values.get(line.place, "")
    mark, at = _KEYWORD_MARK if keywords else _MARK, value_column(keywords)
    _label(canvas, row, line)
    if text and (text != line.elem.default or line.place in given):
        canvas.write(row, mark, ">")
    is_wrong = line.field_name in wrong
    if line.elem.secret and text == line.elem.default:
        text = ""  # what is not seen must not stand behind what is typed
    length = line.shown(text)
    canvas.input(
        Field(
            line.field_name,
            row,
            at,
            length,
            text,
            monocase=not line.elem.mixed,
            hidden=line.elem.secret,
            wrong=is_wrong,
        )
    )
    if keywords:
        first = line.element == line.occurrence == 0
        canvas.write(row, _KEYWORD, line.parm.keyword if first else "")
    elif not line.occurrence or line.parm.occasions:
        _choices(canvas, row, line)


def _label(canvas: Canvas, row: int, line: PromptLine) -> None:
    if line.label == _MORE_VALUES:
        canvas.write(row, _MORE_AT, line.label)
    elif line.label:
        canvas.write(row, line.indent, leader(line.label, line.indent))


def _cut(text: str, room: int) -> str:
    """Choices as far as there is room: whole ones and dots, as on IBM i, but of a first one that is
    too long its beginning."""
    if len(text) <= room:
        return text
    if room <= _LEAST:
        return ""
    whole = text.rfind(", ", 0, room - 1)
    return f"{text[:whole] if whole > 0 else text[: room - 3].rstrip()}..."


def _choices(canvas: Canvas, row: int, line: PromptLine) -> None:
    elem = line.elem
    singles = line.parm.single if line.element == 0 else ()
    extra = [value for value in singles if elem and value not in elem.special]
    text = ", ".join([*([elem.choices] if elem and elem.choices else []), *extra])
    at = max(_CHOICES, _VALUE + line.length + 2)
    canvas.write(row, at, _cut(text, COLUMNS - at))
