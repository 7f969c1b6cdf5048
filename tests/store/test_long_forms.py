"""Short forms of what `python -m tests.bench store` shows at length: many writers, sudden deaths, a
full disk, and places where nothing may be written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.bench.store_disk import fill
from tests.bench.store_kill import kill
from tests.bench.store_machine import NotHere
from tests.bench.store_processes import count
from tests.bench.store_readonly import PLACES, STATES, visit


@contextmanager
def skipped_where_it_cannot_be_shown() -> Iterator[None]:
    try:
        yield
    except NotHere as error:
        pytest.skip(str(error))


def test_no_addition_is_lost_when_many_processes_add_to_one_value() -> None:
    found = count("count", writers=8, times=25)
    assert found.lost == []
    assert found.errors == ()
    assert len(found.waits) == 200


def test_what_killed_writers_acknowledged_is_there_and_nothing_is_half_done() -> None:
    found = kill(rounds=8)
    assert found.lost == ()
    assert found.acknowledged


def test_a_full_disk_refuses_what_it_cannot_take_and_keeps_what_was_acknowledged() -> None:
    with skipped_where_it_cannot_be_shown():
        found = fill(times=2)
    assert found.lost == ()
    assert found.refused
    assert found.told


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("place", PLACES)
def test_who_may_only_read_reads_and_is_refused_before_a_write_begins(
    place: str, state: str
) -> None:
    with skipped_where_it_cannot_be_shown():
        wrong = visit(place, state)
    assert wrong == []
