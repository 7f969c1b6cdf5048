"""`portres serve` and `portres attach`, as who sits at a terminal sees them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from pathlib import Path

import pytest
from serving import MAIN, PORTRES, Serving, cl, open_jobs, until
from terminal import Terminal

from portres_tui.serve.greeting import SOCKET

LEFT = b"\x1b[?1049l"


def attached(house, serving: Serving, *words: str, **how: object) -> Terminal:
    return house.keep(serving.attach(*words, **how)).until("===>")


def run(home: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """portres without a terminal."""
    return subprocess.run(
        [*PORTRES, *words, "--home", str(home)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, **environ},
    )  # fmt: skip


def test_a_session_of_the_serving_process_and_the_terminal_as_it_was_behind_it(house) -> None:
    serving = house.serve()
    terminal = house.keep(serving.attach())
    before = terminal.settings
    terminal.until(MAIN, "===>").command("wrkssn").until("Work with Sessions", "QSECOFR")
    assert terminal.settings != before
    terminal.resize(70, 20).until("70x20", "80x24")
    terminal.resize(120, 40).until("Work with Sessions", "Job log")
    other = attached(house, serving)
    terminal.keys("\x1bOR").until(MAIN)

    terminal.command("signoff")

    assert terminal.end() == 0
    assert LEFT in terminal.written[-100:]
    assert terminal.settings == before
    other.command("go cfgtcp").until("Configure TCP/IP")


def test_attach_that_is_told_to_end_ends_its_session_first(house) -> None:
    serving = house.serve()
    terminal = house.keep(serving.attach())
    before = terminal.settings
    terminal.until("===>").signal(signal.SIGTERM)

    assert terminal.end() == 128 + signal.SIGTERM
    assert LEFT in terminal.written[-100:] and terminal.settings == before
    assert open_jobs(house.home) == []


@pytest.mark.parametrize("how", ["the terminal is closed", "attach is killed"])
def test_a_session_whose_terminal_is_gone_ends_and_leaves_nothing(house, how: str) -> None:
    serving = house.serve()
    attached(house, serving).command("signoff").end()
    until(lambda: serving.sessions() == 0, "the end of the first session")
    before = serving.descriptors
    terminal = attached(house, serving)

    if how == "attach is killed":
        terminal.signal(signal.SIGKILL)
    else:
        terminal.hang_up()

    terminal.end()
    until(lambda: serving.sessions() == 0, "the end of the session")
    until(lambda: serving.descriptors == before, "the end of its descriptors")
    assert open_jobs(house.home) == []


def test_when_the_serving_process_dies_attach_restores_the_terminal_and_says_so(house) -> None:
    serving = house.serve()
    terminal = house.keep(serving.attach())
    before = terminal.settings
    terminal.until("===>")

    serving.signal(signal.SIGKILL)

    assert terminal.end() == 70
    assert LEFT in terminal.written and terminal.settings == before
    assert "the serving process ended. The machine is whole" in terminal.text
    again = attached(house, house.serve())
    again.command("wrkssn").until("Work with Sessions")


def test_users_are_told_when_it_is_to_end_and_who_signs_off_does_not_keep_it_waiting(house) -> None:
    serving = house.serve()
    terminal = attached(house, serving).keys("half")
    serving.signal()
    terminal.until("sessions end in 60 seconds", "===> half")
    late = house.keep(serving.attach())
    assert late.end() == 1
    assert "about to be stopped" in late.text
    terminal.keys("\x05").command("\x08\x08\x08\x08signoff")

    assert terminal.end() == 0
    assert serving.end() == 0
    assert not (house.home / SOCKET).exists()


def test_a_second_signal_ends_it_at_once_and_every_terminal_is_given_back(house) -> None:
    serving = house.serve()
    terminal = house.keep(serving.attach())
    before = terminal.settings
    terminal.until("===>")
    serving.signal().says("once more to end at once")
    terminal.until("sessions end in")

    serving.signal()

    assert (serving.end(), terminal.end()) == (0, 1)
    assert LEFT in terminal.written and terminal.settings == before
    assert "The serving process was ended. What you did is kept" in terminal.text
    assert open_jobs(house.home) == []


def test_a_serving_process_whose_own_terminal_is_gone_still_gives_its_users_time(house) -> None:
    serving = house.serve()
    terminal = attached(house, serving)
    serving.process.stderr.close()
    serving.signal(signal.SIGHUP)
    terminal.until("sessions end in 60 seconds").command("signoff")
    assert (terminal.end(), serving.end()) == (0, 0)


def test_without_a_serving_process_attach_is_the_app_itself(house, tmp_path: Path) -> None:
    terminal = house.keep(Serving.attach(_nobody(house.home)))
    terminal.until(MAIN).command("signoff")
    assert terminal.end() == 0


def _nobody(home: Path) -> Serving:
    serving = Serving.__new__(Serving)
    serving.home = home
    return serving


def test_a_socket_that_nobody_serves_any_more_hinders_nobody(house) -> None:
    house.home.mkdir()
    with socket.socket(socket.AF_UNIX) as stale:
        stale.bind(str(house.home / SOCKET))
    alone = house.keep(Serving.attach(_nobody(house.home)))
    alone.until(MAIN).command("signoff").end()

    terminal = attached(house, house.serve())
    terminal.command("signoff")
    assert terminal.end() == 0


def test_a_machine_has_one_serving_process(house) -> None:
    serving = house.serve()
    second = run(house.home, "serve")

    assert second.returncode == 2
    assert second.stderr == (
        "portres: Nobody can come in: another process serves this machine already; portres attach"
        " goes to it.\n"
    )
    attached(house, serving).command("signoff").end()


def test_a_command_is_run_without_a_screen_and_gives_its_exit_code(house) -> None:
    house.serve()
    add = "ADDTCPPORT PORT(8080) PROTOCOL(*TCP) USRPRF(APPUSER)"
    first, again = (run(house.home, "attach", SSH_ORIGINAL_COMMAND=add) for _ in range(2))

    assert (first.returncode, first.stderr) == (0, "")
    assert "Port restriction added" in first.stdout
    assert again.returncode == 1


@pytest.mark.parametrize("serves", [True, False])
def test_what_may_be_run_is_the_same_with_and_without_a_serving_process(
    house, serves: bool
) -> None:
    if serves:
        house.serve()
    else:
        run(house.home, "run", "-c", "DSPTCPSVR SERVER(*FTP)")

    done = run(house.home, "attach", SSH_ORIGINAL_COMMAND="check")
    assert done.returncode == 0 and done.stdout.strip() and not done.stderr
    for command, told in (
        ("rm -rf /", "'rm' is not allowed here, only check, journal"),
        ("journal --home /etc", "option '--home' is not allowed"),
    ):
        done = run(house.home, "attach", SSH_ORIGINAL_COMMAND=command)
        assert told in done.stderr and done.returncode in (1, 2) and not done.stdout


def test_without_a_terminal_attach_says_what_it_needs(house) -> None:
    house.serve()
    done = run(house.home, "attach")
    assert done.returncode == 2
    assert "the green screen needs a terminal (ssh -t)" in done.stderr


def test_wrong_words_are_refused_in_a_line(house) -> None:
    house.serve()
    for words in (("--profil",), ("--profile", "A" * 11), ("--profile", "\x1b[2J"), ("x",)):
        done = run(house.home, "attach", *words)
        assert done.returncode in (1, 2)
        assert done.stderr.strip() and "Traceback" not in done.stderr and "\x1b" not in done.stderr


def test_a_folder_may_have_a_path_of_any_length(house, tmp_path: Path) -> None:
    house.home = tmp_path.joinpath(*["a very long name of a folder"] * 10) / "home"
    house.home.parent.mkdir(parents=True)
    terminal = attached(house, house.serve())
    terminal.command("wrkssn").until("Work with Sessions").keys("\x1bOR").until(MAIN)
    terminal.command("signoff")
    assert terminal.end() == 0


def test_a_path_that_sqlite_does_not_take_is_told(tmp_path: Path) -> None:
    done = run(tmp_path.joinpath(*["a very long name of a folder"] * 20), "serve")
    assert done.returncode == 2
    assert "portres: " in done.stderr and "Traceback" not in done.stderr


def test_a_terminal_in_plain_mode_gets_nothing_that_it_cannot_obey(house) -> None:
    serving = house.serve()
    terminal = house.keep(serving.attach(environ={"TERM": "dumb"})).until("===>")
    serving.signal(signal.SIGKILL)
    assert terminal.end() == 70
    assert b"\x1b" not in terminal.written


@pytest.mark.parametrize("answer", [b"", b"0", b"0 12"])
def test_an_answer_that_breaks_off_is_none(tmp_path: Path, answer: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / SOCKET))
        listening.listen()
        words = (*PORTRES, "attach", "--home", str(tmp_path))
        attach = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        connection, _ = listening.accept()
        connection.recv(4096)
        connection.sendall(answer)
        connection.close()
        _, told = attach.communicate(timeout=60)
    assert attach.returncode == 70
    assert told.startswith("portres: the serving process ended.")


def test_a_profile_that_is_disabled_does_not_come_in(house) -> None:
    cl(house.home, "CRTUSRPRF USRPRF(OFF) STATUS(*DISABLED)")
    house.serve()
    for environ in ({}, {"SSH_ORIGINAL_COMMAND": "DSPTCPSVR SERVER(*FTP)"}):
        done = run(house.home, "attach", "--profile", "OFF", **environ)
        assert done.returncode == 1
        assert done.stderr == "portres: User profile OFF cannot sign on.\n"
    cl(house.home, "CHGUSRPRF USRPRF(OFF) STATUS(*ENABLED)")
    done = run(house.home, "attach", "--profile", "OFF", **environ)
    assert done.returncode == 0
