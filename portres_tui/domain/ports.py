"""Port restrictions, and the one decision whether a bind is admitted.

A restriction *reserves* a port for a profile: a port with no entry is open to everybody; once
an entry covers it, only the profiles that the covering entries name may bind it. `decide` is
the only place that knows this rule; whoever explains, previews or grades asks it.
Source: IBM Support, "TCP/IP Port Restrictions" (2019-12-18), and the ADDTCPPORT reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from portres_tui.domain.users import UserProfile

LOWEST, HIGHEST = 1, 65535
"""Ports that can be restricted; port 0 cannot."""

SYSTEM_PORTS = 1023
"""1 to here are used by system applications: restricting one brings a warning."""

PROTOCOLS = ("*TCP", "*UDP")
"""Two independent sets of ports; there is no *BOTH."""

EACCES = 3401
"""errno of a bind that a restriction refuses ("Permission denied.")."""

EADDRINUSE = 3420
"""errno of a bind to a port that another socket holds ("Address already in use.")."""


class PortRestriction(NamedTuple):
    """Keeps ports `lower` to `upper` (1-65535, both included) of one protocol for a profile."""

    lower: int
    upper: int
    protocol: str
    profile: str

    def covers(self, protocol: str, port: int) -> bool:
        return protocol == self.protocol and self.lower <= port <= self.upper

    @property
    def span(self) -> str:
        """`21`, or `1050-1059`."""
        return str(self.lower) if self.lower == self.upper else f"{self.lower}-{self.upper}"


@dataclass(frozen=True)
class Covered:
    """The entries that cover one port, found at once by the profiles that they name."""

    protocol: str
    port: int
    entries: tuple[PortRestriction, ...]

    def __iter__(self) -> Iterator[PortRestriction]:
        return iter(self.entries)

    def is_about(self, protocol: str, port: int) -> bool:
        return self.port == port and self.protocol == protocol

    def naming(self, *profiles: str) -> tuple[PortRestriction, ...]:
        """Those that name one of these profiles, in their order."""
        known = self._by_profile.keys() & profiles
        if len(known) > 1:
            return tuple(entry for entry in self.entries if entry.profile in known)
        return self._by_profile[known.pop()] if known else ()

    @cached_property
    def _by_profile(self) -> Mapping[str, tuple[PortRestriction, ...]]:
        found: dict[str, list[PortRestriction]] = {}
        for entry in self.entries:
            found.setdefault(entry.profile, []).append(entry)
        return {profile: tuple(entries) for profile, entries in found.items()}


def covered(protocol: str, port: int, restrictions: Iterable[PortRestriction]) -> Covered:
    """Those of the restrictions that cover a port; who has asked that already is given it back."""
    if isinstance(restrictions, Covered) and restrictions.is_about(protocol, port):
        return restrictions
    found = tuple(entry for entry in restrictions if entry.covers(protocol, port))
    return Covered(protocol, port, found)


class Binder(NamedTuple):
    """Who binds: the profile that the job runs under, and its groups. Adopted authority is not
    part of it, and no special authority gives a way around a restriction (assumed)."""

    profile: str
    groups: tuple[str, ...] = ()


def binder(profile: UserProfile) -> Binder:
    """The binder that a job under `profile` is."""
    return Binder(profile.name, profile.groups)


class Reason(StrEnum):
    """Why a bind was admitted or refused."""

    OPEN = "no entry covers the port"
    NAMED = "an entry names the profile"
    MEMBER = "an entry names a group of the profile"
    RESERVED = "entries cover the port and none names the profile or a group of it"
    IN_USE = "another socket holds the port"


class Decision(NamedTuple):
    """The answer to one bind, with what it rests on."""

    reason: Reason
    deciding: tuple[PortRestriction, ...] = ()
    """The entries that decided: those that admit; when refused, all that cover the port."""
    holder: str = ""
    """The job that holds the port, when it is in use."""

    @property
    def admitted(self) -> bool:
        return self.reason in (Reason.OPEN, Reason.NAMED, Reason.MEMBER)

    @property
    def errno(self) -> int:
        """0 when admitted, else EACCES or EADDRINUSE."""
        return {Reason.RESERVED: EACCES, Reason.IN_USE: EADDRINUSE}.get(self.reason, 0)


def decide(
    who: Binder,
    protocol: str,
    port: int,
    restrictions: Iterable[PortRestriction],
    holder: str = "",
) -> Decision:
    """May `who` bind `port` of `protocol` now?

    `restrictions` may be all there are or just those that cover the port. `holder` is the job
    whose socket has the port, if one has. A restriction is looked at before the holder: whoever
    may not have a port at all is not told that it is busy (assumed).
    """
    covering = covered(protocol, port, restrictions)
    by_name, by_group = covering.naming(who.profile), covering.naming(*who.groups)
    if covering.entries and not (by_name or by_group):
        return Decision(Reason.RESERVED, covering.entries)
    if holder:
        return Decision(Reason.IN_USE, holder=holder)
    if by_name:
        return Decision(Reason.NAMED, by_name)
    return Decision(Reason.MEMBER, by_group) if by_group else Decision(Reason.OPEN)
