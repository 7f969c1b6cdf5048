"""What is run from outside in the serving process, for a profile that is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from portres_tui.cli.outside import run_cl, run_shell
from portres_tui.opening import open_machine
from portres_tui.session import Session
from portres_tui.store.errors import Holder, MachineBusy


def test_a_command_that_cannot_come_to_its_end_says_why_and_what_it_had_to_say(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = open_machine(home)

    def busy(*_: object) -> None:
        raise MachineBusy(home, Holder(), 10.0)

    monkeypatch.setattr(Session, "lives", busy)
    monkeypatch.setattr(Session, "end", busy)
    lines, code = run_cl(system, home, "QSECOFR", "DSPTCPSVR SERVER(*FTP)")
    system.close()

    first, last = lines
    assert first.startswith(" Job . . :   PORTRES") and last.startswith(f"portres: {home}: held by")
    assert code == 1


def test_who_may_not_look_at_all_that_changed_is_told_what_it_takes(home: Path) -> None:
    system = open_machine(home)
    lines, code = run_shell(system, home, "WEBUSR", ("journal",))
    system.close()

    assert (list(lines), code) == (["portres: WEBUSR needs *AUDIT or *ALLOBJ."], 1)
