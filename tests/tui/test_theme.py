"""Colours that can be read, whatever palette a terminal has, and without any."""

from __future__ import annotations

import pytest
from rich.color import Color
from rich.style import Style

from portres_tui.display.buffer import Attribute, Role
from portres_tui.tui.theme import styles

PALETTES = {
    "xterm": {"bright_green": "00ff00", "bright_white": "ffffff", "bright_cyan": "00ffff"},
    "Windows Terminal": {
        "bright_green": "16c60c",
        "bright_white": "f2f2f2",
        "bright_cyan": "61d6d6",
    },
    "PuTTY": {"bright_green": "55ff55", "bright_white": "ffffff", "bright_cyan": "55ffff"},
    "Linux console": {"bright_green": "55ff55", "bright_white": "ffffff", "bright_cyan": "55ffff"},
    "GNOME": {"bright_green": "33da7a", "bright_white": "ffffff", "bright_cyan": "33c7de"},
    "Terminal.app": {"bright_green": "00e500", "bright_white": "e5e5e5", "bright_cyan": "00e5e5"},
}
"""As the terminals have them unless told otherwise."""


def luminance(hexadecimal: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in Color.parse(f"#{hexadecimal}").get_truecolor().normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colour(role: Role) -> Color:
    style: Style = styles(coloured=True)(Attribute(role))
    assert style.color
    assert style.bgcolor == Color.parse("black")
    return style.color


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("role", Role)
def test_every_role_can_be_read_on_black(role, palette) -> None:
    # the contrast ratio of WCAG 2; 7 is its strictest demand
    assert (luminance(PALETTES[palette][colour(role).name]) + 0.05) / 0.05 >= 7


def test_every_role_has_one_of_the_16_colours_for_itself_and_none_is_a_pure_blue() -> None:
    colours = [colour(role) for role in Role]
    assert len(set(colours)) == len(Role)
    assert all(each.number is not None and each.number < 16 for each in colours)
    assert not {Color.parse("blue"), Color.parse("bright_blue")} & set(colours)


@pytest.mark.parametrize("coloured", [True, False])
def test_underline_and_reverse_are_shown_with_colours_and_without(coloured) -> None:
    style = styles(coloured=coloured)
    assert style(Attribute(underline=True)).underline
    assert style(Attribute(reverse=True)).reverse
    assert not style(Attribute()).underline


def test_without_colours_white_is_bold_and_the_others_are_normal() -> None:
    style = styles(coloured=False)
    look, data, how = (style(Attribute(role)) for role in (Role.LOOK, Role.DATA, Role.HOW))
    assert (look.bold, look.color, look.bgcolor) == (True, None, None)
    assert not (data.bold or how.bold)
