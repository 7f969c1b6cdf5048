"""The locked keyboard, type-ahead, new displays and live repaints."""

from __future__ import annotations

from portres_tui.display.buffer import Display, Field, Span
from portres_tui.display.keyboard import TYPE_AHEAD, Aid, Keyboard

NAME = Field("name", 5, 10, 4)
LINE = Field("line", 20, 7, 153, monocase=False)
FIRST = Display("FIRST", (Span(1, 2, "first"),), (NAME, LINE), (5, 10))
SECOND = Display("SECOND", (), (LINE,), (20, 7))
PLAIN = Display("PLAIN", ())


def press(board: Keyboard, *keys: str) -> Keyboard:
    for key in keys:
        assert board.press(key) is None
    return board


def locked() -> Keyboard:
    board = Keyboard(FIRST)
    board.lock()
    return board


def at(board: Keyboard) -> tuple[int, int]:
    return board.row, board.column


def test_keys_wait_while_the_keyboard_is_locked() -> None:
    board = press(locked(), "a", "tab", "enter")
    assert (board.contents()["name"], at(board)) == ("", (5, 10))


def test_an_aid_key_locks_the_keyboard() -> None:
    board = Keyboard(FIRST)
    assert board.press("enter") is not None
    assert board.locked
    press(board, "a")
    assert board.contents()["name"] == ""


def test_a_new_display_brings_its_fields_and_cursor_and_unlocks() -> None:
    board = Keyboard(FIRST)
    press(board, "a", "insert", "漢")
    board.show(SECOND._replace(fields=(LINE._replace(text="again"),)))
    assert board.contents() == {"line": "again"}
    assert at(board) == (20, 7)
    assert (board.locked, board.inserting, board.error) == (False, False, "")


def test_kept_keys_are_typed_into_the_next_display() -> None:
    board = press(locked(), *"dsp", "insert", "x")
    assert board.show(SECOND) is None
    assert (board.contents(), board.inserting) == ({"line": "dspx"}, True)


def test_kept_keys_stop_at_an_aid_key_and_go_on_with_the_display_after_it() -> None:
    board = press(locked(), *"7", "enter", *"go", "f4", "x")
    assert board.show(FIRST) == Aid("enter", {"name": "7", "line": ""}, 5, 11)
    assert board.locked
    assert board.show(SECOND) == Aid("f4", {"line": "go"}, 20, 9)
    assert board.show(FIRST) is None
    assert board.contents()["name"] == "X"
    assert not board.locked


def test_keys_pressed_between_two_kept_aid_keys_come_last() -> None:
    board = press(locked(), "enter", "a")
    board.show(SECOND)
    press(board, "b")
    board.show(SECOND)
    assert board.contents() == {"line": "ab"}


def test_a_kept_key_that_is_refused_drops_those_behind_it() -> None:
    board = press(locked(), "x", "enter")
    assert board.show(PLAIN) is None
    assert (board.error, board.locked) == ("0005", False)
    assert board.show(SECOND) is None
    assert board.contents() == {"line": ""}


def test_a_paste_is_kept_too() -> None:
    board = press(locked(), "a")
    board.paste("bc")
    press(board, "enter")
    assert board.show(SECOND) == Aid("enter", {"line": "abc"}, 20, 10)


def test_too_many_keys_are_an_overrun_that_stays_to_be_seen() -> None:
    board = press(locked(), *"x" * TYPE_AHEAD)
    assert (board.locked, board.error) == (True, "")
    press(board, "y")
    assert (board.error, board.error_text()) == ("0001", "Keyboard overrun.")
    wide = Field("wide", 3, 1, TYPE_AHEAD + 2, monocase=False)
    board.show(Display("WIDE", (), (wide,), (3, 1)))
    assert board.contents() == {"wide": "x" * TYPE_AHEAD}
    assert board.error == "0001"
    press(board, "z")
    assert board.error == ""


def test_reset_drops_the_kept_keys_and_unlocks_nothing() -> None:
    board = press(locked(), *"abc", "reset", "d")
    assert board.locked
    board.show(SECOND)
    assert board.contents() == {"line": "d"}


def test_reset_clears_an_overrun() -> None:
    board = press(locked(), *"x" * (TYPE_AHEAD + 1), "reset")
    assert board.error == ""
    board.show(SECOND)
    assert (board.error, board.contents()) == ("", {"line": ""})


def test_a_repaint_changes_the_fixed_text_and_nothing_that_is_being_typed() -> None:
    board = press(Keyboard(FIRST), "a", "b", "insert", "漢")
    fields = (NAME._replace(text="NEW", wrong=True), LINE)
    board.merge(Display("FIRST", (Span(1, 2, "later"),), fields, (20, 7)))
    assert "later" in board.runs(1)[0][0]
    assert (board.contents()["name"], at(board)) == ("AB", (5, 12))
    assert (board.inserting, board.error) == (True, "0027")
    press(board, "home", "insert", "c")
    assert (board.contents()["name"], at(board)) == ("CB", (5, 11))


def test_a_repaint_leaves_the_keyboard_locked_and_the_kept_keys_kept() -> None:
    board = press(locked(), "a")
    board.merge(FIRST._replace(spans=(Span(1, 2, "later"),)))
    assert board.locked
    board.show(SECOND)
    assert board.contents() == {"line": "a"}


def test_a_repaint_with_other_fields_or_of_another_panel_changes_nothing() -> None:
    later = (Span(1, 2, "later"),)
    for other in (
        FIRST._replace(spans=later, fields=(LINE,)),
        FIRST._replace(spans=later, fields=(NAME._replace(row=6), LINE)),
        FIRST._replace(spans=later, fields=(NAME._replace(name="other"), LINE)),
        FIRST._replace(spans=later, name="OTHER"),
    ):
        board = press(Keyboard(FIRST), "a")
        board.merge(other)
        assert board.contents() == {"name": "A", "line": ""}
        assert board.display == FIRST


def test_the_order_in_which_a_repaint_lists_the_fields_does_not_matter() -> None:
    board = Keyboard(FIRST)
    board.merge(FIRST._replace(spans=(), fields=(LINE, NAME)))
    assert board.display == FIRST._replace(spans=())
