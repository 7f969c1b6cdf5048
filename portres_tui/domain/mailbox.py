"""What comes onto the queue of a user while a session of his lasts. Knows no display and no clock:
times are seconds since the epoch, and passed in.
"""

from __future__ import annotations

from collections.abc import Sequence

from portres_tui.domain.messages import Message, information
from portres_tui.domain.queues import ALL_STATIONS, BREAK, HIGHEST, QueuedMessage
from portres_tui.domain.system import System

_AHEAD = 10
"""The newest messages of a queue: some of them may be dated ahead."""


_GLANCE = 1.0
"""Seconds in which a break message may not have been read before a key takes it away."""


class Mailbox:
    """The queue of a user, as a session sees it at a work station that began `since`."""

    def __init__(self, queue: str, station: str, since: float) -> None:
        self._queue = queue
        self._stations = (ALL_STATIONS, station)
        self._since = since
        self._looked = 0.0
        self._broken = 0
        self._told: list[Message] = []
        self._told_at = 0.0
        self._read: object = None
        self._page: Sequence[QueuedMessage] = ()

    def look(self, now: float) -> None:
        """The queue is displayed: no message waits any more."""
        self._looked = now

    def waiting(self, system: System, now: float) -> bool:
        """Has a message come that was not displayed in this session?"""
        return any(self._looked < each.time <= now for each in self._newest(system))

    def breaks(self, system: System, now: float) -> list[Message]:
        """Break messages for this work station that have come since this was last asked."""
        came = [
            each
            for each in self._newest(system)
            if each.message.id == BREAK
            and each.message.data["station"] in self._stations
            and each.time >= self._since
            and each.number > self._broken
        ]
        if came:
            self._broken = max(each.number for each in came)
            ordered = sorted(came, key=lambda each: each.number)
            self._told, self._told_at = [_worded(each) for each in ordered], now
        return self._told if came else []

    def unseen(self, now: float) -> list[Message]:
        """A key was pressed: the break messages that came so short a time before that nobody can
        have read them. They are told once more."""
        told, self._told = self._told, []
        return told if now - self._told_at < _GLANCE else []

    def _newest(self, system: System) -> Sequence[QueuedMessage]:
        """The newest messages, read again when anything was committed since."""
        stamp = system.stamp()
        if stamp != self._read:
            page = system.messages.page_before((self._queue, HIGHEST), _AHEAD)
            self._page = [each for each in page if each.queue == self._queue]
            self._read = stamp
        return self._page


def _worded(sent: QueuedMessage) -> Message:
    text = f"{sent.profile}: {sent.message.data['text']}"
    return information("PRT1506", profile=sent.profile, text=text)
