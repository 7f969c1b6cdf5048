"""The machine in TinyDB tables, shared by many processes and safe against their sudden end.

Rows are documents of the tables that have their names; `log`, `audit` and `journal` are tables
beside them, whose documents are numbered by their place in the sequence. Knows no rule of the
machine but how a transaction is journalled.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

from tinydb.table import Document

from portres_tui.domain.ports import Covered, PortRestriction
from portres_tui.domain.system import (
    SHAPES,
    JournalEntry,
    Limit,
    Patience,
    System,
    Tell,
)
from portres_tui.store.codec import decode, encode
from portres_tui.store.feed import feed
from portres_tui.store.keyed import Draft, TinyTable
from portres_tui.store.making import FILE, check, lay_out, make_once
from portres_tui.store.table import RowDB, RowTable
from portres_tui.store.tables import Tables
from portres_tui.store.tinylogs import TinyLogs

if TYPE_CHECKING:  # what only a process that lives long needs is loaded when it is
    from portres_tui.store.covering import Covering


class TinySystem(TinyLogs, Tables):
    """The machine of a folder; see domain.system.System.

    With `create` an empty one is made if there is none. MachineUnreadable when there is none, or
    one that cannot be read; it is not touched then. Every thread may read at any time; a
    transaction belongs to the thread that began it.
    """

    def __init__(self, folder: Path, *, create: bool = False, long_lived: bool = False) -> None:
        if create:
            make_once(folder, lambda site: lay_out(site / FILE))
        self.db = RowDB(folder / FILE)
        """The same tables for whoever knows TinyDB. Read only: what is written here is not in
        the journal."""
        self._rows = self.db.rows
        self.long_lived = long_lived
        self._own = threading.local()
        self._feed = feed(self._rows.path)
        self._listening: list[Callable[[], None]] = []
        self._journal = self._documents("journal")
        TinyLogs.__init__(self, self._documents("log"), self._documents("audit"))
        self._lay(self._table)
        self._restrictions: TinyTable[PortRestriction] = self._table("restrictions")
        try:
            check(self._rows)
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(cls, folder: Path, make: Callable[[System], None]) -> Self:
        """The machine of `folder`; where there is none, one is made, and `make` fills it.

        Of several processes that come at once, one makes it. One that is killed or fails while
        making leaves nothing behind.
        """

        def build(site: Path) -> None:
            lay_out(site / FILE)
            system = cls(site)
            try:
                make(system)
            finally:
                system.close()

        make_once(folder, build)
        return cls(folder)

    def close(self) -> None:
        for end in self._listening[:]:
            end()
        self.db.close()

    def covering(self, protocol: str, port: int) -> Covered:
        if self.long_lived and not self._may_have_changed("restrictions"):
            return self._indexed(protocol, port)
        where = "protocol = ? and lower <= ? and upper >= ?"
        found = self._restrictions.select(where, (protocol, port, port))
        return Covered(protocol, port, tuple(found))

    @cached_property
    def _indexed(self) -> Covering:
        from portres_tui.store.covering import Covering

        return Covering(self._rows.version, self._rows, self._restrictions.each)

    # Transactions

    @property
    def read_only(self) -> bool:
        return self._rows.opened.read_only

    @property
    def taken(self) -> float | None:
        return self._rows.opened.taken

    @property
    def patience(self) -> Patience | None:
        return self._rows.lock.patience

    @patience.setter
    def patience(self, patience: Patience | None) -> None:
        self._rows.lock.patience = patience

    @contextmanager
    def transaction(self, header: JournalEntry) -> Iterator[None]:
        if self._rows.writing:
            raise RuntimeError("transactions do not nest")
        with self._rows.transaction(header.job, header.profile):
            self._own.draft = draft = Draft()
            try:
                yield
                if entry := draft.entry(header, self.revision()):
                    self._journal.insert(Document(encode(entry), entry.revision))
            finally:
                self._own.draft = None
        self._feed.tell()

    def revision(self) -> int:
        return self._rows.last("journal")

    def journal(self, after: int = 0, n: int | None = None) -> list[JournalEntry]:
        limit = -1 if n is None else max(n, 0)
        found = self._journal.select("id > ?", (after,), limit=limit)
        return [decode(JournalEntry, document) for document in found]

    def journal_before(self, before: int | None, n: int) -> list[JournalEntry]:
        where, values = ("true", ()) if before is None else ("id < ?", (before,))
        found = self._journal.select(where, values, "id desc", max(n, 0))
        return [decode(JournalEntry, document) for document in found[::-1]]

    def retain(self, limits: Mapping[str, Limit], now: float, budget: int) -> bool:
        from portres_tui.store.retention import retain
        from portres_tui.store.sequence import RowSequence

        sequences = {name: RowSequence(self._rows, name) for name in ("journal", "log", "audit")}
        return retain(self, sequences, limits, now, budget)

    def stamp(self) -> object:
        return self._rows.version()

    def listen(self, tell: Tell) -> Callable[[], None]:
        leave = self._feed.listen(self.stamp, tell)

        def end() -> None:
            leave()
            with suppress(ValueError):  # it has ended already
                self._listening.remove(end)

        self._listening.append(end)
        return end

    def _draft(self) -> Draft | None:
        """This thread's transaction."""
        return getattr(self._own, "draft", None)

    def _may_have_changed(self, table: str) -> bool:
        """Might this thread see rows of a table that are not committed?"""
        if not self._rows.writing:
            return False
        draft = self._draft()
        return draft is None or draft.touches(table)

    def _documents(self, name: str) -> RowTable:
        return cast(RowTable, self.db.table(name))

    def _table(self, name: str) -> TinyTable[Any]:
        return TinyTable(self._documents(name), SHAPES[name], self._draft)
