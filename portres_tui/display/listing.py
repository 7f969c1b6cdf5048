"""Panels as plain text: what F6=Print list writes, and what a DSP command prints in batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from portres_tui.domain.system import system_name
from portres_tui.panels.lists import WorkWith
from portres_tui.panels.model import Information, View

_PAGE = 500
"""Rows that are read at a time."""


def printed(panel: WorkWith, view: View) -> list[str]:
    """A whole list with its headings, one row a line."""
    calendar = view.messages.calendar
    when = f"{calendar.date(view.now)} {calendar.time(view.now)}"
    head = [f"{panel.title}", f"System: {system_name(view.system)}   {when}", ""]
    return [*head, *_table(panel, view)]


def text(panel: WorkWith | Information, view: View) -> list[str]:
    """A panel as a command prints it that is not to show it."""
    if isinstance(panel, Information):
        return information(panel, view)
    header = [line.rstrip() for line in panel.header(view)]
    return [panel.title, *header, "", *_table(panel, view)]


def _table(panel: WorkWith, view: View) -> list[str]:
    """All rows under their headings, one a line."""
    cells = [[column.cell(row) for column in panel.columns] for row in _rows(panel, view)]
    headings = [[column.headings[n] for column in panel.columns] for n in (0, 1)]
    widths = [max(map(len, column)) for column in zip(*headings[1:], *cells, strict=True)]
    body = [_line(panel, widths, row) for row in cells]
    return [*(_line(panel, widths, row) for row in headings), *(body or [panel.empty])]


def information(panel: Information, view: View) -> list[str]:
    """A display panel with all its lines."""
    body = [line.text.rstrip() for line in panel.lines(view)]
    return [panel.title(view), *(line.rstrip() for line in panel.header(view)), "", *body]


def _rows(panel: WorkWith, view: View) -> Iterator[Any]:
    after = None
    while rows := panel.source.page(view, after, _PAGE):
        yield from rows
        after = panel.source.key(rows[-1])


def _line(panel: WorkWith, widths: list[int], cells: list[str]) -> str:
    """Cells side by side, each column as wide as its widest."""
    line, at = "", 0
    for column, width, text in zip(panel.columns, widths, cells, strict=True):
        line = line.ljust(at) + (text.rjust(width) if column.right else text)
        at += width + 2
    return line.rstrip()
