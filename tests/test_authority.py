"""Who may not do something cannot do it by any road, and every attempt is on record.

The authorities stand in the definitions of the commands: the roads are walked for each command that
asks for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from pathlib import Path

import pytest
from lists import arguments
from records import audit_entries
from walker import Clock, Walker

from portres_tui.cl.definition import Elem, Parm, Show, Where
from portres_tui.cl.types import Digits, Integer
from portres_tui.cli.run import Batch
from portres_tui.commands import CATALOGUE
from portres_tui.display.kinds import frame_of
from portres_tui.display.listpaint import field_of
from portres_tui.domain.audit import REFUSED_COMMAND
from portres_tui.domain.jobs import JobType
from portres_tui.domain.system import SHAPES, JournalEntry
from portres_tui.domain.users import UserProfile
from portres_tui.panels import PANELS
from portres_tui.panels.lists import Option, WorkWith
from portres_tui.panels.model import Choice, Menu
from portres_tui.session import begin
from portres_tui.store.memory import MemorySystem

GUARDED = [name for name, command in CATALOGUE.items() if command.authority.names]
IN_BATCH = [name for name in GUARDED if CATALOGUE[name].where is not Where.INTERACTIVE]
HEADER = JournalEntry(0.0, "000000/QSYS/SCPF", "QSYS", "")

OPTIONS = [
    (name, option)
    for name in PANELS
    if isinstance(panel := PANELS[name], WorkWith)
    for option in panel.options
    if not option.on_entry
]


def value_of(elem: Elem) -> str:
    """Any value that the element takes."""
    if elem.values:
        return elem.values[0]
    if isinstance(elem.type, Integer):
        return str(elem.type.low)
    return "1" * elem.type.length if isinstance(elem.type, Digits) else "WEBUSR"


def given(parm: Parm) -> str:
    return f"{parm.keyword}({value_of(parm.elements[0])})"


def call_of(name: str) -> str:
    """A call with all that is required."""
    return " ".join([name, *(given(parm) for parm in CATALOGUE[name].parms if parm.required)])


def powerless(machine: MemorySystem) -> None:
    """A profile that has no special authority at all, and may type everything."""
    with machine.transaction(HEADER):
        machine.profiles.put(UserProfile("NOBODY"))


State = Mapping[str, list[object]]


def state(machine: MemorySystem) -> State:
    return {name: list(getattr(machine, name)) for name in SHAPES}


class Attempts:
    """What becomes of a command of NOBODY's on its way to the machine."""

    def __init__(self, machine: MemorySystem, clock: Clock) -> None:
        self.machine, self.clock = machine, clock
        powerless(machine)
        self.walker = Walker(machine, clock, "NOBODY")
        self.before = state(machine)
        self.audited = len(audit_entries(machine))

    def refused(self, name: str, times: int = 1) -> None:
        """It was refused, and that is all that has happened."""
        assert state(self.machine) == self.before, "something has changed"
        entries = audit_entries(self.machine)[self.audited :]
        assert [e.kind for e in entries] == [REFUSED_COMMAND] * times
        assert {(e.profile, e.data["command"]) for e in entries} == {("NOBODY", name)}
        assert f"required for command {name}" in self.walker.screen


@pytest.fixture
def attempts(machine: MemorySystem, clock: Clock) -> Attempts:
    return Attempts(machine, clock)


def test_there_are_commands_that_ask_for_authority() -> None:
    assert {"ADDTCPPORT", "STRTCPSVR", "CRTUSRPRF"} <= set(GUARDED)


@pytest.mark.parametrize("name", GUARDED)
def test_typed_it_is_refused(attempts: Attempts, name: str) -> None:
    attempts.walker.command(call_of(name))

    attempts.refused(name)


@pytest.mark.parametrize("name", GUARDED)
def test_it_is_not_prompted(attempts: Attempts, name: str) -> None:
    attempts.walker.to("command").type(name).press("f4")
    assert attempts.walker.display.name == "MAIN"
    attempts.refused(name)
    attempts.walker.command(f"?{name}")
    attempts.refused(name, times=2)


@pytest.mark.parametrize("name", GUARDED)
def test_a_prompt_that_stands_when_the_authority_goes_is_refused(
    attempts: Attempts, name: str
) -> None:
    """The authority is looked at when the command runs, not only when it is prompted."""
    session = attempts.walker.session
    mighty = session.requester.user._replace(authorities=frozenset(CATALOGUE[name].authority.names))
    powerless = session.requester
    session.requester = powerless._replace(user=mighty)
    attempts.walker.to("command").type(call_of(name)).press("f4")
    session.requester = powerless
    attempts.walker.press("enter")

    attempts.refused(name)


@pytest.mark.parametrize("name", IN_BATCH)
def test_in_a_file_it_is_refused(attempts: Attempts, name: str) -> None:
    session = begin(
        attempts.machine, Path("/nowhere"), "NOBODY", JobType.BATCH, attempts.clock, UTC
    )
    attempts.before = state(attempts.machine)
    batch = Batch(session, from_file=True)
    lines = list(batch.lines([(1, call_of(name))]))

    assert batch.failed and any("PRT0109" in line for line in lines)
    attempts.walker.command("DSPJOBLOG")
    assert state(attempts.machine) == attempts.before
    (entry,) = audit_entries(attempts.machine)[attempts.audited :]
    assert entry.kind == REFUSED_COMMAND


def guarded(option_cl: str) -> str:
    """The name of the guarded command that CL text calls; empty when it calls another one."""
    name = option_cl.lstrip("?").partition(" ")[0]
    return name if name in GUARDED else ""


@pytest.mark.parametrize(
    ("name", "option"), OPTIONS, ids=[f"{name} {option.number}" for name, option in OPTIONS]
)
def test_as_an_option_of_a_list_it_is_refused(
    machine: MemorySystem, clock: Clock, name: str, option: Option
) -> None:
    first = Walker(machine, clock)
    for values in ("21 *TCP WEBUSR", "8080 *TCP APPUSER"):
        first.command(f"ADDTCPPORT {values}")
    attempts = Attempts(machine, clock)
    panel = PANELS[name]
    assert isinstance(panel, WorkWith)
    walker = attempts.walker
    given = arguments(name, walker.session.job.id)
    view = walker.conversation.view(given)
    rows = [row for row in panel.source.page(view, None, 50) if option.cl.format(row=row)]
    command = guarded(option.cl.format(row=rows[0])) if rows else ""
    if not command:
        assert not any(guarded(option.cl.format(row=row)) for row in rows)
        return  # an option that everybody may use
    walker.conversation.show(Show(name, given))
    walker.keyboard.show(walker.conversation.display())
    field = field_of(panel.source, rows[0])
    while walker.display.field(field) is None:
        walker.press("pagedown")
    walker.to(field).type(str(option.number)).press("enter")
    if option.confirm:
        walker.press("enter")

    attempts.refused(command)


OURS = Menu("OURS", "A Menu", ((Choice(1, "Reserve", "ADDTCPPORT 21 *TCP WEBUSR"),),))
"""There may be no menu that offers a command which asks for authority."""

CHOICES = [
    (panel, choice)
    for panel in (OURS, *PANELS.values())
    if isinstance(panel, Menu)
    for choice in panel.choices
    if guarded(choice.cl)
]


@pytest.mark.parametrize(
    ("menu", "choice"), CHOICES, ids=[f"{menu.name} {choice.number}" for menu, choice in CHOICES]
)
def test_as_a_choice_of_a_menu_it_is_refused(
    attempts: Attempts, menu: Menu, choice: Choice
) -> None:
    conversation = attempts.walker.conversation
    conversation.push(frame_of(menu, {}))
    attempts.walker.keyboard.show(conversation.display())
    attempts.walker.command(str(choice.number))

    attempts.refused(guarded(choice.cl))


MAY_BE_TYPED = {"SIGNOFF", "SNDMSG", "DSPMSG", "DSPJOB", "DSPJOBLOG", "WRKMSG"}
"""What IBM i lets a limited user type, as far as this product has it."""


def test_what_a_limited_user_may_type_is_what_ibm_i_lets_him() -> None:
    limited = {name for name, command in CATALOGUE.items() if command.limited}

    assert limited == MAY_BE_TYPED & set(CATALOGUE)


def test_who_is_limited_may_type_only_a_few_commands(machine: MemorySystem, clock: Clock) -> None:
    with machine.transaction(HEADER):
        machine.profiles.put(UserProfile("BOB", limited="*YES"))
    bob = Walker(machine, clock, "BOB")
    bob.command("GO MENU(CFGTCP)")
    assert bob.message == "Command GO not allowed with limited capabilities."
    bob.to("command").keyboard.press("erase_eof")
    bob.type("CFGTCP").press("f4")
    assert bob.message == "Command CFGTCP not allowed with limited capabilities."
    entries = audit_entries(machine)
    assert [e.kind for e in entries] == [REFUSED_COMMAND] * 2
    assert [e.data["command"] for e in entries] == ["GO", "CFGTCP"]
    bob.command("SIGNOFF")
    assert bob.conversation.ended
