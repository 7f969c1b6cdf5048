"""A database file before it is opened for use: is it one at all? Nothing here writes to it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from portres_tui.store.errors import MachineUnreadable, unreadable

_MAGIC = b"SQLite format 3\0"

_open: Counter[tuple[int, int]] = Counter()
"""The files (device, inode) that this process has open, and how often."""


class Opened:
    """A file that can be read as a database; MachineUnreadable for any other.

    A file that this process has open already is not looked at again: by POSIX, closing it would
    take from SQLite the locks that it holds on it.
    """

    def __init__(self, path: Path) -> None:
        with unreadable(path, OSError):
            state = path.stat()
            self._file = state.st_dev, state.st_ino
            if not _open[self._file]:
                _check(path, state.st_size)
        _open[self._file] += 1

    def close(self) -> None:
        _open[self._file] -= 1


def connect(path: Path, mode: str, wait: float = 0.0) -> sqlite3.Connection:
    """A connection to a file that exists, `ro` or `rw`, that any thread may close."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(
        address, uri=True, isolation_level=None, timeout=wait, check_same_thread=False
    )


def _check(path: Path, size: int) -> None:
    """Refuse what SQLite would write to: it takes the log beside a destroyed file for the file's
    contents, and puts them into it when it closes it."""
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise MachineUnreadable(path, "file is not a database")
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        _check_below_log(path, cut=size < _size(header))


def _size(header: bytes) -> int:
    """The bytes that a database file should have, by its own word."""
    page = int.from_bytes(header[16:18])
    return int.from_bytes(header[28:32]) * (65536 if page == 1 else page)


def _check_below_log(path: Path, cut: bool) -> None:
    """Read the file with its log, over a connection that cannot write.

    A file that is too short may have lost its end, or may be about to get it from the log.
    """
    test = "pragma quick_check(1)" if cut else "select 'ok' from sqlite_master"
    with unreadable(path, sqlite3.Error), closing(connect(path, "ro", 1.0)) as connection:
        (answer,) = connection.execute(test).fetchone() or ("file is empty",)
    if answer != "ok":
        raise MachineUnreadable(path, answer)
