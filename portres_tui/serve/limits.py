"""How many may come, and how fast: limits of the serving process. Knows no terminal and no clock; the
time is passed in, in seconds that only go up.
"""

from __future__ import annotations

from collections import Counter, deque
from ipaddress import IPv6Address
from typing import NamedTuple


class Limits(NamedTuple):
    """What a serving process bears. 0 stands for no limit. A class of a hundred may come at once,
    and from one address: that of its school."""

    sessions: int = 200
    per_profile: int = 20
    tries: int = 30
    """Failed authentications of one address within `forgets` seconds."""
    logins: int = 200
    """New connections of one address within a minute."""
    waiting: int = 150
    """Connections of all addresses that are not authenticated yet."""
    grace: float = 60.0
    """Seconds that a connection has for it."""
    forgets: float = 600.0


MINUTE = 60.0

_REMEMBERED = 10_000
"""Addresses that are remembered at most."""


class Sparing:
    """Tells whether something is worth a line in a log: a flood is not to fill it."""

    def __init__(self, seconds: float = 1.0) -> None:
        self._seconds = seconds
        self._next = float("-inf")

    def tells(self, now: float) -> bool:
        told = now >= self._next
        if told:
            self._next = now + self._seconds
        return told


class LimitReached(Exception):
    """Which limit, in a sentence for who is turned away."""


class Gate:
    """Counts who is in, and who comes how often."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._inside: Counter[str] = Counter()
        self._waiting = 0
        self._came: dict[str, deque[float]] = {}
        self._failed: dict[str, deque[float]] = {}

    def enter(self, profile: str) -> None:
        """A session begins. LimitReached when there are too many."""
        most, own = self._limits.sessions, self._limits.per_profile
        if most and self._inside.total() >= most:
            raise LimitReached(f"{most} sessions are signed on, and no more may be. Try later.")
        if own and self._inside[profile] >= own:
            raise LimitReached(f"{own} sessions of {profile} are signed on, and no more may be.")
        self._inside[profile] += 1

    def leave(self, profile: str) -> None:
        """A session has ended."""
        self._inside[profile] -= 1
        self._inside += Counter()  # without those that are down to nothing

    def wait(self) -> None:
        """A connection is there, and nobody knows yet whose. LimitReached when there are too many."""
        if self._waiting >= self._limits.waiting > 0:
            raise LimitReached("Too many are about to sign on. Try again in a minute.")
        self._waiting += 1

    def wait_no_longer(self) -> None:
        """It is known, or gone."""
        self._waiting -= 1

    def came(self, address: str, now: float) -> None:
        """Somebody connects from an address. LimitReached when that happens too often, or when
        too much was wrong from there."""
        self.barred(address, now)
        if _count(self._came, address, now - MINUTE) >= self._limits.logins > 0:
            raise LimitReached("Too many connections from your address. Try again in a minute.")
        _note(self._came, address, now)

    def barred(self, address: str, now: float) -> None:
        """LimitReached when too many authentications failed from an address."""
        if _count(self._failed, address, now - self._limits.forgets) >= self._limits.tries > 0:
            raise LimitReached("Too many failed sign-ons from your address. Try later.")

    def failed(self, address: str, now: float) -> None:
        """An authentication failed."""
        _note(self._failed, address, now)


def whence(address: str) -> str:
    """What counts as one address: who has one of IPv6 has as many as he likes in its network (/64)."""
    try:
        found = IPv6Address(address)
    except ValueError:
        return address
    return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))


def _count(noted: dict[str, deque[float]], address: str, since: float) -> int:
    moments = noted.get(address, deque())
    while moments and moments[0] < since:
        moments.popleft()
    if not moments:
        noted.pop(address, None)
    return len(moments)


def _note(noted: dict[str, deque[float]], address: str, now: float) -> None:
    """The addresses stand in the order in which they were noted last."""
    moments = noted.pop(address, deque())
    if len(noted) >= _REMEMBERED:
        del noted[next(iter(noted))]
    moments.append(now)
    noted[address] = moments
