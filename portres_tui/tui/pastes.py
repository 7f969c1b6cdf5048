"""Pastes by a terminal that does not mark them: told by how they come.

A paste is text that comes faster than anybody types, and only one of several lines matters: its line
ends would press Enter. One line with its line end cannot be told from somebody whose line is slow
and who has typed a command and Enter: it counts as typed. Knows no Textual.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

MANY = 24
"""Characters at once that nobody has typed."""

FULL = 1000
"""Characters at once that are probably not all of it."""

SOON = 0.03
"""Seconds within which the next part of a paste follows."""

_TEXT = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*")
"""Text, with tabs and line ends."""

_INNER_END = re.compile(r"(?:\r\n?|\n)(?=[^\r\n])")


class Pastes:
    """Looks at what comes at once, one after another."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = 0.0

    def is_one(self, text: str) -> bool:
        """Is this pasted: several lines at once, or what follows a part of a paste at once?"""
        now = self._clock()
        follows = now < self._until
        self._until = 0.0
        if not _TEXT.fullmatch(text):
            return False
        pasted = follows or bool(len(text) >= MANY and _INNER_END.search(text))
        if pasted or len(text) >= FULL:
            self._until = now + SOON
        return pasted
