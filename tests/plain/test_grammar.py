"""What can be typed in plain mode, on every panel there is."""

from __future__ import annotations

import pytest
from walker import Walker
from walks import WALKS

from portres_tui.commands import CATALOGUE
from portres_tui.plain.grammar import ENTER, Again, Fill, Press, Say, Step, understood
from portres_tui.plain.spoken import Spoken


def at(*commands: str) -> Spoken:
    """The panel that these commands lead to."""
    walker = Walker()
    for command in commands:
        walker.command(command)
    return Spoken(walker.keyboard)


def filled(spoken: Spoken, line: str) -> list[tuple[str, str | None] | Step]:
    """What a line means, with fields by what they are called."""
    steps = understood(line, spoken)
    return [(spoken.called(s.field), s.text) if isinstance(s, Fill) else s for s in steps]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("", [ENTER]),
        ("  ", [ENTER]),
        ("=", [Again()]),
        ("F3", [Press("f3")]),
        ("f24", [Press("f24")]),
        ("Next", [Press("pagedown")]),
        ("back", [Press("pageup")]),
        ("help", [Press("f1")]),
        ("SYSREQ", [Press("sysreq")]),
        ("4", [("the line", "4"), ENTER]),
        ("wrktcpsvr", [("the line", "wrktcpsvr"), ENTER]),
        ("?ADDTCPPORT", [("the line", "?ADDTCPPORT"), ENTER]),
        ("===> next", [("the line", "next"), ENTER]),
        ("A B(c=d)", [("the line", "A B(c=d)"), ENTER]),
        ("f25", [("the line", "f25"), ENTER]),
    ],
)
def test_on_a_menu(line: str, meant: list[Step]) -> None:
    assert filled(at(), line) == meant


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("2 4", [("row 2", "4"), ENTER]),
        ("row 2 10", [("row 2", "10"), ENTER]),
        ("2 4, 3 4", [("row 2", "4"), ("row 3", "4"), ENTER]),
        ("2 4 row 3 5", [("row 2", "4"), ("row 3", "5"), ENTER]),
        ("2=", [("row 2", "")]),
        ("STRTCPSVR *FTP", [("the line", "STRTCPSVR *FTP"), ENTER]),
        ("===> 2 4", [("the line", "2 4"), ENTER]),
    ],
)
def test_on_a_list(line: str, meant: list[Step]) -> None:
    assert filled(at("WRKTCPSVR"), line) == meant


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("PORT=80", [("PORT", "80")]),
        ("port = 80", [("PORT", "80")]),
        ("lower value=80 Upper value=90", [("PORT", "80"), ("PORT.1", "90")]),
        ("port=80, port.1=90", [("PORT", "80"), ("PORT.1", "90")]),
        ("usrprf=1,2", [("USRPRF", "1,2")]),
        ("USRPRF=''", [("USRPRF", "")]),
        ("USRPRF='it''s me'", [("USRPRF", "it's me")]),
        ("protocol=", [("PROTOCOL", "")]),
    ],
)
def test_on_a_prompt(line: str, meant: list[Step]) -> None:
    assert filled(at("ADDTCPPORT"), line) == meant


@pytest.mark.parametrize("line", ["NOSUCH=1", "8080", "ADDTCPPORT 21 *TCP QTCP", "port=80 x"])
def test_what_is_no_field_of_a_prompt_is_told_with_the_fields_that_there_are(line: str) -> None:
    (said,) = understood(line, at("ADDTCPPORT"))

    assert isinstance(said, Say)
    assert all(name in said.text for name in ("PORT", "PORT.1", "PROTOCOL", "USRPRF"))


def test_the_only_field_needs_no_name() -> None:
    assert filled(at("?GO"), "cfgtcp") == [("MENU", "cfgtcp"), ENTER]


def test_on_a_display_panel_nothing_can_be_typed() -> None:
    (said,) = understood("8080", at("DSPJOBLOG"))

    assert isinstance(said, Say) and "empty line is Enter" in said.text


@pytest.mark.parametrize(
    ("commands", "line", "shown"),
    [
        (("ADDTCPPORT",), "F1 usrprf", "User profile"),
        (("ADDTCPPORT",), "F4 Protocol", "Protocol"),
        (("CFGTCP",), "F1 4", "4. Work with TCP/IP port restrictions"),
        (("WRKTCPSVR",), "F1 status", "Status"),
        (("WRKTCPSVR",), "F1 row 2", "DDM"),
        (("NOSUCH",), "F1 message", "Command NOSUCH"),
    ],
)
def test_a_key_works_on_what_is_named_behind_it(
    commands: tuple[str, ...], line: str, shown: str
) -> None:
    spoken = at(*commands)

    (step,) = understood(line, spoken)

    assert isinstance(step, Press) and step.at is not None
    assert shown in spoken.rows[step.at[0] - 1]


def test_a_key_on_something_that_there_is_not_is_told() -> None:
    assert understood("F1 nowhere", at()) == [Say("There is no nowhere here.")]


@pytest.mark.parametrize("line", ["99 4", "0 1"])
def test_a_row_that_there_is_not_is_told(line: str) -> None:
    (said,) = understood(line, at("WRKTCPSVR"))

    assert isinstance(said, Say) and f"no row {line.split(maxsplit=1)[0]} " in said.text


# Every panel


def walked(name: str) -> Spoken:
    walker = Walker()
    WALKS[name](walker)
    return Spoken(walker.keyboard)


def prompted(name: str) -> Spoken:
    walker = Walker()
    walker.to("command").type(name).press("f4")
    return Spoken(walker.keyboard)


def unsaid(spoken: Spoken) -> list[str]:
    """Fields that cannot be named, and lines that are no plain text."""
    names = [each.name.upper() for each in spoken.fields]
    wrong = [name for name in names if names.count(name) > 1]
    wrong += [each.name for each in spoken.fields if spoken.find(each.name) != each.field]
    wrong += [each.name for each in spoken.fields if not each.name or "=" in each.name]
    return [*wrong, *(line for line in spoken.lines() if not line.isprintable())]


@pytest.mark.parametrize("name", WALKS)
def test_every_field_of_a_panel_has_a_name_of_its_own(name: str) -> None:
    spoken = walked(name)

    assert unsaid(spoken) == []
    assert spoken.title or spoken.fields


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_field_of_a_prompt_has_a_name_of_its_own(name: str) -> None:
    assert unsaid(prompted(name)) == []


@pytest.mark.parametrize("name", WALKS)
def test_all_that_is_to_be_read_of_a_panel_is_said(name: str) -> None:
    spoken = walked(name)
    if spoken.display.window:
        return
    said = "".join("".join((spoken.title, spoken.prompt, *spoken.lines())).split())
    system = " System: "

    for row, text in enumerate(spoken.rows[:23], 1):
        inside = [f for f in spoken.display.fields if f.row == row]
        if row > 1 and not inside and system not in text and text.strip(" =>"):
            for word in text.replace(".", " ").split():
                assert word.rstrip(":") in said, (row, word)


def test_further_values_of_a_list_are_said_with_the_label_of_the_first() -> None:
    said = {each.name: each.label for each in at("?ADDTCPSVR PORT((21 *TCP) (22 *TCP))").fields}

    assert said["PORT+1"] == "Port or service"
    assert said["PORT.1"] == said["PORT.1+1"] == said["PORT.1+2"] == "Protocol"


@pytest.mark.parametrize(
    "line", ["PORT=1" + " " * 900 + "x", "a" + " b" * 450, "PORT=1" + ", " * 450]
)
def test_a_line_that_is_almost_an_assignment_is_understood_at_once(line: str) -> None:
    assert all(isinstance(step, Say) for step in understood(line, at("?ADDTCPPORT")))


def test_where_no_field_has_a_name_none_are_listed() -> None:
    said = understood("find=text", at("WRKSPLF"))
    assert said == [
        Say("find: there is no such field here, and no command line. ? tells what can be typed.")
    ]


def test_a_keyword_beside_a_label_is_not_read_as_part_of_it() -> None:
    spoken = Spoken(Walker().command("ADDTCPPORT").press("f11").keyboard)
    assert spoken.field_line(spoken.fields[-1].field) == "USRPRF  User profile: "
