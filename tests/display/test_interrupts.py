"""Attn and System Request: they come on top of everything, and what was there comes back."""

from __future__ import annotations

import pytest
from station import visitor
from walker import Walker
from walks.start import three


def busy(walker: Walker) -> Walker:
    """A list with an option typed, a message on its last row, the cursor where it was left."""
    three(walker).command("WRKTCPPORT").option("8205", "7").press("enter")
    return walker.option("APPGRP", "4")


@pytest.mark.parametrize(
    "keys",
    [
        ("attn", "f12"),
        ("attn", "f3"),
        ("sysreq", "f12"),
        ("sysreq", "f3"),
        ("sysreq", "reset"),
        ("sysreq", "sysreq"),
        ("sysreq", "enter", "f12"),
        ("sysreq", "enter", "f3"),
        ("sysreq", "attn", "f12"),
        ("sysreq", "enter", "attn", "f12", "f12"),
    ],
)
def test_the_display_is_as_it_was_before(walker: Walker, keys: tuple[str, ...]) -> None:
    before = busy(walker).golden()

    walker.press(*keys)

    assert walker.golden() == before


def test_what_is_typed_in_a_prompt_is_still_there(walker: Walker) -> None:
    walker.command("ADDTCPPORT").type("8080").press("tab", "tab").type("*TC")

    walker.press("sysreq").type("2x").press("reset")
    walker.type("P").type("APPUSER").press("enter")

    assert "Port restriction added" in walker.message


def test_the_line_shows_the_display_under_it_and_takes_nothing_but_the_line(
    walker: Walker,
) -> None:
    busy(walker).press("sysreq")

    assert walker.shows("Work with TCP/IP Port Restrictions", "APPGRP")
    assert list(walker.fields()) == ["System Request"]


def test_enter_alone_shows_the_menu(walker: Walker) -> None:
    walker.press("sysreq", "enter")

    assert walker.shows("System Request", "2. End previous request", "90. Sign off")
    walker.press("enter")
    assert walker.message == "Type an option number or command."


@pytest.mark.parametrize("typed", ["wrktcpsvr", "SIGNOFF", "?GO", "4 4"])
def test_a_command_is_not_taken(walker: Walker, typed: str) -> None:
    walker.press("sysreq").type(typed).press("enter")

    assert walker.shows("System Request", "Select one of the following:")
    assert walker.message == "System Request takes the number of an option."
    assert not walker.conversation.ended


def test_a_number_that_is_no_option_is_not_taken(walker: Walker) -> None:
    walker.press("sysreq").type("44").press("enter")

    assert walker.message == "Specified menu selection is not correct."


def test_an_option_that_is_not_built_says_so(walker: Walker) -> None:
    walker.press("sysreq").type("80").press("enter")

    assert walker.message == "Option 80 is not part of this simulator."


@pytest.mark.parametrize("by", ["line", "menu"])
def test_option_90_signs_off_from_any_display(walker: Walker, by: str) -> None:
    busy(walker).press("sysreq")
    if by == "menu":
        walker.press("enter")

    walker.type("90").press("enter")

    assert walker.conversation.ended


@pytest.mark.parametrize("by", ["line", "menu"])
def test_option_2_leaves_the_task_however_deep_it_is(walker: Walker, by: str) -> None:
    busy(walker).press("f12")
    walker.command("CFGTCP").command("WRKTCPPORT").press("f1", "f13", "sysreq")
    if by == "menu":
        walker.press("enter")

    walker.type("2").press("enter")

    assert "Configure TCP/IP" in walker.title


def test_option_2_on_the_first_display_says_how_to_sign_off(walker: Walker) -> None:
    walker.press("sysreq").type("2").press("enter")

    assert walker.message.startswith("To sign off")


def test_system_request_works_while_the_keyboard_shows_an_error(walker: Walker) -> None:
    walker.keyboard.click(1, 1)
    walker.type("x")
    assert walker.keyboard.error == "0005"

    walker.press("sysreq")

    assert walker.keyboard.error == "" and list(walker.fields()) == ["System Request"]


def test_reset_ends_an_error_on_the_line_before_it_leaves_it(walker: Walker) -> None:
    walker.press("sysreq", "up").type("x")
    assert walker.keyboard.error == "0005"

    walker.press("reset")
    assert list(walker.fields()) == ["System Request"]
    walker.press("reset")
    assert list(walker.fields()) == ["command"]


def test_reset_elsewhere_sends_nothing(walker: Walker) -> None:
    walker.to("command").type("CFGTCP").press("reset")

    assert walker.fields() == {"command": "CFGTCP"}


def test_attn_shows_the_assistant_on_top_of_a_prompt_and_f12_leads_back(walker: Walker) -> None:
    walker.command("ADDTCPPORT").type("8080").press("attn")
    assert "Operational Assistant Menu" in walker.title

    walker.command("10").press("f12", "f12")

    assert "ADDTCPPORT" in walker.title and walker.fields()["PORT.0"] == "8080"


def test_the_menu_does_not_come_twice(walker: Walker) -> None:
    walker.press("attn").command("GO USER").press("attn")

    assert "User Tasks" in walker.title
    assert walker.message == "The Operational Assistant Menu display is there already."


def test_a_function_key_that_the_line_does_not_have_is_told_above_it(walker: Walker) -> None:
    walker.press("sysreq", "f6")

    assert walker.rows[22].strip() == "Function key F6 not allowed here."
    assert list(walker.fields()) == ["System Request"]
    walker.type("90").press("enter")
    assert walker.conversation.ended


@pytest.mark.parametrize(("key", "called"), [("attn", "Attn"), ("sysreq", "System Request")])
def test_where_nobody_is_signed_on_there_is_nothing_to_interrupt(key: str, called: str) -> None:
    stranger = visitor()
    before = stranger.display.name

    stranger.press(key)

    assert stranger.display.name == before
    assert stranger.message.endswith(f"{called} not allowed here: nobody is signed on.")


def test_f1_on_the_line_explains_system_request(walker: Walker) -> None:
    walker.press("sysreq", "f1")

    assert walker.shows("System Request - Help")
