"""Accounts of one computer at one serving process: the kernel says who is there."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import MAIN, PORTRES, Serving, cl, furnished
from terminal import Terminal

ANN, EVE = 60_001, 60_003
CLASS, OTHERS = 60_100, 60_101
"""Two groups; Ann is in the first."""

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be several accounts")

PATH = {"PYTHONPATH": str(Path(__file__).parents[2])}


def who(uid: int, group: int, *command: str) -> tuple[str, ...]:
    """The command line, run by another account."""
    return ("setpriv", f"--reuid={uid}", f"--regid={group}", "--clear-groups", *command)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A machine in a place that every account can reach; the one of pytest is for one account only."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield furnished(Path(name) / "home")


@pytest.fixture(scope="module")
def serving(home: Path) -> Iterator[Serving]:
    made = Serving(home).ready()
    yield made
    made.close()


def attach(home: Path, uid: int, group: int, *words: str, command: str = "DSPTCPSVR SERVER(*FTP)"):
    return subprocess.run(
        who(uid, group, *PORTRES, "attach", "--home", str(home), *words),
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, cwd="/",
        env={**os.environ, **PATH, "SSH_ORIGINAL_COMMAND": command, "HOME": "/nonexistent"},
    )  # fmt: skip


def shared(home: Path, how: str) -> None:
    os.chown(home, -1, CLASS)
    subprocess.run([*PORTRES, "share", how, "--home", str(home)], check=True, capture_output=True)


def test_a_machine_is_its_owners_alone_until_its_group_may_attach(
    home: Path, serving: Serving
) -> None:
    (home / "accounts").write_text(f"{ANN} ANN BEN\n")
    shared(home, "--nobody")
    told = attach(home, ANN, CLASS)
    assert told.returncode == 2 and "portres share --attach" in told.stderr

    shared(home, "--attach")

    done = attach(home, ANN, CLASS)
    assert (done.returncode, done.stderr) == (0, "")
    assert "User . . :   ANN" in done.stdout
    assert attach(home, EVE, OTHERS).returncode == 2
    for name in ("machine.db", "accounts", "portres.log"):
        seen = subprocess.run(
            who(ANN, CLASS, "cat", str(home / name)), capture_output=True, check=False
        )
        assert seen.returncode != 0


def test_an_account_has_the_profiles_that_the_file_says_and_no_others(
    home: Path, serving: Serving
) -> None:
    (home / "accounts").write_text(f"{ANN} ANN BEN\n")
    shared(home, "--attach")
    assert "User . . :   BEN" in attach(home, ANN, CLASS, "--profile", "ben").stdout
    refused = attach(home, ANN, CLASS, "--profile", "QSECOFR")
    assert refused.returncode == 1 and "may not use profile QSECOFR" in refused.stderr
    eve = attach(home, EVE, CLASS)
    assert eve.returncode == 1 and "is not known here" in eve.stderr
    (home / "accounts").write_text("")
    assert attach(home, ANN, CLASS).returncode == 1


def test_another_accounts_terminal_is_used_and_given_back(home: Path, serving: Serving) -> None:
    (home / "accounts").write_text(f"{ANN} ANN\n")
    shared(home, "--attach")
    command = who(ANN, CLASS, *PORTRES, "attach", "--home", str(home))
    terminal = Terminal(home, command=command, environ={**PATH, "HOME": "/"})
    try:
        before = terminal.settings
        terminal.until(MAIN, "===>").command("wrkssn").until("Work with Sessions", "ANN")
        terminal.keys("\x1bOR").until(MAIN).command("signoff")
        assert terminal.end() == 0
        assert terminal.settings == before and b"\x1b[?1049l" in terminal.written
    finally:
        terminal.close()


def test_a_serving_process_that_is_not_root_serves_terminals_of_others(home: Path) -> None:
    """Which it cannot open anew, and must not wait for."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        place = Path(name) / "home"
        cl(place, "CRTUSRPRF USRPRF(EVE)")
        (place / "accounts").write_text(f"{EVE} EVE\n")
        for each in (place, *place.rglob("*")):
            os.chown(each, ANN, CLASS)
        shared_by = who(ANN, CLASS, *PORTRES, "share", "--attach", "--home", str(place))
        subprocess.run(shared_by, check=True, capture_output=True, env={**os.environ, **PATH})
        serving = Serving(place, by=who(ANN, CLASS)).ready()
        command = who(EVE, CLASS, *PORTRES, "attach", "--home", str(place))
        terminal = Terminal(place, command=command, environ={**PATH, "HOME": "/"})
        mute = Terminal(place, command=command, environ={**PATH, "HOME": "/"})
        try:
            mute.until(MAIN)
            for _ in range(400):
                mute.keys("\x0c")  # it is painted again and again, and nobody reads that
            terminal.until(MAIN, "===>").command("dspjob").until("Job").command("signoff")
            terminal.keys("\x1bOR").until(MAIN).command("signoff")
            assert terminal.end() == 0
        finally:
            mute.close()
            terminal.close()
            serving.close()
