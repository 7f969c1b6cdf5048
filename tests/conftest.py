"""A furnished machine, a clock that stands still, and a way to run CL on them."""

from __future__ import annotations

from pathlib import Path

import pytest
from runner import Run
from walker import Clock

from portres_tui.session import furnish
from portres_tui.store.memory import MemorySystem


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def machine(clock: Clock) -> MemorySystem:
    """The shipped machine, in memory."""
    system = MemorySystem()
    furnish(system, clock())
    return system


@pytest.fixture
def run(machine: MemorySystem, clock: Clock, tmp_path: Path) -> Run:
    return Run(machine, clock, tmp_path)
