"""The shipped help: complete, true to the commands and panels it is on, and fit to be shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from portres_tui import texts
from portres_tui.cl.binding import bind
from portres_tui.cl.syntax import parse
from portres_tui.commands import CATALOGUE
from portres_tui.panels import PANELS
from portres_tui.panels.lists import WorkWith
from portres_tui.panels.model import Menu, Selection
from portres_tui.texts import Topic, help_topic, machine

FOLDER = Path(texts.__file__).parent / "help"
FILES = sorted(FOLDER.glob("*/*.md"))

LISTS = {name: panel for name in PANELS if isinstance(panel := PANELS[name], WorkWith)}

WITHOUT_DECLARATION = (
    "CONFIRM", "PROMPT", "KEYS", "COMMAND",
    *(panel.subset.name for panel in LISTS.values() if panel.subset),
    *(panel.find.form.name for panel in LISTS.values() if panel.find),
)  # fmt: skip
"""Panels and subjects that have help and no declaration of their own."""

MENUS = {n: p for n in PANELS if isinstance(p := PANELS[n], Menu | Selection)}

WINDOW = 68
"""Columns that an example may take in a help window, its four blanks among them."""


def topic(kind: str, name: str) -> Topic:
    found = help_topic(kind, name)
    assert found is not None, name
    return found


def on_command(name: str) -> Topic:
    return topic("commands", name)


def examples(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.startswith("    ")]


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_help_of_a_command_explains_each_of_its_parameters(name: str) -> None:
    keywords = [parm.keyword for parm in CATALOGUE[name].parms]

    assert list(on_command(name).sections) == keywords


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_example_of_a_command_is_a_call_that_the_command_takes(name: str) -> None:
    (example,) = examples(on_command(name).body)

    call = parse(example)

    assert call.name == name
    bind(call, CATALOGUE[name])


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_help_of_a_command_of_ours_says_that_ibm_i_does_not_have_it(name: str) -> None:
    said = f"{name} is not an IBM command" in on_command(name).body

    assert said == CATALOGUE[name].ours


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_help_of_a_command_has_the_title_of_its_prompt(name: str) -> None:
    assert on_command(name).title == f"{CATALOGUE[name].prompt} ({name})"


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_help_of_a_command_tells_the_authority_that_it_asks_for(name: str) -> None:
    asked = CATALOGUE[name].authority

    told = f"You need {asked}" if asked.names else "verybody may"

    assert told in on_command(name).body


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_special_values_of_a_parameter_are_explained(name: str) -> None:
    for parm in CATALOGUE[name].parms:
        listed = {value for element in parm.elements for value in element.special}
        for value in listed | set(parm.single):
            assert f"{value}:" in on_command(name).sections[parm.keyword], (parm.keyword, value)


@pytest.mark.parametrize("name", CATALOGUE)
def test_what_a_parameter_is_when_it_is_left_out_is_told(name: str) -> None:
    for parm in CATALOGUE[name].parms:
        if parm.elements[0].default:
            assert "default" in on_command(name).sections[parm.keyword], parm.keyword


@pytest.mark.parametrize("name", [*PANELS, *WITHOUT_DECLARATION])
def test_a_panel_has_help(name: str) -> None:
    assert topic("panels", name).body


@pytest.mark.parametrize("name", LISTS)
def test_the_help_of_a_list_explains_its_columns_and_options(name: str) -> None:
    panel = LISTS[name]
    sections = topic("panels", name).sections
    columns = dict.fromkeys(column.name for column in (*panel.columns, *panel.other))

    assert list(sections) == ["Opt", *columns]
    for option in panel.options:
        assert f"{option.number}={option.label}:" in sections["Opt"]


@pytest.mark.parametrize("name", MENUS)
def test_the_help_of_a_menu_explains_each_of_its_options(name: str) -> None:
    menu = MENUS[name]
    sections = topic("panels", name).sections

    assert list(sections) == [choice.label for choice in menu.choices]
    for choice in menu.choices:
        told = sections[choice.label]
        named = choice.cl.rpartition("(")[2].rstrip(")") if "GO MENU" in choice.cl else ""
        assert (named or choice.command) in told, choice.label
        has_nothing = not (choice.cl or choice.action)
        assert told.startswith("Not part of this simulator") == has_nothing, choice.label


@pytest.mark.parametrize(
    ("command", "family"), [("STRTCPSVR", "TCPSVR"), ("STRHOSTSVR", "HOSTSVR")]
)  # fmt: skip
def test_the_help_on_starting_lists_every_server_with_its_ports(command: str, family: str) -> None:
    sections = on_command(command).sections
    told = " ".join(sections.values())

    for server in (each for each in machine().servers if each.family == family):
        value = server.name.partition(" ")[0]
        assert value in sections["SERVER"]
        for port in server.ports:
            assert str(port.port) in told, server.name


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_help_file_is_plain_text_in_lines_that_fit(file: Path) -> None:
    text = file.read_text("utf-8")

    assert text.isascii() and "\t" not in text and text.endswith("\n")
    for line in text.splitlines():
        assert len(line) <= (WINDOW if line.startswith("    ") else 100), line
        assert line == line.rstrip(), line


def test_the_keyboard_help_explains_every_sign_of_the_last_row() -> None:
    told = topic("panels", "KEYS").body

    for sign in ("X", "Esc", "IM", "MW"):
        assert f"\n    {sign:<5}" in told, sign


def test_an_errno_leads_from_the_message_to_what_it_means() -> None:
    assert "F9 shows that message with its cause and the way out" in topic("panels", "MSGINFO").body


def test_every_help_file_is_on_a_command_or_a_panel() -> None:
    known = {"commands": {*CATALOGUE}, "panels": {*PANELS, *WITHOUT_DECLARATION}}

    assert [f for f in FILES if f.stem not in known[f.parent.name]] == []


def test_the_keys_tell_every_function_key_s_other_form() -> None:
    other = dict(zip(range(1, 25), "1234567890-=!@#$%^&*()_+", strict=True))
    table = " ".join(topic("panels", "KEYS").body.split())

    for number, key in other.items():
        assert f"F{number} Esc {key}" in table
