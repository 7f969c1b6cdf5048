"""What a session needs of whoever is at the other end: the terminal's bytes, size and environment.

A guest is the other half: what the line tells the session. Neither knows what carries the bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

NO_TERMINAL = "the green screen needs a terminal (ssh -t), or name a command to run."
"""What somebody is told who wants a session and has none."""


class Ended(NamedTuple):
    """How a session or a command ended: the exit code, what its user is to be told behind the screen,
    and what goes to standard output, if that was not written before."""

    code: int
    told: str = ""
    printed: str = ""


class Line(Protocol):
    """The way to a terminal."""

    @property
    def environ(self) -> Mapping[str, str]:
        """TERM, COLORTERM and NO_COLOR of the user."""

    @property
    def address(self) -> str:
        """Where the user comes from, for logs and limits."""

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""

    def write(self, data: bytes, ready: Callable[[], None]) -> None:
        """Send bytes, and call back when the next ones can be taken. Never waits."""

    def finish(self, data: bytes) -> None:
        """Send the last bytes."""

    def pause(self, on: bool) -> None:
        """Take nothing from the terminal for a while, or go on."""


class Guest(Protocol):
    """The session at the end of a line, as the line sees it."""

    def feed(self, data: bytes) -> None:
        """Bytes from the terminal."""

    def resize(self, size: tuple[int, int]) -> None:
        """The terminal has this size now."""

    def hang_up(self) -> None:
        """The terminal is gone."""

    def dismiss(self, told: str) -> None:
        """The terminal is to be given back; `told` says why, behind the screen."""
