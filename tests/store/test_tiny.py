"""The machine's file in use: who sees what when, and how rows are come by."""

from __future__ import annotations

import os
import random
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.messages import completion
from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.servers import Socket
from portres_tui.domain.system import JournalEntry, System, SystemValue
from portres_tui.store.errors import Holder, MachineBusy, MachineNotWritten
from portres_tui.store.tiny import TinySystem

T = TypeVar("T")

HEADER = JournalEntry(1.0, "100001/OPER/QPADEV0001", "OPER", "X")
NAMED = SystemValue("SYSNAME", "SYSNAM03")


def name_it(system: System) -> None:
    with system.transaction(HEADER):
        system.values.put(NAMED)


def in_a_thread(ask: Callable[[], T]) -> T:
    answers: list[T] = []
    thread = threading.Thread(target=lambda: answers.append(ask()))
    thread.start()
    thread.join()
    return answers[0]


# Sharing


def test_others_see_what_is_committed_while_a_transaction_is_open(tiny: TinySystem) -> None:
    name_it(tiny)
    with tiny.transaction(HEADER):
        tiny.values.put(SystemValue("SYSNAME", "NEW"))
        assert in_a_thread(lambda: tiny.values.get("SYSNAME")) == NAMED
        assert in_a_thread(tiny.revision) == 1
    assert in_a_thread(lambda: tiny.values.get("SYSNAME")) == SystemValue("SYSNAME", "NEW")


def test_a_transaction_is_its_threads_alone(tiny: TinySystem) -> None:
    def write() -> type[BaseException] | None:
        try:
            tiny.values.put(NAMED)
        except RuntimeError as error:
            return type(error)
        return None

    with tiny.transaction(HEADER):
        assert in_a_thread(write) is RuntimeError


def test_two_systems_on_one_machine_see_each_other(folder: Path, tiny: TinySystem) -> None:
    other = TinySystem(folder)
    before = other.stamp()
    name_it(tiny)
    assert other.stamp() != before
    assert other.values.get("SYSNAME") == NAMED
    assert other.revision() == 1
    other.close()
    name_it(tiny)
    assert tiny.values.get("SYSNAME") == NAMED


def test_all_threads_read_the_same_stamp(tiny: TinySystem) -> None:
    name_it(tiny)
    in_a_thread(lambda: name_it(tiny))
    assert in_a_thread(tiny.stamp) == tiny.stamp()


def test_putting_a_row_as_it_is_writes_nothing(tiny: TinySystem) -> None:
    name_it(tiny)
    before = tiny.stamp()
    name_it(tiny)
    assert tiny.stamp() == before


def test_a_closed_machine_is_not_to_be_used(tiny: TinySystem) -> None:
    name_it(tiny)
    tiny.close()
    with pytest.raises(RuntimeError, match="closed"):
        tiny.values.get("SYSNAME")


def test_who_waits_for_a_transaction_is_told_whose_it_is_and_may_give_up(
    folder: Path, tiny: TinySystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portres_tui.store.lock.TOLD_AFTER", 0.0)
    other = TinySystem(folder)
    asked: list[object] = []

    def patience(holder: object, waited: float) -> bool:
        asked.append(holder)
        return False

    other.patience = patience
    with tiny.transaction(HEADER), pytest.raises(MachineBusy, match=HEADER.job):
        name_it(other)
    assert other.patience is patience
    assert asked == [Holder(os.getpid(), HEADER.job, HEADER.profile)]
    other.close()


# Indexes


@pytest.fixture
def crowded(tiny: TinySystem) -> TinySystem:
    chance = random.Random(1)
    entry = LogEntry("A", JobType.BATCH, 1.0, 0, completion("PRT0001"))
    with tiny.transaction(HEADER):
        for port in chance.sample(range(1, 9999), 400):
            tiny.restrictions.put(PortRestriction(port, port + 9, "*TCP", "WEBUSR"))
            tiny.sockets.put(Socket("*TCP", port, "A", "QTCP", 1.0))
        tiny.log([entry] * 100)
    return tiny


READS: dict[str, Callable[[TinySystem], object]] = {
    "get": lambda system: system.restrictions.get(21, 21, "*TCP", "WEBUSR"),
    "first page": lambda system: system.restrictions.page(None, 20),
    "page": lambda system: system.restrictions.page((21, 21, "*TCP", "WEBUSR"), 20),
    "last page": lambda system: system.restrictions.page_before(None, 20),
    "page before": lambda system: system.restrictions.page_before((21, 21, "*TCP", "A"), 20),
    "page of sockets": lambda system: system.sockets.page(("*TCP", 21), 20),
    "find": lambda system: system.sockets.find(job="A"),
    "covering": lambda system: system.covering("*TCP", 21),
    "job log": lambda system: system.job_log("A"),
    "log after": lambda system: system.log_after(50, 20),
    "last of the log": lambda system: system.log_last(20),
    "journal": lambda system: system.journal(after=3),
    "page of the journal": lambda system: system.journal(3, 20),
    "end of the journal": lambda system: system.journal_before(None, 20),
    "journal before": lambda system: system.journal_before(30, 20),
}


@pytest.mark.parametrize("name", READS)
def test_a_read_goes_by_an_index_and_sorts_nothing(crowded: TinySystem, name: str) -> None:
    statements: list[str] = []
    connection = crowded.db.rows.connection
    READS[name](crowded)
    connection.set_trace_callback(statements.append)
    READS[name](crowded)
    connection.set_trace_callback(None)
    (statement,) = statements
    steps = [row[3] for row in connection.execute(f"explain query plan {statement}")]
    limited = "limit -1" not in statement
    assert len(steps) == 1, steps
    assert steps[0].startswith("SEARCH") or limited
    assert "USING INDEX" in steps[0] or " id " in statement


def test_a_row_with_the_key_of_another_is_refused_by_the_file(tiny: TinySystem) -> None:
    table = tiny.db.table("values")
    table.insert({"name": "A", "value": "1"})
    with pytest.raises(sqlite3.IntegrityError):
        table.insert({"name": "A", "value": "2"})


def test_a_full_disk_undoes_the_transaction(tiny: TinySystem) -> None:
    name_it(tiny)
    connection = tiny.db.rows.connection
    connection.execute("pragma max_page_count = 1")
    with pytest.raises(MachineNotWritten, match="full"), tiny.transaction(HEADER):
        tiny.values.put(SystemValue("SYSNAME", "NEW"))
        tiny.values.put(SystemValue("LONG", "x" * 1_000_000))
    connection.execute("pragma max_page_count = 1000000")
    assert list(tiny.values) == [NAMED]
    name_it(tiny)
    with tiny.transaction(HEADER):
        tiny.values.put(SystemValue("LONG", "x" * 1_000_000))
    assert tiny.revision() == 2
