"""Every panel and every prompt on its 24 rows of 80: nothing lies over anything else, the message
line is free, the title stands in the middle."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fuzz import checks
from walker import Walker
from walks import WALKS

from portres_tui.commands import CATALOGUE
from portres_tui.display.buffer import COLUMNS, MESSAGE_ROW, Attribute, Display, Field, Role, Span

Cell = tuple[int, int]

_LAST_ROW = "SIGNON"
"""The panel whose last row says something as long as there is no message."""

_ASIDE = 1.5
"""Columns that a title may stand beside the middle, as that of Command Entry does on IBM i."""


def texts(display: Display) -> list[set[Cell]]:
    """The cells of each text that can be seen."""
    return [
        {(span.row, span.column + n) for n, c in enumerate(span.text) if c != " "}
        for span in display.spans
    ]


def fields(display: Display) -> list[set[Cell]]:
    """The cells of each field, with the one before it and the one behind it: there the attribute
    changes, which takes a cell on a 5250."""
    found = []
    for field in display.fields:
        cells = {field.place(offset) for offset in range(field.length)}
        last = field.place(field.length - 1)
        edges = {(field.row, field.column - 1), (last[0], last[1] + 1)}
        found.append(cells | {(row, at) for row, at in edges if 1 <= at <= COLUMNS})
    return found


def wrong(walker: Walker) -> Iterator[str]:
    """What is wrong with the panel that the walk has come to."""
    talk = getattr(walker.conversation, "_talk", walker.conversation)
    talk._frames[-1].said.clear()
    display = talk.display()
    yield from checks.broken(display)
    if display.window:  # it lies over another panel on purpose
        return
    yield from overlaps(display)
    yield from misplaced(display)
    if display.name != _LAST_ROW and any(
        row == MESSAGE_ROW for cells in (*texts(display), *fields(display)) for row, _ in cells
    ):
        yield "the message line is taken"


def overlaps(display: Display) -> Iterator[str]:
    """Texts and fields that lie over each other."""
    taken: set[Cell] = set()
    for cells in (*texts(display), *fields(display)):
        if cells & taken:
            yield f"overlap at {min(cells & taken)}"
        taken |= cells


def misplaced(display: Display) -> Iterator[str]:
    """A title that does not stand in the middle of the first row."""
    middle = [
        abs(span.column - 1 - (COLUMNS - len(span.text)) / 2)
        for span in display.spans
        if span.row == 1 and span.attribute.role is Role.LOOK
    ]
    if not middle or min(middle) > _ASIDE:
        yield "the title does not stand in the middle"


@pytest.mark.parametrize("name", WALKS)
def test_a_panel_is_whole(name: str) -> None:
    walker = Walker()
    WALKS[name](walker)

    assert list(wrong(walker)) == []


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_prompt_of_a_command_is_whole_on_all_its_pages_and_in_both_views(name: str) -> None:
    walker = Walker()
    walker.to("command").type(name).press("f4")
    assert walker.display.name == "PROMPT"

    for _ in ("choices", "keywords"):
        before = ""
        while walker.screen != before:
            before = walker.screen
            assert list(wrong(walker)) == [], walker.screen
            walker.press("pagedown")
        walker.press("f11")


@pytest.mark.parametrize(
    "display",
    [
        Display("A", (Span(1, 1, "ab"), Span(1, 2, "b"))),
        Display("A", (Span(5, 9, "a"),), (Field("one", 5, 10, 2),)),
        Display("A", (Span(6, 1, "a"),), (Field("one", 5, 80, 2),)),
    ],
)
def test_what_lies_over_something_else_is_noticed(display: Display) -> None:
    assert list(overlaps(display))


def test_a_title_at_the_side_is_noticed() -> None:
    look = Attribute(Role.LOOK)

    assert list(misplaced(Display("A", (Span(1, 30, "Title", look),))))
    assert list(misplaced(Display("A", (Span(1, 38, "Title", look),)))) == []
