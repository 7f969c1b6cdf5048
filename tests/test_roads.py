"""A profile without *IOSYSCFG changes no restriction by any road inside a session.

EVE has every special authority but that one. Each road is walked with each command that changes
restrictions; whatever the road, nothing is changed, and the attempt is in the audit journal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path

import pytest
from records import audit_entries
from walker import Clock, Walker

from portres_tui.cli.run import Batch
from portres_tui.domain.audit import REFUSED_COMMAND, AuditEntry
from portres_tui.domain.jobs import JobType
from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.system import JournalEntry
from portres_tui.domain.users import SPECIAL_AUTHORITIES, UserProfile
from portres_tui.plain.mode import PlainMode
from portres_tui.session import Session, begin
from portres_tui.store.memory import MemorySystem
from portres_tui.workstation import Workstation

ADD = "ADDTCPPORT PORT(8080) PROTOCOL(*TCP) USRPRF(EVE)"
REMOVE = "RMVTCPPORT PORT(21) PROTOCOL(*TCP) USRPRF(CFTUSER)"
THERE = PortRestriction(21, 21, "*TCP", "CFTUSER")
ALL_BUT_ONE = tuple(each for each in SPECIAL_AUTHORITIES if each != "*IOSYSCFG")

Road = Callable[["Eve", str], object]


class Eve:
    """EVE, and the machine on which she tries."""

    def __init__(self, machine: MemorySystem, clock: Clock) -> None:
        self.machine, self.clock = machine, clock
        with machine.transaction(JournalEntry(0.0, "000000/QSYS/SCPF", "QSYS", "")):
            machine.profiles.put(UserProfile("EVE", special_authorities=ALL_BUT_ONE))
            machine.restrictions.put(THERE)

    def sits_down(self) -> Walker:
        return Walker(self.machine, self.clock, "EVE")

    def session(self, type: JobType) -> Session:
        return begin(self.machine, Path("/nowhere"), "EVE", type, self.clock, UTC)

    def refused(self) -> list[AuditEntry]:
        """Her attempts, as far as they are on record."""
        entries = audit_entries(self.machine)
        return [each for each in entries if each.kind == REFUSED_COMMAND and each.profile == "EVE"]


@pytest.fixture
def eve(machine: MemorySystem, clock: Clock) -> Eve:
    return Eve(machine, clock)


# Roads: how a command of her choice comes to the machine.


def typed(eve: Eve, text: str) -> None:
    eve.sits_down().command(text)


def retrieved(eve: Eve, text: str) -> None:
    eve.sits_down().command(text).press("f9", "enter")


def prompted(eve: Eve, text: str) -> None:
    eve.sits_down().to("command").type(text).press("f4", "enter")


def prompted_by_a_question_mark(eve: Eve, text: str) -> None:
    eve.sits_down().command(f"?{text}").press("enter")


def on_the_line_of_a_menu(eve: Eve, text: str) -> None:
    eve.sits_down().command("GO CFGTCP").command(text)


def on_the_line_of_a_list(eve: Eve, text: str) -> None:
    eve.sits_down().command("WRKTCPSVR").command(text)


def in_the_command_line_window(eve: Eve, text: str) -> None:
    walker = eve.sits_down().command("NETSTAT *CNN").press("f9")
    assert walker.display.name == "COMMAND"
    walker.command(text)


def on_command_entry(eve: Eve, text: str) -> None:
    walker = eve.sits_down().command("CALL QCMD")
    assert walker.title.startswith("Command Entry")
    walker.command(text)


def prompted_on_command_entry(eve: Eve, text: str) -> None:
    eve.sits_down().command("CALL QCMD").to("command").type(text).press("f4", "enter")


def on_command_entry_within_another(eve: Eve, text: str) -> None:
    eve.sits_down().command("CALL QCMD").command("CALL QCMD").command(text)


def behind_attn(eve: Eve, text: str) -> None:
    walker = eve.sits_down().press("attn")
    assert walker.display.name == "ASSIST"
    walker.command(text)


def in_plain_mode(eve: Eve, text: str) -> None:
    lines: Iterator[str] = iter((text, "f9", "", "90"))
    workstation = Workstation(eve.session(JobType.INTERACTIVE))
    said: list[str] = []
    PlainMode(
        workstation, lambda _: next(lines), said.append, lambda _: "", eve.clock.forward
    ).run()


def in_batch(eve: Eve, text: str) -> None:
    list(Batch(eve.session(JobType.BATCH)).lines([(1, text)]))


def in_a_file(eve: Eve, text: str) -> None:
    batch = Batch(eve.session(JobType.BATCH), from_file=True)
    list(batch.program(f"PGM\n{text}\nENDPGM\n", goes_on=True))


ROADS: tuple[Road, ...] = (
    typed, retrieved, prompted, prompted_by_a_question_mark, on_the_line_of_a_menu,
    on_the_line_of_a_list, in_the_command_line_window, on_command_entry,
    prompted_on_command_entry, on_command_entry_within_another, behind_attn, in_plain_mode,
    in_batch, in_a_file,
)  # fmt: skip


@pytest.mark.parametrize("text", [ADD, REMOVE], ids=["add", "remove"])
@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_who_lacks_iosyscfg_changes_no_restriction_by_any_road(
    eve: Eve, road: Road, text: str
) -> None:
    road(eve, text)

    assert list(eve.machine.restrictions) == [THERE]
    attempts = eve.refused()
    assert {each.data["command"] for each in attempts} == {text.partition(" ")[0]}
    assert {each.data["reason"] for each in attempts} == {"needs *IOSYSCFG"}


@pytest.mark.parametrize("text", [ADD, REMOVE], ids=["add", "remove"])
@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_who_has_iosyscfg_gets_there_by_each_of_these_roads(
    eve: Eve, road: Road, text: str
) -> None:
    """The roads lead to the machine: only the authority is missing."""
    with eve.machine.transaction(JournalEntry(0.0, "000000/QSYS/SCPF", "QSYS", "")):
        eve.machine.profiles.put(UserProfile("EVE", special_authorities=("*IOSYSCFG",)))

    road(eve, text)

    assert list(eve.machine.restrictions) != [THERE] and eve.refused() == []


# Options and menus: what the panels offer.


def test_the_options_of_the_list_of_restrictions_are_refused(eve: Eve) -> None:
    walker = eve.sits_down().command("GO CFGTCP").command("4").type("18080")
    walker.press("enter")
    assert "*IOSYSCFG required for command ADDTCPPORT" in walker.screen
    walker.press("f5").option("CFTUSER", "4").press("enter", "enter")

    assert "*IOSYSCFG required for command RMVTCPPORT" in walker.screen
    assert list(eve.machine.restrictions) == [THERE]
    assert [each.data["command"] for each in eve.refused()] == ["ADDTCPPORT", "RMVTCPPORT"]


# Ways round: what else could end in another set of restrictions.


@pytest.mark.parametrize(
    "text",
    [
        "DLTUSRPRF USRPRF(CFTUSER) OWNOBJOPT(*DLT)",
        "CHGUSRPRF USRPRF(EVE) SPCAUT(*ALLOBJ *IOSYSCFG)",
        "CHGUSRPRF USRPRF(WEBUSR) SPCAUT(*IOSYSCFG)",
        "CHGUSRPRF USRPRF(EVE) GRPPRF(OFFICERS)",
        "CHGUSRPRF USRPRF(TRAINER) PASSWORD('Sesame-21')",
        "CRTUSRPRF USRPRF(MALLORY) PASSWORD(*NONE) USRCLS(*SECOFR)",
        "CRTUSRPRF USRPRF(MALLORY) PASSWORD(*NONE) GRPPRF(OFFICERS)",
        "CRTLRNPRF PREFIX(LRN) COUNT(1) PASSWORD('Sesame-21') SPCAUT(*IOSYSCFG)",
        "CHGSSHKEY ACTION(*ADD) KEY('ssh-ed25519 AAAA') USRPRF(QSECOFR)",
        "CHGSRVTBLE SERVICE('telnet') PORT(23) PROTOCOL('tcp') NEWPORT(2323)",
    ],
)
def test_no_way_round_leads_to_another_restriction_or_to_the_authority(eve: Eve, text: str) -> None:
    officers = UserProfile("OFFICERS", special_authorities=("*IOSYSCFG",))
    with eve.machine.transaction(JournalEntry(0.0, "000000/QSYS/SCPF", "QSYS", "")):
        eve.machine.profiles.put(officers)
    profiles = list(eve.machine.profiles)

    typed(eve, text)

    assert list(eve.machine.restrictions) == [THERE]
    assert list(eve.machine.profiles) == profiles
    (attempt,) = eve.refused()
    assert attempt.data["command"] == text.partition(" ")[0]
    assert attempt.data["reason"] == "needs *IOSYSCFG"


def test_a_profile_may_go_and_leave_its_restrictions(eve: Eve) -> None:
    typed(eve, "DLTUSRPRF USRPRF(CFTUSER) OWNOBJOPT(*KEEP)")

    assert eve.machine.profiles.get("CFTUSER") is None
    assert list(eve.machine.restrictions) == [THERE] and eve.refused() == []
