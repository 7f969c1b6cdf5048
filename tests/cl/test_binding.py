"""A call meets its definition."""

from __future__ import annotations

from typing import Any

import pytest

from portres_tui.cl.binding import Problems, arrange, bind, field_name, missing
from portres_tui.cl.definition import Answer, Elem, Parm, command, parm
from portres_tui.cl.syntax import parse
from portres_tui.cl.types import Integer, Name, Text
from portres_tui.commands import CATALOGUE
from portres_tui.domain.messages import EscapeMessage, Message

_PAIR = (
    Elem("From", Integer(1, 9)),
    Elem("To", Integer(1, 9), default="*SAME", special=("*SAME",)),
)


@command(
    "TEST",
    "Test",
    Parm("PAIRS", "Pairs", _PAIR, most=3, single=("*ALL",)),
    Parm("BOTH", "Both needed", (Elem("One", Name(4)), Elem("Two", Name(4)))),
    parm("TEXT", "Text", Name(10), default="NONE"),
    parm("CASE", "As typed", Text(10), default="*SAME", special=("*SAME",)),
)
def every_form(request: Any, pairs: Any, both: Any, text: Any, case: Any) -> Answer:
    """A command that has what those of the product do not have all of."""
    return Message("PRT0001")


def bound(text: str) -> dict[str, Any]:
    call = parse(text)
    return bind(call, every_form if call.name == "TEST" else CATALOGUE[call.name])


def wrong(text: str) -> list[tuple[str, dict[str, str]]]:
    """What is wrong, each with its data."""
    return [(each.id, dict(each.data)) for each in refused(text).diagnostics]


def refused(text: str) -> EscapeMessage:
    with pytest.raises(EscapeMessage) as caught:
        bound(text)
    return caught.value


# Where values stand


@pytest.mark.parametrize(
    "text",
    [
        "ADDTCPPORT PORT(1050 1059) PROTOCOL(*TCP) USRPRF(PAOLO)",
        "ADDTCPPORT USRPRF(PAOLO) PROTOCOL(*TCP) PORT(1050 1059)",
        "ADDTCPPORT (1050 1059) *TCP PAOLO",
        "ADDTCPPORT (1050 1059) USRPRF(PAOLO) PROTOCOL(*TCP)",
        "addtcpport port(1050 1059) protocol(*tcp) usrprf(paolo)",
        "ADDTCPPORT PORT('1050' 1059) PROTOCOL(*TCP) USRPRF('PAOLO')",
    ],
)
def test_values_are_the_same_by_position_and_by_keyword_in_any_case(text: str) -> None:
    assert bound(text) == {"port": (1050, 1059), "protocol": "*TCP", "usrprf": "PAOLO"}


def test_an_element_that_is_left_out_has_its_default() -> None:
    assert bound("ADDTCPPORT 21 *TCP WEBUSR")["port"] == (21, "*ONLY")
    assert bound("ADDTCPPORT (21 *N) *TCP WEBUSR")["port"] == (21, "*ONLY")


def test_a_parameter_that_is_left_out_has_its_default() -> None:
    assert bound("STRTCPSVR") == {"server": ("*ALL",), "httpsvr": "*ALL", "instance": "*ALL"}
    assert bound("STRTCPSVR SERVER()")["server"] == ("*ALL",)


def test_n_passes_over_a_position() -> None:
    assert bound("STRTCPSVR *N *ADMIN") == {
        "server": ("*ALL",),
        "httpsvr": "*ADMIN",
        "instance": "*ALL",
    }


def test_a_position_that_was_passed_over_may_be_given_by_keyword() -> None:
    assert bound("ADDTCPPORT *N *TCP WEBUSR PORT(21)")["port"] == (21, "*ONLY")


def test_a_list_is_all_of_its_values_and_one_value_is_a_list_of_one() -> None:
    assert bound("STRTCPSVR SERVER(*FTP *SMTP)")["server"] == ("*FTP", "*SMTP")
    assert bound("STRTCPSVR *FTP")["server"] == ("*FTP",)


def test_a_list_of_lists_has_elements_in_each() -> None:
    assert bound("TEST PAIRS((1 2) (3) (4 *SAME)) BOTH(A B)")["pairs"] == (
        (1, 2),
        (3, "*SAME"),
        (4, "*SAME"),
    )


def test_a_value_that_stands_for_the_whole_parameter_has_no_elements() -> None:
    assert bound("TEST *all BOTH(A B)")["pairs"] == ("*ALL",)


def test_a_qualified_name_is_written_back_to_front() -> None:
    assert bound("DSPJOBLOG JOB(100023/QTCP/QTFTP00023)")["job"] == (
        "QTFTP00023",
        "QTCP",
        "100023",
    )
    assert bound("DSPJOBLOG QTCP/QTFTP00023")["job"] == ("QTFTP00023", "QTCP", "")
    assert bound("DSPJOBLOG QTFTP00023")["job"] == ("QTFTP00023", "", "")
    assert bound("DSPJOBLOG")["job"] == bound("DSPJOBLOG *")["job"] == "*"


def test_n_in_a_qualified_parameter_is_its_default_too() -> None:
    assert bound("DSPJOBLOG JOB(*N)")["job"] == "*"


def test_special_values_are_taken_in_any_case() -> None:
    assert bound("RMVTCPPORT PORT(*all *only) PROTOCOL(*Udp) USRPRF(X)") == {
        "port": ("*ALL", "*ONLY"),
        "protocol": "*UDP",
        "usrprf": "X",
    }


# What is wrong, and where


@pytest.mark.parametrize(
    ("text", "found", "at"),
    [
        ("ADDTCPPORT 21 *TCP X TEXT('a')", [("CPD0043", {"keyword": "TEXT"})], ()),
        (
            "ADDTCPPORT PORT(21)",
            [("CPD0071", {"keyword": "PROTOCOL"}), ("CPD0071", {"keyword": "USRPRF"})],
            ("PROTOCOL.0", "USRPRF.0"),
        ),
        ("ADDTCPPORT *N *TCP X", [("CPD0071", {"keyword": "PORT"})], ("PORT.0",)),
        ("ADDTCPPORT (*N 30) *TCP X", [("CPD0071", {"keyword": "PORT"})], ("PORT.0",)),
        (
            "ADDTCPPORT PORT() PROTOCOL(*TCP) USRPRF(X)",
            [("CPD0071", {"keyword": "PORT"})],
            ("PORT.0",),
        ),
        ("ADDTCPPORT 21 *TCP ''", [("CPD0071", {"keyword": "USRPRF"})], ("USRPRF.0",)),
        ("TEST *ALL BOTH(A)", [("CPD0071", {"keyword": "BOTH"})], ("BOTH.1",)),
        ("ADDTCPPORT 21 PORT(22) PROTOCOL(*TCP) USRPRF(X)", [("PRT0103", {"keyword": "PORT"})], ()),
        (
            "STRTCPSVR SERVER(*FTP) HTTPSVR(A) HTTPSVR(B)",
            [("PRT0103", {"keyword": "HTTPSVR"})],
            (),
        ),
        (
            "ADDTCPPORT 1050 1059 *TCP PAOLO",
            [
                ("PRT0106", {"command": "ADDTCPPORT", "most": "3"}),
                ("CPD0084", {"keyword": "PROTOCOL", "value": "1059", "choices": "*UDP, *TCP"}),
                ("CPD0084", {"keyword": "USRPRF", "value": "*TCP", "choices": "Name"}),
            ],
            ("PROTOCOL.0", "USRPRF.0"),
        ),
        (
            "ADDTCPPORT (1 2 3) *TCP X",
            [("PRT0107", {"keyword": "PORT", "most": "2"})],
            ("PORT.1",),
        ),
        (
            "ADDTCPPORT 21 *TCP USRPRF(X Y)",
            [("PRT0107", {"keyword": "USRPRF", "most": "1"})],
            ("USRPRF.0",),
        ),
        (
            "TEST PAIRS(1 2 3 4) BOTH(A B)",
            [("PRT0107", {"keyword": "PAIRS", "most": "3"})],
            ("PAIRS.0",),
        ),
        (
            "DSPJOBLOG JOB(A/B/C/D)",
            [("PRT0107", {"keyword": "JOB", "most": "3"})],
            ("JOB.2",),
        ),
        (
            "STRTCPSVR SERVER(*FTP *ALL)",
            [("PRT0108", {"keyword": "SERVER", "value": "*ALL"})],
            ("SERVER.0",),
        ),
    ],
)
def test_what_is_wrong_is_told_with_the_field_that_it_is_in(
    text: str, found: list[tuple[str, dict[str, str]]], at: tuple[str, ...]
) -> None:
    escape = refused(text)

    told = [(each.id, dict(each.data)) for each in escape.diagnostics]
    assert told[: len(found)] == found
    assert {id for id, _ in told[len(found) :]} <= {"CPD0084"}
    assert escape.at[: len(at)] == at
    assert (escape.message.id, escape.message.data) == (
        "CPF0001",
        {"command": text.split(maxsplit=1)[0]},
    )


@pytest.mark.parametrize(
    ("text", "keyword", "value", "choices", "at"),
    [
        ("ADDTCPPORT 0 *TCP X", "PORT", "0", "1-65535", "PORT.0"),
        ("ADDTCPPORT 65536 *TCP X", "PORT", "65536", "1-65535", "PORT.0"),
        ("ADDTCPPORT -1 *TCP X", "PORT", "-1", "1-65535", "PORT.0"),
        ("ADDTCPPORT 21.0 *TCP X", "PORT", "21.0", "1-65535", "PORT.0"),
        ("ADDTCPPORT *ALL *TCP X", "PORT", "*ALL", "1-65535", "PORT.0"),
        ("ADDTCPPORT (21 0) *TCP X", "PORT", "0", "1-65535, *ONLY", "PORT.1"),
        ("ADDTCPPORT (21 *ALL) *TCP X", "PORT", "*ALL", "1-65535, *ONLY", "PORT.1"),
        ("RMVTCPPORT *ONLY *TCP X", "PORT", "*ONLY", "1-65535, *ALL", "PORT.0"),
        ("ADDTCPPORT 21 *BOTH X", "PROTOCOL", "*BOTH", "*UDP, *TCP", "PROTOCOL.0"),
        ("ADDTCPPORT 21 TCP X", "PROTOCOL", "TCP", "*UDP, *TCP", "PROTOCOL.0"),
        ("ADDTCPPORT 21 *TCP 1X", "USRPRF", "1X", "Name", "USRPRF.0"),
        ("ADDTCPPORT 21 *TCP *ALL", "USRPRF", "*ALL", "Name", "USRPRF.0"),
        ("ADDTCPPORT 21 *TCP 'A B'", "USRPRF", "A B", "Name", "USRPRF.0"),
        ("ADDTCPPORT 21 *TCP ELEVENCHARS", "USRPRF", "ELEVENCHARS", "Name", "USRPRF.0"),
        ("STRTCPSVR (*FTP '' '**X')", "SERVER", "**X", None, "SERVER.0+2"),
        ("DSPJOBLOG 1/QTCP/X", "JOB", "1", "000000-999999", "JOB.2"),
        ("STRHOSTSVR *FTP", "SERVER", "*FTP", None, "SERVER.0"),
        ("TEST PAIRS((*ALL 2)) BOTH(A B)", "PAIRS", "*ALL", "1-9", "PAIRS.0"),
        ("ADDTCPPORT 21 *TCP '*N'", "USRPRF", "*N", "Name", "USRPRF.0"),
        ("TEST (1 (2 30)) BOTH(A B)", "PAIRS", "30", None, "PAIRS.1+1"),
    ],
)
def test_a_value_that_is_not_valid_is_told_with_what_is(
    text: str, keyword: str, value: str, choices: str | None, at: str
) -> None:
    escape = refused(text)

    data = [dict(each.data) for each in escape.diagnostics if each.id == "CPD0084"]
    assert [(each["keyword"], each["value"]) for each in data] == [(keyword, value)]
    assert choices in (None, data[0]["choices"])
    assert at in escape.at


def test_everything_that_is_wrong_is_told_at_once_and_the_first_field_first() -> None:
    escape = refused("ADDTCPPORT PORT(99999 0) PROTOCOL(X) TEXT(Y)")

    assert [each.id for each in escape.diagnostics] == [
        "CPD0043", "CPD0084", "CPD0084", "CPD0084", "CPD0071",
    ]  # fmt: skip
    assert escape.at == ("PORT.0", "PORT.1", "PROTOCOL.0", "USRPRF.0")


def test_a_field_is_named_after_its_parameter_element_and_place_in_a_list() -> None:
    assert field_name("PORT", 1) == "PORT.1"
    assert field_name("SERVER", 0, 2) == "SERVER.0+2"


def test_what_was_given_is_laid_out_for_the_prompt_even_if_it_is_wrong() -> None:
    problems = Problems()
    call = parse("ADDTCPPORT PORT(99999) USRPRF(*N) COLOR(RED)")

    given = arrange(call, CATALOGUE["ADDTCPPORT"], problems)

    assert given == {"PORT": (("99999",),), "USRPRF": (("",),)}
    assert [each.id for each in problems.found] == ["CPD0043"]
    lacks = missing(given, CATALOGUE["ADDTCPPORT"])
    assert [each.keyword for each in lacks] == ["PROTOCOL", "USRPRF"]


@pytest.mark.parametrize(
    ("typed", "value"), [("'ftp-data'", "ftp-data"), ("ftp-data", "FTP-DATA"), ("*same", "*SAME")]
)
def test_lower_case_counts_only_in_apostrophes(typed: str, value: str) -> None:
    assert bound(f"TEST PAIRS(*ALL) BOTH(A B) CASE({typed})")["case"] == value


@pytest.mark.parametrize("written", ["80-90", "80,90", "80:90"])
def test_who_writes_two_values_as_one_is_told_how_they_are_written(written) -> None:
    [(_, data)] = wrong(f"ADDTCPPORT PORT({written}) PROTOCOL(*TCP) USRPRF(WEBUSR)")
    assert data["choices"] == "1-65535; for several values PORT(80 90)"
