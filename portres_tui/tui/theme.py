"""Colours: which one each role has, by what the terminal can show.

The colours are fixed numbers of the 256 that nearly every terminal has: the same everywhere, with
good contrast on black, and short to send. What Role.HOW calls blue is never a pure blue, which
cannot be read on black. Nothing is told by colour alone; without colours there is bold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from rich.color import Color
from rich.style import Style

from portres_tui.display.buffer import Attribute, Role

BLACK = 16

COLOURS: Mapping[Role, int] = {
    Role.DATA: 78,
    Role.LOOK: 231,
    Role.HOW: 111,
}

FEW_COLOURS: Mapping[Role, str] = {
    Role.DATA: "green",
    Role.LOOK: "bright_white",
    Role.HOW: "bright_cyan",
}
"""For terminals with 16 colours, whose blue is anything."""

BOLD = (Role.LOOK,)
"""The roles that are bold where there is no colour."""

Styles = Callable[[Attribute], Style]


def styles(color_system: str | None, *, monochrome: bool) -> Styles:
    """How attributes look in one of Rich's colour systems; None has no colours."""
    coloured = {None: _bold_style, "standard": _few_style}.get(color_system, _colour_style)
    of_role = _bold_style if monochrome else coloured

    @cache
    def style(attribute: Attribute) -> Style:
        marks = Style(underline=attribute.underline or None, reverse=attribute.reverse or None)
        return of_role(attribute.role) + marks

    return style


def _colour_style(role: Role) -> Style:
    return Style(color=Color.from_ansi(COLOURS[role]), bgcolor=Color.from_ansi(BLACK))


def _few_style(role: Role) -> Style:
    return Style(color=FEW_COLOURS[role], bgcolor="black")


def _bold_style(role: Role) -> Style:
    return Style(bold=role in BOLD or None)
