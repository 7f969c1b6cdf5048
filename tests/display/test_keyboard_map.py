"""Display Keyboard Map: every key is shown, and only three of them leave."""

from __future__ import annotations

import pytest
from walker import Walker

from portres_tui.display.editor import LOCAL_KEYS
from portres_tui.display.keyboard import AID_KEYS
from portres_tui.panels.keyboard import NAMES
from portres_tui.tui.keys import AFTER_ESC, PLAIN, UNDEFINED


@pytest.fixture
def walker() -> Walker:
    return Walker().command("DSPKBDMAP")


def test_a_key_stands_in_the_first_line_at_once(walker: Walker) -> None:
    assert "(No key was pressed yet)" in walker.rows[6]
    walker.strokes("xterm", ("\x1b[17~", "f6"))
    assert walker.rows[6].split() == ["1B", "5B", "31", "37", "7E", "^[[17~", "F6"]


@pytest.mark.parametrize(
    "key", [f"f{number}" for number in range(1, 25) if number not in (1, 3, 12)]
)
def test_a_function_key_does_nothing_here_but_to_be_shown(walker: Walker, key: str) -> None:
    walker.press(key)
    assert walker.title == "Display Keyboard Map"
    assert walker.message == ""


@pytest.mark.parametrize("key", ["f3", "f12", "enter"])
def test_three_keys_leave(walker: Walker, key: str) -> None:
    assert walker.press(key).title.endswith("IBM i Main Menu")


def test_keys_are_shown_where_they_are_asked_for_only(walker: Walker) -> None:
    assert walker.conversation.watches_keys
    walker.press("f12")
    assert not walker.conversation.watches_keys


def test_every_key_that_can_be_pressed_has_a_name() -> None:
    keys = {*PLAIN.values(), *AFTER_ESC.values(), *LOCAL_KEYS, *AID_KEYS, UNDEFINED}
    assert {key for key in keys if key not in NAMES and not key[1:].isdigit()} == set()
