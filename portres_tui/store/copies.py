"""Copies of a machine: a backup while others work, and a machine made of one.

Every copy is examined before it takes anybody's place. Knows no session and no command.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from portres_tui.store.errors import MachineUnreadable, Refused
from portres_tui.store.files import connect, snapshot_of, sql_told
from portres_tui.store.health import Report, examine
from portres_tui.store.making import FILE, check
from portres_tui.store.outside import refuse_taken, unwritten, write_whole
from portres_tui.store.reading import reading, reading_copy
from portres_tui.store.rows import WAIT, RowFile


def back_up(home: Path, file: Path, *, force: bool = False) -> Report:
    """Write a copy of the machine of `home` to `file`, whole or not at all, whoever writes to the
    machine meanwhile. It is written only when nothing is wrong with it; what was found in it.

    Refused when there is such a file and not `force`. MachineUnreadable when there is no machine,
    MachineNotWritten when there is no place for the copy.
    """
    refuse_taken(file, home, force=force)
    # The copy is looked at on this computer's disk: `file` may be on another's.
    with TemporaryDirectory(prefix="portres-") as folder:
        copy = Path(folder) / FILE
        with reading(home / FILE) as source:
            duplicate(source, copy)
        report = _inspected(copy, file)
        if not report.problems:
            with copy.open("rb") as made:
                write_whole(file, lambda target: shutil.copyfileobj(made, target))
        return report


def make_of(file: Path, site: Path) -> None:
    """Make a machine of the backup in `file`, in the format of this version. MachineUnreadable when
    it is none, Refused when it is damaged."""
    snapshot = snapshot_of(file)
    try:
        with sql_told(file), closing(connect(snapshot.path, "ro", WAIT)) as source:
            duplicate(source, site / FILE)
    finally:
        snapshot.close()
    rows = RowFile(site / FILE)
    try:
        check(rows)
    except MachineUnreadable as error:
        raise type(error)(file, error.reason) from error
    finally:
        rows.close()
    if problems := _inspected(site / FILE, file).problems:
        first = "; ".join(map(str, problems[:3]))
        raise Refused(f"{file} is damaged ({len(problems)} problems): {first}.")


def duplicate(source: sqlite3.Connection, target: Path) -> None:
    """Write all that `source` sees into a new database, for its owner alone. MachineNotWritten when
    there is no room for it."""
    with unwritten(target):
        os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            source.backup(copy)
            copy.execute("pragma journal_mode = wal")


def _inspected(copy: Path, path: Path) -> Report:
    """What is found in a copy of our own; it is told as that of `path`."""
    with reading_copy(copy, path) as connection:
        return examine(connection)
