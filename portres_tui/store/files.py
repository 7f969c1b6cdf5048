"""A database file before it is opened for use: is it one at all, and how may it be opened?

Nothing here writes to it.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from portres_tui.store.errors import (
    MachineDamaged,
    MachineNotWritten,
    MachineUnreadable,
    unreadable,
)
from portres_tui.store.places import refuse_network, writable

if TYPE_CHECKING:  # seldom needed
    from portres_tui.store.snapshots import Snapshot

_MAGIC = b"SQLite format 3\0"

READ_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What reading may end in; the latter when the text of the former holds what is damaged."""

_READ_ONLY = "ro&readonly_shm=1"
"""A connection that writes nothing at all, not even who reads what into the shared memory."""

_open: Counter[tuple[int, int]] = Counter()
"""The files (device, inode) that this process has open, and how often."""


class Opened:
    """A file that can be read as a database; MachineUnreadable for any other.

    It is opened for reading only when it may not be written, or when that is asked for. Where
    nothing may be laid beside it either, a copy is read.

    A file that this process has open already is not looked at again: by POSIX, closing it would
    take from SQLite the locks that it holds on it.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._name = os.fspath(path)
        self._snapshot: Snapshot | None = None
        with unreadable(path, OSError):
            state = path.stat()
            self._file = state.st_dev, state.st_ino
            self.read_only = read_only or not writable(path)
            if not _open[self._file]:
                self._look(state.st_size)
        if not self._snapshot:
            _open[self._file] += 1

    def _look(self, size: int) -> None:
        refuse_network(self._path)
        if not self.read_only:
            whole = _check(self._path, size)
            _check_below_log(self._path, self._path, whole=whole)
        elif not _readable_as_it_is(self._path):
            self._snapshot = snapshot_of(self._path)

    @property
    def taken(self) -> float | None:
        """When the copy was taken that is read, in seconds since the epoch; None when the file
        itself is read."""
        return self._snapshot.taken if self._snapshot else None

    def connect(self, wait: float) -> sqlite3.Connection:
        """A connection; it waits for others up to `wait` seconds."""
        if self._snapshot:
            return connect(self._snapshot.path, "ro", wait)
        return connect(self._path, _READ_ONLY if self.read_only else "rw", wait)

    def refuse_read_only(self) -> None:
        """MachineNotWritten when the file was opened for reading only."""
        if self.read_only:
            raise MachineNotWritten(self._path, "opened read-only")

    def refuse_replaced(self) -> None:
        """MachineNotWritten when another file has taken the place of this one."""
        try:
            state = os.stat(self._name)  # noqa: PTH116 - every transaction asks, so it must be quick
        except OSError as error:
            raise MachineUnreadable(self._path, error.strerror or str(error)) from error
        if (state.st_dev, state.st_ino) != self._file:
            raise MachineNotWritten(
                self._path, "another machine has taken its place; sign on again"
            )

    def close(self) -> None:
        if self._snapshot:
            self._snapshot.close()
        else:
            _open[self._file] -= 1


def connect(path: Path, mode: str, wait: float = 0.0) -> sqlite3.Connection:
    """A connection to a file that exists, `ro` or `rw`, that any thread may close."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(
        address, uri=True, isolation_level=None, timeout=wait, check_same_thread=False
    )


@contextmanager
def sql_told(path: Path) -> Iterator[None]:
    """Tell what goes wrong while reading as MachineDamaged or MachineUnreadable."""
    try:
        yield
    except READ_ERRORS as error:
        # A damaged file gives the bare class; all else that may happen has one of its own.
        damaged = type(error) in (sqlite3.DatabaseError, UnicodeDecodeError)
        raise (MachineDamaged if damaged else MachineUnreadable)(path, str(error)) from error


def log_of(path: Path) -> Path:
    """The file beside a database that holds its last changes."""
    return path.with_name(f"{path.name}-wal")


def _check(path: Path, size: int) -> bool:
    """Is the file as long as it should be, by its own word? One that is too short may have lost
    its end, or may be about to get it from the log."""
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise MachineDamaged(path, "file is not a database")
    page = int.from_bytes(header[16:18])
    return size >= int.from_bytes(header[28:32]) * (65536 if page == 1 else page)


def _check_below_log(path: Path, place: Path, *, whole: bool) -> None:
    """Refuse what SQLite would write to: it takes the log beside a destroyed file for the file's
    contents, and puts them into it when it closes it. `place` is where to look."""
    if _size(log_of(place)):
        with sql_told(path), closing(connect(place, "ro", 1.0)) as connection:
            _test(path, connection, whole=whole)


def _size(file: Path) -> int:
    """Its bytes; none when there is no such file, or none any more."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _test(path: Path, connection: sqlite3.Connection, *, whole: bool) -> None:
    test = "select 'ok' from sqlite_master" if whole else "pragma quick_check(1)"
    (answer,) = connection.execute(test).fetchone() or ("file is empty",)
    if answer != "ok":
        raise MachineDamaged(path, answer)


def _readable_as_it_is(path: Path) -> bool:
    """Is what SQLite needs for reading there already?"""
    beside = (log_of(path), path.with_name(f"{path.name}-shm"))
    if not all(os.access(file, os.R_OK) for file in beside):
        return False
    try:
        with closing(connect(path, _READ_ONLY)) as connection:
            _test(path, connection, whole=True)
    except (*READ_ERRORS, MachineDamaged):
        return False
    return True


def snapshot_of(path: Path) -> Snapshot:
    """A copy of a database, for reading it where it can neither be opened nor trusted to stay.
    MachineUnreadable when it is none."""
    from portres_tui.store.snapshots import Snapshot

    with unreadable(path, OSError):
        whole = _check(path, path.stat().st_size)
    snapshot = Snapshot(path)
    try:
        _check_below_log(path, snapshot.path, whole=whole)
    except BaseException:
        snapshot.close()
        raise
    return snapshot
