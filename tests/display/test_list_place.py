"""Position to: how somebody gets far down a list."""

from __future__ import annotations

import pytest
from walker import Walker

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


def test_a_text_behind_the_last_row_brings_the_end_of_the_list(walker):
    placed(walker, "WRKSRVTBLE", "zz")
    assert walker.shows("www-http", "Bottom")


def test_a_position_can_be_left_for_one_further_up(walker):
    placed(walker, "WRKSRVTBLE", "snmp").to("position").type("ftp").press("enter")
    assert walker.shows("ftp-control") and not walker.shows("as-admin-http")


def test_options_that_are_typed_are_done_though_the_list_moves(walker):
    walker.command("WRKUSRPRF").option("APPUSER", "5").to("position").type("QTCP").press("enter")
    assert walker.shows("Display User Profile", "APPUSER")
    walker.press("f12")
    assert walker.shows("QTCP") and not walker.shows("APPUSER")


def test_the_cursor_starts_at_the_list_and_not_above_it(walker):
    walker.command("WRKSYSVAL")
    assert walker.keyboard.row == FIRST


def test_f5_forgets_what_is_typed(walker):
    walker.command("WRKUSRPRF").to("position").type("Q").press("f5")
    assert walker.fields()["position"] == ""
