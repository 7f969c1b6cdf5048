"""A pen: writes to one terminal, and knows where that leaves its cursor and its attributes.

Where the cursor stands may be unknown; the next move is an absolute one then. Knows no Textual.
"""

from __future__ import annotations

from portres_tui.tui.client import Can, Client
from portres_tui.tui.looks import Look, background, change, covers
from portres_tui.tui.moves import Place, move


class Pen:
    """`place` and `look` are None as long as nobody knows them."""

    def __init__(self, client: Client, width: int) -> None:
        self.place: Place | None = None
        self.look: Look | None = None
        self._client = client
        self.width = width
        self._unset = client.is_able(Can.UNSET)
        self._written: list[str] = []

    def copy(self) -> Pen:
        """A pen in the same state that has written nothing."""
        other = Pen(self._client, self.width)
        other.place, other.look = self.place, self.look
        return other

    def add(self, other: Pen) -> None:
        """What the other has written is written now."""
        self.place, self.look = other.place, other.look
        self._written += other._written

    @property
    def cost(self) -> int:
        """How many characters were written."""
        return sum(map(len, self._written))

    def take(self) -> str:
        """What was written since the last time."""
        text = "".join(self._written)
        self._written.clear()
        return text

    def go(self, x: int, y: int) -> None:
        self._written.append(move(self.place, (x, y)))
        self.place = (x, y)

    def wear(self, look: Look) -> None:
        self._written.append(change(self.look, look, self._unset))
        self.look = look

    def fits(self, look: Look) -> bool:
        """Would a blank get this look as the pen is now?"""
        return self.look is not None and covers(self.look, look)

    def put(self, text: str, width: int) -> None:
        """Characters in the look that is worn. Behind the last column, and behind what terminals
        disagree on the width of, the cursor may be anywhere."""
        assert self.place is not None
        x, y = self.place[0] + width, self.place[1]
        self._written.append(text)
        self.place = (x, y) if x < self.width and text.isascii() else None

    def control(self, sequence: str) -> None:
        """Something that moves nothing and changes no attribute."""
        self._written.append(sequence)

    def erases_to(self, look: Look) -> bool:
        """Can cells get this look by being erased?"""
        plain = background(look) == look
        return plain and (not look or self._client.is_able(Can.BACK_COLOUR))

    @property
    def erased(self) -> Look:
        """The look that an erased cell gets as the pen is now."""
        return background(self.look or "") if self._client.is_able(Can.BACK_COLOUR) else ""
