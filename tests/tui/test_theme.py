"""Colours that can be read, on every kind of terminal and without any."""

from __future__ import annotations

import pytest
from rich.color import Color
from rich.style import Style

from portres_tui.display.buffer import Attribute, Role
from portres_tui.tui.theme import styles


def luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.get_truecolor().normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style) -> float:
    """The contrast ratio of WCAG 2; 7 is its strictest demand."""
    assert style.color
    assert style.bgcolor
    light, dark = luminance(style.color), luminance(style.bgcolor)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("role", Role)
def test_every_role_can_be_read_on_black(role) -> None:
    assert contrast(styles("truecolor", monochrome=False)(Attribute(role))) >= 7


@pytest.mark.parametrize("system", ["standard", "256", "truecolor"])
def test_every_role_has_a_colour_of_its_own_and_none_is_a_pure_blue(system) -> None:
    style = styles(system, monochrome=False)
    colours = [style(Attribute(role)).color for role in Role]
    assert len(set(colours)) == len(Role)
    assert not {Color.parse("blue"), Color.parse("bright_blue")} & set(colours)


@pytest.mark.parametrize("system", [None, "standard", "256", "truecolor"])
def test_underline_and_reverse_are_shown_in_every_colour_system(system) -> None:
    style = styles(system, monochrome=False)
    assert style(Attribute(underline=True)).underline
    assert style(Attribute(reverse=True)).reverse
    assert not style(Attribute()).underline


def test_without_colours_what_is_to_be_looked_at_is_bold() -> None:
    style = styles("truecolor", monochrome=True)
    look, data = style(Attribute(Role.LOOK)), style(Attribute(Role.DATA))
    assert (look.bold, look.color, look.bgcolor) == (True, None, None)
    assert not data.bold
