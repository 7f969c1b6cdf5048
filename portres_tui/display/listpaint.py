"""How a work-with list, and the confirm panel that goes with it, is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from portres_tui.display.buffer import Canvas, Field, Hot
from portres_tui.display.paint import HOW, LOOK, cut, flowed, keys, more, titled
from portres_tui.display.window import Window
from portres_tui.panels.lists import Column, Source, WorkWith
from portres_tui.panels.model import Key

ENTRY = "entry."
"""What the names of the fields on the blank first row begin with."""

HEADER_ROW = 3


def field_of(source: Source, row: Any) -> str:
    """The name of a row's Opt field."""
    return "option " + " ".join(map(str, source.key(row)))


class ListPaint:
    """The layout of one list panel: header lines, Position to, and a blank row if there is any of
    them, then the options, and two rows that head the columns, which may be those of the other view."""

    def __init__(self, panel: WorkWith, header: Sequence[str] = (), *, other: bool = False) -> None:
        self.panel = panel
        self.header = header
        self.columns = panel.other if other else panel.columns
        self.position_row = HEADER_ROW + len(header)
        above = len(header) + bool(panel.position)
        self._instruction_row = HEADER_ROW + above + bool(above)
        legend = [f"{option.number}={option.label}" for option in panel.options]
        self._legend = list(zip(legend, flowed(legend, 4), strict=True))
        lines = self._legend[-1][1][0] + 1
        self.heading_row = self._instruction_row + lines + (1 if panel.close else 2)
        self.first_row = self.heading_row + 2
        self.more_row = 19 if panel.command_line else 21
        self.has_entry = any(column.entry for column in panel.columns)
        self.capacity = self.more_row - self.first_row - self.has_entry
        self.option_width = max(len(str(option.number)) for option in panel.options)

    def head(self, system: str, moment: str, shown: Sequence[Key]) -> Canvas:
        """All of the panel but its rows, with these function keys."""
        panel = self.panel
        canvas = titled(panel.title, system, moment=moment if panel.moment else "")
        for row, text in enumerate(self.header, HEADER_ROW):
            canvas.write(row, 1, text)
        canvas.write(self._instruction_row, 2, panel.instruction, HOW)
        for text, (line, at) in self._legend:
            row = self._instruction_row + 1 + line
            canvas.write(row, at, text, HOW)
            canvas.hot.append(Hot(row, at, len(text), text=text.partition("=")[0]))
        self.headings(canvas, self.heading_row)
        keys(canvas, shown)
        return canvas

    def headings(self, canvas: Canvas, row: int) -> None:
        canvas.write(row + 1, 2, "Opt", LOOK)
        for column in self.columns:
            for line, text in enumerate(column.headings):
                if text:
                    canvas.write(row + line, column.at, text, LOOK)

    def entry(self, canvas: Canvas, typed: Mapping[str, str], wrong: Iterable[str]) -> None:
        """The blank, input-capable first row."""
        if not self.has_entry:
            return
        name = ENTRY + "option"
        canvas.input(self._option(name, self.first_row, typed.get(name, ""), name in wrong))
        for column in self.panel.columns:
            if column.entry:
                name = ENTRY + column.name
                text = typed.get(name, column.entry.default)
                canvas.input(
                    Field(
                        name,
                        self.first_row,
                        column.at,
                        column.entry.length,
                        text,
                        monocase=not column.entry.mixed,
                        numeric=column.entry.numeric,
                        wrong=name in wrong,
                    )
                )

    def rows(
        self,
        canvas: Canvas,
        window: Window,
        typed: Mapping[str, tuple[Any, str]],
        wrong: Iterable[str],
    ) -> None:
        """The rows with their Opt fields, or the text of the empty list."""
        first = self.first_row + self.has_entry
        for row, each in enumerate(window.rows or (), first):
            if not self.panel.bare(each):
                name = field_of(self.panel.source, each)
                text = typed[name][1] if name in typed else ""
                canvas.input(self._option(name, row, text, name in wrong))
            self.cells(canvas, row, each)
        if not window.rows:
            canvas.write(first, 7, self.panel.empty)
        more(canvas, self.more_row, window.follows)

    def cells(self, canvas: Canvas, row: int, each: Any) -> None:
        """One row's cells."""
        for column in self.columns:
            text = _fitted(column, column.cell(each))
            if text.strip():
                canvas.write(row, column.at, text)

    def begins(self, canvas: Canvas) -> tuple[int, int] | None:
        """Where the cursor starts: at the first option, and not above the list."""
        return next(((each.row, each.column) for each in canvas.fields if each.option), None)

    def row_at(self, number: int) -> tuple[int, int]:
        """The place of the Opt field of a row that is shown, counted from 0."""
        return self.first_row + self.has_entry + number, 4 - self.option_width

    def section(self, row: int, column: int) -> str:
        """The help section for a place: the heading of the column that it is in."""
        if self.heading_row < row < self.more_row and column < self.columns[0].at - 1:
            return "Opt"
        return self.column_at(row, column)

    def column_at(self, row: int, column: int) -> str:
        """The name of the column that a place is in."""
        if not self.heading_row <= row < self.more_row:
            return ""
        inside = [c.name for c in self.columns if c.at <= column <= c.at + c.width]
        return inside[-1] if inside else ""

    def _option(self, name: str, row: int, text: str, wrong: bool) -> Field:
        at = 4 - self.option_width
        return Field(name, row, at, self.option_width, text, wrong=wrong, option=True)


def _fitted(column: Column, text: str) -> str:
    shown = cut(text, column.width)
    return shown.rjust(column.width) if column.right else shown
