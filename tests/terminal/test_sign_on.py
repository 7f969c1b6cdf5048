"""Sign On in a real terminal, with the real store and real hashes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from terminal import Terminal

from portres_tui.session import begin
from portres_tui.store.sessions import Attendance
from portres_tui.store.tiny import TinySystem

SIGN_ON = ("-m", "portres_tui", "--signon")

Open = Callable[..., Terminal]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def open_terminal(home: Path) -> Iterator[Open]:
    opened: list[Terminal] = []

    def begin(**options: Any) -> Terminal:
        opened.append(Terminal(home, **options))
        return opened[-1]

    yield begin
    for each in opened:
        each.close()


def run(home: Path, *commands: str) -> None:
    """Somebody else changes the machine, in a job of his own."""
    system = TinySystem(home)
    session = begin(system, home, attendance=Attendance(home))
    for text in commands:
        reply = session.interpreter.run(text, session.requester)
        assert not reply.failed, reply.messages
    session.close()


def test_a_whole_sign_on_from_the_first_password_to_signing_off(
    open_terminal: Open, home: Path, tmp_path: Path
) -> None:
    told = tmp_path / "stderr"
    terminal = open_terminal(program=SIGN_ON, errors=told).until("Set Password of QSECOFR")
    terminal.keys("Sesame-21\tSesame-21\r").until("Sign On", "PRT1035 - QSECOFR has its password")
    terminal.keys("qsecofr\tsesame-21\r").until("CPF1120 - User QSECOFR does not exist or password")
    terminal.keys("\tSesame-21\r").until("Sign-on Information", "not valid . . . . . . . :   1")
    terminal.keys("\r").until("IBM i Main Menu")
    terminal.command("chgusrprf webusr password('Welcome-1') pwdexp(*yes)").until("WEBUSR changed")
    terminal.command("90").until("Sign On", "F3=Exit")
    assert "WEBUSR changed" not in terminal.text

    terminal.keys("webusr\tWelcome-1\r").until("Change Password", "Password has expired")
    terminal.keys("Welcome-1\tSesame-22\tSesame-22\r").until("Sign-on Information")
    terminal.keys("\r").until("IBM i Main Menu")
    terminal.command("addtcpport 8080 *tcp webusr").until("*IOSYSCFG required")
    run(home, "ADDTCPPORT 21 *TCP WEBUSR")
    terminal.keys("signoff\x0b\r").until("Sign On", "F3=Exit")
    terminal.keys("\x1bj").until("Job log", "(No messages)")
    terminal.keys("\x1bj\x1b3")

    assert terminal.end() == 0
    assert told.read_text() == ""
    assert b"Sesame-2" not in terminal.written and b"Welcome-1" not in terminal.written.replace(
        b"password('Welcome-1')", b""
    )


def test_a_job_that_somebody_ends_goes_back_to_sign_on_without_a_key(
    open_terminal: Open, home: Path
) -> None:
    terminal = open_terminal(program=SIGN_ON).until("Set Password of QSECOFR")
    terminal.keys("Sesame-21\tSesame-21\r").until("Sign On")
    terminal.keys("qsecofr\tSesame-21\r").until("Sign-on Information")
    system = TinySystem(home)
    (job,) = [each for each in system.jobs.find(open=True) if each.user == "QSECOFR"][-1:]
    system.close()
    end(home, job.number)

    terminal.until("Sign On", f"PRT1037 - Job {job.id} was ended.")


def test_two_terminals_at_sign_on_are_two_displays(open_terminal: Open) -> None:
    one = open_terminal(program=SIGN_ON).until("Set Password of QSECOFR")
    one.keys("Sesame-21\tSesame-21\r").until("Display . . . . . :   QPADEV")
    other = open_terminal(program=SIGN_ON).until("Display . . . . . :   QPADEV")

    assert one.screen.display[3] != other.screen.display[3]


def test_without_sign_on_a_job_that_is_ended_ends_the_program_with_a_sentence(
    open_terminal: Open, home: Path, tmp_path: Path
) -> None:
    told = tmp_path / "stderr"
    terminal = open_terminal(errors=told).until("===>")
    system = TinySystem(home)
    (job,) = [each for each in system.jobs.find(open=True) if each.name.startswith("QPADEV")]
    system.close()
    end(home, job.number)

    assert terminal.end() == 1
    assert b"\x1b[?1049l" in terminal.written[-400:]
    assert told.read_text() == f"portres: Job {job.id} was ended.\n"


def end(home: Path, number: str) -> None:
    """Somebody ends a job."""
    from portres_tui.domain.machine import end_job
    from portres_tui.domain.system import JournalEntry

    system = TinySystem(home)
    job = system.jobs.get(number)
    assert job is not None
    with system.transaction(JournalEntry(job.started, "000000/QSYS/SCPF", "QSYS", "")):
        end_job(system, job, job.started + 1, 30)
    system.close()
