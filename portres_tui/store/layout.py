"""How a table is laid out in the file. Knows no table by name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from portres_tui.store.sql import listed, quoted


@dataclass(frozen=True)
class Layout:
    """The fields of a table's documents that have an index: those that identify a row, and
    lists of fields that rows are looked up by."""

    key: tuple[str, ...] = ()
    lookups: tuple[tuple[str, ...], ...] = ()
    computed: tuple[tuple[str, str], ...] = ()
    """Indexed fields that documents do not have, each with SQL that makes it of the document."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every field that stands in an index, once."""
        return tuple(dict.fromkeys(sum(self.lookups, self.key)))


UNINDEXED = Layout()


def making(table: str, layout: Layout) -> Iterator[str]:
    """The statements that make a table. Its indexed fields are columns that take their values from
    the document."""
    columns = "".join(f", {_column(layout, name)}" for name in layout.columns)
    row = "id integer primary key autoincrement, doc text not null"
    yield f"create table {quoted(table)} ({row}{columns})"
    yield from _indexing(table, layout)


def extending(table: str, layout: Layout, have: Collection[str]) -> Iterator[str]:
    """The statements that give a table the indexed fields and the indexes that it lacks; it has
    the fields `have`."""
    for name in layout.columns:
        if name not in have:
            yield f"alter table {quoted(table)} add column {_column(layout, name)}"
    yield from _indexing(table, layout)


def _column(layout: Layout, name: str) -> str:
    made = dict(layout.computed).get(name, f"json_extract(doc, '$.{name}')")
    return f"{quoted(name)} as ({made})"


def _indexing(table: str, layout: Layout) -> Iterator[str]:
    if layout.key:
        yield _index("unique index", table, layout.key)
    for fields in layout.lookups:
        yield _index("index", table, fields)


def _index(kind: str, table: str, fields: tuple[str, ...]) -> str:
    name = quoted(f"{table} by {' '.join(fields)}")
    return f"create {kind} if not exists {name} on {quoted(table)} ({listed(fields)})"
