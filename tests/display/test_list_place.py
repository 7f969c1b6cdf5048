"""Position to: how somebody gets far down a list."""

from __future__ import annotations

import pytest
from reserved import entries
from walker import Walker
from walks.start import reserved, three

FIRST = 10
"""The row of the display that the first row of a list with a command line stands on."""


def placed(walker: Walker, command: str, text: str) -> Walker:
    return walker.command(command).to("position").type(text).press("enter")


@pytest.mark.parametrize(
    ("command", "text", "first"),
    [
        ("WRKSRVTBLE", "ntp", "ntp "),
        ("WRKSRVTBLE", "s", "smtp"),
        ("WRKSRVTBLE", "8476", "as-signon "),
        ("WRKSRVTBLE", "161", "snmp "),
        ("WRKUSRPRF", "QT", "QTCP"),
        ("WRKSYSVAL", "QMAX", "QMAXSGNACN"),
        ("DSPMSGD RANGE(*FIRST *LAST) MSGF(*ALL)", "TCP", "TCP"),
    ],
)
def test_the_list_begins_with_the_first_row_that_the_text_leads_to(walker, command, text, first):
    placed(walker, command, text)
    row = walker.rows[walker.keyboard.row - 1]
    assert row[5:].strip().startswith(first)
    assert walker.fields()["position"] == ""
    assert walker.message == ""


def test_restrictions_are_found_by_their_lower_port(walker):
    placed(three(walker), "WRKTCPPORT", "1050")
    assert walker.shows("1050") and not walker.shows("WEBUSR")
    walker.press("pageup")
    assert walker.shows("WEBUSR")


def test_a_text_behind_the_last_row_brings_the_end_of_the_list(walker):
    placed(walker, "WRKSRVTBLE", "zz")
    assert walker.shows("www-http", "Bottom")


def test_a_position_can_be_left_for_one_further_up(walker):
    placed(walker, "WRKSRVTBLE", "snmp").to("position").type("ftp").press("enter")
    assert walker.shows("ftp-control") and not walker.shows("as-admin-http")


def test_a_list_that_is_empty_has_nothing_to_go_to(walker):
    placed(walker, "WRKTCPPORT", "21")
    assert walker.shows("(No port restrictions)")


def test_what_is_no_port_is_refused_and_nothing_is_run(walker):
    three(walker).command("WRKTCPPORT").option("APPGRP", "4").to("position").type("1")
    walker.press("right").type("2").press("enter")
    assert walker.message == "Value '1 2' not valid for Position to."
    assert walker.display.field("position").wrong
    assert len(entries(walker)) == 3
    walker.to("position").press("erase_eof", "enter")
    assert walker.title == "Confirm Remove of TCP/IP Port Restrictions"


def test_options_that_are_typed_are_done_though_the_list_moves(walker):
    three(walker).command("WRKTCPPORT").option("WEBUSR", "4").to("position").type("8000")
    walker.press("enter", "enter")
    assert [profile for *_, profile in entries(walker)] == ["APPGRP", "CFTUSER"]


def test_the_cursor_starts_at_the_list_and_not_above_it(walker):
    walker.command("WRKSYSVAL")
    assert walker.keyboard.row == FIRST


def test_f5_forgets_what_is_typed(walker):
    reserved(walker, "21 *TCP WEBUSR").command("WRKTCPPORT").to("position").type("99").press("f5")
    assert walker.fields()["position"] == ""
