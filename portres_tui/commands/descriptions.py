"""The text that somebody says of a thing: its parameter, and what is kept of it. No commands stand
here."""

from __future__ import annotations

from portres_tui.cl.definition import Parm, parm
from portres_tui.cl.types import Text

BLANK, SAME = "*BLANK", "*SAME"
"""What takes a thing away that is said of another, and what leaves it as it is."""


def text_parm(default: str = BLANK) -> Parm:
    """The parameter. Where its default is *SAME, *BLANK takes a text away."""
    special = tuple(dict.fromkeys((default, BLANK)))
    return parm("TEXT", "Text 'description'", Text(50), default, special=special)


def kept(text: str) -> str:
    """What is kept of a text."""
    return "" if text == BLANK else text
