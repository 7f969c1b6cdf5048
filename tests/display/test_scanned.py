"""Control and Find above a spooled file."""

from __future__ import annotations

import pytest
from walker import Walker

from portres_tui.display.scanning import Extent, Found, Spot, brought_up, controlled, next_found

LINES = [f"line {number} of the file".ljust(70) for number in range(1, 200)]
EXTENT = Extent(lines=199, widest=120, page=60, seen=13)


def shown(walker: Walker, lines: list[str]) -> Walker:
    """These lines are printed, and displayed."""
    walker.session.spool("TEXT", lines)
    return walker.command("DSPSPLF QSYSPRT")


def typed(walker: Walker, field: str, text: str) -> Walker:
    return walker.to(field).press("erase_eof").type(text).press("enter")


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("*TOP", Spot(0, 5)),
        ("*BOTTOM", Spot(186, 5)),
        ("1", Spot(0, 5)),
        ("3", Spot(120, 5)),
        ("+7", Spot(107, 5)),
        ("-7", Spot(93, 5)),
        ("-500", Spot(0, 5)),
        ("+500", Spot(198, 5)),
        ("W1", Spot(100, 0)),
        ("W120", Spot(100, 119)),
        ("W+10", Spot(100, 15)),
        ("W-10", Spot(100, 0)),
        ("W+999", Spot(100, 119)),
    ],
)
def test_a_control_value_leads_to_lines_pages_and_columns(text, spot):
    assert controlled(text, Spot(100, 5), EXTENT) == spot


@pytest.mark.parametrize("text", ["0", "5", "W0", "W121", "W", "+", "TOP", "*TOPS", "1.5", "+-3"])
def test_what_leads_nowhere_is_no_control_value(text):
    assert controlled(text, Spot(), EXTENT) is None


def test_a_text_is_found_in_any_case_and_from_a_place_on():
    lines = ["none", "an Errno, an errno", "ERRNO"]
    assert next_found(lines, "errno", Found(0, 0)) == Found(1, 3)
    assert next_found(lines, "errno", Found(1, 4)) == Found(1, 13)
    assert next_found(lines, "errno", Found(1, 14)) == Found(2, 0)
    assert next_found(lines, "errno", Found(2, 1)) is None


def test_a_text_that_is_seen_whole_moves_nothing_and_another_one_is_brought_up():
    assert brought_up(Found(12, 10), 5, Spot(0, 0), (13, 79)) == Spot(0, 0)
    assert brought_up(Found(13, 10), 5, Spot(0, 0), (13, 79)) == Spot(13, 0)
    assert brought_up(Found(0, 77), 5, Spot(0, 0), (13, 79)) == Spot(0, 3)
    assert brought_up(Found(0, 2), 5, Spot(0, 40), (13, 79)) == Spot(0, 0)


def test_control_goes_to_a_page_and_is_empty_again(walker):
    typed(shown(walker, LINES), "control", "2")
    assert walker.shows("Page/Line   2/1", "line 61 ")
    assert walker.fields()["control"] == ""
    typed(walker, "control", "-1")
    assert walker.shows("Page/Line   1/60")


def test_a_control_value_that_is_wrong_stays_and_moves_nothing(walker):
    typed(shown(walker, LINES), "control", "99")
    assert walker.message == "Control value '99' not valid."
    assert walker.display.field("control").wrong
    assert walker.shows("Page/Line   1/1")
    assert walker.fields()["control"] == "99"


def test_find_puts_the_cursor_on_the_text_and_f16_on_the_next(walker):
    typed(shown(walker, LINES), "find", "LINE 19")
    assert walker.message == "'LINE 19' found at page/line 1/19."
    assert walker.rows[walker.keyboard.row - 1][walker.keyboard.column - 1 :].startswith("line 19 ")
    walker.press("f16")
    assert walker.shows("Page/Line   4/10", "line 190 ")
    walker.press("f16")
    assert walker.message == "'LINE 19' found at page/line 4/11."


def test_a_text_that_is_not_there_any_more_says_so_and_can_be_looked_for_from_the_top(walker):
    typed(shown(walker, LINES), "find", "line 199").press("f16")
    assert walker.message == "'line 199' not found from here to the end of the file."
    typed(walker, "control", "*TOP").press("f16")
    assert walker.message == "'line 199' found at page/line 4/19."


def test_control_goes_before_find(walker):
    typed(shown(walker, LINES), "find", "line 100 ")
    typed(walker, "control", "+10")
    assert walker.shows("Page/Line   2/50")


def test_another_text_is_looked_for_from_what_is_seen_on(walker):
    typed(shown(walker, LINES), "find", "line 150 ")
    typed(walker, "find", "line 7")
    assert walker.message == "'line 7' not found from here to the end of the file."


def test_a_text_beside_the_display_is_brought_into_sight(walker):
    typed(shown(walker, ["a" * 90 + "needle" + "b" * 20]), "find", "needle")
    assert walker.shows("needle", "Columns     18 - 96")


def test_f16_without_a_text_asks_for_one(walker):
    shown(walker, LINES).press("f16")
    assert walker.message == "Type in Find what is to be looked for."


def test_left_and_right_are_there_only_for_what_is_wider_than_the_display(walker):
    shown(walker, ["a" * 79]).press("f20")
    assert walker.message == "Function key F20 not allowed here."
    assert not walker.shows("F20=Right")
    shown(walker.press("f3").command("DLTSPLF QSYSPRT"), ["a" * 80]).press("f20")
    assert walker.shows("F19=Left   F20=Right", "Columns     40 - 118")


def test_left_leads_back_from_where_a_control_value_led(walker):
    typed(shown(walker, ["a" * 79]), "control", "W20")
    assert walker.shows("F19=Left   F20=Right", "Columns     20 - 98")
    walker.press("f19")
    assert walker.shows("Columns     1 - 79")
    assert not walker.shows("F19=Left")


def test_enter_without_anything_typed_goes_back(walker):
    shown(walker, LINES).press("enter")
    assert walker.title.endswith("IBM i Main Menu")
