"""What is run from outside without a screen, for a profile that somebody else has made sure of."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from portres_tui.cli.machine import CANNOT_START
from portres_tui.cli.run import FAILED, Batch
from portres_tui.cli.upkeep import DONE
from portres_tui.commands.authorities import AUDIT
from portres_tui.display.buffer import printable
from portres_tui.domain.jobs import JobType
from portres_tui.domain.system import MachineError, System
from portres_tui.domain.users import user
from portres_tui.session import UnknownProfile, begin
from portres_tui.store.sessions import Attendance

_LONGEST = 60.0
"""Seconds that a shell command may take."""

Lines = Iterable[str]


def run_cl(system: System, home: Path, profile: str, text: str) -> tuple[Lines, int]:
    """Run one CL command in a job of its own: what its job log says, and the exit code."""
    try:
        session = begin(system, home, profile, JobType.BATCH, attendance=Attendance(home))
    except (UnknownProfile, MachineError) as error:
        return [f"portres: {error}"], CANNOT_START
    batch, lines = Batch(session), list[str]()
    try:
        for line in batch.lines([(0, text)]):
            lines.append(printable(line))
    except MachineError as error:
        return [*lines, f"portres: {error}"], FAILED
    finally:
        session.leave()
    return lines, FAILED if batch.failed else DONE


def run_shell(
    system: System, home: Path, profile: str, words: tuple[str, ...]
) -> tuple[Lines, int]:
    """Run a shell command that only looks: what it prints, and its exit code."""
    found = system.profiles.get(profile)
    if not (found and AUDIT.held_by(user(found, system.profiles.get))):
        return [f"portres: {profile} needs {AUDIT}."], FAILED
    command = [sys.executable, "-m", "portres_tui", words[0], "--home", str(home), *words[1:]]
    try:
        done = subprocess.run(  # noqa: S603 - words of a list of allowed ones, and no shell
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return [f"portres: {words[0]} took more than {_LONGEST:.0f} seconds."], FAILED
    return _text(done.stdout, done.stderr), done.returncode


def _text(*outputs: bytes) -> Iterator[str]:
    for output in outputs:
        yield from map(printable, output.decode("utf-8", "replace").splitlines())
