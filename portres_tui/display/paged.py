"""Display panels whose entries are read a page at a time, because there may be very many of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portres_tui.display.frame import Talk
from portres_tui.display.pages import InformationFrame
from portres_tui.domain.messages import diagnostic
from portres_tui.panels.model import Information, Line, Pages, View


class PagedFrame(InformationFrame):
    """One of them being shown. A page holds whole entries; the next one begins behind them."""

    def __init__(self, panel: Information, pages: Pages, arguments: dict[str, Any]) -> None:
        super().__init__(panel, arguments)
        self.pages = pages
        self.entries: list[Any] = []
        self.follows = False
        self._after: Any = None

    def _read_lines(self, view: View) -> None:
        if not self._opened and self.panel.newest:
            self._bottom(view)
        else:
            self._load(view)

    def _load(self, view: View) -> None:
        """The page that begins behind `_after`; the one before it when nothing is left there."""
        found = self.pages.after(view, self._after, self._capacity() + 1)
        if not found and self._after is not None:
            self._bottom(view)
            return
        lines = [self.pages.lines(view, entry) for entry in found]
        count = _fitting(lines, self._capacity())
        self.entries, self.follows = list(found[:count]), count < len(found)
        self.lines = [line for each in lines[:count] for line in each] or [Line("  (No entries)")]

    def _end_before(self, view: View, key: Any) -> bool:
        """The page that ends before a key, or at the end; False if there is none."""
        found = self.pages.before(view, key, self._capacity() + 1)
        lines = [self.pages.lines(view, entry) for entry in found]
        first = len(found) - _fitting(lines[::-1], self._capacity())
        self._after = self.pages.key(found[first - 1]) if first else None
        self._load(view)
        return bool(found)

    def _follows(self) -> bool:
        return self.follows

    def page(self, forward: bool, talk: Talk) -> None:
        view = talk.view(self.arguments)
        if not (self._down(view) if forward else self._up(view)):
            talk.tell(diagnostic("PRT0606" if forward else "PRT0607"))

    def _down(self, view: View) -> bool:
        if self.follows:
            self._after = self.pages.key(self.entries[-1])
            self._load(view)
            return True
        return False

    def _up(self, view: View) -> bool:
        if self._after is None or not self.entries:
            return False
        return self._end_before(view, self.pages.key(self.entries[0]))

    def _top(self, view: View) -> None:
        self._after = None
        self._load(view)

    def _bottom(self, view: View) -> None:
        self._end_before(view, None)


def _fitting(lines: Sequence[Sequence[Line]], room: int) -> int:
    """How many of these entries fit, one at the least."""
    taken = 0
    for count, each in enumerate(lines):
        taken += len(each)
        if taken > room and count:
            return count
    return len(lines)
