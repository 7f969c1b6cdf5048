"""A session in plain mode: what goes wrong, secrets, and how it ends."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest
from fuzz.secrets import CATALOGUE
from walker import Clock

from portres_tui.domain.machine import end_job
from portres_tui.domain.system import JournalEntry
from portres_tui.plain.mode import PlainMode
from portres_tui.session import Session, begin
from portres_tui.store.memory import MemorySystem
from portres_tui.workstation import Workstation


class Sitting:
    """Somebody in plain mode, who types what he has prepared."""

    def __init__(self, machine: MemorySystem, clock: Clock) -> None:
        self.clock = clock
        self.session: Session = begin(machine, Path("/nowhere"), clock=clock, zone=UTC)
        self.session.interpreter.catalogue = CATALOGUE
        self.said: list[str] = []
        self.confided: list[str] = []

    def type(self, *lines: str, secret: str = "") -> str:
        """All that is said, without what is typed."""
        left = iter(lines)

        def ask(prompt: str) -> str:
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        def confide(prompt: str) -> str:
            self.confided.append(prompt)
            return secret

        PlainMode(
            Workstation(self.session), ask, self.said.append, confide, self.clock.forward
        ).run()
        return "\n".join(self.said)


@pytest.fixture
def sitting(machine: MemorySystem, clock: Clock) -> Sitting:
    return Sitting(machine, clock)


RESERVED = ("ADDTCPPORT 21 *TCP WEBUSR", "STRTCPSVR *FTP")


@pytest.mark.parametrize("asked", ["F1 log", "f1 tcp7701"])
def test_a_line_that_the_job_log_has_said_can_be_explained(sitting: Sitting, asked: str) -> None:
    said = sitting.type(*RESERVED, asked, "F9").partition("F1 log tells more")[2]

    assert "Message ID: TCP7701" in said
    assert "failed with an errno value of 3401" in " ".join(said.split())
    assert "CPE3401: Permission denied." in said.replace("  ", " ")


def test_what_the_job_log_has_not_said_cannot_be_explained(sitting: Sitting) -> None:
    said = sitting.type("F1 TCP7701")

    assert said.splitlines()[-1] == "The job log has no TCP7701."


def test_a_secret_is_asked_for_without_being_shown(sitting: Sitting) -> None:
    said = sitting.type("takesecret", "usrprf=OPER", "password=", "", secret="open sesame")

    assert sitting.confided == ["PASSWORD: "]
    assert "PASSWORD  New password: (not shown)" in said
    assert "sesame" not in said.lower()
    assert "removed" in said  # what the command of this test says when it was run


def test_a_secret_is_taken_as_it_was_given(sitting: Sitting) -> None:
    said = sitting.type("takesecret", "usrprf=OPER", "password=", "", secret="open sesame")

    assert "port 11," in said  # the number of its characters


def test_a_value_that_a_field_does_not_take_is_told_with_its_name(sitting: Sitting) -> None:
    said = sitting.type("wrktcpport", "lower=12x", "profile=\u6f22", "upper=1234567", "=")

    assert "Lower: Field requires numeric characters." in said
    assert "Profile: Cannot use undefined key." in said
    assert "Upper: 7 characters; the field holds 5." in said
    assert said.count(" 0.  new   Lower:    Upper: *ONLY   Protocol:    Profile:\n") == 2


def test_a_command_that_was_refused_is_not_run_by_an_empty_line(sitting: Sitting) -> None:
    said = sitting.type("nosuch", "", "f9", "")

    assert said.count("Command NOSUCH in library") == 2
    assert "Message: Type an option number or command." in said
    assert "On the command line: nosuch" in said


def test_what_a_server_says_a_moment_later_comes_before_the_next_line_is_asked_for(
    sitting: Sitting,
) -> None:
    said = sitting.type("ADDTCPPORT 21 *TCP WEBUSR", "STRTCPSVR *FTP", "WRKTCPSVR")

    submitted, failed, listed = map(said.index, ("submitted", "TCP7701", "Work with TCP/IP Serv"))
    assert submitted < failed < listed


def test_what_others_say_meanwhile_comes_with_the_next_line(
    sitting: Sitting, machine: MemorySystem, clock: Clock
) -> None:
    other = Sitting(machine, clock)
    lines = iter(("", "STOP"))

    def ask(prompt: str) -> str:
        if next(lines) == "":
            other.session.interpreter.run("STRTCPSVR *POP", other.session.requester)
            return "="
        raise EOFError

    PlainMode(Workstation(sitting.session), ask, sitting.said.append, ask, clock.forward).run()

    assert any("POP server is listening" in line for line in sitting.said)
    assert not any("STRTCPSVR" in line and "Job log" in line for line in sitting.said)


def test_several_messages_are_all_said(sitting: Sitting) -> None:
    said = sitting.type("ADDTCPPORT 99999 *TP NOBODY")

    assert "Message: Value '99999' not valid" in said and "Message: Value '*TP' not valid" in said
    assert "Message: Error found on ADDTCPPORT command." in said


def test_a_help_text_is_said_as_a_whole(sitting: Sitting) -> None:
    said = sitting.type("WRKTCPSVR", "F1 Server", "f12", "f1")

    assert "More..." in said.partition("Server - Help")[0]
    help_text = said.partition("Work with TCP/IP Servers - Help")[2].partition("Bottom")[0]
    assert "Option 10 shows the job's" in help_text and "More..." not in help_text


@pytest.mark.parametrize("last", ["signoff", "90"])
def test_signing_off_ends_it(sitting: Sitting, last: str) -> None:
    sitting.type(last, "nothing of this", "is typed any more")

    assert sitting.session.conversation.ended


def test_whoever_s_job_is_ended_is_told(sitting: Sitting, machine: MemorySystem) -> None:
    with machine.transaction(JournalEntry(0, "000000/QSYS/SCPF", "QSYS", "")):
        end_job(machine, sitting.session.job, 0.0)

    assert "was ended" in sitting.type("wrktcpsvr", "more").splitlines()[-1]


def test_the_end_of_input_ends_it(sitting: Sitting) -> None:
    assert "IBM i Main Menu" in sitting.type()


def test_nothing_that_is_said_steers_a_terminal(sitting: Sitting) -> None:
    sitting.type("\x1b[2J", "ADDTCPPORT '\x9b\x07'", "f1 \x1b", "=\u202e")

    assert all(line.isprintable() for line in sitting.said)
