"""The full-screen terminal: the only folder that imports textual."""

from __future__ import annotations

import os

# Textual reads this when it is first imported. With its kitty protocol on, the F13-F20 of PuTTY,
# of the Linux console and of a VT220 come as control characters, blanks and punctuation.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
