"""Is a machine whole? Everything in its file is read and nothing is written.

What is damaged is a problem; what is only worth knowing, such as an entry that has outlived its
profile, is a note.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from portres_tui.domain.audit import AuditEntry
from portres_tui.domain.jobs import LogEntry
from portres_tui.domain.system import SHAPES, JournalEntry, TableShape
from portres_tui.store.codec import decode
from portres_tui.store.errors import MachineDamaged
from portres_tui.store.files import READ_ERRORS
from portres_tui.store.making import LAYOUTS
from portres_tui.store.reading import reading
from portres_tui.store.references import loose_ends
from portres_tui.store.rules import DOCUMENTS
from portres_tui.store.sql import quoted

_MOST = 100
"""Problems that SQLite is asked for at most."""

KINDS: Mapping[str, type] = {
    **{name: shape.row for name, shape in SHAPES.items()},
    "journal": JournalEntry,
    "log": LogEntry,
    "audit": AuditEntry,
}
"""The row type of every table."""

GAPLESS = ("journal", "audit")
"""Tables that lose nothing but their oldest documents. Of the job logs, more is kept of some jobs
than of others."""


class Problem(NamedTuple):
    """Damage. `table` is empty when it is the file's; `id` is None when it is the whole table's."""

    table: str
    id: int | None
    wrong: str

    def __str__(self) -> str:
        place = " ".join(str(each) for each in (self.table, self.id) if each not in ("", None))
        return f"{place}: {self.wrong}" if place else self.wrong


class Report(NamedTuple):
    """What an examination found: documents by table, problems, notes."""

    documents: Mapping[str, int]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()

    def of(self, table: str) -> list[Problem]:
        """The problems of one table."""
        return [each for each in self.problems if each.table == table]


def examined(path: Path) -> Report:
    """Examine the machine at `path` as it stands now, whoever writes meanwhile.
    MachineUnreadable when there is none to examine."""
    try:
        with reading(path) as connection:
            return examine(connection)
    except MachineDamaged as damage:
        return Report({}, (Problem("", None, damage.reason),))


def examine(connection: sqlite3.Connection) -> Report:
    """Examine what a connection sees, in the transaction that is open."""
    connection.text_factory = bytes
    tables = {name: _Table(connection, name) for name in KINDS}
    problems = [*_engine(connection), *_missing(connection)]
    problems += [each for table in tables.values() for each in table.problems()]
    notes = loose_ends({name: table.rows for name, table in tables.items()})
    documents = {name: len(table) for name, table in tables.items()}
    return Report(documents, tuple(problems), tuple(notes))


def _engine(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What SQLite's own check finds: pages, indexes, whether values are where they belong."""
    try:
        for (line,) in connection.execute(f"pragma integrity_check({_MOST})"):
            if line != b"ok":
                yield Problem("", None, _shown(line))
    except READ_ERRORS as error:
        yield Problem("", None, str(error))


def _missing(connection: sqlite3.Connection) -> Iterator[Problem]:
    have = {_shown(name) for (name,) in connection.execute("select name from sqlite_master")}
    for table, layout in LAYOUTS.items():
        if table not in have:
            yield Problem(table, None, "the table is missing")
            continue
        for fields in filter(None, (layout.key, *layout.lookups)):
            if f"{table} by {' '.join(fields)}" not in have:
                yield Problem(table, None, f"the index by {', '.join(fields)} is missing")


class _Table:
    """One table: its documents are read once, by `problems`; `rows` holds those that are whole,
    unless they are a sequence's."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        self._kind = KINDS[name]
        self._shape = SHAPES.get(name)
        self._count = 0
        self._keys: Counter[Any] = Counter()
        self.rows: list[Any] = []

    def __len__(self) -> int:
        return self._count

    def problems(self) -> Iterator[Problem]:
        last = 0
        try:
            for id, text in self._documents():
                self._count += 1
                yield from (Problem(self._name, id, each) for each in self._wrong(id, text))
                if self._name in GAPLESS and last and id != last + 1:
                    yield Problem(self._name, id, f"those behind {last} are missing")
                last = id
            yield from self._numbering(last)
        except READ_ERRORS as error:
            yield Problem(self._name, None, f"cannot be read behind {last}: {error}")

    def _documents(self) -> Iterable[tuple[int, bytes]]:
        if not self._connection.execute(
            "select 1 from sqlite_master where type = 'table' and name = ?", (self._name,)
        ).fetchone():
            return ()
        return self._connection.execute(f"select id, doc from {quoted(self._name)} order by id")

    def _wrong(self, id: int, text: bytes) -> Iterator[str]:
        try:
            document = json.loads(text)
        except (ValueError, TypeError):
            yield "is not JSON"
            return
        found = DOCUMENTS.wrong(self._kind, document)
        if found:
            yield from map(str, found)
        elif self._shape:
            yield from self._keyed(self._shape, document)
        elif self._name == "journal" and document["revision"] != id:
            yield f"revision: is {document['revision']}"

    def _keyed(self, shape: TableShape, document: Mapping[str, Any]) -> Iterator[str]:
        row: Any = decode(shape.row, document)
        self.rows.append(row)
        key = shape.key_of(row)
        self._keys[key] += 1
        if self._keys[key] > 1:
            yield f"another document has this key: {' '.join(map(str, key))}"

    def _numbering(self, last: int) -> Iterator[Problem]:
        """A number beyond the one that SQLite has noted would be given out again."""
        found = self._connection.execute(
            "select seq from sqlite_sequence where name = ?", (self._name,)
        ).fetchone()
        if last > (found[0] if found else 0):
            yield Problem(self._name, last, "beyond the numbers that were given out")


def _shown(text: bytes) -> str:
    return ascii(text.decode("utf-8", "replace"))[1:-1]
