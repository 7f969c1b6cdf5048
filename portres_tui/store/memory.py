"""The machine in dicts: for tests and scenarios. It is gone with its process.

A transaction works on a copy of the whole state, which takes the place of the old one when it
ends well; so other threads read what is committed, and there is nothing to roll back.
"""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Generic, TypeVar

from portres_tui.domain.audit import AuditEntry
from portres_tui.domain.jobs import LogEntry
from portres_tui.domain.logs import Audited, History, Place, historic, place_of
from portres_tui.domain.ports import Covered, covered
from portres_tui.domain.system import SHAPES, JournalEntry, Key, Limit, Patience, Tell
from portres_tui.store.changes import Changes
from portres_tui.store.retention import Entry, retain
from portres_tui.store.tables import Tables

Row = TypeVar("Row")
Numbered = TypeVar("Numbered")
Rows = dict[Key, Any]
Number = Callable[[Any], int]
_sequence: Number = attrgetter("sequence")
_revision: Number = attrgetter("revision")


@dataclass
class _State:
    tables: dict[str, Rows] = field(default_factory=lambda: {name: {} for name in SHAPES})
    log: list[LogEntry] = field(default_factory=list)
    audit: list[AuditEntry] = field(default_factory=list)
    journal: list[JournalEntry] = field(default_factory=list)
    logged: int = 0
    audited: int = 0

    def copy(self) -> _State:
        tables = {name: rows.copy() for name, rows in self.tables.items()}
        kept = self.log[:], self.audit[:], self.journal[:]
        return _State(tables, *kept, self.logged, self.audited)


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

    def last(self, **values: Any) -> Row | None:
        found = set(map(self._shape.key_of, self.find(**values)))
        newest = next((key for key in reversed(self._rows) if key in found), None)
        return None if newest is None else self._rows[newest]

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


class _Sequence:
    """The journal or a log; see retention.Sequence."""

    def __init__(self, shelf: _Shelf, name: str, number: Number) -> None:
        self._shelf = shelf
        self._name = name
        self._number = number

    @property
    def _entries(self) -> list[Any]:
        entries: list[Any] = getattr(self._shelf.state, self._name)
        return entries

    def __len__(self) -> int:
        return len(self._entries)

    def oldest(self, after: int, n: int) -> list[Entry]:
        found = _behind(self._entries, self._number, after, n)
        return [Entry(self._number(entry), entry.time, entry.job) for entry in found]

    def names(self, job: str) -> bool:
        return any(entry.job == job for entry in self._entries)

    def discard(self, numbers: Iterable[int]) -> None:
        gone = set(numbers)
        stays = [entry for entry in self._entries if self._number(entry) not in gone]
        setattr(self._shelf.writable.state, self._name, stays)


class MemorySystem(Tables):
    """A machine, empty at first; see domain.system.System. It is quick enough as it is."""

    def __init__(self) -> None:
        self.long_lived = False
        self.read_only = False
        self.taken: float | None = None
        self.patience: Patience | None = None
        self._listening: list[Tell] = []
        self._shelf = shelf = _Shelf()
        self._lay(lambda name: MemoryTable(shelf, name))

    def covering(self, protocol: str, port: int) -> Covered:
        return covered(protocol, port, self.restrictions)

    @contextmanager
    def transaction(self, header: JournalEntry) -> Iterator[None]:
        with self._shelf.drafted() as draft:
            yield
            if entry := draft.changes.entry(header, self.revision()):
                draft.state.journal.append(entry)
        for tell in self._listening[:]:
            tell()

    def revision(self) -> int:
        return max(map(_revision, self._shelf.state.journal[-1:]), default=0)

    def journal(self, after: int = 0, n: int | None = None) -> list[JournalEntry]:
        return _behind(self._shelf.state.journal, _revision, after, n)

    def journal_before(self, before: int | None, n: int) -> list[JournalEntry]:
        return _before(self._shelf.state.journal, _revision, before, n)

    def log(self, entries: Iterable[LogEntry]) -> None:
        state = self._shelf.writable.state
        for entry in entries:
            state.logged += 1
            state.log.append(entry._replace(sequence=state.logged))

    def job_log(self, job: str, after: int = 0) -> list[LogEntry]:
        return [
            entry for entry in self.log_after(after, self._shelf.state.logged) if entry.job == job
        ]

    def log_after(self, sequence: int, n: int) -> list[LogEntry]:
        return _behind(self._shelf.state.log, _sequence, sequence, n)

    def log_last(self, n: int) -> list[LogEntry]:
        log = self._shelf.state.log
        return log[max(len(log) - max(n, 0), 0) :]

    def history(self, wanted: History, after: Place | None, n: int) -> list[LogEntry]:
        return _behind(self._history(wanted), place_of, after, n)

    def history_before(self, wanted: History, before: Place | None, n: int) -> list[LogEntry]:
        return _before(self._history(wanted), place_of, before, n)

    def _history(self, wanted: History) -> list[LogEntry]:
        log = self._shelf.state.log
        return sorted((e for e in log if historic(e) and wanted.takes(e)), key=place_of)

    def audit(self, entry: AuditEntry) -> None:
        state = self._shelf.writable.state
        state.audited += 1
        state.audit.append(entry._replace(sequence=state.audited))

    def audit_page(self, wanted: Audited, after: int | None, n: int) -> list[AuditEntry]:
        return _behind(self._audited(wanted), _sequence, after, n)

    def audit_before(self, wanted: Audited, before: int | None, n: int) -> list[AuditEntry]:
        return _before(self._audited(wanted), _sequence, before, n)

    def _audited(self, wanted: Audited) -> list[AuditEntry]:
        return [entry for entry in self._shelf.state.audit if wanted.takes(entry)]

    def retain(self, limits: Mapping[str, Limit], now: float, budget: int) -> bool:
        numbers = {"journal": _revision, "log": _sequence, "audit": _sequence}
        sequences = {name: _Sequence(self._shelf, name, each) for name, each in numbers.items()}
        return retain(self, sequences, limits, now, budget)

    def stamp(self) -> object:
        return self._shelf.commits

    def listen(self, tell: Tell) -> Callable[[], None]:
        self._listening.append(tell)

        def end() -> None:
            with suppress(ValueError):  # it has ended already
                self._listening.remove(tell)

        return end

    def close(self) -> None:
        self._listening.clear()


def _behind(
    entries: list[Numbered], place: Callable[[Numbered], Any], after: Any, n: int | None
) -> list[Numbered]:
    """The first `n` entries behind a place, or all of them; without one from the start."""
    start = 0 if after is None else bisect_right(entries, after, key=place)
    return entries[start:] if n is None else entries[start : start + max(n, 0)]


def _before(
    entries: list[Numbered], place: Callable[[Numbered], Any], before: Any, n: int
) -> list[Numbered]:
    """The last `n` entries before a place, or up to the end."""
    end = len(entries) if before is None else bisect_left(entries, before, key=place)
    return entries[max(end - max(n, 0), 0) : end]
