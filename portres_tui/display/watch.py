"""The watch on the machine: what is new in the job logs, and when to look again.

Every time is in seconds since the epoch. Knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portres_tui.display.logpane import KEPT
from portres_tui.domain.jobs import LogEntry
from portres_tui.domain.system import System

AT_FIRST = 200
"""How many entries are read when the watch begins."""

AHEAD = 1.0
"""Seconds ahead up to which states and log entries are dated."""


class Watch:
    """Looks at one machine. `stale` costs next to nothing; `read` belongs where waiting hurts
    nobody, but never in two threads at once."""

    def __init__(self, system: System, clock: Callable[[], float]) -> None:
        self._system = system
        self._clock = clock
        self._stamp: object = None
        self._sequence: int | None = None
        self._due: set[float] = set()

    def stale(self) -> bool:
        """Has something changed since the last read, or become due?"""
        now = self._clock()
        return any(time <= now for time in self._due) or self._system.stamp() != self._stamp

    def read(self) -> list[LogEntry]:
        """The log entries that were not read before, due or not."""
        stamp, now = self._system.stamp(), self._clock()
        entries = list(self._entries())
        if stamp != self._stamp:
            # Not every state has a log entry of its time: by then all of them are settled.
            self._due.add(now + AHEAD)
        self._stamp = stamp
        self._due = {time for time in {*self._due, *(each.time for each in entries)} if time > now}
        return entries

    def rest(self) -> float | None:
        """Seconds until something becomes due; None if nothing is to come."""
        return min(self._due) - self._clock() if self._due else None

    def _entries(self) -> Iterator[LogEntry]:
        if self._sequence is None:
            yield from self._counted(self._system.log_last(AT_FIRST))
        while page := self._system.log_after(self._sequence or 0, KEPT):
            yield from self._counted(page)

    def _counted(self, entries: list[LogEntry]) -> list[LogEntry]:
        self._sequence = entries[-1].sequence if entries else 0
        return entries
