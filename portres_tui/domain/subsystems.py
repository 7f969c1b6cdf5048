"""Subsystems: where jobs run. A subsystem is active while its monitor job lives. Knows no store."""

from __future__ import annotations

from typing import NamedTuple


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
