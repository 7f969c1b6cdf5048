"""Random operations leave the same documents here as in TinyDB as it comes, in memory.

Numbers are compared through pairs: two documents that came of one insertion are twins, whatever
their numbers. TinyDB gives the numbers of removed documents again when it is emptied or a document
brings a number of its own; here no number is ever given again.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import islice
from operator import and_, or_
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import add, decrement, delete, increment
from tinydb.queries import QueryLike
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from portres_tui.store.layout import Layout
from portres_tui.store.table import RowDB

OPERATIONS = 10_000

TOGETHER, ALONE = 40, 10
"""How many operations stand in one transaction, and how many after it in one each."""

NAMES = ("ann", "bob", "cy", "", "é", "a\0b", "\ud800")
VALUES = (0, 1, 2, 3, 2.0, 0.5, True, None, "2", [1, 2], {"deep": 1}, 1 << 70)


class Twins:
    """The same operations on two tables. `numbers` pairs the numbers of twins."""

    def __init__(self, ours: RowDB, seed: int) -> None:
        self.ours = ours
        self.tables: tuple[Table, Table] = (
            ours.table("any"),
            TinyDB(storage=MemoryStorage).table("any", cache_size=0),
        )
        self.numbers: dict[int, int] = {}
        self.given: set[int] = set()
        self.chance = random.Random(seed)

    # What is done

    def documents(self, n: int) -> list[dict[str, Any]]:
        return [
            {
                "name": self.chance.choice(NAMES),
                "n": self.chance.randint(0, 5),
                **({"v": self.chance.choice(VALUES)} if self.chance.random() < 0.8 else {}),
            }
            for _ in range(n)
        ]

    def query(self, depth: int = 0) -> Any:
        name, n = self.chance.choice(NAMES), self.chance.randint(0, 5)
        value = self.chance.choice(VALUES)
        if depth < 2 and self.chance.random() < 0.4:
            join = self.chance.choice((and_, or_, lambda left, _: ~left))
            return join(self.query(depth + 1), self.query(depth + 1))
        plain: tuple[Callable[[], Any], ...] = (
            lambda: where("name") == name,
            lambda: where("n") == n,
            lambda: where("v") == value,
            lambda: where("v") != value,
            lambda: where("n") < n,
            lambda: where("name").one_of([name, "ann"]),
            lambda: where("name").search("[ab]"),
            lambda: where("v").exists(),
            lambda: where("v").deep == 1,
            lambda: where("n").test(lambda kept: kept % 2 == 0),
            lambda: Query().fragment({"name": name, "n": n}),
        )
        return self.chance.choice(plain)()

    def fields(self) -> Any:
        n = self.chance.randint(0, 5)
        return self.chance.choice(
            ({"n": n}, {"v": "new", "name": "bob"}, increment("n"), decrement("n"), add("n", 2))
        )

    def known(self, most: int) -> list[int]:
        """Numbers of some documents, as they are here."""
        kept = sorted(self.numbers)
        return self.chance.sample(kept, min(len(kept), self.chance.randint(1, most)))

    # What comes of it

    def both(self, work: Callable[[Table], Any]) -> tuple[Any, Any]:
        return work(self.tables[0]), work(self.tables[1])

    def twinned(self, ours: list[int], theirs: list[int]) -> None:
        """These documents are new; here none has a number that was given before."""
        assert len(ours) == len(theirs) and self.given.isdisjoint(ours)
        self.given.update(ours)
        self.numbers |= dict(zip(ours, theirs, strict=True))

    def met(self, ours: list[int], theirs: list[int]) -> None:
        """These are the same documents, in the same order as all others."""
        assert sorted(self.numbers[each] for each in ours) == sorted(theirs)

    def forget(self, ours: list[int]) -> None:
        for each in ours:
            del self.numbers[each]

    def theirs(self, ours: list[int]) -> list[int]:
        return [self.numbers[each] for each in ours]

    def compare(self) -> None:
        here, there = self.both(lambda table: {each.doc_id: dict(each) for each in table})
        assert {self.numbers[id]: document for id, document in here.items()} == there
        assert here.keys() == self.numbers.keys()
        assert len(self.tables[0]) == len(self.tables[1]) == len(here)


def insert(twins: Twins) -> None:
    (document,) = twins.documents(1)
    ours, theirs = twins.both(lambda table: table.insert(document))
    twins.twinned([ours], [theirs])


def insert_numbered(twins: Twins) -> None:
    number = max(*twins.given, *twins.numbers.values(), 0, 0) + twins.chance.randint(1, 3)
    document = Document(twins.documents(1)[0], number)
    twins.twinned(*([each] for each in twins.both(lambda table: table.insert(document))))


def insert_multiple(twins: Twins) -> None:
    documents = twins.documents(twins.chance.randint(0, 5))
    twins.twinned(*twins.both(lambda table: table.insert_multiple(documents)))


def update(twins: Twins) -> None:
    fields, query = twins.fields(), twins.query()
    twins.met(*twins.both(lambda table: table.update(fields, query)))


def update_all(twins: Twins) -> None:
    fields = twins.fields()
    twins.met(*twins.both(lambda table: table.update(fields)))


def update_numbered(twins: Twins) -> None:
    ids, fields = twins.known(4), twins.fields()
    ours, theirs = twins.tables
    twins.met(ours.update(fields, doc_ids=ids), theirs.update(fields, doc_ids=twins.theirs(ids)))


def update_multiple(twins: Twins) -> None:
    updates = [(twins.fields(), twins.query()) for _ in range(2)]
    twins.met(*twins.both(lambda table: table.update_multiple(updates)))


def delete_field(twins: Twins) -> None:
    query = where("v").exists() & twins.query()
    twins.met(*twins.both(lambda table: table.update(delete("v"), query)))


def upsert(twins: Twins) -> None:
    (document,), query = twins.documents(1), twins.query()
    new = not twins.tables[1].contains(query)
    (twins.twinned if new else twins.met)(*twins.both(lambda table: table.upsert(document, query)))


def remove(twins: Twins) -> None:
    query = twins.query(1) & twins.query(1)
    ours, theirs = twins.both(lambda table: table.remove(query))
    twins.met(ours, theirs)
    twins.forget(ours)


def remove_numbered(twins: Twins) -> None:
    ids = twins.known(3)
    if ids:
        ours, theirs = twins.tables
        twins.met(ours.remove(doc_ids=ids), theirs.remove(doc_ids=twins.theirs(ids)))
        twins.forget(ids)


def truncate(twins: Twins) -> None:
    if len(twins.numbers) > 15:
        twins.both(lambda table: table.truncate())
        twins.numbers.clear()


def search(twins: Twins) -> None:
    query: QueryLike = twins.query()
    ours, theirs = twins.both(lambda table: table.search(query))
    twins.met([each.doc_id for each in ours], [each.doc_id for each in theirs])
    assert len(ours) == twins.tables[0].count(query) == twins.tables[1].count(query)
    assert twins.tables[0].contains(query) is twins.tables[1].contains(query) is bool(ours)
    found = twins.tables[0].get(query)
    assert found == (ours[0] if ours else None)


def get_numbered(twins: Twins) -> None:
    for id in twins.known(1):
        assert twins.tables[0].get(doc_id=id) == twins.tables[1].get(doc_id=twins.numbers[id])
    ids = twins.known(5)
    ours = twins.tables[0].get(doc_ids=ids)
    theirs = twins.tables[1].get(doc_ids=twins.theirs(ids))
    assert {twins.numbers[each.doc_id]: each for each in ours} == {
        each.doc_id: each for each in theirs
    }


WEIGHTS: dict[Callable[[Twins], None], int] = {
    insert: 20,
    insert_numbered: 3,
    insert_multiple: 8,
    update: 8,
    update_all: 1,
    update_numbered: 6,
    update_multiple: 4,
    delete_field: 3,
    upsert: 8,
    remove: 10,
    remove_numbered: 10,
    truncate: 1,
    search: 12,
    get_numbered: 6,
}


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[RowDB]:
    with RowDB(tmp_path / "any.db", create=True) as db:
        yield db


@pytest.mark.parametrize("lookups", [(), (("name", "n"), ("v",))], ids=["plain", "indexed"])
def test_random_operations_leave_the_documents_that_tinydb_leaves(
    ours: RowDB, lookups: tuple[tuple[str, ...], ...]
) -> None:
    with ours.transaction():
        ours.rows.declare("any", Layout(lookups=lookups))
    twins = Twins(ours, seed=len(lookups))
    work = twins.chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=OPERATIONS // 2)
    rest = iter(work)
    for _ in range(len(work) // (TOGETHER + ALONE)):
        with ours.transaction():
            for operation in islice(rest, TOGETHER):
                operation(twins)
        for operation in islice(rest, ALONE):
            operation(twins)
        twins.compare()
    assert next(rest, None) is None
