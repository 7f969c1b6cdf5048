"""A furnished machine, a clock that stands still, and a way to run CL on them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from runner import Run
from walker import Clock

from portres_tui.opening import furnish
from portres_tui.store.memory import MemorySystem


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The file that PORTRES_SKIPPED names is told what was skipped: .ci/run runs it elsewhere."""
    if file := os.environ.get("PORTRES_SKIPPED"):
        reports = terminalreporter.stats.get("skipped", ())
        Path(file).write_text("".join(f"{report.nodeid}\n" for report in reports))


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
