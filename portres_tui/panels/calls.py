"""Command Entry: the display of program QCMD."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from portres_tui.domain.jobs import SEVERE, LogEntry
from portres_tui.panels.jobs import origin, request_level
from portres_tui.panels.model import (
    BOTTOM,
    CANCEL,
    EXIT,
    PROMPT,
    RETRIEVE,
    TOP,
    Action,
    CommandEntry,
    Key,
    Line,
    View,
)

_WIDTH = 76


def _lines(view: View, entries: Sequence[LogEntry]) -> Sequence[Line]:
    """The requests of this level with their messages; with details all that the job log has."""
    detailed = bool(view.arguments.get("other_view"))
    shown = entries if detailed else _of_level(entries, view.arguments["level"])
    lines = [line for entry in shown for line in _entry(view, entry, detailed)]
    return lines or [Line("  (No previous commands or messages)")]


def _of_level(entries: Sequence[LogEntry], level: int) -> list[LogEntry]:
    found, here = [], False
    for entry in entries:
        if entry.is_request:
            here = request_level(entry) == level and "level" in entry.message.data
        if here:
            found.append(entry)
    return found


def _entry(view: View, entry: LogEntry, detailed: bool) -> Iterator[Line]:
    text = view.messages.first_level(entry.message)
    if entry.is_request:
        level = request_level(entry)
        yield from _wrapped(" > " if level == 1 else f"{level:>2}>> ", text, entry)
        return
    yield from _wrapped("    ", text, entry)
    if detailed:
        yield Line(origin(view, entry), subject=entry)


def _wrapped(lead: str, text: str, entry: LogEntry) -> Iterator[Line]:
    lines = textwrap.wrap(text, _WIDTH - len(lead)) or [""]
    for number, line in enumerate(lines):
        before = lead if number == 0 else " " * (len(lead) + 2)
        yield Line(before + line, strong=entry.severity >= SEVERE, subject=entry)


QCMD = CommandEntry(
    "QCMD",
    "Command Entry",
    _lines,
    (
        EXIT,
        PROMPT,
        RETRIEVE,
        Key("f10", "Include detailed messages", Action.OTHER_VIEW),
        CANCEL._replace(starts_row=True),
        TOP,
        BOTTOM,
    ),
)

PANELS = (QCMD,)
