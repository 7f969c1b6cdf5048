"""The page of a list that is shown: which rows, and where the next and the one before begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portres_tui.panels.lists import Source
from portres_tui.panels.model import View


class Window:
    """`size` rows of a source. `rows` is None until the first refresh."""

    def __init__(self, source: Source, size: int) -> None:
        self.source = source
        self.size = size
        self.rows: Sequence[Any] | None = None
        self.follows = False
        self._after: tuple[Any, ...] | None = None

    def refresh(self, view: View) -> None:
        """Read the rows again from where the page begins; the page before if none are left."""
        found = self.source.page(view, self._after, self.size + 1)
        if not found and self._after is not None:
            self.bottom(view)
            return
        self.rows, self.follows = list(found[: self.size]), len(found) > self.size

    def update(self, view: View) -> None:
        """The same rows as they are now; one that is gone keeps its last looks."""
        self.rows = self.source.current(view, self.rows or ())

    def down(self, view: View) -> bool:
        """The next page; False if this is the last."""
        if not self.rows or not self.follows:
            return False
        self._after = self.source.key(self.rows[-1])
        self.refresh(view)
        return True

    def up(self, view: View) -> bool:
        """The page before; False if this is the first."""
        if not self.rows or self._after is None:
            return False
        return self._end_before(view, self.source.key(self.rows[0]))

    def top(self, view: View) -> None:
        self._after = None
        self.refresh(view)

    def bottom(self, view: View) -> None:
        self._end_before(view, None)

    def show(self, view: View, row: Any) -> None:
        """The page that begins with this row, unless it is seen already."""
        key = self.source.key(row)
        if not any(self.source.key(each) == key for each in self.rows or ()):
            self.begin(view, row)

    def begin(self, view: View, row: Any) -> None:
        """The page that begins with this row."""
        key = self.source.key(row)
        before = self.source.before(view, key, 1)
        self._after = self.source.key(before[-1]) if before else None
        self.refresh(view)

    def _end_before(self, view: View, key: tuple[Any, ...] | None) -> bool:
        found = self.source.before(view, key, self.size + 1)
        self._after = self.source.key(found[0]) if len(found) > self.size else None
        self.refresh(view)
        return bool(found)
