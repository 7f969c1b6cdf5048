"""portres with a fault: a display with a certain word cannot be drawn.

`faulty.py WORD SECRET …`: the secret is in a local variable then, and nowhere in the source.
"""

from __future__ import annotations

import sys

from textual.geometry import Region
from textual.strip import Strip

from portres_tui.__main__ import main
from portres_tui.tui.terminal import Terminal

WORD, SECRET = sys.argv[1:3]


def render_lines(terminal: Terminal, crop: Region) -> list[Strip]:
    secret = SECRET
    if any(WORD in text for runs in terminal._rows.values() for text, _ in runs):
        raise LookupError(f"{len(secret)} characters")
    return super(Terminal, terminal).render_lines(crop)


Terminal.render_lines = render_lines  # type: ignore[assignment]
del sys.argv[1:3]
sys.exit(main())
