"""The commands that F9 brings back. Knows no command; what is kept has no secrets in it any more."""

from __future__ import annotations


class History:
    """Commands in the order in which they were given."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._back = 0
        self._half = False

    def add(self, text: str, *, half: bool = False) -> None:
        """Keep a command; the same one twice running counts once. One that was `half` typed when it
        was prompted stays until the next: as a rule that is what the prompt made of it."""
        if self._half:
            self._texts.pop()
        new = self._texts[-1:] != [text]
        if new:
            self._texts.append(text)
        self._half = half and new
        self._back = 0

    def older(self) -> str | None:
        """The next older command; behind the oldest the newest again. None when there is none."""
        if not self._texts:
            return None
        self._back = self._back % len(self._texts) + 1
        return self._texts[-self._back]
