"""What the keyboard shows: rows as runs of one attribute, and the status line."""

from __future__ import annotations

import random

import pytest

from portres_tui.display.buffer import (
    COLUMNS,
    PLAIN,
    ROWS,
    Attribute,
    Display,
    Field,
    Hot,
    Role,
    Span,
)
from portres_tui.display.editor import LOCAL_KEYS
from portres_tui.display.keyboard import AID_KEYS, Keyboard

TITLE = Attribute(Role.LOOK)


def row(board: Keyboard, number: int) -> str:
    return "".join(text for text, _ in board.runs(number))


def keyboard(*fields: Field, spans: tuple[Span, ...] = ()) -> Keyboard:
    return Keyboard(Display("PANEL", spans, fields, (5, 10)))


def test_a_row_is_made_of_runs_of_one_attribute() -> None:
    board = keyboard(Field("name", 5, 10, 4, "AB"), spans=(Span(5, 2, "Name", TITLE),))
    assert board.runs(5) == [
        (" ", PLAIN),
        ("Name", TITLE),
        (" " * 4, PLAIN),
        ("AB  ", Attribute(underline=True)),
        (" " * 67, PLAIN),
    ]
    assert board.runs(6) == [(" " * 80, PLAIN)]


def test_fields_lie_over_fixed_text() -> None:
    board = keyboard(Field("name", 5, 10, 4, "AB"), spans=(Span(5, 8, "........"),))
    assert row(board, 5)[7:15] == "..AB  .."


def test_what_is_typed_is_seen_at_once() -> None:
    board = keyboard(Field("name", 5, 10, 4))
    board.press("q")
    assert row(board, 5)[9:13] == "Q   "


def test_a_hidden_field_can_be_typed_in_and_never_seen() -> None:
    board = keyboard(Field("secret", 5, 10, 9, "old", hidden=True, monocase=False))
    for key in "pa ss":
        board.press(key)
    assert board.contents() == {"secret": "pa ss"}
    hidden = Attribute(underline=True, hidden=True)
    assert board.runs(5)[1] == (" " * 9, hidden)


def test_a_wrong_field_is_shown_in_reverse_image() -> None:
    board = keyboard(Field("name", 5, 10, 4, "AB", wrong=True))
    assert board.runs(5)[1] == ("AB  ", Attribute(underline=True, reverse=True))


def test_a_field_runs_on_at_the_first_column_of_the_next_row() -> None:
    board = keyboard(Field("command", 20, 7, 153, "x" * 74 + "y" * 79))
    assert row(board, 20) == " " * 6 + "x" * 74
    assert row(board, 21) == "y" * 79 + " "
    assert row(board, 22).isspace()


def test_fixed_text_is_cut_at_the_right_edge() -> None:
    assert row(keyboard(spans=(Span(3, 78, "abcdef"),)), 3).endswith(" abc")


def test_a_character_that_does_not_take_one_cell_has_a_stand_in_and_is_sent_as_it_is() -> None:
    board = keyboard(Field("name", 5, 10, 4, "a漢\x1bé"))
    assert row(board, 5)[9:13] == "a??é"
    assert board.contents() == {"name": "a漢\x1bé"}


def some_display(chance: random.Random) -> Display:
    """Fields and fixed text anywhere, also over each other and over the edges."""

    def place() -> tuple[int, int]:
        return chance.randint(1, ROWS), chance.randint(1, COLUMNS)

    def text() -> str:
        return "".join(chance.choices("aB 1é漢\x00\u0301", k=chance.randint(0, 90)))

    def flag() -> bool:
        return chance.random() < 0.3

    fields = tuple(
        Field(f"f{n}", *place(), chance.randint(0, 170), text(), flag(), flag(), flag(), flag())
        for n in range(chance.randint(0, 6))
    )
    spans = tuple(Span(*place(), text(), Attribute(reverse=flag())) for _ in range(5))
    hot = tuple(Hot(*place(), 9, chance.choice(["", "f3"]), "", text()) for _ in range(3))
    return Display("PANEL", spans, fields, place(), hot)


@pytest.mark.parametrize("seed", range(4))
def test_no_key_on_any_display_breaks_the_picture(seed: int) -> None:
    chance = random.Random(seed)
    board = Keyboard(some_display(chance))
    keys = [*LOCAL_KEYS, *AID_KEYS, *"aB1 *é漢", "", "nonsense"]
    secrets = 0
    for _ in range(2000):
        board.press(chance.choice(keys))
        if chance.random() < 0.1:
            board.click(chance.randint(-1, 26), chance.randint(-1, 82))
            board.paste(chance.choice(["", "\n", "ab\ncd\tef\n" * 4, "x" * 400]))
        if chance.random() < (0.2 if board.locked else 0.01):
            board.show(some_display(chance))
            secrets += any(each.hidden for each in board.display.fields)
        check(board, chance.randint(1, ROWS))
    assert secrets


def check(board: Keyboard, number: int) -> None:
    runs = board.runs(number)
    assert sum(len(text) for text, _ in runs) == COLUMNS
    assert all(text.isprintable() for text, _ in runs)
    assert all(text.isspace() for text, attribute in runs if attribute.hidden)
    assert 1 <= board.row <= ROWS
    assert 1 <= board.column <= COLUMNS
    lengths = {each.name: each.length for each in board.display.fields}
    assert all(len(text) <= lengths[name] for name, text in board.contents().items())
