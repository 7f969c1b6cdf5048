"""`portres run` as a shell sees it: what goes in, what comes out, and the exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import portres_tui
from portres_tui.store.tiny import TinySystem

Process = subprocess.Popen[str]
Shell = Callable[..., "subprocess.CompletedProcess[str]"]
Begin = Callable[..., Process]

PORTRES = (sys.executable, "-m", "portres_tui")

MUCH = ("-c", f"DSPJOBLOG /* {'x' * 30_000} */") * 3
"""Commands that print more than a pipe holds: they do not end before somebody reads it all."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "machine"


@pytest.fixture
def begin(home: Path, tmp_path: Path) -> Iterator[Begin]:
    """Begins a program where `portres` has a machine of its own."""
    begun: list[Process] = []
    own = {"PORTRES_HOME": str(home), "PYTHONPATH": str(Path(portres_tui.__file__).parents[1])}

    def start(*words: str, **environment: str) -> Process:
        process = subprocess.Popen(
            words,
            cwd=tmp_path,
            env={**os.environ, **own, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        begun.append(process)
        return process

    yield start
    for process in begun:
        process.kill()
        process.communicate()


@pytest.fixture
def portres(begin: Begin) -> Shell:
    """Runs `portres` to its end."""

    def run(*words: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return finish(begin(*PORTRES, *words, **environment), stdin)

    return run


def finish(process: Process, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """What came of it, with what it wrote and was not read yet."""
    out, err = process.communicate(stdin, timeout=60)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def read_to(process: Process, text: str) -> str:
    """Read up to the first line with this text."""
    assert process.stdout
    return next(line for line in process.stdout if text in line)


def ids(output: str) -> list[str]:
    """The messages of the first job in the output, and requests as `>`; not what to do about them."""
    lines = output.partition("\n\n Job")[0].splitlines()[1:]
    words = (line.split() for line in lines if not line.startswith(" " * 9))
    return [">" if ">" in each[:2] else each[0] for each in words if each]


def test_commands_run_one_after_the_other_and_are_kept(portres: Shell) -> None:
    done = portres("run", "-c", "ADDTCPPORT 8080 *TCP WEBUSR", "-c", "DSPJOBLOG")
    again = portres("run", "-c", "ADDTCPPORT 8080 *TCP WEBUSR")

    assert (done.returncode, done.stderr) == (0, "")
    assert ids(done.stdout)[:3] == [">", "PRT0203", ">"]
    assert done.stdout.startswith(" Job . . :   PORTRES       User . . :   QSECOFR ")
    assert (again.returncode, ids(again.stdout)) == (1, [">", "PRT0202"])


def test_a_file_with_what_only_a_program_can_run_is_not_run_at_all(portres: Shell) -> None:
    text = "ADDTCPPORT 8080 *TCP WEBUSR\nMONMSG CPF0000\n"
    done = portres("run", "--continue", "-", stdin=text)

    assert done.returncode == 1 and ids(done.stdout)[:2] == [">", "PRT0120"]
    assert "   2 > MONMSG CPF0000" in done.stdout and "--continue of portres run" in done.stdout
    kept = portres("run", "-", stdin="PGM\nRMVTCPPORT 8080 *TCP WEBUSR\nENDPGM\n")
    assert (kept.returncode, ids(kept.stdout)) == (1, [">", "PRT0205"])


def test_a_server_that_ends_in_tcp7701_was_submitted_all_the_same(portres: Shell) -> None:
    done = portres("run", "-c", "ADDTCPPORT 21 *TCP WEBUSR", "-c", "STRTCPSVR *FTP")

    assert done.returncode == 0
    assert ids(done.stdout) == [">", "PRT0204", ">", "PRT0301"]
    server = done.stdout.partition("\n\n Job")[2]
    assert [line.split()[0] for line in server.splitlines()[1:]] == [
        "CPF1124",
        "TCP7701",
        "CPF1164",
    ]


def test_the_log_of_a_server_is_printed_when_all_of_it_has_happened(
    begin: Begin, home: Path
) -> None:
    running = begin(*PORTRES, "run", "-c", "ADDTCPPORT 21 *TCP WEBUSR", "-c", "STRTCPSVR *FTP")

    read_to(running, "QTFTP00")
    read_to(running, "QTFTP00")

    printed = time.time()
    system = TinySystem(home)
    (server,) = {entry.job for entry in system.log_last(9) if "/QTFTP00" in entry.job}
    assert max(entry.time for entry in system.job_log(server)) <= printed
    system.close()


def test_standard_input_runs_until_the_first_failure(portres: Shell) -> None:
    lines = "/* one */\nNOSUCH\nSTRTCPSVR +\n  *TELNET\n"

    done = portres("run", "-", stdin=lines)

    assert (done.returncode, done.stderr) == (1, "")
    assert ids(done.stdout) == [">", "CPD0030", "CPF0001", "CPF0006"]
    assert "\n   2 > NOSUCH\n" in done.stdout


def test_a_command_sees_what_came_of_the_one_before(portres: Shell) -> None:
    started = ("-c", "STRTCPSVR *FTP", "-c", "DSPSPLF FILE(QPJOBLOG) JOB(QTFTP00026)")
    done = portres("run", "-c", "ADDTCPPORT 21 *TCP WEBUSR", *started)

    assert done.returncode == 0
    assert "errno value of" in done.stdout


def test_with_continue_a_file_runs_to_its_end_and_has_failed_nevertheless(
    portres: Shell, tmp_path: Path
) -> None:
    (tmp_path / "setup.clle").write_text("WRKSBS\nSTRTCPSVR *TELNET\n")

    done = portres("run", "--continue", "setup.clle")

    assert done.returncode == 1
    assert ids(done.stdout) == [">", "CPD0031", "CPF0001", "CPF0006", ">", "PRT0303"]


def test_a_command_that_was_not_in_a_file_ends_without_cpf0006(portres: Shell) -> None:
    done = portres("run", "--as", "oper", "-c", "GO MAIN")

    assert (done.returncode, ids(done.stdout)) == (1, [">", "CPD0031", "CPF0001"])
    assert "User . . :   OPER " in done.stdout


def test_a_command_that_fails_outside_of_a_file_says_what_to_do_about_it(portres: Shell) -> None:
    done = portres("run", "-c", "ADDTCPPORT 99999 *TCP WEBUSR")

    told = " ".join(done.stdout.split())
    assert ids(done.stdout) == [">", "CPD0084", "CPF0001"]
    assert "not valid for parameter PORT. Specify one of the valid choices: 1-65535." in told


def test_a_server_that_is_named_without_its_asterisk_is_shown_how_it_is_written(
    portres: Shell,
) -> None:
    told = " ".join(portres("run", "-c", "STRTCPSVR FTP").stdout.split())

    assert "Server FTP not found. Values of SERVER begin with an asterisk" in told


@pytest.mark.parametrize("profile", ["NOSUCH", "LOCKBOX", "../x"])
def test_who_does_not_exist_or_never_signs_on_runs_nothing(portres: Shell, profile: str) -> None:
    done = portres("run", "--as", profile, "-c", "STRTCPSVR *FTP")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"portres: User profile {profile} does not exist, or nobody signs on with it.\n"
    )


def test_a_file_that_is_no_machine_is_refused_and_left_as_it_is(portres: Shell, home: Path) -> None:
    home.mkdir()
    machine = home / "machine.db"
    machine.write_bytes(b"not a machine\n" * 100)

    done = portres("run", "-c", "STRTCPSVR *FTP")

    assert (done.returncode, done.stdout) == (2, "")
    assert str(machine) in done.stderr and "cannot be used" in done.stderr
    assert machine.read_bytes() == b"not a machine\n" * 100


@pytest.mark.parametrize(
    ("name", "said"),
    [("nosuch.clle", "cannot be read: No such file"), ("latin.clle", "not UTF-8 text (byte 2)")],
)
def test_a_file_that_cannot_be_read_runs_nothing(
    portres: Shell, tmp_path: Path, home: Path, name: str, said: str
) -> None:
    (tmp_path / "latin.clle").write_bytes(b"/*\xfc*/\nSTRTCPSVR *FTP\n")

    done = portres("run", name)

    assert (done.returncode, done.stdout) == (2, "")
    assert name in done.stderr and said in done.stderr
    assert not home.exists(), "no machine is made for nothing"


def test_the_green_screen_wants_a_terminal_and_names_what_does_not(portres: Shell) -> None:
    done = portres()

    assert (done.returncode, done.stdout) == (2, "")
    assert "portres run" in done.stderr


def test_words_that_mean_nothing_are_refused(portres: Shell) -> None:
    assert portres("run").returncode == 2
    assert portres("run", "-c", "DSPJOBLOG", "file.clle").returncode == 2


def test_standard_input_that_is_closed_is_no_terminal(begin: Begin) -> None:
    refused = finish(begin("sh", "-c", 'exec "$0" "$@" <&-', *PORTRES))

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("portres: The green screen needs a terminal.")


def test_no_control_character_is_printed_of_what_is_run_or_was_logged(portres: Shell) -> None:
    ran = portres("run", "--continue", "-c", "DSPJOBLOG \x1b]0;x\x07\x9b1m", "-c", "DSPJOBLOG")

    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.count("> DSPJOBLOG  ]0;x  1m") == 2
    assert ran.stdout.replace("\n", "").isprintable()


def test_what_the_output_cannot_encode_is_replaced(portres: Shell) -> None:
    ran = portres("run", "-c", "DSPJOBLOG \xc4\u20ac", PYTHONIOENCODING="ascii")

    assert (ran.returncode, ran.stderr) == (1, "")
    assert "> DSPJOBLOG ??\n" in ran.stdout


def test_ctrl_c_ends_the_run_with_130_and_without_a_traceback(begin: Begin) -> None:
    running = begin(*PORTRES, "run", *MUCH)
    read_to(running, "> DSPJOBLOG")

    running.send_signal(signal.SIGINT)

    ended = finish(running)
    assert (ended.returncode, ended.stderr) == (130, "")


def test_that_the_end_of_its_job_cannot_be_recorded_is_logged_privately_and_no_failure(
    begin: Begin, home: Path
) -> None:
    running = begin(*PORTRES, "run", *MUCH, "-c", "DSPJOBLOG /* last */")
    read_to(running, "/* last */")
    read_to(running, "Display Job Log")
    lock = home / "machine.lock"
    lock.unlink()
    lock.mkdir()

    ended = finish(running)

    assert (ended.returncode, ended.stderr) == (0, "")
    log = home / "portres.log"
    assert "/QSECOFR/PORTRES not ended" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600
