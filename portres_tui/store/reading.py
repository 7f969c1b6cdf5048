"""A machine's file as it stands at one moment, for whoever only looks: nothing is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from portres_tui.store.errors import MachineUnreadable
from portres_tui.store.files import Opened, connect, sql_told
from portres_tui.store.making import FORMAT, refuse_foreign
from portres_tui.store.rows import WAIT


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection in a transaction, whoever writes to the machine at `path` meanwhile.
    MachineUnreadable when there is no machine, or not one of this version's format."""
    opened = Opened(path, read_only=True)
    try:
        with closing(opened.connect(WAIT)) as connection, _begun(path, connection):
            yield connection
    finally:
        opened.close()


@contextmanager
def reading_copy(copy: Path, path: Path) -> Iterator[sqlite3.Connection]:
    """The same of a copy that nobody else has; errors are told as those of `path`."""
    with closing(connect(copy, "rw", WAIT)) as connection, _begun(path, connection):
        yield connection


@contextmanager
def _begun(path: Path, connection: sqlite3.Connection) -> Iterator[None]:
    with sql_told(path):
        connection.execute("begin")
        (application,) = connection.execute("pragma application_id").fetchone()
        (format,) = connection.execute("pragma user_version").fetchone()
        refuse_foreign(path, application, format)
        if format < FORMAT:
            wanted = f"start portres once to bring it to {FORMAT}"
            raise MachineUnreadable(path, f"format {format}; {wanted}")
        yield


def system_name(path: Path) -> str:
    """The name of the machine at `path`; empty when it cannot be told."""
    sql = "select json_extract(doc, '$.value') from \"values\" where name = 'SYSNAME'"
    try:
        with reading(path) as connection:
            found = connection.execute(sql).fetchone()
    except MachineUnreadable:
        return ""
    return str(found[0]) if found else ""
