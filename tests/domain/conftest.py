"""An operator of the furnished machine."""

from __future__ import annotations

import pytest
from console import Operator
from walker import Clock

from portres_tui.store.memory import MemorySystem


@pytest.fixture
def operator(machine: MemorySystem, clock: Clock) -> Operator:
    return Operator(machine, clock)
