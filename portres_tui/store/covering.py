"""Which restrictions cover a port, for a process that asks again and again: an index that follows the
journal.

Knows nothing of how a transaction goes on: whoever has uncommitted restrictions asks the rows.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from portres_tui.domain.portindex import PortIndex
from portres_tui.domain.ports import Covered, PortRestriction
from portres_tui.store.codec import decode
from portres_tui.store.rows import RowFile

_BEHIND = "select id, doc from journal where id >= ? order by id limit ?"

_PAGE = 200
"""Journal entries that are read together."""


class Covering:
    """The committed restrictions as an index. `stamp` changes with every commit by anybody;
    `restrictions` gives all of them.

    It stands at one entry of the journal and applies those behind. Where that entry is not found as
    it was, the journal has been cut or is another machine's, and the index is built anew.
    """

    def __init__(
        self,
        stamp: Callable[[], object],
        rows: RowFile,
        restrictions: Callable[[], Iterable[PortRestriction]],
    ) -> None:
        self._stamp = stamp
        self._rows = rows
        self._restrictions = restrictions
        self._lock = threading.Lock()
        self._index = PortIndex()
        self._at: tuple[int, int] | None = None
        self._seen: object = None

    def __call__(self, protocol: str, port: int) -> Covered:
        """The restrictions that cover a port, in key order, as committed when this is called."""
        with self._lock:
            # The stamp is asked first: what is committed meanwhile changes it for the next time.
            stamp = self._stamp()
            if stamp != self._seen:
                if not self._follow():
                    self._build()
                self._seen = stamp
            return self._index.covering(protocol, port)

    def _build(self) -> None:
        # Changes behind this entry that are among the rows already are applied to no effect later.
        last = self._rows.read("select id, doc from journal order by id desc limit 1")
        index = PortIndex(self._restrictions())
        self._index, self._at = index, _place(last[0]) if last else None

    def _follow(self) -> bool:
        """Apply what the journal has behind the entry where the index stands; False if that is not
        there any more."""
        while self._at:
            page = self._rows.read(_BEHIND, (self._at[0], _PAGE))
            if not page or _place(page[0]) != self._at:
                return False
            if len(page) == 1:
                return True
            for _, entry in page[1:]:
                self._apply(json.loads(entry))
            self._at = _place(page[-1])
        return False

    def _apply(self, entry: Mapping[str, Any]) -> None:
        for change in entry["changes"]:
            if change["table"] == "restrictions":
                if change["before"]:
                    self._index.remove(decode(PortRestriction, change["before"]))
                if change["after"]:
                    self._index.add(decode(PortRestriction, change["after"]))


def _place(entry: tuple[int, str]) -> tuple[int, int]:
    """What an entry is known by: its number, and a number that is another for any other entry."""
    id, text = entry
    return id, hash(text)
