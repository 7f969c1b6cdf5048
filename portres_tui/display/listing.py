"""Panels as plain text: what F6=Print list writes, and what a DSP command prints in batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from portres_tui.domain.system import system_name
from portres_tui.panels.lists import Column, WorkWith
from portres_tui.panels.model import Information, View

_PAGE = 500
"""Rows that are read at a time."""


def printed(panel: WorkWith, view: View) -> list[str]:
    """A whole list with its headings, one row a line."""
    calendar = view.messages.calendar
    when = f"{calendar.date(view.now)} {calendar.time(view.now)}"
    head = [f"{panel.title}", f"System: {system_name(view.system)}   {when}", ""]
    head += [_line(panel, [column.headings[n] for column in panel.columns]) for n in (0, 1)]
    body = [_line(panel, [_cell(c, row) for c in panel.columns]) for row in _rows(panel, view)]
    return [*head, *(body or [panel.empty])]


def information(panel: Information, view: View) -> list[str]:
    """A display panel with all its lines."""
    body = [line.text.rstrip() for line in panel.lines(view)]
    return [panel.title(view), *(line.rstrip() for line in panel.header(view)), "", *body]


def _rows(panel: WorkWith, view: View) -> Iterator[Any]:
    after = None
    while rows := panel.source.page(view, after, _PAGE):
        yield from rows
        after = panel.source.key(rows[-1])


def _cell(column: Column, row: Any) -> str:
    text = column.cell(row)
    return text.rjust(column.width) if column.right else text


def _line(panel: WorkWith, cells: list[str]) -> str:
    """Cells at the columns that they have on the panel."""
    line = ""
    for column, text in zip(panel.columns, cells, strict=True):
        line = line.ljust(column.at - panel.columns[0].at) + text
    return line.rstrip()
