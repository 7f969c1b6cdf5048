"""Menus: what their options lead to, what the first one is, and help on a single option."""

from __future__ import annotations

import pytest
from walker import Clock, Walker

from portres_tui.domain.system import JournalEntry
from portres_tui.store.memory import MemorySystem


def begun(machine: MemorySystem, clock: Clock, menu: str) -> Walker:
    """A session of a profile that has this initial menu."""
    profile = machine.profiles.get("OPER")
    assert profile is not None
    with machine.transaction(JournalEntry(0, "000000/QSYS/SCPF", "QSYS", "")):
        machine.profiles.put(profile._replace(menu=menu))
    return Walker(machine, clock, "OPER")


@pytest.mark.parametrize(
    ("option", "title"),
    [
        ("1", "User Tasks"),
        ("3", "Manage the System"),
        ("6", "Network Management"),
        ("9", "Go to Menu (GO)"),
    ],
)
def test_an_option_of_the_main_menu_leads_on(walker: Walker, option: str, title: str) -> None:
    walker.command(option)

    assert title in walker.title


def test_port_restrictions_are_reached_by_numbers_alone(walker: Walker) -> None:
    walker.command("6").command("10").command("1").command("4")

    assert walker.title == "Work with TCP/IP Port Restrictions"


def test_a_click_on_an_option_takes_it(walker: Walker) -> None:
    walker.click("1. User tasks")

    assert "User Tasks" in walker.title


def test_an_option_that_has_nothing_behind_it_says_so(walker: Walker) -> None:
    walker.command("2")

    assert walker.message == "Option 2 is not part of this simulator."
    assert walker.fields()["command"] == "2"


def test_an_option_whose_command_is_not_there_says_so(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    interpreter = walker.session.interpreter
    there = {name: each for name, each in interpreter.catalogue.items() if name != "GO"}
    monkeypatch.setattr(interpreter, "catalogue", there)

    walker.command("1")

    assert walker.message == "Option 1 is not part of this simulator."
    walker.to("command").type("9").press("f4")
    assert walker.title.endswith("IBM i Main Menu")


def test_f1_on_an_option_explains_that_option_alone(walker: Walker) -> None:
    walker.command("CFGTCP").press(*["up"] * 12, "f1")

    assert walker.shows("4. Work with TCP/IP port restrictions - Help")
    walker.press("f2")
    assert walker.shows("Configure TCP/IP - Help")


def test_f1_behind_the_number_of_an_option_explains_it_too(walker: Walker) -> None:
    walker.to("command").type("6").press("f1")

    assert walker.shows("6. Communications - Help")


def test_f1_elsewhere_on_a_menu_explains_the_menu(walker: Walker) -> None:
    walker.press("f1")

    assert walker.shows("IBM i Main Menu - Help")


def test_a_session_begins_on_the_menu_of_its_profile(machine: MemorySystem, clock: Clock) -> None:
    walker = begun(machine, clock, "TCPADM")

    assert "TCP/IP Administration" in walker.title
    assert "not an IBM product" in walker.message


@pytest.mark.parametrize("menu", ["NOSUCH", "WRKTCPSVR", "SYSREQ"])
def test_who_has_a_menu_that_there_is_not_begins_on_the_main_menu(
    machine: MemorySystem, clock: Clock, menu: str
) -> None:
    walker = begun(machine, clock, menu)

    assert "IBM i Main Menu" in walker.title
    assert walker.message == f"Initial menu {menu} not found. Menu MAIN is shown."


def test_90_signs_off(walker: Walker) -> None:
    assert walker.command("GO USER").command("90").conversation.ended


# By number and by a click


def test_enter_on_an_empty_command_line_asks_for_something(walker):
    walker.press("enter")
    assert walker.message == "Type an option number or command."


def test_an_option_that_is_not_there_is_refused_and_stays_to_be_corrected(walker):
    walker.command("55")
    assert walker.message == "Specified menu selection is not correct."
    assert walker.fields()["command"] == "55"


def test_an_option_that_is_not_built_says_so(walker):
    walker.command("2")
    assert walker.message == "Option 2 is not part of this simulator."
    assert walker.title.endswith("IBM i Main Menu")


def test_f3_and_f12_on_the_first_menu_say_how_to_sign_off(walker):
    for key in ("f3", "f12"):
        walker.press(key)
        assert "SIGNOFF" in walker.message
        assert not walker.conversation.ended


def test_option_90_and_signoff_end_the_session(tmp_path):
    for text in ("90", "signoff"):
        walker = Walker(home=tmp_path)
        walker.command(text)
        assert walker.conversation.ended


def test_a_click_on_an_option_chooses_it(walker):
    walker.command("CFGTCP").click("4. Work with TCP/IP port restrictions")
    assert walker.title == "Work with TCP/IP Port Restrictions"


def test_a_click_on_a_function_key_presses_it(walker):
    walker.command("CFGTCP").click("F12=Cancel")
    assert walker.rows[0].startswith(" MAIN")


def test_the_notice_that_this_is_a_simulator_stands_on_the_first_panel_only(walker):
    assert "not an IBM product" in walker.message
    walker.command("CFGTCP").press("f12")
    assert walker.message == ""
