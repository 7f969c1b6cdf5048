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


class Mailbox:
    """The queue of a user, as a session sees it at a work station that began `since`."""

    def __init__(self, queue: str, station: str, since: float) -> None:
        self._queue = queue
        self._stations = (ALL_STATIONS, station)
        self._since = since
        self._looked = 0.0
        self._broken = 0
        self._read: object = None
        self._page: Sequence[QueuedMessage] = ()

    def look(self, now: float) -> None:
        """The queue is displayed: no message waits any more."""
        self._looked = now

    def waiting(self, system: System, now: float) -> bool:
        """Has a message come that was not displayed in this session?"""
        return any(self._looked < each.time <= now for each in self._newest(system))

    def breaks(self, system: System) -> list[Message]:
        """Break messages for this work station that have come since this was last asked."""
        came = [
            each
            for each in self._newest(system)
            if each.message.id == BREAK
            and each.message.data["station"] in self._stations
            and each.time >= self._since
            and each.number > self._broken
        ]
        self._broken = max((each.number for each in came), default=self._broken)
        return [
            information(
                "PRT1506", profile=each.profile, text=f"{each.profile}: {each.message.data['text']}"
            )
            for each in sorted(came, key=lambda each: each.number)
        ]

    def _newest(self, system: System) -> Sequence[QueuedMessage]:
        """The newest messages, read again when anything was committed since."""
        stamp = system.stamp()
        if stamp != self._read:
            page = system.messages.page_before((self._queue, HIGHEST), _AHEAD)
            self._page = [each for each in page if each.queue == self._queue]
            self._read = stamp
        return self._page
