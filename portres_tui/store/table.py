"""TinyDB whose documents are rows of a shared file, each written by itself.

Whoever knows TinyDB knows these tables. The differences: numbers of removed documents are not used
again, there is no query cache, and every operation is a transaction of its own unless it stands
in one. Knows nothing of what the documents mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from sqlite3 import IntegrityError
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from portres_tui.store.rows import Row, RowFile
from portres_tui.store.sql import quoted

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class RowTable(Table):
    """A table of the file. Its documents are copies: changing one changes nothing.

    There is no cache to have a size, and a table is made with its first document.
    """

    def __init__(
        self, storage: Any, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        super().__init__(storage, name, cache_size=0)
        self._rows: RowFile = storage

    def __iter__(self) -> Iterator[Document]:
        return map(_document, self._rows.select(self.name))

    def __len__(self) -> int:
        return self._rows.count(self.name)

    def search(self, cond: QueryLike) -> list[Document]:
        return list(map(_document, self._matching(cond)))

    def select(
        self, where: str, values: Sequence[Any] = (), order: str = "id", limit: int = -1
    ) -> list[Document]:
        """Documents by SQL over `id` and the indexed fields; a limit below 0 is none."""
        rows = self._rows.select(self.name, where, values, order=order, limit=limit)
        return list(map(_document, rows))

    def each(self) -> Iterator[Document]:
        """The documents in any order; see RowFile.each."""
        return map(_document, self._rows.each(self.name))

    def get(
        self,
        cond: QueryLike | None = None,
        doc_id: int | None = None,
        doc_ids: list[Any] | None = None,
    ) -> Any:
        if doc_id is not None:
            return next(map(_document, self._numbered([doc_id])), None)
        if doc_ids is not None:
            return list(map(_document, self._numbered(doc_ids)))
        if cond is not None:
            return next(map(_document, self._matching(cond)), None)
        raise RuntimeError("You have to pass either cond or doc_id or doc_ids")

    def insert(self, document: Mapping[Any, Any]) -> int:
        with self._rows.transaction():
            return self._insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[Any, Any]]) -> list[int]:
        with self._rows.transaction():
            return list(map(self._insert, documents))

    def _insert(self, document: Mapping[Any, Any]) -> int:
        if not isinstance(document, Mapping):
            raise ValueError("Document is not a Mapping")  # noqa: TRY004 - as TinyDB does
        id = document.doc_id if isinstance(document, Document) else None
        try:
            return self._rows.insert(self.name, document, id)
        except IntegrityError as error:
            if id is None or not self._numbered([id]):
                raise
            raise ValueError(f"Document with ID {id} already exists") from error

    def update(
        self,
        fields: Fields,
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        with self._rows.transaction():
            rows = self._numbered(doc_ids) if doc_ids is not None else self._matching(cond)
            for id, document in rows:
                fields(document) if callable(fields) else document.update(fields)
                self._rows.replace(self.name, id, document)
            return [id for id, _ in rows]

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[int]:
        with self._rows.transaction():
            return [id for fields, cond in updates for id in self.update(fields, cond)]

    def replace(self, document: Document) -> None:
        """Put a document in the place of the one that has its number."""
        with self._rows.transaction():
            self._rows.replace(self.name, document.doc_id, document)

    def upsert(self, document: Mapping[Any, Any], cond: QueryLike | None = None) -> list[int]:
        with self._rows.transaction():
            return super().upsert(document, cond)

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        if cond is None and doc_ids is None:
            raise RuntimeError("Use truncate() to remove all documents")
        with self._rows.transaction():
            rows = self._numbered(doc_ids) if doc_ids is not None else self._matching(cond)
            for id, _ in rows:
                self._rows.delete(self.name, id)
            return [id for id, _ in rows]

    def truncate(self) -> None:
        with self._rows.transaction():
            self._rows.clear(self.name)

    def _numbered(self, ids: Iterable[int]) -> list[Row]:
        found = (self._rows.select(self.name, "id = ?", (id,)) for id in sorted(set(ids)))
        return [row for rows in found for row in rows]

    def _matching(self, cond: QueryLike | None) -> list[Row]:
        """The rows that pass `cond`; SQLite picks those worth asking when a field is indexed."""
        indexed = self._rows.columns(self.name) or frozenset()
        tests = dict(_equalities(getattr(cond, "_hash", None), indexed))
        where = " and ".join(f"{quoted(name)} = ?" for name in tests) or "true"
        rows = self._rows.select(self.name, where, list(tests.values()))
        return rows if cond is None else [row for row in rows if cond(row[1])]


class RowDB(TinyDB):
    """The database at `path`; see RowFile for `create` and errors."""

    table_class = RowTable

    def __init__(self, path: Path, *, create: bool = False) -> None:
        super().__init__(path, create=create, storage=RowFile)

    @property
    def rows(self) -> RowFile:
        """The file under the tables."""
        return cast(RowFile, self.storage)

    def transaction(self) -> AbstractContextManager[None]:
        """Several operations as one; see RowFile.transaction."""
        return self.rows.transaction()

    def tables(self) -> set[str]:
        return self.rows.tables()

    def drop_tables(self) -> None:
        with self.transaction():
            for name in self.tables():
                self.rows.drop(name)

    def drop_table(self, name: str) -> None:
        with self.transaction():
            self.rows.drop(name)


def _document(row: Row) -> Document:
    return Document(row[1], row[0])


def _equalities(shape: Any, indexed: frozenset[str]) -> Iterator[tuple[str, int | str]]:
    """What a query asks of indexed fields at the least, told from the hash that TinyDB gives it.

    Only values for which SQLite's equality and Python's agree; a query of any other shape is
    asked about every document.
    """
    match shape:
        case ("and", frozenset() as parts):
            for part in parts:
                yield from _equalities(part, indexed)
        case ("==", (str(field),), int() | str() as value) if field in indexed:
            if value.isprintable() if isinstance(value, str) else value.bit_length() < 64:
                yield field, value
