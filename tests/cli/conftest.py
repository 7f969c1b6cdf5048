"""Shell commands that run in this process, in a folder of their own."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from portres_tui.cli.words import parse
from portres_tui.opening import open_machine


class Done(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str


Portres = Callable[..., Done]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the machine is, or would be. Commands run in the folder above it."""
    monkeypatch.setenv("PORTRES_HOME", str(tmp_path / "machine"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "machine"


@pytest.fixture
def portres(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Portres:
    """Runs `portres` in this process."""

    def run(*words: str, typed: str = "") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        before = os.umask(0o022)
        os.umask(before)
        try:
            code = parse(words)
        finally:
            os.umask(before)  # a process of its own would have ended with it
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def machine(home: Path) -> Path:
    """The file of the shipped machine."""
    open_machine(home).close()
    return home / "machine.db"
