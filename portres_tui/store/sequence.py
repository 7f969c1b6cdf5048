"""The journal, the job logs and the audit journal as rows that were added one behind the other."""

from __future__ import annotations

from collections.abc import Iterable

from portres_tui.store.retention import Entry
from portres_tui.store.rows import RowFile
from portres_tui.store.sql import quoted


class RowSequence:
    """One of them; see retention.Sequence."""

    def __init__(self, rows: RowFile, table: str) -> None:
        self._rows = rows
        self._table = table

    def __len__(self) -> int:
        return self._rows.count(self._table)

    def oldest(self, after: int, n: int) -> list[Entry]:
        # A document may be large: only what is asked for is read into memory.
        sql = (
            "select id, json_extract(doc, '$.time'), json_extract(doc, '$.job')"
            f" from {quoted(self._table)} where id > ? order by id limit ?"
        )
        return [Entry(*each) for each in self._rows.read(sql, (after, n))]

    def names(self, job: str) -> bool:
        sql = f"select exists (select 1 from {quoted(self._table)} where job = ?)"
        return bool(self._rows.read(sql, (job,))[0][0])

    def discard(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._rows.delete(self._table, number)
