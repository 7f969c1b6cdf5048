"""Who listens to a machine hears of every commit, whoever makes it."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from portres_tui.domain.system import BY_SYSTEM, JournalEntry, System, SystemValue
from portres_tui.store.feed import EVERY
from portres_tui.store.table import RowDB
from portres_tui.store.tiny import TinySystem

HEADER = JournalEntry(1.0, *BY_SYSTEM, "X")

PATIENCE = 20.0
"""Seconds after which something that does not come is a failure."""


def commit(system: System, value: str = "NEW") -> None:
    with system.transaction(HEADER):
        system.values.put(SystemValue("SYSNAME", value))


def watchers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "feed"]


@pytest.fixture
def other(folder: Path, tiny: TinySystem) -> Iterator[TinySystem]:
    """The machine of `tiny` for another session of this process."""
    system = TinySystem(folder)
    yield system
    system.close()


def test_who_listens_hears_of_a_commit_before_it_returns(system: System) -> None:
    heard: list[int] = []
    end = system.listen(lambda: heard.append(1))
    commit(system)
    assert heard
    end()
    end()
    before = len(heard)
    commit(system, "NEWER")
    assert len(heard) == before


def test_all_sessions_of_a_process_hear_what_one_of_them_commits(
    tiny: TinySystem, other: TinySystem
) -> None:
    heard: list[str] = []
    tiny.listen(lambda: heard.append("tiny"))
    other.listen(lambda: heard.append("other"))
    commit(tiny)
    assert set(heard) == {"tiny", "other"}


def test_what_another_process_commits_is_heard_of_by_one_look_for_all(
    folder: Path, tiny: TinySystem, other: TinySystem
) -> None:
    before = len(watchers())
    events = threading.Event(), threading.Event()
    tiny.listen(events[0].set)
    other.listen(events[1].set)
    assert len(watchers()) == before + 1
    with RowDB(folder / "machine.db") as foreign:
        foreign.table("values").insert({"name": "A", "value": "B"})
    assert all(event.wait(PATIENCE) for event in events)
    assert EVERY <= 0.5


def test_a_session_that_ends_is_told_nothing_more_and_the_others_go_on(
    folder: Path, tiny: TinySystem, other: TinySystem
) -> None:
    ended: list[int] = []
    other.listen(lambda: ended.append(1))
    told = threading.Event()
    tiny.listen(told.set)
    other.close()
    with RowDB(folder / "machine.db") as foreign:
        foreign.table("values").insert({"name": "A", "value": "B"})
    assert told.wait(PATIENCE)
    assert ended == []


def test_who_listens_no_more_is_held_by_nobody(system: System) -> None:
    def tell() -> None: ...

    gone, end = weakref.ref(tell), system.listen(tell)
    del tell
    assert gone()
    end()
    del end
    gc.collect()
    assert gone() is None


def test_nobody_looks_when_nobody_listens(tiny: TinySystem) -> None:
    before = set(watchers())
    tiny.listen(lambda: None)
    (thread,) = set(watchers()) - before
    tiny.close()
    thread.join(PATIENCE)
    assert not thread.is_alive()
