"""Labels with what stands behind them. Knows no panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portres_tui.panels.model import Line

Fact = str | Sequence[str]
"""What is told behind a label: of several values each stands on a line of its own."""

WIDTH = 26
"""Columns up to the colon."""


def dotted(label: str, column: int, end: int) -> str:
    """`label` with dots in every other column up to `end`, when it stands at `column`."""
    behind = column + len(label)
    dots = (" " if at == behind or (end - at) % 2 else "." for at in range(behind, end + 1))
    return label + "".join(dots)


def leader(label: str, width: int = WIDTH) -> str:
    """`Label . . . . . :` with the colon in a fixed column."""
    return dotted(label, 0, width - 3) + " :   "


def fact(label: str, value: Fact, width: int = WIDTH, indent: int = 1) -> list[Line]:
    """A label with its value, or its values below each other."""
    first, *rest = [value] if isinstance(value, str) else value
    led = " " * indent + leader(label, width)
    return [Line(f"{led}{first}"), *(Line(" " * len(led) + each) for each in rest)]


def facts(told: Mapping[str, Fact], width: int = WIDTH, indent: int = 1) -> list[Line]:
    """A line, or several, for each label."""
    return [line for label, value in told.items() for line in fact(label, value, width, indent)]
