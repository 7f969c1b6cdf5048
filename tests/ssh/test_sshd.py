"""Behind a real sshd: ForceCommand, or a command for each key."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import MAIN, Serving, open_jobs, until
from sshclients import options
from sshd import PROGRAM, Sshd, attach
from terminal import Terminal

pytestmark = pytest.mark.skipif(not PROGRAM, reason="sshd is not installed")


@pytest.fixture(scope="module")
def sshd(
    machine: Path, server: Serving, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sshd]:
    """The first key is the owner's, the second ANN's."""
    ann = f'command="{attach(machine, "--profile", "ANN")}"'
    officer = f'command="{attach(machine)}"'
    made = Sshd(tmp_path_factory.mktemp("sshd"), keys=(officer, ann))
    yield made
    made.close()


def words(sshd: Sshd, key: int, *more: str) -> tuple[str, ...]:
    by = ("-i", str(sshd.keys[key]), "-o", "IdentitiesOnly=yes", f"{sshd.user}@127.0.0.1", *more)
    return (*options(sshd.port), *by)


def test_a_key_has_its_profile_and_signoff_closes_the_connection(
    sshd: Sshd, machine: Path, tmp_path: Path
) -> None:
    terminal = Terminal(tmp_path, command=words(sshd, 1, "-tt"))
    try:
        before = terminal.settings
        terminal.until(MAIN, "===>").command("wrkssn")
        terminal.until("Work with Sessions", "ANN", "127.0.0.1")
        terminal.resize(120, 40).until("Work with Sessions", "Job log")
        terminal.keys("\x1bOR").until(MAIN).command("signoff")
        assert terminal.end() == 0
        assert b"\x1b[?1049l" in terminal.written and terminal.settings == before
    finally:
        terminal.close()
    until(lambda: open_jobs(machine) == [], "the end of the job")


def test_a_command_is_run_and_its_code_is_that_of_ssh(sshd: Sshd) -> None:
    for text, code, told in (
        ("DSPTCPSVR SERVER(*FTP)", 0, "DSPTCPSVR"),
        ("WRKNOTHING", 1, "WRKNOTHING"),
        ("check --json", 0, "{"),
        ("sh -c id", 1, "'sh' is not allowed"),
    ):
        done = subprocess.run(words(sshd, 0, text), capture_output=True, text=True, check=False)
        assert (done.returncode, told in done.stdout + done.stderr) == (code, True), done


def test_a_client_that_is_killed_leaves_nothing(
    sshd: Sshd, server: Serving, machine: Path, tmp_path: Path
) -> None:
    terminal = Terminal(tmp_path, command=words(sshd, 0, "-tt"))
    terminal.until(MAIN, "===>")
    terminal.signal(9).end()
    terminal.close()
    until(lambda: server.sessions() == 0, "the end of the session")
    assert open_jobs(machine) == []


def test_force_command_is_enough_for_every_key(
    machine: Path, server: Serving, tmp_path: Path
) -> None:
    sshd = Sshd(tmp_path / "sshd", f"ForceCommand {attach(machine, '--profile', 'BEN')}")
    try:
        done = subprocess.run(
            words(sshd, 0, "DSPTCPSVR SERVER(*FTP)"), capture_output=True, text=True, check=False
        )
        assert "User . . :   BEN" in done.stdout
        terminal = Terminal(tmp_path, command=words(sshd, 0, "-tt"))
        terminal.until(MAIN, "===>").command("signoff")
        assert terminal.end() == 0
        terminal.close()
    finally:
        sshd.close()
