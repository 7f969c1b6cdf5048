"""Typing, and the keys that change what a field holds."""

from __future__ import annotations

import pytest

from portres_tui.display.buffer import Display, Field
from portres_tui.display.editor import LOCAL_KEYS
from portres_tui.display.keyboard import AID_KEYS, Keyboard

NAME = Field("name", 5, 10, 4)
TEXT = Field("text", 5, 30, 6, monocase=False)
PORT = Field("port", 9, 2, 3, numeric=True)

EDITING = (
    "field_exit",
    "field_plus",
    "field_minus",
    "dup",
    "delete",
    "backspace",
    "erase_eof",
    "end",
)

CODES = {
    "0001": "Keyboard overrun.",
    "0005": "Cursor in protected area of display.",
    "0009": "Field requires numeric characters.",
    "0012": "No room to insert data.",
    "0016": "Field Minus key not valid in field.",
    "0019": "Duplicate key or Field Mark key not allowed in field.",
    "0027": "Cannot use undefined key.",
}


def keyboard(*fields: Field, cursor: tuple[int, int] = (5, 10)) -> Keyboard:
    return Keyboard(Display("PANEL", (), fields or (NAME, TEXT, PORT), cursor))


def holding(text: str, *keys: str) -> Keyboard:
    """A field of four positions that holds a text, after these keys, and a second field."""
    return press(keyboard(Field("name", 5, 10, 4, text), TEXT), *keys)


def press(board: Keyboard, *keys: str) -> Keyboard:
    for key in keys:
        board.press(key)
    return board


def at(board: Keyboard) -> tuple[int, int]:
    return board.row, board.column


def test_characters_replace_those_under_the_cursor() -> None:
    assert holding("ABCD", "x", "y").contents()["name"] == "XYCD"


def test_insert_mode_pushes_the_rest_to_the_right_until_insert_is_pressed_again() -> None:
    board = holding("AB", "insert", "x")
    assert board.inserting
    assert board.contents()["name"] == "XAB"
    press(board, "insert", "y")
    assert not board.inserting
    assert board.contents()["name"] == "XYB"


def test_insert_mode_refuses_a_character_when_the_field_is_full() -> None:
    board = holding("ABCD", "insert", "x")
    assert (board.error, board.contents()["name"], at(board)) == ("0012", "ABCD", (5, 10))


def test_insert_mode_can_use_the_last_position_when_it_is_blank() -> None:
    board = holding("ABC", "end", "insert", "x")
    assert (board.error, board.contents()["name"], at(board)) == ("", "ABCX", (5, 30))


def test_a_monocase_field_folds_to_upper_case_and_another_does_not() -> None:
    board = press(keyboard(), "a", "é", "tab", "a", "é")
    assert board.contents() == {"name": "AÉ", "text": "aé", "port": ""}


def test_a_letter_whose_upper_case_takes_two_characters_stays_as_it_is() -> None:
    assert press(keyboard(), "ß").contents()["name"] == "ß"


@pytest.mark.parametrize("key", ["a", "*", "-", "٣"])
def test_a_numeric_field_takes_digits_only(key: str) -> None:
    board = press(keyboard(cursor=(9, 2)), "8", key)
    assert (board.error, board.contents()["port"], at(board)) == ("0009", "8", (9, 3))


def test_special_values_can_be_typed_in_a_field_that_is_not_numeric() -> None:
    assert press(keyboard(cursor=(5, 30)), *"*ONLY").contents()["text"] == "*ONLY"


@pytest.mark.parametrize(
    "key",
    ["漢", "ア", "😀", "\u0301", "\u0903", "\ufe0f", "\u200b", "\u1161", "\x1b", "\xa0", "é̀", ""],
)
def test_what_is_not_one_printable_character_of_one_cell_is_refused(key: str) -> None:
    board = press(keyboard(), key)
    assert (board.error, board.contents()["name"], at(board)) == ("0027", "", (5, 10))


def test_a_key_without_meaning_is_refused() -> None:
    assert press(keyboard(), "f25").error == "0027"


@pytest.mark.parametrize(
    "key",
    [*"x7", *EDITING],
)
def test_editing_outside_a_field_is_refused(key: str) -> None:
    board = press(keyboard(cursor=(1, 1)), key)
    assert (board.error, at(board)) == ("0005", (1, 1))


def test_trailing_blanks_are_stripped_and_leading_ones_are_kept() -> None:
    assert press(keyboard(cursor=(5, 30)), " ", "a", " ").contents()["text"] == " a"


def test_a_character_typed_behind_blanks_stays_in_its_position() -> None:
    assert press(keyboard(cursor=(5, 32)), "a").contents()["text"] == "  a"


def test_a_display_text_that_is_longer_than_its_field_is_cut() -> None:
    assert holding("ABCDEF").contents()["name"] == "ABCD"


def test_delete_shifts_the_rest_of_the_field_left() -> None:
    board = holding("ABCD", "right", "delete")
    assert (board.contents()["name"], at(board)) == ("ACD", (5, 11))


def test_backspace_deletes_the_character_before_the_cursor() -> None:
    board = holding("ABCD", "right", "right", "backspace")
    assert (board.contents()["name"], at(board)) == ("ACD", (5, 11))


def test_backspace_at_the_start_of_a_field_goes_to_the_last_position_of_the_one_before() -> None:
    board = holding("", *"abcd", "backspace")
    assert (board.contents()["name"], at(board)) == ("ABCD", (5, 13))
    assert press(board, "x").contents()["name"] == "ABCX"


def test_backspace_at_the_start_of_the_first_field_does_nothing() -> None:
    board = holding("AB", "backspace")
    assert (board.contents()["name"], at(board), board.error) == ("AB", (5, 10), "")


@pytest.mark.parametrize("key", ["field_exit", "field_plus"])
def test_field_exit_blanks_to_the_end_of_the_field_and_goes_to_the_next(key: str) -> None:
    board = holding("ABCD", "right", key)
    assert (board.contents()["name"], at(board)) == ("A", (5, 30))


def test_erase_eof_blanks_to_the_end_of_the_field_and_stays() -> None:
    board = holding("ABCD", "right", "erase_eof")
    assert (board.contents()["name"], at(board)) == ("A", (5, 11))


def test_erase_input_clears_all_fields_and_goes_to_the_first() -> None:
    board = press(keyboard(), "a", "tab", "b", "tab", "7", "erase_input")
    assert board.contents() == {"name": "", "text": "", "port": ""}
    assert at(board) == (5, 10)


@pytest.mark.parametrize(("key", "code"), [("field_minus", "0016"), ("dup", "0019")])
def test_no_field_allows_field_minus_or_dup(key: str, code: str) -> None:
    board = holding("AB", key)
    assert (board.error, board.contents()["name"], at(board)) == (code, "AB", (5, 10))


def test_the_next_key_that_can_be_used_clears_an_error_and_acts() -> None:
    board = press(keyboard(cursor=(1, 1)), "x")
    assert board.error_text() == "Cursor in protected area of display."
    press(board, "tab")
    assert (board.error, board.error_text(), at(board)) == ("", "", (5, 10))


def test_the_next_key_that_cannot_be_used_sets_its_own_error() -> None:
    assert press(keyboard(cursor=(1, 1)), "x", "f25").error == "0027"


def test_a_click_and_an_aid_key_clear_an_error_too() -> None:
    board = press(keyboard(cursor=(1, 1)), "x")
    board.click(5, 10)
    assert not board.error
    press(board, "f25", "enter")
    assert not board.error


def test_reset_clears_the_error_and_insert_mode_and_keeps_the_text() -> None:
    board = holding("ABCD", "insert", "x", "reset")
    assert (board.error, board.inserting, board.contents()["name"]) == ("", False, "ABCD")


@pytest.mark.parametrize(("code", "text"), CODES.items())
def test_every_error_has_its_text(code: str, text: str) -> None:
    board = keyboard()
    board.error = code
    assert board.error_text() == text


@pytest.mark.parametrize("key", [*LOCAL_KEYS, *AID_KEYS])
@pytest.mark.parametrize("cursor", [(5, 10), (5, 13), (9, 2), (1, 1), (24, 80)])
def test_every_key_is_known_everywhere_and_a_local_one_stays_local(
    key: str, cursor: tuple[int, int]
) -> None:
    board = keyboard(cursor=cursor)
    aid = board.press(key)
    assert board.error in ("", "0005", "0016", "0019")
    assert (aid is not None) == board.locked == (key in AID_KEYS)


@pytest.mark.parametrize("key", AID_KEYS)
def test_an_aid_key_takes_the_fields_and_the_cursor_along(key: str) -> None:
    aid = press(keyboard(), *" a", "tab", "b").press(key)
    assert aid is not None
    assert aid.key == ("f1" if key == "help" else key)
    assert aid.fields == {"name": " A", "text": "b", "port": ""}
    assert (aid.row, aid.column) == (5, 31)


def test_what_an_aid_key_took_along_does_not_change_with_later_typing() -> None:
    board = press(keyboard(), "a")
    aid = board.press("enter")
    board.show(Display("NEXT", (), (NAME,), (5, 10)))
    press(board, "z")
    assert aid is not None
    assert aid.fields["name"] == "A"
