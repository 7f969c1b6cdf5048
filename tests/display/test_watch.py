"""The watch: what is new on a machine, and when to look again."""

from __future__ import annotations

from portres_tui.display.watch import AHEAD, AT_FIRST, Watch
from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.messages import information
from portres_tui.domain.system import JournalEntry


def log(machine, *times: float) -> None:
    sent = information("PRT0301")
    with machine.transaction(JournalEntry(0.0, "000001/A/B", "A", "")):
        machine.log(LogEntry("000001/A/B", JobType.SERVER, time, 0, sent) for time in times)


def test_it_is_stale_until_the_first_read(machine, clock) -> None:
    watch = Watch(machine, clock)
    assert watch.stale()
    watch.read()
    assert not watch.stale()


def test_the_first_read_gives_the_last_entries(machine, clock) -> None:
    log(machine, *[1.0] * AT_FIRST, *[2.0] * AT_FIRST)
    assert [entry.time for entry in Watch(machine, clock).read()] == [2.0] * AT_FIRST


def test_a_later_read_gives_what_is_new(machine, clock) -> None:
    watch = Watch(machine, clock)
    watch.read()
    log(machine, 5.0, 6.0)
    assert watch.stale()
    assert [entry.time for entry in watch.read()] == [5.0, 6.0]
    assert watch.read() == []


def test_nothing_is_left_out_of_a_flood(machine, clock) -> None:
    watch = Watch(machine, clock)
    watch.read()
    log(machine, *[3.0] * 2500)
    assert len(watch.read()) == 2500


def test_the_first_entry_of_an_empty_log_is_read(clock) -> None:
    from portres_tui.store.memory import MemorySystem

    machine = MemorySystem()
    watch = Watch(machine, clock)
    assert watch.read() == []
    log(machine, 5.0)
    assert len(watch.read()) == 1


def test_it_is_stale_again_when_something_becomes_due(machine, clock) -> None:
    log(machine, clock() + 0.5)
    watch = Watch(machine, clock)
    watch.read()
    assert watch.rest() == 0.5
    clock.forward(0.5)
    assert watch.stale()
    watch.read()
    assert not watch.stale()


def test_it_looks_once_more_when_all_states_have_settled(machine, clock) -> None:
    watch = Watch(machine, clock)
    watch.read()
    assert watch.rest() == AHEAD
    clock.forward(AHEAD)
    assert watch.stale()
    watch.read()
    assert watch.rest() is None
