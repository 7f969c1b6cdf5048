"""Files that are written for use outside: whole or not at all, their owner's alone, and never over
another one unasked. Knows nothing of what is in them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from portres_tui.store.errors import MachineNotWritten, Refused
from portres_tui.store.making import sync


def refuse_taken(file: Path, home: Path, *, force: bool) -> None:
    """Refused when there is such a file and not `force`, or when it would be one of the machine in
    `home`."""
    if file.is_dir():
        raise Refused(f"{file} is a folder; name a file.")
    if file.name.startswith("machine.") and file.absolute().parent.resolve() == home.resolve():
        raise Refused(f"{file} is among the machine's own files; choose another name.")
    if os.path.lexists(file) and not force:
        raise Refused(f"{file} exists already. --force puts the new one in its place.")


def write_whole(file: Path, write: Callable[[BinaryIO], object]) -> None:
    """Make `file` of what `write` writes, in the place of one that may be there. MachineNotWritten
    when that is not possible; nothing is changed then."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    with unwritten(file):
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as target:
                write(target)
                target.flush()
                os.fsync(descriptor)
            part.replace(file)
            sync(file.parent)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def unwritten(path: Path) -> Iterator[None]:
    """Tell what goes wrong while writing as MachineNotWritten."""
    try:
        yield
    except OSError as error:
        raise MachineNotWritten(path, error.strerror or str(error)) from error
    except sqlite3.OperationalError as error:
        raise MachineNotWritten(path, str(error)) from error
