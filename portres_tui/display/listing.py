"""Panels as plain text: what F6 and Print spool, and what a command that shows one prints in batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from portres_tui.display.buffer import Display
from portres_tui.domain.requester import Requester
from portres_tui.domain.spool import heading, paged
from portres_tui.domain.system import system_name
from portres_tui.panels.lists import WorkWith
from portres_tui.panels.model import Information, View

_PAGE = 500
"""Rows that are read at a time."""

Table = tuple[list[str], list[str]]
"""What heads the columns, and the rows below."""


def printed(panel: WorkWith | Information, view: View) -> list[str]:
    """A panel in pages, all of it: of a list each row a line."""
    above, (headings, body) = _above(panel, view), _table(panel, view)
    return _paged(_title(panel, view), view, [*above, *([""] if above else []), *headings], body)


def printed_screen(display: Display, view: View, who: Requester) -> list[str]:
    """What is seen on a display, and whose it is."""
    above = [
        f" Display device . . . :   {who.job.name}",
        f" User . . . . . . . . :   {who.user.name}",
    ]
    return _paged("Print Key Output", view, [*above, ""], display.seen())


def text(panel: WorkWith | Information, view: View) -> list[str]:
    """A panel as a command prints it that is not to show it: without pages."""
    headings, body = _table(panel, view)
    return [_title(panel, view), *_above(panel, view), "", *headings, *body]


def _title(panel: WorkWith | Information, view: View) -> str:
    return panel.title if isinstance(panel, WorkWith) else panel.title(view)


def _above(panel: WorkWith | Information, view: View) -> list[str]:
    return [line.rstrip() for line in panel.header(view)]


def _table(panel: WorkWith | Information, view: View) -> Table:
    """The headings of a list's columns, and its rows, one a line; the lines of a display."""
    if isinstance(panel, Information):
        return [], [line.text.rstrip() for line in panel.lines(view)]
    cells = [[column.cell(row) for column in panel.columns] for row in _rows(panel, view)]
    headings = [[column.headings[n] for column in panel.columns] for n in (0, 1)]
    widths = [max(map(len, column)) for column in zip(*headings[1:], *cells, strict=True)]
    body = [_line(panel, widths, row) for row in cells]
    return [_line(panel, widths, row) for row in headings], body or [panel.empty]


def _paged(title: str, view: View, columns: Sequence[str], body: Sequence[str]) -> list[str]:
    name, moment = system_name(view.system), view.moment
    return list(paged(lambda page: heading(title, name, moment, page), columns, body))


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
