"""Spooled files: what was printed, on the output queue that it waits on. Knows no store.

What is in a file is kept apart from what is known of it, so that a list of files reads no texts.
"""

from __future__ import annotations

from typing import NamedTuple

PAGE = 60
"""Lines of a printed page."""


class SpooledFile(NamedTuple):
    """A spooled file: the `number`th of its job (number/user/name)."""

    job: str
    number: int
    name: str
    user: str
    user_data: str
    created: float
    lines: int
    queue: str = "QPRINT"
    title: str = ""

    @property
    def pages(self) -> int:
        return max(1, -(-self.lines // PAGE))


class SpooledText(NamedTuple):
    """The lines of a spooled file."""

    job: str
    number: int
    lines: tuple[str, ...] = ()
