"""A password stands nowhere but in its hash: not in a file, a log, a journal, a screen or a trace."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest
from walker import Clock, Walker

import portres_tui
from portres_tui.cli.machine import _log_to
from portres_tui.display.keyboard import Keyboard
from portres_tui.opening import open_machine
from portres_tui.passwords import Argon2
from portres_tui.store.sessions import Attendance
from portres_tui.workstation import at_sign_on

SECRETS = ["Zebra-Officer1", "Zebra-Webuser2", "Zebra-Mistyped3", "Zebra-Renewed4", "Zebra-Lost5"]
OFFICER, WEBUSR, MISTYPED, RENEWED, LOST = SECRETS
SECRET = re.compile("zebra", re.IGNORECASE)
"""Every password of this test has this in it."""


class Witness(Walker):
    """Somebody at Sign On of a machine on the disk; keeps whatever he sees and what F9 brings."""

    def __init__(self, home: Path, clock: Clock) -> None:
        self.clock = clock
        self.system = open_machine(home, clock)
        self.station = at_sign_on(self.system, home, Argon2(), clock, UTC, Attendance(home))
        self.conversation = self.station
        self.keyboard = Keyboard(self.station.start())
        self.seen: list[str] = []

    def press(self, *keys: str) -> Witness:
        for key in keys:
            self.seen += [self.screen, self.display.text()]
            super().press(key)
            self.seen += [self.screen, self.display.text()]
        return self

    def fills(self, **fields: str) -> Witness:
        for name, text in fields.items():
            self.to(f"{name}.0")
            self.keyboard.press("erase_eof")
            self.type(text)
        return self.press("enter")


@pytest.fixture
def traced(tmp_path: Path) -> Iterator[None]:
    """Our own failures are logged as they are by the program."""
    logger = logging.getLogger("portres")
    before = list(logger.handlers)
    tmp_path.joinpath("home").mkdir()
    _log_to(tmp_path / "home" / "portres.log")
    yield
    for handler in set(logger.handlers) - set(before):
        handler.close()
        logger.removeHandler(handler)


def everything(there: Witness, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that can be done with a password, right and wrong."""
    there.fills(NEWPWD=OFFICER, VFYPWD=MISTYPED).fills(NEWPWD=OFFICER, VFYPWD=OFFICER)
    there.fills(USER="QSECOFR", PASSWORD=MISTYPED).fills(USER="NOBODY", PASSWORD=LOST)
    there.fills(USER="QSECOFR", PASSWORD=OFFICER).press("enter")
    there.to("command").type("CHGUSRPRF WEBUSR").press("f4")
    there.to("PASSWORD.0").type(LOST).press("print", "f1", "f3")
    there.fills(PASSWORD="*" + WEBUSR).fills(PASSWORD=WEBUSR, PWDEXP="*YES")
    there.press("f9", "f4", "f12")
    for wrong in (
        f"CHGUSRPRF WEBUSR PASSWORD({LOST}",
        f"CHGUSRPRF WEBUSR PASSWORD('{LOST}",
        f"CHGUSRPRF WEBUSR ({LOST})(",
        f"CHGUSRPRF WEBUSR PASSWORD ({LOST})",
        f"CHGUSRPRF WEBUSR PASWORD({LOST})",
        f"CHGUSRPRF WEBUSR '{LOST} {LOST} {LOST}'",
        f"CHGUSERPRF WEBUSR PASSWORD({LOST})",
        f"CHGPWD {LOST}'{LOST}",
        f"CHGPWD CURPWD({LOST}) {LOST}",
        f"CHGPWD PASSWORD({LOST})",
    ):
        there.command(wrong)
        there.to("command").keyboard.press("erase_eof")
        there.press("f9").to("command").keyboard.press("erase_eof")
    there.command("DSPJOBLOG").press("f10", "pageup", "f3")
    monkeypatch.setattr(Argon2, "hash", _fails)
    there.command("CHGPWD").fills(CURPWD=OFFICER, NEWPWD=RENEWED, VFYPWD=RENEWED)
    assert "Function check" in there.screen
    monkeypatch.undo()
    there.fills(CURPWD=OFFICER, NEWPWD=RENEWED, VFYPWD=RENEWED)
    there.press("f9").to("command").keyboard.press("erase_eof")
    there.command("CRTLRNPRF LRN 2").fills(PASSWORD=WEBUSR)
    there.command("SIGNOFF").fills(USER="WEBUSR", PASSWORD=WEBUSR)
    there.fills(CURPWD=MISTYPED, NEWPWD=RENEWED, VFYPWD=RENEWED)
    there.fills(CURPWD=WEBUSR, NEWPWD=RENEWED, VFYPWD=RENEWED).press("enter")
    assert there.display.name == "MAIN" and there.station.session.job.user == "WEBUSR"


def _fails(_hasher: Argon2, password: str) -> str:
    kept = password  # in a local variable of the traceback
    raise LookupError(f"{len(kept)} characters")


def shell(home: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "portres_tui", *words, "--home", str(home)],
        cwd=Path(portres_tui.__file__).parents[1],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


@pytest.mark.usefixtures("traced")
def test_no_password_is_anywhere(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    there = Witness(home, clock)
    everything(there, monkeypatch)

    shown = {line for seen in there.seen for line in seen.splitlines() if SECRET.search(line)}
    assert shown, "what is typed in clear on a command line is seen there"
    assert all(line.startswith(" ===> CHG") for line in shown), shown
    there.station.close()
    batch = shell(home, "run", "--continue", "-c", f"CRTUSRPRF ANN '{WEBUSR}'", "-c", "DSPJOBLOG")
    assert "PRT1001" in batch and "PASSWORD" not in shell(home, "check")
    printed = batch + shell(home, "journal") + shell(home, "journal", "--json")
    assert printed.count("CHGUSRPRF") >= 2
    assert not SECRET.search(printed)
    assert "LookupError" in (home / "portres.log").read_text()
    held = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert any(path.name == "machine.db" for path in held)
    for path, content in held.items():
        assert not SECRET.search(content.decode("latin-1")), path
