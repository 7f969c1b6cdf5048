"""Display Job Log and Display All Messages, and how the lines of a job log look wherever they stand."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from portres_tui.domain.jobs import SEVERE, LogEntry, parts_of
from portres_tui.panels.keys import LOG
from portres_tui.panels.model import Information, Line, View

REQUEST_LEVEL = 3
"""What stands before `>` at a command that was entered on a menu's command line."""

_WIDTH = 78


def request_level(entry: LogEntry) -> int:
    """The level at which a request was made."""
    return int(entry.message.data.get("level", REQUEST_LEVEL))


def job_line(job: str) -> str:
    """The line above a job log that tells whose it is; `job` is number/user/name."""
    number, user, name = parts_of(job)
    return f" Job . . :   {name:<10}    User . . :   {user:<10}    Number . . . :   {number}"


def _header(view: View) -> Sequence[str]:
    return [job_line(view.arguments["job"])]


def _entries(view: View) -> list[LogEntry]:
    return [entry for entry in view.system.job_log(view.arguments["job"]) if entry.time <= view.now]


def _lines(view: View) -> Sequence[Line]:
    detailed = bool(view.arguments.get("other_view"))
    lines = [
        line
        for entry in _entries(view)
        for line in entry_lines(view, entry, lambda level: f"{level:>3} > ", 5, detailed=detailed)
    ]
    return lines or [Line("  (No messages in job log)")]


def entry_lines(
    view: View, entry: LogEntry, lead: Callable[[int], str], indent: int, *, detailed: bool
) -> Iterator[Line]:
    """An entry. `lead` gives what stands before a request of a level; a message is indented, and with
    details its ID and its moment stand below."""
    text = view.messages.first_level(entry.message)
    before = lead(request_level(entry)) if entry.is_request else " " * indent
    yield from _wrapped(before, text, entry)
    if detailed and not entry.is_request:
        yield Line(origin(view, entry), subject=entry)


def origin(view: View, entry: LogEntry) -> str:
    """The ID of an entry's message, with its type, severity and moment."""
    calendar = view.messages.calendar
    when = f"{calendar.date(entry.time)} {calendar.time(entry.time)}"
    return f"       {entry.message.id}  {entry.message.type:<12} {entry.severity:>2}   {when}"


def _wrapped(before: str, text: str, entry: LogEntry) -> Iterator[Line]:
    """The text of an entry; what goes on stands two columns further in."""
    lines = textwrap.wrap(text, _WIDTH - len(before) - 2) or [""]
    strong = entry.severity >= SEVERE
    for number, line in enumerate(lines):
        lead = before if number == 0 else " " * (len(before) + 2)
        yield Line(lead + line, strong=strong, subject=entry)


def _title(view: View) -> str:
    return "Display All Messages" if view.arguments.get("other_view") else "Display Job Log"


DSPJOBLOG = Information(
    "DSPJOBLOG",
    _title,
    _lines,
    LOG,
    header=_header,
    newest=True,
)

PANELS = (DSPJOBLOG,)
