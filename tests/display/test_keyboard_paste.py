"""Pasting: several lines flow over the fields."""

from __future__ import annotations

import pytest

from portres_tui.display.buffer import Display, Field
from portres_tui.display.keyboard import Keyboard

NAME = Field("name", 5, 10, 4)
TEXT = Field("text", 5, 30, 6, monocase=False)
PORT = Field("port", 9, 2, 3, numeric=True)


def keyboard(*fields: Field, cursor: tuple[int, int] = (5, 10)) -> Keyboard:
    return Keyboard(Display("PANEL", (), fields or (NAME, TEXT, PORT), cursor))


def at(board: Keyboard) -> tuple[int, int]:
    return board.row, board.column


def test_pasted_text_lies_over_what_the_field_holds_and_folds_like_typing() -> None:
    board = keyboard(Field("name", 5, 10, 4, "WXYZ"))
    board.paste("ab")
    assert (board.contents()["name"], at(board), board.error) == ("ABYZ", (5, 12), "")


def test_pasted_text_is_inserted_in_insert_mode() -> None:
    board = keyboard(Field("name", 5, 10, 4, "YZ"))
    board.press("insert")
    board.paste("ab")
    assert board.contents()["name"] == "ABYZ"


def test_pasted_lines_flow_over_the_fields() -> None:
    board = keyboard(cursor=(5, 11))
    board.paste("ab\r\ncd\n80")
    assert board.contents() == {"name": " AB", "text": "cd", "port": "80"}
    assert at(board) == (9, 4)


def test_a_pasted_line_break_at_the_end_leaves_the_cursor_in_the_field_and_presses_nothing() -> (
    None
):
    board = keyboard()
    board.paste("ab\n")
    assert (at(board), board.locked, board.error) == ((5, 12), False, "")


def test_a_pasted_line_that_fills_its_field_does_not_shift_those_behind_it() -> None:
    board = keyboard()
    board.paste("abcd\n\n80")
    assert board.contents() == {"name": "ABCD", "text": "", "port": "80"}


def test_pasted_characters_that_a_field_refuses_are_skipped() -> None:
    board = keyboard(cursor=(5, 30))
    board.paste("a漢b\x1bc\n8,0*0")
    assert board.contents() == {"name": "", "text": "abc", "port": "800"}
    assert not board.error


def test_a_pasted_tab_goes_to_the_next_field_as_a_line_end_does() -> None:
    board = keyboard(cursor=(5, 30))
    board.paste("a\t80")
    assert board.contents() == {"name": "", "text": "a", "port": "80"}


@pytest.mark.parametrize("text", ["abcde", "a\nb\n1\nc"])
def test_pasted_text_without_room_is_left_out_and_said_so(text: str) -> None:
    board = keyboard()
    board.paste(text)
    assert board.error == "0012"
    assert board.contents()["name"] == text[:4].partition("\n")[0].upper()


def test_pasted_text_has_room_from_the_cursor_to_the_end_of_the_field() -> None:
    board = keyboard(cursor=(5, 12))
    board.paste("abc")
    assert (board.error, board.contents()["name"]) == ("0012", "  AB")


def test_pasted_blanks_without_room_are_not_worth_an_error() -> None:
    board = keyboard()
    board.paste("abcd   \n\n\n\n")
    assert not board.error


def test_pasting_outside_a_field_is_refused() -> None:
    board = keyboard(cursor=(1, 1))
    board.paste("ab")
    assert (board.error, at(board)) == ("0005", (1, 1))


def test_a_command_pasted_at_the_command_line_runs_on_to_its_second_row() -> None:
    command = (
        "ADDTCPPORT PORT(8080 *ONLY) PROTOCOL(*TCP) USRPRF(APPUSER) TEXT('for the application')"
    )
    board = keyboard(Field("command", 20, 7, 153, monocase=False), cursor=(20, 7))
    board.paste(command)
    assert board.contents()["command"] == command
    assert at(board) == (21, len(command) - 73)
