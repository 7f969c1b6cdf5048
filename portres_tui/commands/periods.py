"""Periods of time as commands ask for them: from a time of a day to a time of a day."""

from __future__ import annotations

from portres_tui.cl.interpreter import Request
from portres_tui.domain.messages import EscapeMessage

AVAILABLE, TODAY = "*AVAIL", "*CURRENT"
BEGINNINGS, ENDINGS = ("*BEGIN", "*FIRST"), ("*END", "*LAST")
"""What commands call the first day that there is, and the last."""

FIRST_SECOND, LAST_SECOND = "000000", "235959"


def begins(request: Request, day: str, time: str, at: str) -> float:
    """The first moment of a period; `at` is the field that a wrong date was typed into."""
    if day in BEGINNINGS:
        return 0.0
    return _moment(request, day, FIRST_SECOND if time == AVAILABLE else time, at, last=False)


def ends(request: Request, day: str, time: str, at: str) -> float:
    """The last moment of a period."""
    if day in ENDINGS:
        return float("inf")
    second = LAST_SECOND if time == AVAILABLE else time
    return _moment(request, day, second, at, last=True) + 0.999_999


def _moment(request: Request, day: str, time: str, at: str, *, last: bool) -> float:
    calendar = request.messages.calendar
    if day == TODAY:
        day = calendar.date(request.time)
    try:
        return calendar.moment(day, time, last=last)
    except ValueError:
        shown = calendar.date(request.time)
        raise EscapeMessage(
            "PRT1551", at=(at,), date=day, format=calendar.format, example=shown
        ) from None
