"""The machine in dicts: for tests and scenarios. It is gone with its process.

A transaction works on a copy of the whole state, which takes the place of the old one when it
ends well; so other threads read what is committed, and there is nothing to roll back.
"""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from portres_tui.domain.jobs import AuditEntry, Job, LogEntry
from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.servers import Socket, TcpServer
from portres_tui.domain.system import SHAPES, JournalEntry, Key, SystemValue
from portres_tui.domain.users import UserProfile
from portres_tui.store.changes import Changes

Row = TypeVar("Row")
Rows = dict[Key, Any]


@dataclass
class _State:
    tables: dict[str, Rows] = field(default_factory=lambda: {name: {} for name in SHAPES})
    log: list[LogEntry] = field(default_factory=list)
    audit: list[AuditEntry] = field(default_factory=list)
    journal: list[JournalEntry] = field(default_factory=list)

    def copy(self) -> _State:
        tables = {name: rows.copy() for name, rows in self.tables.items()}
        return _State(tables, self.log[:], self.audit[:], self.journal[:])


@dataclass
class _Draft:
    """An open transaction: its thread, its copy of the state, and what it has changed."""

    thread: int
    state: _State
    changes: Changes = field(default_factory=Changes)


class _Shelf:
    """The committed state, and the draft of the thread that is in a transaction."""

    def __init__(self) -> None:
        self._committed = _State()
        self._draft: _Draft | None = None
        self._writer = threading.Lock()
        self.commits = 0

    @property
    def draft(self) -> _Draft | None:
        """This thread's transaction."""
        draft = self._draft
        return draft if draft and draft.thread == threading.get_ident() else None

    @property
    def state(self) -> _State:
        """What this thread sees."""
        return self.draft.state if self.draft else self._committed

    @property
    def writable(self) -> _Draft:
        """This thread's transaction; RuntimeError if it has none."""
        if not self.draft:
            raise RuntimeError("the machine is changed inside a transaction only")
        return self.draft

    @contextmanager
    def drafted(self) -> Iterator[_Draft]:
        if self.draft:
            raise RuntimeError("transactions do not nest")
        with self._writer:
            draft = self._draft = _Draft(threading.get_ident(), self._committed.copy())
            try:
                yield draft
                self._committed = draft.state
                self.commits += 1
            finally:
                self._draft = None


class MemoryTable(Generic[Row]):
    """One table; see domain.system.Table."""

    def __init__(self, shelf: _Shelf, name: str) -> None:
        self._shelf = shelf
        self._name = name
        self._shape = SHAPES[name]

    @property
    def _rows(self) -> dict[Key, Row]:
        return self._shelf.state.tables[self._name]

    def __iter__(self) -> Iterator[Row]:
        rows = self._rows
        return iter([rows[key] for key in sorted(rows)])

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, *key: Any) -> Row | None:
        return self._rows.get(key)

    def find(self, **values: Any) -> list[Row]:
        if unknown := values.keys() - set(self._shape.finds):
            raise TypeError(f"{self._name} are not found by {', '.join(unknown)}")
        wanted = values.items()
        return [row for row in self if all(getattr(row, name) == v for name, v in wanted)]

    def page(self, after: Key | None, n: int) -> list[Row]:
        rows, keys = self._rows, sorted(self._rows)
        start = 0 if after is None else bisect_right(keys, after)
        return [rows[key] for key in keys[start : start + max(n, 0)]]

    def page_before(self, before: Key | None, n: int) -> list[Row]:
        rows, keys = self._rows, sorted(self._rows)
        end = len(keys) if before is None else bisect_left(keys, before)
        return [rows[key] for key in keys[max(end - max(n, 0), 0) : end]]

    def put(self, row: Row) -> None:
        key = self._shape.key_of(row)
        draft = self._shelf.writable
        draft.changes.note(self._name, key, self._rows.get(key), row)
        self._rows[key] = row

    def remove(self, *key: Any) -> None:
        draft = self._shelf.writable
        draft.changes.note(self._name, key, self._rows.pop(key), None)


class MemorySystem:
    """A machine, empty at first; see domain.system.System."""

    def __init__(self) -> None:
        self._shelf = shelf = _Shelf()
        self.restrictions: MemoryTable[PortRestriction] = MemoryTable(shelf, "restrictions")
        self.profiles: MemoryTable[UserProfile] = MemoryTable(shelf, "profiles")
        self.servers: MemoryTable[TcpServer] = MemoryTable(shelf, "servers")
        self.jobs: MemoryTable[Job] = MemoryTable(shelf, "jobs")
        self.sockets: MemoryTable[Socket] = MemoryTable(shelf, "sockets")
        self.values: MemoryTable[SystemValue] = MemoryTable(shelf, "values")

    def covering(self, protocol: str, port: int) -> list[PortRestriction]:
        return [entry for entry in self.restrictions if entry.covers(protocol, port)]

    @contextmanager
    def transaction(self, header: JournalEntry) -> Iterator[None]:
        with self._shelf.drafted() as draft:
            yield
            if entry := draft.changes.entry(header, self.revision()):
                draft.state.journal.append(entry)

    def revision(self) -> int:
        return len(self._shelf.state.journal)

    def journal(self, after: int = 0) -> list[JournalEntry]:
        return self._shelf.state.journal[max(after, 0) :]

    def log(self, entries: Iterable[LogEntry]) -> None:
        log = self._shelf.writable.state.log
        for entry in entries:
            log.append(entry._replace(sequence=len(log) + 1))

    def job_log(self, job: str) -> list[LogEntry]:
        return [entry for entry in self._shelf.state.log if entry.job == job]

    def log_after(self, sequence: int, n: int) -> list[LogEntry]:
        start = max(sequence, 0)
        return self._shelf.state.log[start : start + max(n, 0)]

    def log_last(self, n: int) -> list[LogEntry]:
        log = self._shelf.state.log
        return log[max(len(log) - max(n, 0), 0) :]

    def audit(self, entry: AuditEntry) -> None:
        audit = self._shelf.writable.state.audit
        audit.append(entry._replace(sequence=len(audit) + 1))

    def audit_journal(self) -> list[AuditEntry]:
        return self._shelf.state.audit[:]

    def stamp(self) -> object:
        return self._shelf.commits

    def close(self) -> None:
        pass
