"""What every shell command begins with: where the machine is, and a job on it."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portres_tui.domain.jobs import JobType
from portres_tui.session import Session, UnknownProfile, begin, open_machine
from portres_tui.store.errors import MachineBusy, MachineUnreadable

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
    """A job of `profile` on the machine in `folder`; it ends with the block. Or CannotStart."""
    try:
        system = open_machine(folder)
    except MachineUnreadable as error:
        raise CannotStart(
            f"The machine {error.path} cannot be used: {error.reason}. Nothing was written to it."
            " Name another folder with --home."
        ) from error
    except MachineBusy as error:
        raise CannotStart(str(error)) from error
    _log_to(folder / "portres.log")
    try:
        begun = begin(system, folder, profile.upper(), type)
    except UnknownProfile:
        system.close()
        raise CannotStart(
            f"User profile {profile} does not exist, or nobody signs on with it."
        ) from None
    try:
        yield begun
    finally:
        begun.close()


def say(error: CannotStart) -> int:
    """Tell it on standard error; the exit code."""
    print(f"portres: {error}", file=sys.stderr)  # noqa: T201
    return CANNOT_START


def _log_to(path: Path) -> None:
    """Our own failures go to a file, never to the screen."""
    handler = logging.FileHandler(path, delay=True, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(message)s"))
    logger = logging.getLogger("portres")
    logger.addHandler(handler)
    logger.propagate = False
