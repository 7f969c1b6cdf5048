"""What can be wrong with the file that keeps the machine. Knows no database and no command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portres_tui.domain.system import MachineError


class MachineUnreadable(MachineError):
    """The file is not there, not a machine, damaged, or of a newer format; it was not touched."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class MachineNotWritten(MachineError):
    """A change could not be written, and has not happened: the disk is full, or read only."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class MachineBusy(MachineError):
    """Another process has kept the machine locked for longer than one waits for it."""

    def __init__(self, path: Path, holder: int, seconds: float) -> None:
        super().__init__(f"{path}: held by process {holder} for more than {seconds:g} s")
        self.path = path
        self.holder = holder
        """Its process number; 0 when it is not known."""


@contextmanager
def unreadable(path: Path, *errors: type[Exception]) -> Iterator[None]:
    """Tell these errors as MachineUnreadable."""
    try:
        yield
    except errors as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise MachineUnreadable(path, reason) from error
