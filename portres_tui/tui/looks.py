"""How a cell looks, as the parameters of SGR that lead there from nothing; and from one to another.

Which of Rich's styles are shown how, on a terminal with 16 colours or with none, is said here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from rich.color import Color, ColorSystem, ColorType
from rich.style import Style

from portres_tui.tui.client import Can, Client

Look = str
"""Parameters such as `40;92;4`; "" is a terminal's own text."""

BOLD, UNDERLINE, REVERSE = "1", "4", "7"

_OFF: Mapping[str, str] = {
    **dict.fromkeys((BOLD, "2"), "22"),
    "3": "23",
    UNDERLINE: "24",
    "5": "25",
    REVERSE: "27",
    "9": "29",
}
"""What switches an attribute off again; colours are switched off by 39 and 49."""

_SEEN_ON_BLANKS = frozenset({UNDERLINE, REVERSE, "9"})

_BOLD_AND_DIM = frozenset({BOLD, "2"})

_ATTRIBUTES: tuple[tuple[str, Callable[[Style], bool | None]], ...] = (
    (BOLD, lambda style: style.bold),
    ("2", lambda style: style.dim),
    ("3", lambda style: style.italic),
    (UNDERLINE, lambda style: style.underline),
    ("5", lambda style: style.blink),
    (REVERSE, lambda style: style.reverse),
    ("9", lambda style: style.strike),
)
_WITHOUT_COLOUR = (BOLD, UNDERLINE, REVERSE)


def looks(client: Client) -> Callable[[Style | None], Look]:
    """How Rich's styles look on this terminal."""
    if client.is_able(Can.COLOUR):
        return _coloured if client.is_able(Can.BRIGHT) else _in_eight
    return _plain


@lru_cache(1024)
def _coloured(style: Style | None) -> Look:
    return ";".join(_parts(style)) if style else ""


@lru_cache(1024)
def _in_eight(style: Style | None) -> Look:
    """The brighter eight as the others in bold, as such terminals show them."""
    parts = list(_parts(style)) if style else []
    bright = [part for part in parts if part.startswith("9") and len(part) == 2]
    dark = [str(int(part) - 60) if part in bright else part for part in parts]
    return ";".join(dark if not bright or BOLD in dark else [*dark, BOLD])


@lru_cache(1024)
def _plain(style: Style | None) -> Look:
    parts = _attributes(style) if style else ()
    return ";".join(part for part in parts if part in _WITHOUT_COLOUR)


def _parts(style: Style) -> Iterator[str]:
    if style.bgcolor:
        yield from _colour(style.bgcolor, foreground=False)
    if style.color:
        yield from _colour(style.color, foreground=True)
    yield from _attributes(style)


def _colour(color: Color, *, foreground: bool) -> tuple[str, ...]:
    if color.type is ColorType.DEFAULT:
        return ()
    return color.downgrade(ColorSystem.STANDARD).get_ansi_codes(foreground)


def _attributes(style: Style) -> Iterator[str]:
    yield from (code for code, is_on in _ATTRIBUTES if is_on(style))


@cache
def blank(look: Look) -> Look:
    """How a blank in this look is seen: its text colour is not, unless it has a line or is
    reversed."""
    parts = look.split(";")
    if _SEEN_ON_BLANKS.intersection(parts):
        return look
    return background(look)


@cache
def background(look: Look) -> Look:
    """What of a look an erased cell has."""
    return ";".join(part for part in look.split(";") if _is_background(part))


def _is_background(part: str) -> bool:
    return (len(part), part[:1]) in ((2, "4"), (3, "1"))


@cache
def covers(pen: Look, wanted: Look) -> bool:
    """Would a blank look as wanted if it were written as the pen is now?"""
    return blank(pen) == wanted


@cache
def change(pen: Look | None, wanted: Look, unset: bool) -> str:
    """The shortest way from one look to another; from None, which is any."""
    if pen == wanted:
        return ""
    ways = [_anew(wanted)]
    if pen is not None and _can_step(pen, wanted, unset):
        ways.append(_stepwise(pen, wanted))
    return min(ways, key=len)


def _can_step(pen: Look, wanted: Look, unset: bool) -> bool:
    """Bold and dim are switched off together, so both in play is a case for starting anew."""
    if {*pen.split(";"), *wanted.split(";")} >= _BOLD_AND_DIM:
        return False
    return unset or set(_slots(pen)) <= set(_slots(wanted))


def _anew(wanted: Look) -> str:
    return f"\x1b[;{wanted}m" if wanted else "\x1b[m"


def _stepwise(pen: Look, wanted: Look) -> str:
    before, after = _slots(pen), _slots(wanted)
    gone = dict.fromkeys(off for off in before if off not in after)
    kept = {off: part for off, part in before.items() if off in after}
    return f"\x1b[{';'.join([*gone, *(p for off, p in after.items() if kept.get(off) != p)])}m"


def _slots(look: Look) -> dict[str, str]:
    """Each part of a look by what switches it off."""
    return {_off(part): part for part in look.split(";") if part}


def _off(part: str) -> str:
    if part in _OFF:
        return _OFF[part]
    return "49" if _is_background(part) else "39"
