"""Memory is cleared of sessions that have ended, at a time when nobody waits for it."""

from __future__ import annotations

import asyncio
import gc
import sys
import weakref

import pytest

from portres_tui.serve.garbage import MANY, SWITCH, THRESHOLDS, Garbage

QUIET = 0.01


class Session:
    """Something in a ring."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def pressed():
    """When somebody pressed a key last; it is 100 now."""
    return [0.0]


@pytest.fixture
def garbage(pressed):
    garbage = Garbage(lambda: pressed[0], lambda: 100.0, QUIET)
    gc.disable()
    yield garbage
    garbage.end()
    gc.enable()


def left_by(garbage: Garbage, times: int = 1) -> weakref.ref[Session]:
    """What a session leaves behind."""
    session = Session()
    for _ in range(times):
        garbage.left()
    return weakref.ref(session)


async def test_what_a_session_leaves_is_cleared_away_when_nobody_types(garbage):
    left = left_by(garbage)
    await asyncio.sleep(3 * QUIET)
    assert left() is None


async def test_while_somebody_types_it_waits(garbage, pressed):
    pressed[0] = 100.0
    left = left_by(garbage)
    await asyncio.sleep(3 * QUIET)
    assert left() is not None

    pressed[0] = 0.0
    await asyncio.sleep(3 * QUIET)
    assert left() is None


async def test_what_many_leave_does_not_wait(garbage, pressed):
    pressed[0] = 100.0
    left = left_by(garbage, MANY)
    await asyncio.sleep(3 * QUIET)
    assert left() is None


def test_all_is_as_it_was_when_the_process_ends():
    before = gc.get_threshold(), sys.getswitchinterval()
    garbage = Garbage(lambda: 0.0, lambda: 100.0)
    garbage.begin()
    try:
        assert gc.get_threshold() == THRESHOLDS
        assert sys.getswitchinterval() == pytest.approx(SWITCH)
    finally:
        garbage.end()
        gc.unfreeze()
    assert (gc.get_threshold(), sys.getswitchinterval()) == before
