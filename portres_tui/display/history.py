"""The commands that F9 brings back. Knows no command; what is kept has no secrets in it any more."""

from __future__ import annotations


class History:
    """Commands in the order in which they were given."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._back = 0

    def add(self, text: str) -> None:
        """Keep a command; the same one twice running counts once."""
        if not self._texts or self._texts[-1] != text:
            self._texts.append(text)
        self._back = 0

    def older(self) -> str | None:
        """The next older command; behind the oldest the newest again. None when there is none."""
        if not self._texts:
            return None
        self._back = self._back % len(self._texts) + 1
        return self._texts[-self._back]
