"""Dates and times as panels and messages show them. Knows no clock: moments are passed in."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import NamedTuple

FORMATS = {"*MDY": "%m/%d/%y", "*DMY": "%d/%m/%y", "*YMD": "%y/%m/%d"}
"""Date formats of a job, with the separator that is usual on panels."""


class Calendar(NamedTuple):
    """How moments (seconds since the epoch, UTC) are written. `zone` None is local time."""

    format: str = "*MDY"
    zone: tzinfo | None = None

    def date(self, moment: float) -> str:
        return self._at(moment).strftime(FORMATS[self.format])

    def time(self, moment: float) -> str:
        return self._at(moment).strftime("%H:%M:%S")

    def _at(self, moment: float) -> datetime:
        return datetime.fromtimestamp(moment, self.zone)
