"""What the keys of the terminal do."""

from __future__ import annotations

from portres_tui.cl.definition import Show, Where, command
from portres_tui.cl.interpreter import Request


@command("DSPKBDMAP", "Display Keyboard Map", where=Where.INTERACTIVE, ours=True)
def display_map(request: Request) -> Show:
    """What the last keys sent, and what became of it."""
    return Show("DSPKBDMAP")


COMMANDS = (display_map,)
