"""Display History Log Contents: read a page at a time, because job logs grow without an end."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from portres_tui.domain.jobs import SEVERE, LogEntry
from portres_tui.domain.logs import History, Place, place_of
from portres_tui.panels.joblog import origin
from portres_tui.panels.keys import LOG
from portres_tui.panels.model import Information, Line, Pages, View

_WIDTH = 77


def _wanted(view: View) -> History:
    """What is asked for, as far as it is due."""
    wanted: History = view.arguments.get("wanted", History())
    return wanted._replace(until=min(wanted.until, view.now))


def _after(view: View, place: Place | None, n: int) -> Sequence[LogEntry]:
    return view.system.history(_wanted(view), place, n)


def _before(view: View, place: Place | None, n: int) -> Sequence[LogEntry]:
    return view.system.history_before(_wanted(view), place, n)


def _lines(view: View, entry: LogEntry) -> Sequence[Line]:
    return list(_entry(view, entry))


def _entry(view: View, entry: LogEntry) -> Iterator[Line]:
    text = view.messages.first_level(entry.message)
    strong = entry.severity >= SEVERE
    lines = textwrap.wrap(text, _WIDTH, subsequent_indent="  ") or [""]
    yield from (Line(f" {line}", strong=strong, subject=entry) for line in lines)
    if view.arguments.get("other_view"):
        yield Line(f"{origin(view, entry)}  {entry.job}", subject=entry)


_PAGES = Pages(place_of, _after, _before, _lines)

DSPLOG = Information(
    "DSPLOG",
    lambda view: "Display History Log Contents",
    _PAGES.all,
    LOG,
    pages=_PAGES,
)

PANELS = (DSPLOG,)
