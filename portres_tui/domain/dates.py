"""Dates and times as panels and messages show them. Knows no clock: moments are passed in."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import NamedTuple

FORMATS = {"*MDY": "%m %d %y", "*DMY": "%d %m %y", "*YMD": "%y %m %d", "*JUL": "%y %j"}
"""Date formats of a job, with a blank where the separator goes."""

DATE_SEPARATORS = ("/", "-", ".", ",", " ")
TIME_SEPARATORS = (":", ".", ",", " ")


class Calendar(NamedTuple):
    """How moments (seconds since the epoch, UTC) are written. `zone` None is local time."""

    format: str = "*MDY"
    zone: tzinfo | None = None
    date_separator: str = "/"
    time_separator: str = ":"

    def date(self, moment: float) -> str:
        return self._at(moment).strftime(FORMATS[self.format]).replace(" ", self.date_separator)

    def time(self, moment: float) -> str:
        return self._at(moment).strftime("%H %M %S").replace(" ", self.time_separator)

    def written(self, moment: float) -> str:
        """Date and time, side by side."""
        return f"{self.date(moment)}  {self.time(moment)}"

    def moment(self, day: str, time: str, *, last: bool = False) -> float:
        """The moment of a day in this format, with or without separators, and a time of six digits.
        Of the two that it may mean when clocks are changed, the first or the last. ValueError if
        there is none."""
        digits = "".join(each for each in day if each not in DATE_SEPARATORS) + time
        form = FORMATS[self.format].replace(" ", "") + "%H%M%S"
        read = datetime.strptime(digits, form).replace(tzinfo=self.zone)
        if read.strftime(form) != digits:  # strptime guesses, and goes on behind the end of a year
            raise ValueError(day)
        return meant(read)[-1 if last else 0]

    def _at(self, moment: float) -> datetime:
        return datetime.fromtimestamp(moment, self.zone)


def meant(read: datetime) -> tuple[float, float]:
    """The first and the last moment that a date and time may mean: one and the same, but for when
    clocks are changed."""
    folds = [read.replace(fold=fold).timestamp() for fold in (0, 1)]
    return min(folds), max(folds)
