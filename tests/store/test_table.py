"""The machine's tables to somebody who knows TinyDB and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, where
from tinydb.operations import increment
from tinydb.table import Document

from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.system import JournalEntry
from portres_tui.store.layout import Layout
from portres_tui.store.table import RowDB, RowTable
from portres_tui.store.tiny import TinySystem

ROWS = [
    PortRestriction(21, 21, "*TCP", "WEBUSR"),
    PortRestriction(25, 25, "*TCP", "QTCP"),
    PortRestriction(1050, 1059, "*UDP", "WEBUSR"),
]


def is_even(port: Any) -> bool:
    return bool(port % 2 == 0)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[RowDB]:
    with RowDB(tmp_path / "any.db", create=True) as db:
        yield db


@pytest.fixture
def machine(tiny: TinySystem) -> RowDB:
    with tiny.transaction(JournalEntry(1.0, "1/A/B", "A", "X")):
        for row in ROWS:
            tiny.restrictions.put(row)
    return tiny.db


def test_a_restriction_is_a_plain_document(machine: RowDB) -> None:
    first = machine.table("restrictions").all()[0]
    assert first == {"lower": 21, "upper": 21, "protocol": "*TCP", "profile": "WEBUSR"}
    assert list(first) == ["lower", "upper", "protocol", "profile"]


def test_a_machine_in_a_file_is_read_by_its_path_alone(machine: RowDB, folder: Path) -> None:
    with RowDB(folder / "machine.db") as db:
        assert len(db.table("restrictions")) == 3
        assert {"restrictions", "profiles", "servers", "log", "journal"} <= db.tables()


@pytest.mark.parametrize(
    ("query", "ports"),
    [
        (Query().profile == "WEBUSR", [21, 1050]),
        ((Query().profile == "WEBUSR") & (Query().lower > 100), [1050]),
        ((Query().profile == "WEBUSR") | (Query().lower == 25), [21, 25, 1050]),
        (~(Query().profile == "WEBUSR"), [25]),
        (where("lower").test(is_even), [1050]),
        (Query().fragment({"protocol": "*TCP", "profile": "QTCP"}), [25]),
        (where("lower") == 21.0, [21]),
        (where("lower") == "21", []),
        (where("lower") == 1 << 80, []),
        (where("profile") == "WEB\0USR", []),
        (where("lower") == None, []),  # noqa: E711 - a query, not a test
        (where("nothing") == 1, []),
        ((where("lower") == 21) & (where("lower") == 25), []),
    ],
)
def test_queries_find_what_they_describe(machine: RowDB, query: Query, ports: list[int]) -> None:
    table = machine.table("restrictions")
    assert [each["lower"] for each in table.search(query)] == ports
    assert table.count(query) == len(ports)
    assert table.contains(query) is bool(ports)
    first = table.get(query)
    assert first == (None if not ports else table.search(query)[0])


def test_a_query_about_an_indexed_field_reads_few_documents(machine: RowDB) -> None:
    seen: list[int] = []

    def see(port: Any) -> bool:
        seen.append(port)
        return True

    query = where("lower").test(see) & (where("lower") == 25)
    assert len(machine.table("restrictions").search(query)) == 1
    assert seen == [25]


def test_a_query_about_an_indexed_field_goes_by_its_index(machine: RowDB) -> None:
    connection = machine.rows.connection
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    machine.table("restrictions").search((where("protocol") == "*UDP") & (where("lower") == 1050))
    plan = str(connection.execute("explain query plan " + statements[-1]).fetchall())
    assert "SEARCH restrictions USING INDEX" in plan


def test_documents_are_copies(machine: RowDB) -> None:
    table = machine.table("restrictions")
    table.all()[0]["profile"] = "CHANGED"
    assert table.all()[0]["profile"] == "WEBUSR"


def test_documents_are_inserted_updated_and_removed(db: RowDB) -> None:
    table = db.table("carts")
    assert table.insert({"name": "hay", "wheels": 4}) == 1
    assert table.insert_multiple([{"name": "milk", "wheels": 2}, {"name": "hand"}]) == [2, 3]
    assert table.update({"wheels": 1}, where("name") == "hand") == [3]
    assert table.update(increment("wheels")) == [1, 2, 3]
    assert table.update({"old": True}, doc_ids=[2, 99]) == [2]
    assert table.remove(where("old") == True) == [2]  # noqa: E712 - a query, not a test
    assert table.remove(doc_ids=[99]) == []
    assert table.all() == [{"name": "hay", "wheels": 5}, {"name": "hand", "wheels": 2}]
    assert len(table) == 2


def test_several_updates_are_made_in_one_go(db: RowDB) -> None:
    table = db.table("carts")
    table.insert_multiple([{"n": 1}, {"n": 2}])
    assert table.update_multiple([({"n": 3}, where("n") == 1), ({"n": 4}, where("n") == 2)])
    assert table.all() == [{"n": 3}, {"n": 4}]


def test_a_document_is_updated_or_else_inserted(db: RowDB) -> None:
    table = db.table("carts")
    assert table.upsert({"name": "hay"}, where("name") == "hay") == [1]
    assert table.upsert({"name": "hay", "old": True}, where("name") == "hay") == [1]
    assert table.upsert(Document({"name": "milk"}, doc_id=7)) == [7]
    assert table.all() == [{"name": "hay", "old": True}, {"name": "milk"}]


def test_documents_are_asked_for_by_number(db: RowDB) -> None:
    table = db.table("carts")
    table.insert_multiple([{"n": 1}, {"n": 2}, {"n": 3}])
    found = table.get(doc_id=2)
    assert found == {"n": 2} and found.doc_id == 2
    assert table.get(doc_ids=[3, 1, 9]) == [{"n": 1}, {"n": 3}]
    assert table.contains(doc_id=2) and not table.contains(doc_id=9)


def test_a_number_is_not_given_to_two_documents(db: RowDB) -> None:
    table = db.table("carts")
    table.insert(Document({"n": 1}, doc_id=5))
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({"n": 2}, doc_id=5))
    assert table.insert({"n": 3}) == 6
    table.truncate()
    assert table.insert({"n": 4}) == 7


def test_nothing_of_a_failed_operation_stays(db: RowDB) -> None:
    table = db.table("carts")
    with pytest.raises(TypeError):
        table.insert_multiple([{"n": 1}, {"n": object()}])
    assert len(table) == 0
    with pytest.raises(ZeroDivisionError), db.transaction():
        table.insert({"n": 1})
        raise ZeroDivisionError
    assert len(table) == 0
    assert table.insert({"n": 2}) == 1


def test_reading_a_table_that_is_missing_does_not_make_it(db: RowDB) -> None:
    assert db.table("carts").all() == [] and len(db.table("carts")) == 0
    assert db.table("carts").get(doc_id=1) is None
    assert db.tables() == set()


def test_tables_are_dropped(db: RowDB) -> None:
    db.insert({"n": 1})
    db.table("carts").insert({"n": 2})
    db.drop_table("carts")
    assert db.tables() == {"_default"}
    assert db.table("carts").all() == []
    db.drop_tables()
    assert db.tables() == set() and len(db) == 0


def test_two_databases_on_one_file_never_give_a_number_twice(tmp_path: Path) -> None:
    with RowDB(tmp_path / "any.db", create=True) as one, RowDB(tmp_path / "any.db") as two:
        numbers = [db.table("carts").insert({}) for db in (one, two, one, two)]
        assert numbers == [1, 2, 3, 4]
        assert len(one.table("carts")) == len(two.table("carts")) == 4


def test_threads_update_the_same_document_in_turn(db: RowDB) -> None:
    table = db.table("carts")
    table.insert({"n": 0})

    def count() -> None:
        for _ in range(25):
            table.update(increment("n"))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert table.get(doc_id=1) == {"n": 100}


def test_indexed_and_plain_tables_answer_alike(db: RowDB) -> None:
    values = [1, 1.0, True, "1", None, 0, "", "é", "a", "a\0b", "\ud800", 2**53 + 1, [1], {"a": 1}]
    with db.transaction():
        db.rows.declare("indexed", Layout(lookups=(("v",),)))
    for name in ("indexed", "plain"):
        db.table(name).insert_multiple({"v": value} for value in values)
    for value in values:
        found = [
            list(map(itemgetter("v"), db.table(name).search(where("v") == value)))
            for name in ("indexed", "plain")
        ]
        assert found[0] == found[1] and value in found[0]
    assert isinstance(db.table("plain"), RowTable)
