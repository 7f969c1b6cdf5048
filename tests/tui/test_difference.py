"""Whatever was shown, what is written leads to what is wanted, on every kind of terminal."""

from __future__ import annotations

import random

import pytest
from emulator import Cell, Screen

from portres_tui.tui.cells import Cells
from portres_tui.tui.client import Can, client
from portres_tui.tui.difference import Drawing, clear
from portres_tui.tui.pen import Pen

SIZE = WIDTH, HEIGHT = 40, 12

TERMS = ("xterm-256color", "xterm", "linux", "tmux-256color", "vt220", "vt100", "xterm-mono")
WORDS = (
    "A",
    "port",
    "restriction",
    "  two  words ",
    " ",
    "          ",
    "=" * 9,
    "é",
    "漢字",
    "e\u0301",
)
LOOKS = {
    True: ("40", "40;92", "40;97", "40;96", "40;92;4", "40;97;7", "40;97;4;7", "41;92"),
    False: ("", "1", "4", "1;7", "4;7"),
}


def blank(coloured: bool) -> str:
    return LOOKS[coloured][0]


def scribble(cells: Cells, chance: random.Random, coloured: bool, times: int) -> None:
    for _ in range(times):
        x, y = chance.randrange(WIDTH), chance.randrange(HEIGHT)
        look = chance.choice(LOOKS[coloured])
        while x < WIDTH and chance.random() < 0.7:
            x = cells.write(x, y, chance.choice(WORDS), look, WIDTH)
        cells.dirty.add(y)


def copied(cells: Cells) -> Cells:
    other = Cells(cells.width, cells.height)
    other.characters = [row[:] for row in cells.characters]
    other.looks = [row[:] for row in cells.looks]
    return other


def drawn(look_and_text: Cells, coloured: bool) -> list[list[Cell]]:
    """The cells as a terminal shows them that gets each by itself."""
    screen = Screen(WIDTH, HEIGHT)
    for y in range(HEIGHT):
        for x in range(WIDTH):
            text = look_and_text.characters[y][x]
            if text:
                place = f"\x1b[{y + 1};{x + 1}H\x1b[0;{look_and_text.looks[y][x]}m{text}"
                screen.feed(place.encode())
    return screen.picture[:-1]


@pytest.mark.parametrize("term", TERMS)
def test_a_difference_leads_from_any_picture_to_any_other(term) -> None:
    chance = random.Random(term)
    terminal = client({"TERM": term})
    coloured = terminal.is_able(Can.COLOUR)
    screen = Screen(*SIZE, back_colour=terminal.is_able(Can.BACK_COLOUR))
    drawing, pen = Drawing(terminal), Pen(terminal, WIDTH)
    wanted = Cells(*SIZE, blank(coloured))
    pen.wear("")
    pen.go(0, 0)
    pen.control("\x1b[J")
    shown = clear(pen, wanted) or Cells(*SIZE)
    for times in [1, 1, 2, 3, 5, 40] * 8:
        scribble(wanted, chance, coloured, times)
        drawing.draw(pen, wanted, shown)
        screen.feed(pen.take().encode())
        assert screen.picture[:-1] == drawn(wanted, coloured)
        if pen.place:
            assert (screen.cursor.x, screen.cursor.y) == pen.place
        shown = copied(wanted)
        wanted.dirty.clear()
