"""Display Job Log and Display All Messages."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from portres_tui.domain.jobs import SEVERE, LogEntry
from portres_tui.panels.model import (
    BOTTOM,
    CANCEL,
    EXIT,
    REFRESH,
    TOP,
    Action,
    Information,
    Key,
    Line,
    View,
)

REQUEST_LEVEL = 3
"""What stands before `>` at a command that was entered on a menu's command line."""

_WIDTH = 78


def request_level(entry: LogEntry) -> int:
    """The level at which a request was made."""
    return int(entry.message.data.get("level", REQUEST_LEVEL))


def job_line(job: str) -> str:
    """The line above a job log that tells whose it is; `job` is number/user/name."""
    number, user, name = job.split("/")
    return f" Job . . :   {name:<10}    User . . :   {user:<10}    Number . . . :   {number}"


def _header(view: View) -> Sequence[str]:
    return [job_line(view.arguments["job"])]


def _entries(view: View) -> list[LogEntry]:
    return [entry for entry in view.system.job_log(view.arguments["job"]) if entry.time <= view.now]


def _lines(view: View) -> Sequence[Line]:
    detailed = bool(view.arguments.get("other_view"))
    lines = [line for entry in _entries(view) for line in _entry(view, entry, detailed)]
    return lines or [Line("  (No messages in job log)")]


def _entry(view: View, entry: LogEntry, detailed: bool) -> Iterator[Line]:
    text = view.messages.first_level(entry.message)
    if entry.is_request:
        yield from _wrapped(f"{request_level(entry):>3} > ", text, entry)
        return
    yield from _wrapped(" " * 5, text, entry)
    if detailed:
        yield Line(origin(view, entry), subject=entry)


def origin(view: View, entry: LogEntry) -> str:
    calendar = view.messages.calendar
    when = f"{calendar.date(entry.time)} {calendar.time(entry.time)}"
    return f"       {entry.message.id}  {entry.message.type:<12} {entry.severity:>2}   {when}"


def _wrapped(indent: str, text: str, entry: LogEntry) -> Iterator[Line]:
    lines = textwrap.wrap(text, _WIDTH - len(indent) - 2) or [""]
    strong = entry.severity >= SEVERE
    for number, line in enumerate(lines):
        lead = indent if number == 0 else " " * (len(indent) + 2)
        yield Line(lead + line, strong=strong, subject=entry)


def _title(view: View) -> str:
    return "Display All Messages" if view.arguments.get("other_view") else "Display Job Log"


DSPJOBLOG = Information(
    "DSPJOBLOG",
    _title,
    _lines,
    (
        EXIT,
        REFRESH,
        Key("f10", "Display detailed messages", Action.OTHER_VIEW),
        CANCEL,
        TOP._replace(starts_row=True),
        BOTTOM,
    ),
    header=_header,
    newest=True,
)

PANELS = (DSPJOBLOG,)
