"""Which restrictions cover a port, in a process that lives long: always those that are committed."""

from __future__ import annotations

import random
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from portres_tui.domain.ports import PROTOCOLS, PortRestriction
from portres_tui.domain.system import BY_SYSTEM, JournalEntry, Limit, System, SystemValue
from portres_tui.store.tiny import TinySystem

HEADER = JournalEntry(1.0, *BY_SYSTEM, "X")
FTP = PortRestriction(21, 21, "*TCP", "WEBUSR")
WIDE = PortRestriction(1, 60_000, "*TCP", "APPUSER")


@pytest.fixture
def lasting(folder: Path, tiny: TinySystem) -> Iterator[TinySystem]:
    """The machine of `tiny` as a process sees it that lives long and has asked once."""
    system = TinySystem(folder, long_lived=True)
    assert covering(system, "*TCP", 21) == []
    yield system
    system.close()


def covering(system: System, protocol: str, port: int) -> list[PortRestriction]:
    return list(system.covering(protocol, port))


def put(system: System, *entries: PortRestriction) -> None:
    with system.transaction(HEADER):
        for entry in entries:
            system.restrictions.put(entry)


def remove(system: System, *entries: PortRestriction) -> None:
    with system.transaction(HEADER):
        for entry in entries:
            system.restrictions.remove(*entry)


def reads(system: TinySystem, ask: Callable[[], object]) -> list[str]:
    """The statements with which this thread reads rows while it asks."""
    statements: list[str] = []
    connection = system.db.rows.connection
    connection.set_trace_callback(statements.append)
    ask()
    connection.set_trace_callback(None)
    return statements


def test_a_process_that_lives_long_reads_no_rows_while_nothing_changes(lasting: TinySystem) -> None:
    put(lasting, FTP)
    assert covering(lasting, "*TCP", 21) == [FTP]
    assert reads(lasting, lambda: lasting.covering("*TCP", 21)) == []


def test_a_process_lives_long_only_when_it_is_told_so(tiny: TinySystem) -> None:
    put(tiny, FTP)
    assert not tiny.long_lived
    for _ in range(2):
        assert "restrictions" in reads(tiny, lambda: tiny.covering("*TCP", 21))[-1]
    tiny.long_lived = True
    assert covering(tiny, "*TCP", 21) == [FTP]
    assert reads(tiny, lambda: tiny.covering("*TCP", 21)) == []


def test_what_anybody_commits_counts_at_once(tiny: TinySystem, lasting: TinySystem) -> None:
    put(lasting, FTP)
    assert covering(lasting, "*TCP", 21) == [FTP]
    put(tiny, WIDE)
    assert covering(lasting, "*TCP", 21) == [WIDE, FTP]
    remove(tiny, FTP)
    assert covering(lasting, "*TCP", 21) == [WIDE]
    assert covering(lasting, "*UDP", 21) == []


def test_a_transaction_counts_its_own_changes_and_nobody_else_does(lasting: TinySystem) -> None:
    put(lasting, FTP)
    elsewhere: list[list[PortRestriction]] = []
    with lasting.transaction(HEADER):
        assert covering(lasting, "*TCP", 21) == [FTP]
        lasting.restrictions.put(WIDE)
        lasting.restrictions.remove(*FTP)
        assert covering(lasting, "*TCP", 21) == [WIDE]
        thread = threading.Thread(target=lambda: elsewhere.append(covering(lasting, "*TCP", 21)))
        thread.start()
        thread.join()
    assert elsewhere == [[FTP]]
    assert covering(lasting, "*TCP", 21) == [WIDE]


def test_a_transaction_that_changes_something_else_asks_the_index(lasting: TinySystem) -> None:
    put(lasting, FTP)
    assert covering(lasting, "*TCP", 21) == [FTP]
    with lasting.transaction(HEADER):
        lasting.values.put(SystemValue("SYSNAME", "NEW"))
        assert reads(lasting, lambda: lasting.covering("*TCP", 21)) == []


def test_what_is_rolled_back_never_counts(lasting: TinySystem) -> None:
    put(lasting, FTP)
    with pytest.raises(ZeroDivisionError), lasting.transaction(HEADER):
        lasting.restrictions.put(WIDE)
        lasting.restrictions.remove(*FTP)
        assert covering(lasting, "*TCP", 21) == [WIDE]
        raise ZeroDivisionError
    assert covering(lasting, "*TCP", 21) == [FTP]
    put(lasting, FTP._replace(lower=20))
    assert covering(lasting, "*TCP", 21) == [FTP._replace(lower=20), FTP]


def test_rows_written_around_the_journal_count_for_who_writes_them(lasting: TinySystem) -> None:
    put(lasting, FTP)
    assert covering(lasting, "*TCP", 21) == [FTP]
    with pytest.raises(ZeroDivisionError), lasting.db.transaction():
        lasting.db.table("restrictions").truncate()
        assert covering(lasting, "*TCP", 21) == []
        raise ZeroDivisionError
    assert covering(lasting, "*TCP", 21) == [FTP]


def test_who_is_far_behind_catches_up(tiny: TinySystem, lasting: TinySystem) -> None:
    kept = []
    for port in range(1, 452):
        put(tiny, FTP._replace(lower=port, upper=port + 1000))
        kept.append(FTP._replace(lower=port, upper=port + 1000))
        if port % 3 == 0:
            remove(tiny, kept.pop(0))
    assert covering(lasting, "*TCP", 451) == kept


# Another machine in the place of this one


def overwrite(source: Path, target: Path) -> None:
    """Put one database into another that is in use."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


@pytest.mark.parametrize("later", [0, 1, 5])
def test_a_machine_that_is_restored_is_asked_anew(
    folder: Path, tmp_path: Path, tiny: TinySystem, lasting: TinySystem, later: int
) -> None:
    put(tiny, FTP)
    overwrite(folder / "machine.db", tmp_path / "saved.db")
    remove(tiny, FTP)
    put(tiny, WIDE)
    assert covering(lasting, "*TCP", 21) == [WIDE]
    overwrite(tmp_path / "saved.db", folder / "machine.db")
    others = [FTP._replace(profile=f"OTHER{n}") for n in range(later)]
    for other in others:
        put(tiny, other)
    assert covering(lasting, "*TCP", 21) == sorted([FTP, *others])


def test_a_journal_that_was_emptied_does_not_hide_what_came_instead(
    tiny: TinySystem, lasting: TinySystem
) -> None:
    put(tiny, FTP)
    assert covering(lasting, "*TCP", 21) == [FTP]
    for entry in (WIDE, FTP._replace(profile="PAOLO")):
        with tiny.db.transaction():
            for name in ("journal", "restrictions"):
                tiny.db.table(name).truncate()
            tiny.db.table("restrictions").insert(entry._asdict())
        assert covering(lasting, "*TCP", 21) == [entry]


def test_an_old_journal_may_go_from_under_the_index(tiny: TinySystem, lasting: TinySystem) -> None:
    put(lasting, FTP)
    assert covering(lasting, "*TCP", 21) == [FTP]
    put(tiny, WIDE)
    remove(tiny, FTP)
    tiny.retain({"journal": Limit(0, 1)}, 2.0, 100)
    assert covering(lasting, "*TCP", 21) == [WIDE]


# All at once


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads that interrupt each other all the time."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hurried")
def test_threads_that_ask_while_others_change_get_a_state_that_was_committed(
    tiny: TinySystem, lasting: TinySystem
) -> None:
    """Writers move a window: two neighbours stand at any time, and nothing else."""
    steps = 60
    window = [PortRestriction(n + 1, 65_535, "*TCP", "MOVES") for n in range(steps + 2)]
    put(tiny, *window[:2])
    wrong: list[list[PortRestriction]] = []
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            found = covering(lasting, "*TCP", 65_535)
            if [entry.lower for entry in found] != [found[0].lower, found[0].lower + 1]:
                wrong.append(found)

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(steps):
        writer = (tiny, lasting)[n % 2]
        with writer.transaction(HEADER):
            writer.restrictions.remove(*window[n])
            writer.restrictions.put(window[n + 2])
    over.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert covering(lasting, "*TCP", 65_535) == window[-2:]


def test_any_mixture_of_changes_is_answered_as_the_rows_are(
    tiny: TinySystem, lasting: TinySystem
) -> None:
    chance = random.Random(21)
    for _ in range(150):
        writer = chance.choice((tiny, lasting))
        with suppress(ZeroDivisionError), writer.transaction(HEADER):
            for _ in range(chance.randint(0, 4)):
                lower = chance.randint(1, 300)
                width, protocol = chance.choice((0, 9, 200)), chance.choice(PROTOCOLS)
                entry = PortRestriction(lower, lower + width, protocol, "ANN")
                kept = writer.restrictions.get(*entry)
                writer.restrictions.remove(*entry) if kept else writer.restrictions.put(entry)
            1 // chance.choice((0, 1, 1, 1, 1))
        for protocol in PROTOCOLS:
            port = chance.randint(1, 500)
            assert covering(lasting, protocol, port) == covering(tiny, protocol, port)
