"""Colours: which of the 16 each role has, and how a terminal without colours shows it.

A terminal gives the 16 their values. These three are bright on every palette in use, so that they
can be read on black; what Role.HOW calls blue is never a pure blue, which cannot. Nothing is told by
colour alone. Without colours white is bold and any other colour is normal, as on IBM's own VT100s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from rich.style import Style

from portres_tui.display.buffer import Attribute, Role

COLOURS: Mapping[Role, str] = {
    Role.DATA: "bright_green",
    Role.LOOK: "bright_white",
    Role.HOW: "bright_cyan",
}

BOLD = (Role.LOOK,)
"""The roles that are bold where there is no colour."""

Styles = Callable[[Attribute], Style]


@cache
def styles(*, coloured: bool) -> Styles:
    """How attributes look, in 16 colours or in none."""
    of_role = _coloured if coloured else _bold

    @cache
    def style(attribute: Attribute) -> Style:
        marks = Style(underline=attribute.underline or None, reverse=attribute.reverse or None)
        return of_role(attribute.role) + marks

    return style


def _coloured(role: Role) -> Style:
    return Style(color=COLOURS[role], bgcolor="black")


def _bold(role: Role) -> Style:
    return Style(bold=role in BOLD or None)
