"""The rows' file: durable, written in turn, and closed by whoever closes it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from portres_tui.store.errors import MachineBusy
from portres_tui.store.lock import WriteLock
from portres_tui.store.rows import RowFile


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[RowFile]:
    rows = RowFile(tmp_path / "any.db", create=True, wait=0.01)
    yield rows
    rows.close()


def test_a_writer_waits_for_the_lock_and_a_reader_does_not(rows: RowFile, tmp_path: Path) -> None:
    with rows.transaction():
        rows.insert("carts", {"n": 1})
    with WriteLock(tmp_path / "any.lock", wait=1).held():
        with pytest.raises(MachineBusy), rows.transaction():
            pass
        assert rows.select("carts") == [(1, {"n": 1})]


def test_every_connection_waits_for_the_disk(rows: RowFile) -> None:
    kept: list[tuple[object, ...]] = []

    def ask() -> None:
        for name in ("synchronous", "journal_mode"):
            kept.extend(rows.connection.execute(f"pragma {name}"))

    ask()
    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert kept == [(2,), ("wal",)] * 2


def test_rows_are_not_written_outside_a_transaction(rows: RowFile) -> None:
    with pytest.raises(RuntimeError, match="inside a transaction only"):
        rows.insert("carts", {"n": 1})
    assert rows.tables() == set()


def test_a_transaction_inside_another_is_part_of_it(rows: RowFile) -> None:
    with pytest.raises(ZeroDivisionError), rows.transaction():
        with rows.transaction():
            rows.insert("carts", {"n": 1})
        raise ZeroDivisionError
    assert rows.count("carts") == 0


def test_a_document_that_is_not_json_is_refused(rows: RowFile) -> None:
    with pytest.raises(ValueError, match="JSON"), rows.transaction():
        rows.insert("carts", {"weight": float("nan")})


def test_closing_twice_is_no_error(rows: RowFile, tmp_path: Path) -> None:
    rows.close()
    rows.close()
    assert not (tmp_path / "any.db-wal").exists()
