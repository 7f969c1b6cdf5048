"""The service table: the names of services, and the port that each of them has.

A server binds what the table says; a restriction protects a number, so a service that is moved
leaves it behind. Knows no store.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from portres_tui.domain.cltext import in_apostrophes

NAME_LENGTH = 32
"""Characters that the name of a service may have."""

ALIASES = 4
"""Aliases that a service may have."""


class Service(NamedTuple):
    """An entry of the service table. `mark` is S when a source attests the name, A when it is
    assumed or a user's own."""

    name: str
    port: int
    protocol: str
    text: str = ""
    mark: str = "A"
    aliases: tuple[str, ...] = ()
    """Further names that it is known by."""

    @property
    def kind(self) -> str:
        """Its protocol as the service table writes it: `tcp`."""
        return self.protocol.removeprefix("*").lower()

    @property
    def address(self) -> str:
        """The parameters that name it in CL: `SERVICE('ftp-data') PORT(20) PROTOCOL('tcp')`."""
        return f"SERVICE({in_apostrophes(self.name)}) PORT({self.port}) PROTOCOL('{self.kind}')"


def port_of(entries: Iterable[Service], protocol: str) -> int | None:
    """The port that the entries of a service give it: the lowest of several; None without one."""
    return min((each.port for each in entries if each.protocol == protocol), default=None)
