"""What can be wrong with the file that keeps the machine. Knows no database and no command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from portres_tui.domain.system import MachineError


class MachineUnreadable(MachineError):
    """The file is not there, not a machine, damaged, or of a newer format; it was not touched."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class MachineDamaged(MachineUnreadable):
    """The file is there and can be read, but it holds no machine, or not all of one."""


class MachineNotWritten(MachineError):
    """A change could not be written, and has not happened: the disk is full, or read only."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class Refused(MachineError):
    """What was asked for would do harm as things stand, and is not done; the text says what is to
    be done first."""


class Holder(NamedTuple):
    """Who holds the machine: a process, and the job and profile that it works for, if they are
    known."""

    pid: int = 0
    job: str = ""
    profile: str = ""

    def __str__(self) -> str:
        process = f"process {self.pid or 'unknown'}"
        return f"job {self.job} ({self.profile}, {process})" if self.job else process


class MachineBusy(MachineError):
    """Another process has kept the machine locked for longer than one waits for it."""

    def __init__(self, path: Path, holder: Holder, seconds: float) -> None:
        super().__init__(f"{path}: held by {holder}; waited {seconds:.0f} s")
        self.path = path
        self.holder = holder


@contextmanager
def unreadable(path: Path, *errors: type[Exception]) -> Iterator[None]:
    """Tell these errors as MachineUnreadable."""
    try:
        yield
    except errors as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise MachineUnreadable(path, reason) from error
