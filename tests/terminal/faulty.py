"""portres with a fault: a row that shows a certain word cannot be drawn.

`faulty.py WORD SECRET …`: the secret is in a local variable then, and nowhere in the source.
"""

from __future__ import annotations

import sys

from textual.strip import Strip

from portres_tui.__main__ import main
from portres_tui.tui.terminal import Terminal

WORD, SECRET = sys.argv[1:3]


def render_line(terminal: Terminal, y: int) -> Strip:
    secret = SECRET
    if any(WORD in text for text, _ in terminal._rows.get(y, ())):
        raise LookupError(f"{len(secret)} characters")
    return super(Terminal, terminal).render_line(y)


Terminal.render_line = render_line  # type: ignore[assignment]
del sys.argv[1:3]
sys.exit(main())
