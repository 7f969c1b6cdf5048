"""Plain mode as a shell and a terminal see it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminal import Terminal

import portres_tui

Open = Callable[..., Terminal]

STEERING = re.compile(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\x9b]")
PROGRAM = ("-m", "portres_tui", "--plain")
CONFIDING = (str(Path(__file__).parent / "confiding.py"), "--plain")


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Open]:
    opened: list[Terminal] = []

    def begin(*program: str) -> Terminal:
        terminal = Terminal(tmp_path / "home", rows=60, term="dumb", program=program)
        opened.append(terminal)
        return terminal.until("Plain mode", "===>")

    yield begin
    for terminal in opened:
        terminal.close()


def run(home: Path, typed: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """portres with its input and output in pipes."""
    return subprocess.run(
        [sys.executable, *PROGRAM, *words, "--home", str(home)],
        input=typed.encode(),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(portres_tui.__file__).parents[1])},
        timeout=60,
        check=False,
    )


def test_what_comes_from_a_pipe_becomes_a_transcript(tmp_path: Path) -> None:
    done = run(tmp_path, "ADDTCPPORT 21 *TCP WEBUSR\nSTRTCPSVR SERVER(*FTP)\n90\n")

    told = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Selection or command ===> STRTCPSVR SERVER(*FTP)\n" in told
    assert told.index("submitted") < told.index("TCP7701") < told.index("===> 90")
    assert not STEERING.search(done.stdout)


def test_a_sign_on_is_all_words_and_its_passwords_are_none_of_them(tmp_path: Path) -> None:
    first = ("newpwd=", "Sesame-21", "vfypwd=", "Sesame-21", "")
    then = ("user=qsecofr", "password=", "Sesame-21", "", "", "90", "f3")
    done = run(tmp_path, "".join(f"{line}\n" for line in (*first, *then)), "--signon")

    told = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    walk = (
        "Set Password of QSECOFR",
        "Sign On",
        "Sign-on Information",
        "IBM i Main Menu",
        "Sign On",
    )
    places = [told.find(text) for text in walk[:-1]]
    assert -1 not in places and places == sorted(places)
    assert "not an IBM product" in told.rpartition("===> 90")[2]
    assert "sesame" not in told.lower()


def test_what_is_no_text_is_no_reason_to_fail(tmp_path: Path) -> None:
    done = run(tmp_path, "\x1b[2J\x00\nWRKTCPSVR \xff\n\u6f22\n")

    assert (done.returncode, done.stderr) == (0, b"")
    assert not STEERING.search(done.stdout.replace(b"\x1b[2J\x00", b""))


def test_the_session_is_over_when_the_input_is(tmp_path: Path) -> None:
    run(tmp_path, "")
    again = run(tmp_path, "DSPJOBLOG JOB(100025/QSECOFR/QPADEV0025)\n")

    assert re.search(rb"Job 100025/QSECOFR/QPADEV0025 ended on", again.stdout)


def test_whoever_has_read_enough_is_no_reason_for_a_traceback(tmp_path: Path) -> None:
    shell = f"yes '?' | head -20000 | {sys.executable} -m portres_tui --plain --home {tmp_path}"
    done = subprocess.run(
        ["bash", "-c", f"{shell} | head -3; echo ${{PIPESTATUS[2]}}"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(portres_tui.__file__).parents[1])},
        timeout=60,
        check=False,
    )

    assert (done.stdout.splitlines()[-1], done.stderr) == (b"1", b"")


def test_a_machine_that_cannot_be_had_is_told(tmp_path: Path) -> None:
    (tmp_path / "machine.db").write_text("nonsense")
    done = run(tmp_path, "")

    assert done.returncode == 2 and done.stderr.startswith(b"portres: ")


def test_the_simplest_terminal_is_enough(open_terminal: Open) -> None:
    terminal = open_terminal(*PROGRAM)
    terminal.keys("cfgtcp\n").until("Configure TCP/IP", "F12=Cancel")
    terminal.keys("f12\n").until("IBM i Main Menu").keys("signoff\n")

    assert terminal.end() == 0
    assert not STEERING.search(terminal.written)


def test_ctrl_c_drops_the_line_and_the_end_of_input_ends_it(open_terminal: Open) -> None:
    terminal = open_terminal(*PROGRAM).keys("cfgt\x03").settle()
    terminal.keys("go user\n").until("User Tasks").keys("\x04")

    assert terminal.end() == 0
    assert b"Configure TCP/IP" not in terminal.written


def test_a_secret_is_not_echoed(open_terminal: Open) -> None:
    terminal = open_terminal(*CONFIDING)
    terminal.keys("takesecret\n").until("PASSWORD  New password:")
    terminal.keys("usrprf=OPER\n").until("USRPRF  User profile: OPER")
    terminal.keys("password=\n").until("PASSWORD:")
    terminal.keys("opensesame\n").until("(not shown)")
    terminal.keys("\n").until("removed")

    assert b"sesame" not in terminal.written.lower()
