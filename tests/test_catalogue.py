"""Commands, panels and the shipped machine fit together: each names only what the others have."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from lists import arguments
from runner import Run
from walker import Walker
from walks import WALKS

from portres_tui import commands, panels, texts
from portres_tui.cl.binding import bind
from portres_tui.cl.definition import Authority, Where
from portres_tui.cl.interpreter import Prompting, Reply
from portres_tui.cl.source import statements
from portres_tui.cl.syntax import parse
from portres_tui.commands import CATALOGUE
from portres_tui.commands.menus import MENUS
from portres_tui.commands.servernames import HOST_SERVERS, TCP_SERVERS
from portres_tui.domain.users import SPECIAL_AUTHORITIES
from portres_tui.panels import PANELS
from portres_tui.panels.lists import Option, WorkWith
from portres_tui.panels.model import Choice, Menu, Selection, View

LISTS = {name: panel for name in PANELS if isinstance(panel := PANELS[name], WorkWith)}
OPTIONS = [(name, option) for name, panel in LISTS.items() for option in panel.options]
CHOICES = [
    choice
    for name in PANELS
    if isinstance(panel := PANELS[name], Menu | Selection)
    for choice in panel.choices
    if choice.command in CATALOGUE
]
REFUSING = {("WRKUSRPRF", 4): {"PRT1010", "PRT1012", "PRT1013"}}
"""Options that cannot be done to every row, with what is said of the others."""

REFUSED = {"CHGPWD": ["CPF1118"]}
"""Choices that are refused to QSECOFR as the machine is shipped: he has no password yet."""

RISKY = 4
"""The number that ends or removes things in every list of IBM i."""


# Commands


@pytest.mark.parametrize("subject", commands.SUBJECTS)
def test_a_subject_of_commands_has_exactly_the_commands_that_are_listed(subject: str) -> None:
    module = import_module(f"portres_tui.commands.{subject}")

    assert tuple(each.name for each in module.COMMANDS) == commands.SUBJECTS[subject]


def test_every_command_is_listed_once() -> None:
    listed = [name for names in commands.SUBJECTS.values() for name in names]

    assert sorted(CATALOGUE) == sorted(listed) and len(CATALOGUE) == len(set(listed))


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_command_is_found_by_its_name_and_states_who_may_run_it_and_where(name: str) -> None:
    found = CATALOGUE[name]

    assert re.fullmatch(r"[A-Z]{2,10}", name) and found.name == name
    assert isinstance(found.authority, Authority) and isinstance(found.where, Where)
    assert set(found.authority.names) <= set(SPECIAL_AUTHORITIES)


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_command_is_run_by_a_program_that_leaves_a_job_log(name: str) -> None:
    assert name in run_by_programs()


@cache
def run_by_programs() -> set[str]:
    programs = (Path(__file__).parent / "scripts").glob("*.clle")
    texts = (text for each in programs for _, text in statements(each.read_text("utf-8")))
    return {text.split()[0].upper() for text in texts}


def test_a_command_that_does_not_exist_is_not_found() -> None:
    assert CATALOGUE.get("NOSUCH") is None
    assert "NOSUCH" not in CATALOGUE


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_keywords_of_a_command_are_keywords_of_ibm_i(name: str) -> None:
    keywords = [parm.keyword for parm in CATALOGUE[name].parms]

    assert all(re.fullmatch(r"[A-Z]{3,10}", keyword) for keyword in keywords)
    assert len(keywords) == len(set(keywords))


@pytest.mark.parametrize("name", CATALOGUE)
def test_required_parameters_stand_before_the_others(name: str) -> None:
    required = [parm.required for parm in CATALOGUE[name].parms]

    assert required == sorted(required, reverse=True)


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_default_is_a_value_that_the_parameter_takes(name: str) -> None:
    for parm in CATALOGUE[name].parms:
        for element in parm.elements:
            if element.default:
                element.read(element.default)


def test_the_servers_that_commands_list_are_those_of_the_shipped_machine() -> None:
    servers = texts.machine().servers

    def values(family: str) -> set[str]:
        return {each.name.partition(" ")[0] for each in servers if each.family == family}

    assert set(TCP_SERVERS) == values("TCPSVR")
    assert set(HOST_SERVERS) == values("HOSTSVR")
    assert len(TCP_SERVERS) == len(set(TCP_SERVERS)) and tuple(sorted(HOST_SERVERS)) == HOST_SERVERS


@pytest.mark.parametrize("verb", ["start", "end"])
def test_the_command_of_a_server_does_it_to_that_server(run: Run, verb: str) -> None:
    for server in list(run.machine.servers):
        text = server.start_command if verb == "start" else server.end_command
        if text:
            reply = run(text)

            assert [sent.id for sent in reply.messages] in (
                [["PRT0301"], ["PRT0303"]] if verb == "start" else [["PRT0306"], ["PRT0308"]]
            ), text
            assert reply.messages[0].data["server"] == server.spoken


# Panels


@pytest.mark.parametrize("subject", panels.SUBJECTS)
def test_a_subject_of_panels_has_exactly_the_panels_that_are_listed(subject: str) -> None:
    module = import_module(f"portres_tui.panels.{subject}")

    assert tuple(each.name for each in module.PANELS) == panels.SUBJECTS[subject]


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_is_found_by_its_name(name: str) -> None:
    assert PANELS[name].name == name
    assert len(PANELS) == len(list(PANELS))


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_has_a_golden_file(name: str) -> None:
    assert name in walked_to()


@cache
def walked_to() -> set[str]:
    """The panels at which the walks of the golden files end."""
    ends = set()
    for walk in WALKS.values():
        walker = Walker()
        walk(walker)
        ends.add(walker.display.name)
    return ends


def test_the_menus_that_go_takes_are_all_that_no_command_of_their_own_shows() -> None:
    menus = {name: panel for name in PANELS if isinstance(panel := PANELS[name], Menu)}

    assert sorted(MENUS) == sorted(name for name, menu in menus.items() if not menu.by_command)


def shown() -> set[str]:
    """The panels that the source of the commands shows, as far as they stand there by name."""
    calls = [
        node
        for path in Path(commands.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Show"
    ]
    names = [call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)]
    return {str(name) for name in names}


def test_what_a_command_shows_is_a_panel() -> None:
    assert {"WRKTCPPORT", "DSPTCPSVR", "CFGTCP"} <= shown() <= PANELS.keys()


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.text)
def test_a_choice_of_a_menu_is_a_command_that_can_be_run(run: Run, choice: Choice) -> None:
    session = run.session()
    text = choice.cl.format(job=session.job.id)

    if parse(text).prompts:
        wanted = session.interpreter.wants_prompt(text, session.requester)
        assert isinstance(wanted, Prompting)
    else:
        reply = run(text)
        assert [m.id for m in reply.messages if reply.failed] == REFUSED.get(text, [])


def test_the_numbers_of_a_menu_and_of_a_list_are_different_and_in_order() -> None:
    for name in PANELS:
        panel = PANELS[name]
        each = (
            panel.choices if isinstance(panel, Menu | Selection) else getattr(panel, "options", ())
        )
        numbers = [one.number for one in each]
        assert numbers == sorted(set(numbers)), name


@pytest.fixture
def restricted(run: Run) -> Run:
    """A machine with some restrictions, a server that failed and one that is up."""
    for values in ("21 *TCP WEBUSR", "(1050 1059) *UDP APPGRP", "65535 *TCP CFTUSER"):
        assert not run(f"ADDTCPPORT {values}").failed
    run("STRTCPSVR SERVER(*FTP *POP)")
    for profile in ("OPER", "WEBUSR"):
        run("DSPJOBLOG", profile)
    run.clock.forward(2)
    for server in ("*TELNET", "*TELNET", "*SMTP"):
        run(f"ENDTCPSVR {server}")
        run.clock.forward(2)
        run(f"STRTCPSVR {server}")
        run.clock.forward(2)
    for _ in range(3):
        run.session().spool("WRKTCPPORT", ["A list"])
    return run


def told(reply: Reply) -> set[str]:
    return {message.id for message in reply.messages}


def rows(run: Run, panel: WorkWith) -> list[object]:
    view = View(
        run.machine,
        run.clock(),
        run.session().messages,
        arguments(panel.name, run.session().job.id),
    )
    return list(panel.source.page(view, None, 999))


@pytest.mark.parametrize(
    ("name", "option"), OPTIONS, ids=[f"{name} {option.number}" for name, option in OPTIONS]
)
def test_an_option_is_a_call_that_its_command_takes_for_every_row(
    restricted: Run, name: str, option: Option
) -> None:
    if option.on_entry:
        assert option.cl in CATALOGUE
        return
    found = rows(restricted, LISTS[name])
    assert len(found) >= (2 if name == "WRKOUTQALL" else 3)
    for row in (each for each in found if not LISTS[name].bare(each)):
        text = option.cl.format(row=row)
        if text:
            call = parse(text)
            if not call.prompts:
                bind(call, CATALOGUE[call.name])
            elif restricted.session().interpreter.wants_prompt(
                text, restricted.session().requester
            ):
                continue
            reply = restricted(text)
            assert not reply.failed or REFUSING.get((name, option.number), set()) >= told(reply), (
                text
            )
        else:
            assert option.without, f"{option.label} of {row} says nothing"


@pytest.mark.parametrize(
    ("name", "option"), OPTIONS, ids=[f"{name} {option.number}" for name, option in OPTIONS]
)
def test_what_is_risky_asks_first_and_nothing_else_does(name: str, option: Option) -> None:
    assert bool(option.confirm) == (option.number == RISKY)
    assert option.confirm == "" or option.confirm.startswith("Confirm ")


def test_what_the_first_row_is_filled_in_with_are_elements_of_the_command() -> None:
    for panel in LISTS.values():
        (command, *_) = [option.cl for option in panel.options if option.on_entry] or [""]
        for column in panel.columns:
            if column.entry:
                parm = CATALOGUE[command].parm(column.entry.keyword)
                assert parm is not None
                element = parm.elements[column.entry.element]
                assert column.entry.length == element.length, column.name
                assert column.entry.default == (element.default or ""), column.name
