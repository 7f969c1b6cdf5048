"""Keys of terminals: walks to their panels."""

from __future__ import annotations

from walks.start import Walks

STROKES = (
    *(("\x1bOR", "f3"), ("\x1b3", "f3"), ("\x1b[6~", "pagedown"), ("\x1b[99~", "")),
    *(("\x1bz", "undefined"), ("\x06", "pagedown"), ("\x1b[24;2~", "f24"), ("é", "é")),
)
PUTTY = (("f13", "f11"), ("f14", "f12"))

WALKS: Walks = {
    "dspkbdmap": lambda w: w.command("DSPKBDMAP").strokes("xterm", *STROKES),
    "dspkbdmap-putty": lambda w: w.command("DSPKBDMAP").strokes("putty", shared=PUTTY),
}
