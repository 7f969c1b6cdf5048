"""The machine's logs in TinyDB tables: numbered documents, read a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from tinydb.table import Document

from portres_tui.domain.audit import AuditEntry
from portres_tui.domain.jobs import LogEntry
from portres_tui.domain.logs import ANY, Audited, History, Place
from portres_tui.store.codec import decode, encode
from portres_tui.store.keyed import Draft, drafted
from portres_tui.store.sql import marks
from portres_tui.store.table import RowTable

Entry = TypeVar("Entry", LogEntry, AuditEntry)


class _Where(NamedTuple):
    """SQL conditions, all of which must hold, with their values."""

    conditions: tuple[str, ...]
    values: tuple[Any, ...] = ()

    def also(self, condition: str, *values: Any) -> _Where:
        return _Where((*self.conditions, condition), (*self.values, *values))

    @property
    def sql(self) -> str:
        return " and ".join(self.conditions) or "true"


class TinyLogs:
    """See domain.logs.Logs. The documents' numbers are their places in the sequence."""

    def __init__(self, log: RowTable, audit: RowTable) -> None:
        self._log = log
        self._audit = audit

    def _draft(self) -> Draft | None:
        """This thread's transaction."""
        raise NotImplementedError

    def log(self, entries: Iterable[LogEntry]) -> None:
        drafted(self._draft())
        self._log.insert_multiple(map(_unnumbered, entries))

    def job_log(self, job: str, after: int = 0) -> list[LogEntry]:
        return _numbered(LogEntry, self._log.select("job = ? and id > ?", (job, after)))

    def log_after(self, sequence: int, n: int) -> list[LogEntry]:
        return _numbered(LogEntry, self._log.select("id > ?", (sequence,), limit=max(n, 0)))

    def log_last(self, n: int) -> list[LogEntry]:
        last = self._log.select("true", order="id desc", limit=max(n, 0))
        return _numbered(LogEntry, last[::-1])

    def history(self, wanted: History, after: Place | None, n: int) -> list[LogEntry]:
        where = _history(wanted)
        if after is not None:
            where = where.also("(time, id) > (?, ?)", *after)
        return _numbered(LogEntry, _page(self._log, where, "time, id", n))

    def history_before(self, wanted: History, before: Place | None, n: int) -> list[LogEntry]:
        where = _history(wanted)
        if before is not None:
            where = where.also("(time, id) < (?, ?)", *before)
        return _numbered(LogEntry, _page(self._log, where, "time desc, id desc", n)[::-1])

    def audit(self, entry: AuditEntry) -> None:
        drafted(self._draft())
        self._audit.insert(_unnumbered(entry))

    def audit_page(self, wanted: Audited, after: int | None, n: int) -> list[AuditEntry]:
        where = _audited(wanted)
        if after is not None:
            where = where.also("id > ?", after)
        return _numbered(AuditEntry, _page(self._audit, where, "id", n))

    def audit_before(self, wanted: Audited, before: int | None, n: int) -> list[AuditEntry]:
        where = _audited(wanted)
        if before is not None:
            where = where.also("id < ?", before)
        return _numbered(AuditEntry, _page(self._audit, where, "id desc", n)[::-1])


def _history(wanted: History) -> _Where:
    where = _Where(("history = 1", "time >= ?"), (wanted.since,))
    if wanted.until < float("inf"):
        where = where.also("time <= ?", wanted.until)
    if wanted.job != (ANY, ANY, ANY):
        where = where.also("job glob ?", "/".join(wanted.job))
    if wanted.ids:
        where = where.also(
            f"json_extract(doc, '$.message.id') in ({marks(wanted.ids)})", *wanted.ids
        )
    return where


def _audited(wanted: Audited) -> _Where:
    where = _Where(())
    if wanted.types:
        where = where.also(f"type in ({marks(wanted.types)})", *wanted.types)
    if wanted.profile:
        where = where.also("json_extract(doc, '$.profile') = ?", wanted.profile)
    if wanted.since > 0:
        where = where.also("json_extract(doc, '$.time') >= ?", wanted.since)
    if wanted.until < float("inf"):
        where = where.also("json_extract(doc, '$.time') <= ?", wanted.until)
    return where


def _page(table: RowTable, where: _Where, order: str, n: int) -> list[Document]:
    return table.select(where.sql, where.values, order, max(n, 0))


def _unnumbered(entry: LogEntry | AuditEntry) -> dict[str, Any]:
    """An entry's document. Its place in the sequence is the document's number."""
    document: dict[str, Any] = encode(entry)
    del document["sequence"]
    return document


def _numbered(kind: type[Entry], documents: Sequence[Document]) -> list[Entry]:
    return [decode(kind, {**each, "sequence": each.doc_id}) for each in documents]
