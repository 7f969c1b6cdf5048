"""Which restrictions cover a port, answered at once however many there are.

Ports are cut into stretches of 64; an entry stands in the list of every stretch that it touches, so
that a question looks through one list. Holds rows and knows no store: who keeps it current says what
came and went. It never decides anything: see `ports.decide`.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from portres_tui.domain.ports import HIGHEST, PROTOCOLS, PortRestriction

STRETCH = 64
"""Ports that share a list."""


class PortIndex:
    """Restrictions by the stretches that they touch."""

    def __init__(self, entries: Iterable[PortRestriction] = ()) -> None:
        self._stretches: dict[str, list[list[PortRestriction]]] = {
            protocol: [[] for _ in range(HIGHEST // STRETCH + 1)] for protocol in PROTOCOLS
        }
        for entry in entries:
            self.add(entry)

    def add(self, entry: PortRestriction) -> None:
        """Take up an entry; one that stands here already changes nothing."""
        for stretch in self._touched(entry):
            at = bisect_left(stretch, entry)
            if stretch[at : at + 1] != [entry]:
                insort(stretch, entry)

    def remove(self, entry: PortRestriction) -> None:
        """Let go of an entry; one that does not stand here changes nothing."""
        for stretch in self._touched(entry):
            at = bisect_left(stretch, entry)
            if stretch[at : at + 1] == [entry]:
                del stretch[at]

    def covering(self, protocol: str, port: int) -> list[PortRestriction]:
        """The entries that cover a port (0-65535), in key order."""
        stretch = self._stretches[protocol][port // STRETCH]
        return [entry for entry in stretch if entry.lower <= port <= entry.upper]

    def _touched(self, entry: PortRestriction) -> list[list[PortRestriction]]:
        first, last = entry.lower // STRETCH, entry.upper // STRETCH
        return self._stretches[entry.protocol][first : last + 1]
