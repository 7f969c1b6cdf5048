"""A list is looked at otherwise: keys, columns, order, numbers, subset; and a command in a window."""

from __future__ import annotations

from pathlib import Path

import pytest
from walker import Walker

from portres_tui.panels import PANELS
from portres_tui.panels.lists import WorkWith
from portres_tui.panels.model import Action, Key

OTHER_VIEWS: dict[str, Key] = {
    name: key
    for name in PANELS
    if isinstance(panel := PANELS[name], WorkWith)
    for key in (*panel.keys, *panel.more_keys)
    if key.does is Action.OTHER_VIEW
}


@pytest.fixture
def walker(tmp_path: Path) -> Walker:
    return Walker(home=tmp_path).command("NETSTAT *CNN")


def first(walker: Walker) -> str:
    """The first row of the list."""
    heading = next(n for n, row in enumerate(walker.rows) if row.startswith(" Opt"))
    return walker.rows[heading + 1]


def test_f24_shows_other_keys_and_again_the_first(walker: Walker) -> None:
    assert walker.press("f24").shows("F15=Subset") and not walker.shows("F3=Exit")
    assert walker.press("f24").shows("F3=Exit") and not walker.shows("F15=Subset")


def test_keys_work_whichever_are_shown(walker: Walker) -> None:
    assert walker.press("f14").shows("  23  ")
    assert walker.press("f24", "f3").title.endswith("IBM i Main Menu")


def test_f11_switches_columns_and_tells_where_it_leads(walker: Walker) -> None:
    assert walker.press("f11").shows("Bytes Out", "F11=Display state")
    assert walker.press("f11").shows("Idle Time", "F11=Display byte counts")


@pytest.mark.parametrize("name", OTHER_VIEWS)
def test_the_key_of_another_view_leads_back_under_another_label(name: str) -> None:
    key = OTHER_VIEWS[name]

    assert key.other and key.other != key.label


def test_f14_switches_between_names_and_numbers(walker: Walker) -> None:
    assert " telnet " in first(walker)
    assert " 23 " in first(walker.press("f14"))
    assert " telnet " in first(walker.press("f14"))


def test_f13_orders_by_the_column_of_the_cursor_from_the_top(walker: Walker) -> None:
    walker.press("pagedown").click("State").press("f13")

    assert "Established" in first(walker)
    assert walker.message == "List sorted by column State."


def test_f13_orders_by_columns_of_the_other_view(walker: Walker) -> None:
    walker.press("f11").click("User").press("f13")

    assert " QTCP " in first(walker) and walker.message == "List sorted by column User."


def test_f13_elsewhere_says_where_to_put_the_cursor(walker: Walker) -> None:
    before = first(walker)
    walker.keyboard.click(1, 1)

    assert walker.press("f13").message.startswith("Put the cursor into the column")
    assert first(walker) == before


def test_a_subset_is_told_above_the_list_and_taken_back(walker: Walker) -> None:
    walker.press("f15").to("local").press("erase_eof").type("25").press("enter")
    assert walker.shows(" Subset:   local port 25") and " smtp " in first(walker)

    walker.press("f15")
    assert walker.fields()["local"] == "25"
    walker.to("local").press("erase_eof").press("enter")
    assert not walker.shows("Subset:") and " telnet " in first(walker)


def test_a_wrong_criterion_is_told_and_nothing_is_left(walker: Walker) -> None:
    walker.press("f15").to("address").press("erase_eof").type("10.1.2.*")
    walker.to("local").press("erase_eof").type("30")
    walker.to("local upper").press("erase_eof").type("20").press("enter")

    assert walker.title == "Subset IPv4 Connections"
    assert walker.message == "Value '20' not valid for To local port."
    assert walker.fields()["address"] == "10.1.2.*"
    wrong = [field.name for field in walker.display.fields if field.wrong]
    assert wrong == ["local upper"]


def test_f5_and_f12_on_the_subset_panel_leave_what_was_chosen(walker: Walker) -> None:
    walker.press("f15").to("local").press("erase_eof").type("25").press("f5")
    assert walker.fields()["local"] == "*ALL"
    assert walker.display.cursor == (5, 37), "the first field"
    walker.to("local").press("erase_eof").type("25").press("f12")

    assert not walker.shows("Subset:")


def test_f3_on_the_subset_panel_leaves_the_task(walker: Walker) -> None:
    assert walker.press("f15", "f3").title.endswith("IBM i Main Menu")


def test_options_typed_beside_rows_that_a_subset_hides_are_not_acted_upon(walker: Walker) -> None:
    walker.option("telnet", "4").press("f15")
    walker.to("local").press("erase_eof").type("25").press("enter", "enter")

    assert walker.title == "Work with IPv4 Connection Status"
    assert walker.session.system.sockets.get("*TCP", 23)


class TestCommandWindow:
    def test_commands_are_run_over_the_panel_until_f12(self, walker: Walker) -> None:
        walker.press("f9").type("CNNTCPCLT 23").press("enter")
        assert walker.message.startswith("Clients connected")
        walker.type("CNNTCPCLT 25").press("enter")
        assert "port 25" in walker.message and walker.shows("===>")

        walker.press("f12")

        assert not walker.shows("===>") and walker.shows("10.1.9.1")

    def test_a_command_that_failed_stays_to_be_corrected(self, walker: Walker) -> None:
        walker.press("f9").type("CNNTCPCLT 8001").press("enter")

        assert walker.fields()["command"] == "CNNTCPCLT 8001"

    def test_enter_with_nothing_typed_leads_back(self, walker: Walker) -> None:
        assert not walker.press("f9", "enter").shows("===>")

    def test_a_command_is_prompted_and_brought_back(self, walker: Walker) -> None:
        walker.press("f9").type("ENDTCPCNN *TCP").press("f4")
        assert walker.title == "End TCP/IP Connection (ENDTCPCNN)"
        walker.press("f12")
        assert walker.fields()["command"] == "ENDTCPCNN *TCP"
        walker.press("enter", "f12", "erase_eof", "f9")
        assert walker.fields()["command"] == "ENDTCPCNN *TCP"

    def test_f1_explains_the_command_or_the_window(self, walker: Walker) -> None:
        assert walker.press("f9", "f1").shows("Command line - Help")
        walker.press("f12").type("NETSTAT").press("f1")
        assert walker.shows("Work with TCP/IP Network Sts (NETSTAT) - Help")


def test_a_list_that_a_command_prints_goes_where_f6_puts_it(walker: Walker) -> None:
    told = walker.press("f6").message
    walker.press("f3").command("NETSTAT *CNN *PRINT")

    assert walker.title.endswith("IBM i Main Menu")
    assert walker.message.partition(" ")[2] and walker.message.split()[0] == told.split()[0]


def test_a_row_that_has_ended_keeps_its_last_looks_until_f5(walker: Walker) -> None:
    session = walker.session
    session.interpreter.run("ENDTCPCNN *TCP '*' 23", session.requester)
    assert walker.conversation.repaint() is None
    assert "telnet" in first(walker)

    assert "Established" in first(walker.press("f5"))
