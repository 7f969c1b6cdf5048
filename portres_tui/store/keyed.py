"""A table of the machine over documents: rows in the order of their keys.

Knows no table by name, and of a transaction only its draft.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Any, Generic, TypeVar

from tinydb.table import Document

from portres_tui.domain.system import Key, TableShape
from portres_tui.store.changes import Changes
from portres_tui.store.codec import decoder, encode
from portres_tui.store.sql import listed, marks, quoted
from portres_tui.store.table import RowTable

Row = TypeVar("Row")


class Draft(Changes):
    """A transaction that is open: what it has changed, and the documents that it knows by table and
    key. Nobody else writes before its end, so these stay as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[tuple[str, Key], Document | None] = {}


class TinyTable(Generic[Row]):
    """One table; see domain.system.Table. `draft` gives this thread's transaction."""

    def __init__(
        self, documents: RowTable, shape: TableShape, draft: Callable[[], Draft | None]
    ) -> None:
        self._documents = documents
        self._name = documents.name
        self._shape = shape
        self._draft = draft
        self._made: Callable[[Document], Row] = decoder(shape.row)
        self._up = listed(shape.key)
        self._down = listed(shape.key, "desc")
        self._this = f"({self._up}) = ({marks(shape.key)})"
        self._key_of = _key_of(shape.key)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.select("true", ()))

    def __len__(self) -> int:
        return len(self._documents)

    def get(self, *key: Any) -> Row | None:
        draft = self._draft()
        document = self._known(draft, key) if draft else self._document(key)
        return None if document is None else self._made(document)

    def each(self) -> Iterator[Row]:
        """The rows in any order; see RowFile.each."""
        return map(self._made, self._documents.each())

    def find(self, **values: Any) -> list[Row]:
        return self.select(*self._having(values))

    def last(self, **values: Any) -> Row | None:
        where, wanted = self._having(values)
        newest = f"select max(id) from {quoted(self._name)} where {where}"
        return next(iter(self.select(f"id = ({newest})", wanted)), None)

    def _having(self, values: Mapping[str, Any]) -> tuple[str, Key]:
        if unknown := values.keys() - set(self._shape.finds):
            raise TypeError(f"{self._name} are not found by {', '.join(unknown)}")
        where = " and ".join(f"{quoted(name)} = ?" for name in values)
        return where or "true", tuple(values.values())

    def page(self, after: Key | None, n: int) -> list[Row]:
        return self.select(*self._beyond(">", after), limit=max(n, 0))

    def page_before(self, before: Key | None, n: int) -> list[Row]:
        return self.select(*self._beyond("<", before), order=self._down, limit=max(n, 0))[::-1]

    def put(self, row: Row) -> None:
        draft, key = drafted(self._draft()), self._key_of(row)
        document = self._known(draft, key)
        before = None if document is None else self._made(document)
        if row == before:
            return
        if document is None:
            put = encode(row)
            put = Document(put, self._documents.insert(put))
        else:
            put = Document({**document, **encode(row)}, document.doc_id)
            self._documents.replace(put)
        draft.known[self._name, key] = put
        draft.note(self._name, key, before, row)

    def remove(self, *key: Any) -> None:
        draft = drafted(self._draft())
        document = self._known(draft, key)
        if document is None:
            raise KeyError(key)
        self._documents.remove(doc_ids=[document.doc_id])
        draft.known[self._name, key] = None
        draft.note(self._name, key, self._made(document), None)

    def select(self, where: str, values: Key, order: str = "", limit: int = -1) -> list[Row]:
        """Rows by SQL over the indexed fields, in key order unless told otherwise."""
        return list(
            map(self._made, self._documents.select(where, values, order or self._up, limit))
        )

    def _beyond(self, sign: str, key: Key | None) -> tuple[str, Key]:
        return ("true", ()) if key is None else (f"({self._up}) {sign} ({marks(key)})", key)

    def _known(self, draft: Draft, key: Key) -> Document | None:
        place = self._name, key
        try:
            return draft.known[place]
        except KeyError:
            draft.known[place] = found = self._document(key)
            return found

    def _document(self, key: Key) -> Document | None:
        found = self._documents.select(self._this, key)
        return found[0] if found else None


def _key_of(fields: tuple[str, ...]) -> Callable[[object], Key]:
    """The function that gives the key of a row."""
    one_or_all = attrgetter(*fields)
    return one_or_all if len(fields) > 1 else lambda row: (one_or_all(row),)


def drafted(draft: Draft | None) -> Draft:
    """The transaction that is open; RuntimeError if there is none."""
    if draft is None:
        raise RuntimeError("the machine is changed inside a transaction only")
    return draft
