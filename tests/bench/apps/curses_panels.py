"""The reference: a small ncurses program that shows screens one after another, a key apart.

`curses_panels.py FILE`: JSON, for each screen its rows of [text, role, underline, reverse] and the
cursor. Blanks, colours and attributes are those of the product; ncurses decides what is written.
"""

import curses
import json
import sys
from contextlib import suppress
from pathlib import Path

ROLES = {"green": 10, "white": 15, "blue": 14}
"""The product's colours among the 16; the lower 8 in bold where there are no more."""


def attributes() -> dict[str, int]:
    if not curses.has_colors():
        return {role: curses.A_BOLD if role == "white" else 0 for role in ROLES}
    curses.start_color()
    found = {}
    for pair, (role, colour) in enumerate(ROLES.items(), 1):
        few = curses.COLORS < 16
        curses.init_pair(pair, colour - 8 if few else colour, curses.COLOR_BLACK)
        found[role] = curses.color_pair(pair) | (curses.A_BOLD if few else 0)
    return found


def main(window: curses.window) -> None:
    curses.nonl()
    screens = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    looks = attributes()
    window.bkgd(" ", looks["green"])
    for rows, cursor in screens:
        window.erase()
        for y, row in enumerate(rows):
            x = 0
            for text, role, underline, reverse in row:
                look = looks[role] | (curses.A_UNDERLINE if underline else 0)
                with suppress(curses.error):  # behind the last cell there is no place
                    window.addstr(y, x, text, look | (curses.A_REVERSE if reverse else 0))
                x += len(text)
        window.move(cursor[0] - 1, cursor[1] - 1)
        window.refresh()
        window.getch()


curses.wrapper(main)
