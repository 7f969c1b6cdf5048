"""The message line: one message at a time, the others wait behind `+`."""

from __future__ import annotations

from portres_tui.domain.jobs import LogEntry
from portres_tui.domain.messages import MessageFile


class MessageLine:
    """The messages of the last key, and which of them is shown."""

    def __init__(self) -> None:
        self._entries: list[LogEntry] = []
        self._at = 0

    def clear(self) -> None:
        self._entries = []
        self._at = 0

    def add(self, entry: LogEntry) -> None:
        self._entries.append(entry)

    def interrupt(self, entry: LogEntry) -> None:
        """A message that nobody asked for is shown at once; those of the last key wait behind it."""
        self._entries.insert(self._at, entry)

    def roll(self, forward: bool) -> None:
        """The next message, or the one before; it stops at both ends."""
        at = self._at + (1 if forward else -1)
        self._at = min(max(at, 0), len(self._entries) - 1)

    @property
    def shown(self) -> LogEntry | None:
        return self._entries[self._at] if self._entries else None

    @property
    def waiting(self) -> bool:
        """More messages stand behind the one that is shown."""
        return self._at + 1 < len(self._entries)

    def text(self, messages: MessageFile, *, cited: bool = False) -> str:
        """The message that is shown, with its ID before it if it is to be cited."""
        if self.shown is None:
            return ""
        text = messages.first_level(self.shown.message)
        return f"{self.shown.message.id} - {text}" if cited else text
