"""What is connected, as lists show it: listeners, UDP ports and clients as rows of one kind, ordered
and chosen.

Rows are values made at one moment. Knows no panel: what asks for rows hands over words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from portres_tui.domain.connections import HOST, Connection, idle
from portres_tui.domain.servers import Socket
from portres_tui.domain.system import System

LISTEN, ESTABLISHED, UDP = "Listen", "Established", "*UDP"
"""States. A port of UDP has none, and lists say so in its place."""

ANY = "*"
"""Stands for an address or a port that is not specified."""

_NAME = 8
"""Characters of a service's name that a list has room for."""

_HOUR, _MINUTE = 3600, 60


class Row(NamedTuple):
    """One line. A listener and a port of UDP have no remote end: address `*`, port 0."""

    protocol: str
    local_address: str
    local_port: int
    remote_address: str
    remote_port: int
    state: str
    user: str
    job: str
    since: float
    idle: float
    sent: int = 0
    received: int = 0
    service: str = ""
    """The name of the local port in the service table."""

    @property
    def id(self) -> str:
        return f"{self.protocol} {self.local_port} {self.remote_address} {self.remote_port}"

    @property
    def remote(self) -> str:
        """The remote port, or `*`."""
        return str(self.remote_port) if self.remote_port else ANY

    @property
    def address(self) -> str:
        """The parameters that name it in CL."""
        return (
            f"PROTOCOL({self.protocol}) LCLINTNETA('{self.local_address}')"
            f" LCLPORT({self.local_port}) RMTINTNETA('{self.remote_address}')"
            f" RMTPORT('{self.remote}')"
        )


def rows(system: System, now: float) -> list[Row]:
    """All that is due, in the order of local ports, each listener before its clients."""
    names: dict[tuple[str, int], str] = {}
    for service in system.services:
        names.setdefault((service.protocol, service.port), service.name)
    clients = [each for each in system.connections if each.since <= now]
    found = [
        *(_bound(each, clients, now) for each in system.sockets if each.since <= now),
        *(_client(each, now) for each in clients),
    ]
    named = (r._replace(service=names.get((r.protocol, r.local_port), "")) for r in found)
    return sorted(named, key=_place)


def row(system: System, now: float, key: tuple[str, int, str, int]) -> Row | None:
    """The row of a protocol, a local port, a remote address (empty for a listener) and port."""
    protocol, local, remote, remote_port = key
    wanted = protocol, local, remote or ANY, remote_port
    found = (
        each
        for each in rows(system, now)
        if (each.protocol, each.local_port, each.remote_address, each.remote_port) == wanted
    )
    return next(found, None)


def _bound(socket: Socket, clients: Sequence[Connection], now: float) -> Row:
    own = [c for c in clients if (c.protocol, c.local_port) == (socket.protocol, socket.port)]
    state = LISTEN if socket.protocol == "*TCP" else UDP
    return Row(
        socket.protocol, ANY, socket.port, ANY, 0, state,
        socket.profile, socket.job, socket.since, idle(socket, own, now),
    )  # fmt: skip


def _client(client: Connection, now: float) -> Row:
    return Row(
        client.protocol, HOST, client.local_port, client.remote_address, client.remote_port,
        ESTABLISHED, client.profile, client.job, client.since,
        client.idle(now), client.sent(now), client.received(now),
    )  # fmt: skip


def octets(address: str) -> tuple[int, ...]:
    """An address in the order of numbers; `*` comes first."""
    return () if address == ANY else tuple(int(octet) for octet in address.split("."))


def _place(each: Row) -> tuple[object, ...]:
    return each.local_port, each.protocol, octets(each.remote_address), each.remote_port


def short(name: str) -> str:
    """The name of a service as lists show it."""
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]} >"


def idle_time(seconds: float) -> str:
    """Hours, minutes and seconds; what has no room for its hours is told by plus signs."""
    hours, rest = divmod(int(seconds), _HOUR)
    if hours > 999:
        return "+" * 9
    return f"{hours:03}:{rest // _MINUTE:02}:{rest % _MINUTE:02}"


def chosen(found: Sequence[Row], subset: Mapping[str, str]) -> Iterator[Row]:
    """The rows that a subset asks for; what it does not name is free. `local` and `remote` may be
    the lower end of a range whose upper one is beside it."""
    return (each for each in found if _is_chosen(each, subset))


def _is_chosen(each: Row, subset: Mapping[str, str]) -> bool:
    return (
        subset.get("type", each.protocol) == each.protocol
        and subset.get("state", each.state.upper()) == each.state.upper()
        and subset.get("user", each.user) == each.user
        and _in_range(each.local_port, subset, "local")
        and _in_range(each.remote_port, subset, "remote")
        and _at(each.remote_address, subset.get("address", ""))
    )


def _in_range(port: int, subset: Mapping[str, str], end: str) -> bool:
    lower = subset.get(end)
    return lower is None or int(lower) <= port <= int(subset.get(f"{end} upper", lower))


def _at(address: str, wanted: str) -> bool:
    """`10.1.*` asks for every address that begins so."""
    return (
        address == wanted
        or not wanted
        or (wanted.endswith(".*") and address.startswith(wanted[:-1]))
    )
