"""A widget that is rows of text in runs of one attribute; it repaints only what changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from portres_tui.display.buffer import Attribute
from portres_tui.tui.theme import Styles

Run = tuple[str, Attribute]
Runs = Sequence[Run]


class RowWidget(Widget, inherit_css=False):
    """Shows the rows it is given, counted from 0. A row it was not given is blank."""

    def __init__(self, style: Styles) -> None:
        super().__init__()
        self._style = style
        self._rows: dict[int, Runs] = {}

    def put(self, y: int, runs: Runs) -> bool:
        """Show these runs in a row; False if they stand there already."""
        before = self._rows.get(y, ())
        if runs == before:
            return False
        self._rows[y] = runs
        first, end = changed(before, runs)
        self.refresh(Region(first, y, end - first, 1))
        return True

    def render_line(self, y: int) -> Strip:
        runs = self._rows.get(y, ())
        return Strip([Segment(text, self._style(attribute)) for text, attribute in runs])


def changed(before: Runs, after: Runs) -> tuple[int, int]:
    """The first column in which two rows differ, and the one behind the last, from 0."""
    old, new = _cells(before), _cells(after)
    common = min(len(old), len(new))
    longest = max(len(old), len(new))
    first = next((x for x in range(common) if old[x] != new[x]), common)
    if len(old) != len(new):
        return first, longest
    last = next((x for x in reversed(range(first, common)) if old[x] != new[x]), first)
    return first, last + 1


def _cells(runs: Runs) -> list[tuple[str, Attribute]]:
    return [(character, attribute) for text, attribute in runs for character in text]
