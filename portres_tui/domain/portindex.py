"""Which restrictions cover a port, answered at once however many there are.

Ports are cut into stretches of 64; an entry stands in the list of every stretch that it touches, so
that a question looks through one list. There an entry is one number, which takes 8 bytes where a row
takes a hundred. Answers are kept until an entry comes or goes that has to do with them. Knows no
store: who keeps the index current says what came and went. It never decides anything: see
`ports.decide`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from portres_tui.domain.ports import HIGHEST, PROTOCOLS, Covered, PortRestriction

STRETCH = 64
"""Ports that share a list."""

KEPT = 32_768
"""Rows that the answers kept for a protocol may have in all, and rows that are kept to be given
again."""

_PORT = 0xFFFF
_PROFILE = 0xFFFF_FFFF
_BEHIND_PORT = 0xFFFF_FFFF_FFFF


class PortIndex:
    """Restrictions by the stretches that they touch."""

    def __init__(self, entries: Iterable[PortRestriction] = ()) -> None:
        self._names = _Names()
        self._ports = {protocol: _Ports(protocol, self._names) for protocol in PROTOCOLS}
        for entry in entries:
            self.add(entry)

    def add(self, entry: PortRestriction) -> None:
        """Take up an entry; one that stands here already changes nothing."""
        self._ports[entry.protocol].add(entry)

    def remove(self, entry: PortRestriction) -> None:
        """Let go of an entry; one that does not stand here changes nothing."""
        self._ports[entry.protocol].remove(entry)

    def covering(self, protocol: str, port: int) -> Covered:
        """The entries that cover a port (0-65535), in key order."""
        return self._ports[protocol].covering(port)


class _Names:
    """Profiles by numbers of their own."""

    def __init__(self) -> None:
        self._all: list[str] = []
        self._numbers: dict[str, int] = {}

    def __getitem__(self, number: int) -> str:
        return self._all[number]

    def number(self, name: str) -> int:
        found = self._numbers.setdefault(name, len(self._all))
        if found == len(self._all):
            self._all.append(name)
        return found


class _Ports:
    """The ports of one protocol. The number of an entry is its lower port (16 bits), its upper port
    (16) and the number of its profile (32)."""

    def __init__(self, protocol: str, names: _Names) -> None:
        self._protocol = protocol
        self._names = names
        self._stretches = [array("Q") for _ in range(HIGHEST // STRETCH + 1)]
        self._answers: dict[int, Covered] = {}
        self._room = KEPT
        self._rows: dict[int, PortRestriction] = {}

    def add(self, entry: PortRestriction) -> None:
        number = self._number(entry)
        for stretch in self._touched(entry):
            at = bisect_left(stretch, number)
            if at == len(stretch) or stretch[at] != number:
                stretch.insert(at, number)
        self._forget(entry)

    def remove(self, entry: PortRestriction) -> None:
        number = self._number(entry)
        for stretch in self._touched(entry):
            at = bisect_left(stretch, number)
            if at < len(stretch) and stretch[at] == number:
                del stretch[at]
        self._forget(entry)

    def covering(self, port: int) -> Covered:
        answer = self._answers.get(port)
        if answer is None:
            answer = Covered(self._protocol, port, tuple(sorted(self._found(port))))
            self._keep(answer)
        return answer

    def _found(self, port: int) -> Iterable[PortRestriction]:
        stretch = self._stretches[port // STRETCH]
        begun = stretch[: bisect_right(stretch, port << 48 | _BEHIND_PORT)]
        numbers = [number for number in begun if number >> 32 & _PORT >= port]
        if len(self._rows) > KEPT:
            self._rows.clear()
        rows = self._rows
        for number in numbers:
            if number not in rows:
                rows[number] = self._row(number)
        return [rows[number] for number in numbers]

    def _keep(self, answer: Covered) -> None:
        """Keep an answer, in the place of the oldest ones if need be."""
        size = len(answer.entries)
        while self._room < size and self._answers:
            self._drop(next(iter(self._answers)))
        if size <= self._room:
            self._room -= size
            self._answers[answer.port] = answer

    def _forget(self, entry: PortRestriction) -> None:
        """Let go of the answers that an entry changes which comes or goes."""
        for port in [each for each in self._answers if entry.lower <= each <= entry.upper]:
            self._drop(port)

    def _drop(self, port: int) -> None:
        self._room += len(self._answers.pop(port).entries)

    def _number(self, entry: PortRestriction) -> int:
        return entry.lower << 48 | entry.upper << 32 | self._names.number(entry.profile)

    def _row(self, number: int) -> PortRestriction:
        profile = self._names[number & _PROFILE]
        return PortRestriction(number >> 48, number >> 32 & _PORT, self._protocol, profile)

    def _touched(self, entry: PortRestriction) -> list[array[int]]:
        first, last = entry.lower // STRETCH, entry.upper // STRETCH
        return self._stretches[first : last + 1]
