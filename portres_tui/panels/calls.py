"""Command Entry: the display of program QCMD."""

from __future__ import annotations

from collections.abc import Sequence

from portres_tui.domain.jobs import LogEntry
from portres_tui.panels.joblog import entry_lines, request_level
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


def _lines(view: View, entries: Sequence[LogEntry]) -> Sequence[Line]:
    """The requests of this level with their messages; with details all that the job log has."""
    detailed = bool(view.arguments.get("other_view"))
    shown = entries if detailed else _of_level(entries, view.arguments["level"])
    lines = [
        line for entry in shown for line in entry_lines(view, entry, _lead, 4, detailed=detailed)
    ]
    return lines or [Line("  (No previous commands or messages)")]


def _of_level(entries: Sequence[LogEntry], level: int) -> list[LogEntry]:
    found, here = [], False
    for entry in entries:
        if entry.is_request:
            here = request_level(entry) == level and "level" in entry.message.data
        if here:
            found.append(entry)
    return found


def _lead(level: int) -> str:
    return " > " if level == 1 else f"{level:>2}>> "


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
