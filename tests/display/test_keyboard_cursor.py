"""The cursor: where keys take it, and where a click does."""

from __future__ import annotations

import pytest

from portres_tui.display.buffer import Display, Field, Hot
from portres_tui.display.keyboard import Keyboard

NAME = Field("name", 5, 10, 4)
TEXT = Field("text", 5, 30, 6, monocase=False)
LAST = Field("last", 9, 2, 3)


def keyboard(
    *fields: Field, cursor: tuple[int, int] = (5, 10), hot: tuple[Hot, ...] = ()
) -> Keyboard:
    return Keyboard(Display("PANEL", (), fields or (NAME, TEXT, LAST), cursor, hot))


def at(board: Keyboard) -> tuple[int, int]:
    return board.row, board.column


def press(board: Keyboard, *keys: str) -> Keyboard:
    for key in keys:
        board.press(key)
    return board


def test_the_cursor_starts_where_the_display_says() -> None:
    assert at(keyboard(cursor=(9, 3))) == (9, 3)


def test_a_start_outside_the_screen_comes_in_at_the_other_side() -> None:
    assert at(keyboard(cursor=(25, 81))) == (2, 1)


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        ((5, 10), "left", (5, 9)),
        ((5, 10), "right", (5, 11)),
        ((5, 10), "up", (4, 10)),
        ((5, 10), "down", (6, 10)),
        ((5, 80), "right", (6, 1)),
        ((24, 80), "right", (1, 1)),
        ((6, 1), "left", (5, 80)),
        ((1, 1), "left", (24, 80)),
        ((1, 7), "up", (24, 7)),
        ((24, 7), "down", (1, 7)),
    ],
)
def test_arrows_move_freely_and_wrap_at_the_edges(
    start: tuple[int, int], key: str, end: tuple[int, int]
) -> None:
    assert at(press(keyboard(cursor=start), key)) == end


def test_tab_goes_through_the_fields_and_from_the_last_to_the_first() -> None:
    board = keyboard()
    places = [at(press(board, "tab")) for _ in range(3)]
    assert places == [(5, 30), (9, 2), (5, 10)]


def test_tab_outside_a_field_goes_to_the_next_one() -> None:
    assert at(press(keyboard(cursor=(5, 20)), "tab")) == (5, 30)


def test_backtab_goes_to_the_start_of_the_field_and_then_to_the_field_before() -> None:
    board = keyboard(cursor=(5, 33))
    places = [at(press(board, "backtab")) for _ in range(3)]
    assert places == [(5, 30), (5, 10), (9, 2)]


def test_fields_follow_each_other_by_their_places_in_whatever_order_they_are_listed() -> None:
    board = keyboard(LAST, TEXT, NAME)
    assert at(press(board, "tab")) == (5, 30)
    assert at(press(board, "backtab")) == (5, 10)


def test_home_goes_to_where_the_cursor_started() -> None:
    assert at(press(keyboard(cursor=(9, 2)), "up", "up", "home")) == (9, 2)


def test_home_goes_to_the_first_field_when_the_cursor_started_in_none() -> None:
    assert at(press(keyboard(cursor=(1, 1)), "home")) == (5, 10)


def test_new_line_goes_to_the_first_field_on_a_following_row_and_then_to_the_first_of_all() -> None:
    board = keyboard()
    assert at(press(board, "newline")) == (9, 2)
    assert at(press(board, "newline")) == (5, 10)


def test_end_goes_behind_the_last_character() -> None:
    assert at(press(keyboard(Field("name", 5, 10, 4, "AB")), "end")) == (5, 12)


def test_end_of_a_full_field_is_its_last_position() -> None:
    assert at(press(keyboard(Field("name", 5, 10, 4, "ABCD")), "end")) == (5, 13)


def test_end_of_an_empty_field_is_its_start() -> None:
    assert at(press(keyboard(), "right", "end")) == (5, 10)


@pytest.mark.parametrize("key", ["tab", "backtab", "home", "newline", "erase_input"])
def test_a_display_without_fields_has_nowhere_to_go(key: str) -> None:
    board = press(Keyboard(Display("PANEL", ())), key)
    assert at(board) == (1, 1)
    assert not board.error


def test_typing_moves_the_cursor_and_a_full_field_moves_it_to_the_next_one() -> None:
    board = keyboard()
    assert at(press(board, "a")) == (5, 11)
    assert at(press(board, "b", "c", "d")) == (5, 30)


def test_a_full_last_field_moves_the_cursor_to_the_first_one() -> None:
    assert at(press(keyboard(cursor=(9, 4)), "x")) == (5, 10)


def test_a_full_field_moves_the_cursor_to_one_that_begins_right_behind_it() -> None:
    assert at(press(keyboard(NAME, Field("next", 5, 14, 4)), *"abcd")) == (5, 14)


def test_typing_runs_on_to_the_next_row_within_a_field() -> None:
    board = keyboard(NAME, Field("command", 20, 7, 153, monocase=False), cursor=(20, 7))
    press(board, *"x" * 74)
    assert at(board) == (21, 1)
    press(board, *"y" * 78)
    assert at(board) == (21, 79)
    press(board, "z")
    assert at(board) == (5, 10)
    assert board.contents()["command"] == "x" * 74 + "y" * 78 + "z"


def test_keys_edit_a_field_on_the_row_that_it_runs_on_to() -> None:
    command = Field("command", 20, 7, 153, "x" * 74 + "abc", monocase=False)
    board = press(keyboard(command, cursor=(21, 2)), "delete", "backspace")
    assert board.contents()["command"] == "x" * 74 + "c"
    assert at(board) == (21, 1)
    assert at(press(board, "backspace")) == (20, 80)
    assert at(press(board, "end")) == (21, 1)
    assert at(press(board, "backtab")) == (20, 7)


def test_a_click_moves_the_cursor_into_a_field_or_anywhere_else() -> None:
    board = keyboard()
    assert board.click(5, 32) is None
    assert at(board) == (5, 32)
    board.click(12, 40)
    assert at(board) == (12, 40)


@pytest.mark.parametrize("corner", [(1, 1), (1, 80), (24, 1), (24, 80)])
def test_a_click_reaches_every_corner(corner: tuple[int, int]) -> None:
    board = keyboard()
    board.click(*corner)
    assert at(board) == corner


def test_a_click_outside_the_display_does_nothing() -> None:
    board = keyboard()
    for row, column in [(0, 5), (25, 5), (5, 0), (5, 81)]:
        assert board.click(row, column) is None
    assert at(board) == (5, 10)


def test_a_click_on_a_function_key_presses_it() -> None:
    board = keyboard(hot=(Hot(23, 2, 7, "f3"),))
    aid = board.click(23, 8)
    assert aid is not None
    assert (aid.key, aid.row, aid.column) == ("f3", 5, 10)
    assert board.locked


def test_a_click_on_a_menu_option_types_its_number_and_presses_its_key() -> None:
    selection = Field("selection", 20, 7, 20, "old text")
    board = keyboard(selection, cursor=(20, 7), hot=(Hot(5, 6, 20, "enter", "selection", "7"),))
    aid = board.click(5, 7)
    assert aid is not None
    assert (aid.key, aid.fields) == ("enter", {"selection": "7"})


OPTIONS = (Field("opt1", 10, 2, 2, option=True), Field("opt2", 11, 2, 2, option=True))
LEGEND = (Hot(6, 4, 8, text="2"), Hot(6, 15, 8, text="14"))


def test_a_click_on_the_legend_fills_the_opt_field_under_the_cursor_and_stays_there() -> None:
    board = keyboard(*OPTIONS, cursor=(11, 2), hot=LEGEND)
    board.click(6, 15)
    assert board.contents() == {"opt1": "", "opt2": "14"}
    board.click(6, 4)
    assert board.contents() == {"opt1": "", "opt2": "2"}
    assert at(board) == (11, 2)


def test_a_click_on_the_legend_takes_the_opt_field_of_the_row_that_the_cursor_is_in() -> None:
    board = keyboard(*OPTIONS, cursor=(10, 30), hot=LEGEND)
    board.click(6, 4)
    assert board.contents() == {"opt1": "2", "opt2": ""}
    assert at(board) == (10, 2)


def test_a_click_on_the_legend_is_refused_in_a_row_without_opt_field() -> None:
    board = keyboard(*OPTIONS, cursor=(15, 2), hot=(Hot(6, 4, 8, "enter", text="2"),))
    assert board.click(6, 4) is None
    assert board.error == "0005"
    assert board.contents() == {"opt1": "", "opt2": ""}


def test_a_click_in_a_field_that_lies_in_a_hot_place_goes_to_the_field() -> None:
    board = keyboard(hot=(Hot(5, 1, 80, "enter"),))
    assert board.click(5, 30) is None
    assert at(board) == (5, 30)


def test_a_click_is_not_kept_while_the_keyboard_is_locked() -> None:
    board = keyboard(hot=(Hot(23, 2, 7, "f3"),))
    board.lock()
    assert board.click(23, 2) is None
    assert board.show(Display("NEXT", (), (NAME,), (5, 10))) is None
    assert at(board) == (5, 10)
