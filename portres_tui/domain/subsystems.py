"""Subsystems: where jobs run. A subsystem is active while its monitor job lives. Knows no store."""

from __future__ import annotations

from typing import NamedTuple

INTERACTIVE, BATCH = "QINTER", "QBATCH"
"""Where those who are signed on work, and where commands run without a display."""

SYSTEM_WORK = "QSYSWRK"
"""Where most servers run, and the job that starts them."""


class Subsystem(NamedTuple):
    """A subsystem description, and the job that monitors the subsystem while it is active."""

    name: str
    text: str = ""
    monitor: str = ""
    """number/QSYS/name of the monitor job; empty while the subsystem is inactive."""
    library: str = "QSYS"

    @property
    def active(self) -> bool:
        return bool(self.monitor)
