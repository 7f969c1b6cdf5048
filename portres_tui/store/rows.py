"""Rows of JSON in one SQLite file that many threads and processes share.

A row is a number, never used again in its table, and a document. Every thread has a connection of
its own, so one reads what is committed while another writes. Knows nothing of TinyDB or of what
the documents mean.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from portres_tui.store.errors import MachineNotWritten, MachineUnreadable, unreadable
from portres_tui.store.files import Opened
from portres_tui.store.layout import UNINDEXED, Layout, extending, making
from portres_tui.store.lock import WriteLock
from portres_tui.store.sql import inserting, quoted

WAIT = 10.0
"""Seconds that who writes or reads waits for the others."""

Document = dict[str, Any]
Row = tuple[int, Document]


_JOINED = nullcontext()
_json = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


class RowFile:
    """The file at `path`, with its lock file beside it.

    With `create` a missing file is made, without regard to whoever does so at the same time.
    MachineUnreadable when there is no such file, or it is not a database that can be read.
    A process that forks opens it anew. With `read_only`, or where nothing may be written, each
    transaction is refused (MachineNotWritten).
    """

    def __init__(
        self, path: Path, *, create: bool = False, wait: float = WAIT, read_only: bool = False
    ) -> None:
        self.path = Path(path)
        self.lock = WriteLock(self.path.with_suffix(".lock"), wait, keep=True)
        """Who writes holds it."""
        self._own = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._columns: dict[str, frozenset[str]] = {}
        self._new: set[str] = set()
        self._watching = threading.Lock()
        if create and not self.path.exists():
            _create(self.path)
        self._opened: Opened | None = Opened(self.path, read_only=read_only)
        try:
            self._watch = self._connect()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the connections of all threads; what is not committed is rolled back."""
        while self._connections:
            self._connections.pop().close()
        self.lock.close()
        if self._opened:
            self._opened.close()
            self._opened = None
        self._own = threading.local()

    # Connections

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if found is None:
            found = self._own.connection = self._connect()
        return found

    @property
    def opened(self) -> Opened:
        """How the file is open."""
        if not self._opened:
            raise RuntimeError(f"{self.path} is closed")
        return self._opened

    def _connect(self) -> sqlite3.Connection:
        with unreadable(self.path, sqlite3.Error):
            connection = self.opened.connect(WAIT)
            self._connections.append(connection)
            connection.execute("pragma synchronous = full")
            connection.execute("select count(*) from sqlite_master").fetchone()
        return connection

    def read(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """What SQL that changes nothing answers."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            self._tell(error)
            raise

    def _write(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        connection = self.connection
        if not connection.in_transaction:
            raise RuntimeError("rows are written inside a transaction only")
        return self._run(connection, sql, values)

    def _run(
        self, connection: sqlite3.Connection, sql: str, values: Sequence[Any] = ()
    ) -> sqlite3.Cursor:
        try:
            return connection.execute(sql, values)
        except sqlite3.DatabaseError as error:
            self._tell(error)
            raise

    def _tell(self, error: sqlite3.DatabaseError) -> None:
        """Raise what is to be told instead of an error that no caller has caused."""
        if isinstance(error, sqlite3.OperationalError):
            raise MachineNotWritten(self.path, str(error)) from error
        # A damaged file gives the bare class; all else that may happen has one of its own.
        if type(error) is sqlite3.DatabaseError:
            raise MachineUnreadable(self.path, str(error)) from error

    # Transactions

    @property
    def writing(self) -> bool:
        """Has this thread a transaction open?"""
        return self.connection.in_transaction

    def transaction(self, job: str = "", profile: str = "") -> AbstractContextManager[None]:
        """All or nothing, durable at its end; joins the one that this thread has open.

        It waits for its turn (MachineBusy), and reads inside it are current. Who waits for it is
        told whose it is.
        """
        return _JOINED if self.writing else self._begun(job, profile)

    @contextmanager
    def _begun(self, job: str, profile: str) -> Iterator[None]:
        connection = self.connection
        self.opened.refuse_read_only()
        holding = self.lock.take(job, profile)
        try:
            self.opened.refuse_replaced()
            self._run(connection, "begin immediate")
            yield
            self._run(connection, "commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise
        finally:
            self._new.clear()
            self.lock.free(holding)

    def version(self) -> int:
        """Changes whenever anybody commits. All threads ask one connection: the number means
        nothing on another."""
        try:
            with self._watching:
                version: int = self._watch.execute("pragma data_version").fetchone()[0]
        except sqlite3.DatabaseError as error:
            self._tell(error)
            raise
        return version

    @property
    def mark(self) -> tuple[int, int]:
        """Whose file it is and in which format, as two numbers in its header; 0 when new."""
        return self.read("pragma application_id")[0][0], self.read("pragma user_version")[0][0]

    @mark.setter
    def mark(self, mark: tuple[int, int]) -> None:
        self._write(f"pragma application_id = {mark[0]:d}")
        self._write(f"pragma user_version = {mark[1]:d}")

    # Tables

    def tables(self) -> set[str]:
        found = self.read("select name from sqlite_master where type = 'table'")
        return {name for (name,) in found if not name.startswith("sqlite_")}

    def columns(self, table: str) -> frozenset[str] | None:
        """The indexed fields of a table; None when there is no such table."""
        if table in self._columns:
            return self._columns[table]
        sql = "select name, hidden from pragma_table_xinfo(?)"
        found = dict(self.read(sql, (table,)))
        columns = frozenset(name for name, hidden in found.items() if hidden)
        if found and table not in self._new:
            self._columns[table] = columns
        return columns if found else None

    def declare(self, table: str, layout: Layout = UNINDEXED) -> None:
        """Make a table. Its indexed fields are columns that take their values from the document."""
        self._new.add(table)  # it may yet be rolled back
        for sql in making(table, layout):
            self._write(sql)

    def extend(self, table: str, layout: Layout) -> None:
        """Give a table the indexed fields and the indexes that it lacks."""
        for sql in extending(table, layout, self.columns(table) or frozenset()):
            self._write(sql)
        self._columns.pop(table, None)
        self._new.add(table)

    def drop(self, table: str) -> None:
        self._write(f"drop table if exists {quoted(table)}")
        self._columns.pop(table, None)

    # Rows

    def select(
        self,
        table: str,
        where: str = "true",
        values: Sequence[Any] = (),
        *,
        order: str = "id",
        limit: int = -1,
    ) -> list[Row]:
        """Rows by SQL conditions over `id` and the indexed fields. None in a missing table."""
        if table not in self._columns and self.columns(table) is None:
            return []
        sql = f"select id, doc from {quoted(table)} where {where} order by {order} limit ?"
        return [(id, json.loads(doc)) for id, doc in self.read(sql, (*values, limit))]

    def each(self, table: str) -> Iterator[Row]:
        """All rows of a moment, as they are committed, one after the other: no more of a table is
        held in memory, not even by SQLite, than is looked at."""
        if self.columns(table) is None:
            return
        with closing(self.opened.connect(WAIT)) as connection:
            try:
                connection.execute("pragma cache_size = 10")
                for id, doc in connection.execute(f"select id, doc from {quoted(table)}"):
                    yield id, json.loads(doc)
            except sqlite3.DatabaseError as error:
                self._tell(error)
                raise

    def count(self, table: str) -> int:
        if self.columns(table) is None:
            return 0
        return int(self.read(f"select count(*) from {quoted(table)}")[0][0])

    def last(self, table: str) -> int:
        """The highest row number; 0 in an empty table."""
        return int(self.read(f"select coalesce(max(id), 0) from {quoted(table)}")[0][0])

    def insert(self, table: str, document: Mapping[str, Any], id: int | None = None) -> int:
        """Add a row, to a table that is made if it is missing; its number is given back."""
        if table not in self._columns and self.columns(table) is None:
            self.declare(table)
        return self._write(inserting(table), (id, _text(document))).lastrowid or 0

    def replace(self, table: str, id: int, document: Mapping[str, Any]) -> None:
        self._write(f"update {quoted(table)} set doc = ? where id = ?", (_text(document), id))

    def delete(self, table: str, id: int) -> None:
        self._write(f"delete from {quoted(table)} where id = ?", (id,))

    def clear(self, table: str) -> None:
        if self.columns(table) is not None:
            self._write(f"delete from {quoted(table)}")


def _text(document: Mapping[str, Any]) -> str:
    return _json(document if isinstance(document, dict) else dict(document))


def _create(path: Path) -> None:
    """An empty database; the files that SQLite lays beside it take over its permissions."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    with unreadable(path, sqlite3.OperationalError):  # its path, say, is longer than SQLite takes
        connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.close()
