"""Connections: simulated clients at the ports that servers listen on, and the addresses of both ends.

Who connects is decided by the port, the address and the server's job alone, so that the same machine
always has the same clients. Times are seconds since the epoch (UTC); a connection may be dated
ahead, like all that takes a moment. Knows no store.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from portres_tui.domain.jobs import parts_of
from portres_tui.domain.servers import Socket, TcpServer


class Interface(NamedTuple):
    """An address of the machine, with the network behind it."""

    address: str
    network: str
    line: str


INTERFACES = (
    Interface("10.1.1.10", "10.1.1.0", "ETHLINE"),
    Interface("127.0.0.1", "127.0.0.0", "*LOOPBACK"),
)
HOST = INTERFACES[0].address
"""The local address of every connection. A listener has none: it takes clients on any."""

CLIENT_PORTS = range(49_152, 65_536)
"""The ports that clients connect from."""

_ARRIVE = 0.4
"""Seconds behind the bind in which the clients of a server have come."""


_OCTET = re.compile("0|[1-9][0-9]{0,2}")


class Connection(NamedTuple):
    """A client at a bound port. Its job and profile are those of the server; the user that a server
    changes to later is not simulated."""

    protocol: str
    local_port: int
    remote_address: str
    remote_port: int
    job: str
    profile: str
    since: float
    pulse: float = 60.0
    """Seconds from one sign of life of the client to the next."""

    def idle(self, now: float) -> float:
        """Seconds since the last sign of life."""
        return (now - self.since) % self.pulse

    def sent(self, now: float) -> int:
        """Bytes that have gone to the client: simulated, and more with each sign of life."""
        return self._exchanges(now) * (800 + self.remote_port % 900)

    def received(self, now: float) -> int:
        """Bytes that have come from the client, simulated likewise."""
        return self._exchanges(now) * (60 + self.remote_port % 150)

    def _exchanges(self, now: float) -> int:
        return int((now - self.since) // self.pulse) + 1


def clients(server: TcpServer, sockets: Iterable[Socket]) -> Iterator[Connection]:
    """The clients that a server has by itself: they connect to the first TCP port that it has bound,
    one after the other, before a second has passed."""
    port = next((each for each in sockets if each.protocol == "*TCP"), None)
    if port is None:
        return
    for number in range(server.clients):
        address = f"10.1.2.{20 + (port.port + 7 * number) % 200}"
        since = port.since + _ARRIVE * (number + 1) / server.clients
        client = connected(port, address, (), since)
        if client is not None:
            yield client


def connected(
    port: Socket, address: str, taken: Collection[int], since: float
) -> Connection | None:
    """A client at `address` connects to a bound port, from a port of its own that is not `taken`;
    None when it has no more."""
    octets = [int(octet) for octet in address.split(".")]
    first = 37 * int(parts_of(port.job).number) + 11 * sum(octets) + port.port
    for step in range(len(CLIENT_PORTS)):
        remote = CLIENT_PORTS[(first + step) % len(CLIENT_PORTS)]
        if remote not in taken:
            pulse = 30.0 + remote % 60
            return Connection(
                port.protocol, port.port, address, remote, port.job, port.profile, since, pulse
            )
    return None


def idle(port: Socket, at_port: Iterable[Connection], now: float) -> float:
    """Seconds since a bound port was last used: since it was bound, or since the newest of its
    clients connected (assumed)."""
    return now - max([port.since, *(each.since for each in at_port if each.since <= now)])


def is_address(text: str) -> bool:
    """Is this an IPv4 address, `10.1.1.10`?"""
    octets = text.split(".")
    return len(octets) == 4 and all(_OCTET.fullmatch(o) and int(o) <= 255 for o in octets)
