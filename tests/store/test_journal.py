"""The journal read in pages, in every store."""

from __future__ import annotations

import pytest

from portres_tui.domain.system import BY_SYSTEM, JournalEntry, System, SystemValue


@pytest.fixture
def written(system: System) -> System:
    """A machine with ten journal entries."""
    for n in range(1, 11):
        with system.transaction(JournalEntry(float(n), *BY_SYSTEM, f"COMMAND{n}")):
            system.values.put(SystemValue("COUNT", str(n)))
    return system


def revisions(entries: list[JournalEntry]) -> list[int]:
    return [entry.revision for entry in entries]


def test_a_page_begins_behind_a_revision(written: System) -> None:
    assert revisions(written.journal(0, 3)) == [1, 2, 3]
    assert revisions(written.journal(3, 3)) == [4, 5, 6]
    assert revisions(written.journal(8, 3)) == [9, 10]
    assert written.journal(10, 3) == written.journal(99, 3) == written.journal(0, 0) == []


def test_a_page_may_end_before_a_revision_or_with_the_journal(written: System) -> None:
    assert revisions(written.journal_before(None, 3)) == [8, 9, 10]
    assert revisions(written.journal_before(8, 3)) == [5, 6, 7]
    assert revisions(written.journal_before(3, 3)) == [1, 2]
    assert revisions(written.journal_before(99, 2)) == [9, 10]
    assert written.journal_before(1, 3) == written.journal_before(None, 0) == []


@pytest.mark.parametrize("size", [1, 3, 10, 50])
def test_pages_tell_every_entry_once_and_whole(written: System, size: int) -> None:
    whole = written.journal()
    forward: list[JournalEntry] = []
    while page := written.journal(forward[-1].revision if forward else 0, size):
        forward += page
    backward: list[JournalEntry] = []
    while page := written.journal_before(backward[0].revision if backward else None, size):
        backward = page + backward
    assert forward == backward == whole
