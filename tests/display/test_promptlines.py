"""The lines of a prompt: fields that are longer than a row."""

from __future__ import annotations

import re

import pytest
from walker import Walker

from portres_tui.cl.definition import Parm, parm
from portres_tui.cl.types import Name, Text
from portres_tui.display.promptlines import CAPACITY, lines_of


def parms(*lengths: int) -> list[Parm]:
    return [parm(f"P{n}", "Text", Text(length)) for n, length in enumerate(lengths)]


@pytest.mark.parametrize(
    ("length", "keywords", "rows"),
    [
        (44, False, 1),
        (45, False, 2),
        (124, False, 2),
        (125, False, 3),
        (31, True, 1),
        (32, True, 2),
    ],
)
def test_a_long_field_has_the_rows_that_it_runs_on(length: int, keywords: bool, rows: int) -> None:
    lines = lines_of(parms(length), {}, keywords=keywords)

    assert [line.elem is not None for line in lines] == [True, *[False] * (rows - 1)]
    assert all(line.parm.keyword == "P0" for line in lines)


def test_a_long_field_stands_on_one_page() -> None:
    lines = lines_of([*parms(*[10] * (CAPACITY - 1)), parm("LONG", "Long", Text(200))], {})

    (at,) = [n for n, line in enumerate(lines) if line.parm.keyword == "LONG" and line.elem]
    assert at == CAPACITY
    assert len(lines) == CAPACITY + 3


def test_a_short_field_stays_where_it_is() -> None:
    assert len(lines_of([parm("P", "Name", Name(10))] * CAPACITY, {})) == CAPACITY


def test_text_is_typed_over_the_edge_and_arrives_whole() -> None:
    walker = Walker()
    text = "Orders of the shop, from half past seven to seven"
    walker.command("?ADDSRVTBLE 'shop' 8205 'tcp'").to("TEXT.0").press("erase_eof").type(text)

    walker.press("enter")

    (entry,) = walker.session.system.services.find(name="shop")
    assert entry.text == text


def test_a_name_that_f4_lists_is_taken_as_it_is_written() -> None:
    walker = Walker()
    walker.to("command").type("RMVSRVTBLE").press("f4").to("SERVICE.0").press("f4")
    assert walker.shows("as-admin-http")

    walker.click("as-central-s")

    assert walker.fields()["SERVICE.0"] == "as-central-s"
    walker.to("SERVICE.0").press("f4").press("erase_eof").type("ftp-data").press("enter")
    assert walker.fields()["SERVICE.0"] == "ftp-data"


def test_the_elements_of_a_list_are_labelled_once_and_its_last_value_says_that_there_may_be_more() -> (
    None
):
    walker = prompted("ADDTCPSVR PORT((21 *TCP) (22 *TCP))")
    labels = [row[:34].strip(" .") for row in walker.rows]

    assert labels.count("Protocol") == labels.count("+ for more values") == 1


def prompted(text: str) -> Walker:
    return Walker().to("command").type(text).press("f4")


def test_the_two_moments_of_a_period_each_have_a_heading_and_their_defaults() -> None:
    walker = prompted("DSPLOG")

    assert walker.shows("Start time and date:", "End time and date:")
    assert walker.fields()["PERIOD.1+1"] == "*CURRENT"


@pytest.mark.parametrize(
    ("blank", "typed", "ran"),
    [
        ((), {}, "DSPLOG"),
        ((), {"PERIOD.1": "*BEGIN"}, "DSPLOG PERIOD((*AVAIL *BEGIN))"),
        (("PERIOD.0", "PERIOD.1"), {"PERIOD.0+1": "180000"}, "DSPLOG PERIOD((*AVAIL) (180000))"),
    ],
)
def test_a_moment_stays_in_its_place_whatever_is_left_blank(
    blank: tuple[str, ...], typed: dict[str, str], ran: str
) -> None:
    walker = prompted("DSPLOG")
    for name in blank:
        walker.to(name).press("erase_eof")
    for name, text in typed.items():
        walker.to(name).press("erase_eof").type(text)
    walker.press("enter", "f12", "f9")

    assert walker.fields()["command"] == ran


@pytest.mark.parametrize(
    ("typed", "brings"), [("?", "SERVER - Help"), ("+", "Specify More Values for Parameter SERVER")]
)
def test_what_is_asked_over_the_first_character_of_a_value_leaves_the_value(
    typed: str, brings: str
) -> None:
    walker = prompted("STRTCPSVR").to("SERVER.0").type(typed).press("enter")
    assert walker.shows(brings)

    assert walker.press("f12").fields()["SERVER.0"] == "*ALL"


def test_a_value_that_begins_with_a_plus_and_is_another_one_is_a_value() -> None:
    walker = prompted("STRTCPSVR").to("SERVER.0").press("erase_eof").type("+FTP").press("enter")

    assert walker.message.startswith("Value '+FTP' not valid for parameter SERVER.")


@pytest.mark.parametrize("command", ["STRSBS", "CALL", "CLRMSGQ"])
def test_a_library_alone_is_not_taken_for_the_name(command: str) -> None:
    walker = prompted(command).press("enter")

    assert re.match(r"Parameter \w+ required\.", walker.message)


def test_a_user_alone_is_not_taken_for_the_name_of_the_job_to_be_ended() -> None:
    walker = prompted("ENDJOB").to("JOB.1").type("QTVTELNET").press("enter")
    assert walker.message.startswith("Parameter JOB required.")

    walker = prompted("DSPJOBLOG").to("JOB.0").press("erase_eof").to("JOB.1").type("QTVTELNET")
    assert walker.press("enter").message == "Job QTVTELNET/* not found."


@pytest.mark.parametrize(
    ("typed", "wrong", "told"),
    [
        ({"JOB.0": "a'b"}, "JOB.0", "Value 'A'B' not valid for parameter JOB."),
        ({"JOB.1": "x y"}, "JOB.1", "Value 'X Y' not valid for parameter JOB."),
        ({"JOB.0": "QTVTELNET", "JOB.2": "100023"}, "JOB.1", "User required when Number is given."),
    ],
)
def test_a_part_of_a_qualified_name_that_is_wrong_or_missing_is_pointed_at(
    typed: dict[str, str], wrong: str, told: str
) -> None:
    walker = prompted("DSPJOB")
    for name, text in typed.items():
        walker.to(name).press("erase_eof").type(text)
    walker.press("enter")

    assert walker.message == told
    assert [field.name for field in walker.display.fields if field.wrong] == [wrong]
    assert walker.title == "Display Job (DSPJOB)"


def test_what_is_left_blank_in_a_list_is_closed_up_so_that_the_wrong_value_is_pointed_at() -> None:
    walker = prompted("STRHOSTSVR").to("SERVER.0+1").type("*NOSUCH").press("enter")

    assert walker.message.startswith("Value '*NOSUCH' not valid for parameter SERVER.")
    wrong = next(field for field in walker.display.fields if field.wrong)
    assert walker.fields()[wrong.name] == "*NOSUCH"


def test_nothing_unseen_stands_behind_a_password_that_is_typed() -> None:
    walker = prompted("CRTUSRPRF ANN").to("PASSWORD.0").type("abc").press("enter")
    assert walker.message == "Password too short. At least 6 characters."
    assert walker.fields()["PASSWORD.0"] == "", "it is typed anew"

    assert walker.type("abcdef").press("enter").message == "User profile ANN created."


def test_a_password_that_is_right_stays_while_another_field_is_mended() -> None:
    walker = prompted("CRTUSRPRF ANN GRPPRF(NOBODY)").to("PASSWORD.0").type("abcdef")
    assert walker.press("enter").message == "User profile NOBODY not found."

    assert walker.fields()["PASSWORD.0"] == "abcdef"


def test_a_password_left_blank_is_the_default() -> None:
    walker = prompted("CRTUSRPRF ANN").press("enter")

    assert walker.session.system.passwords.get("ANN") is not None
