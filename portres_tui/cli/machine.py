"""What every shell command begins with: where the machine is, and a job on it."""

from __future__ import annotations

import logging
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portres_tui.display.buffer import printable
from portres_tui.domain.jobs import JobType
from portres_tui.domain.system import MachineError, System
from portres_tui.domain.users import SECURITY_OFFICER
from portres_tui.opening import open_machine
from portres_tui.session import Session, UnknownProfile, begin
from portres_tui.store.errors import Refused
from portres_tui.store.places import umask
from portres_tui.store.sessions import Attendance
from portres_tui.workstation import Workstation, at_sign_on

CANNOT_START = 2
"""Exit code when there is nothing to work on."""


class CannotStart(Exception):
    """Why not, in words for whoever typed the command."""


def home(option: str | None) -> Path:
    """The folder of the machine: the option, else PORTRES_HOME, else the user's data directory."""
    named = option or os.environ.get("PORTRES_HOME")
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("portres", appauthor=False)


@contextmanager
def session(folder: Path, profile: str, type: JobType) -> Iterator[Session]:
    """A job of `profile` on the machine in `folder`; it ends with the block. Or CannotStart.

    Files that the process makes are for those whom the machine is for.
    """
    begun = _begin(open_for_work(folder), folder, profile, type)
    try:
        yield begun
    finally:
        begun.close()


@contextmanager
def workstation(
    folder: Path, *, signon: bool, profile: str = SECURITY_OFFICER
) -> Iterator[Workstation]:
    """The console of the machine in `folder`, at Sign On or signed on. Or CannotStart."""
    system = open_for_work(folder)
    if signon:
        from portres_tui.passwords import Argon2

        attendance = Attendance(folder)
        station = at_sign_on(
            system, folder, Argon2(), time.time, attendance=attendance, terminal=_terminal()
        )
    else:
        station = Workstation(_begin(system, folder, profile, JobType.INTERACTIVE))
    try:
        yield station
    finally:
        station.close()


def _terminal() -> int | None:
    """The number of the terminal at standard input, from 1 on: 8 of /dev/pts/7."""
    try:
        number = re.search(r"\d+$", os.ttyname(sys.stdin.fileno()))
    except (OSError, ValueError, AttributeError):  # no terminal, or no standard input at all
        return None
    return int(number[0]) + 1 if number else None


def open_for_work(folder: Path) -> System:
    """The machine of `folder`, for a process that works on it. Or CannotStart."""
    os.umask(umask(folder / "machine.db"))
    try:
        system = open_machine(folder)
    except MachineError as error:
        raise CannotStart(_unusable(error)) from error
    _log_to(folder / "portres.log")
    return system


def _begin(system: System, folder: Path, profile: str, type: JobType) -> Session:
    try:
        return begin(system, folder, profile.upper(), type, attendance=Attendance(folder))
    except UnknownProfile:
        system.close()
        raise CannotStart(str(UnknownProfile(profile))) from None  # as it was typed
    except MachineError as error:
        system.close()
        raise CannotStart(_unusable(error)) from error


def _unusable(error: MachineError) -> str:
    if isinstance(error, Refused):
        return str(error)
    return (
        f"The machine cannot be used. {error}. Nothing was written to it. Name another folder"
        " with --home."
    )


def say(error: CannotStart) -> int:
    """Tell it on standard error; the exit code."""
    for line in f"portres: {error}".splitlines():
        print(printable(line), file=sys.stderr)  # noqa: T201 - a shell command prints
    return CANNOT_START


def _private(path: Path) -> bool:
    """The log holds what others typed: it is from its first line on only for those whom the machine
    is for. Where it cannot be written, nothing is logged."""
    try:
        path.touch(mode=0o660)
    except OSError:
        return False
    return True


def _log_to(path: Path) -> None:
    """Our own failures go to a file, never to the screen."""
    handler = logging.FileHandler(path, delay=True, encoding="utf-8", errors="backslashreplace")
    handler.addFilter(lambda _: _private(path))
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(message)s"))
    logger = logging.getLogger("portres")
    logger.addHandler(handler)
    logger.propagate = False
