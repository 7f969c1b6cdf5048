"""Commands on what is connected, and simulated clients that connect.

Ending a listener takes the port away from its job and leaves the job alone: that is how a port is
taken from a running server.
"""

from __future__ import annotations

from typing import Any

from portres_tui.cl.definition import Show, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import PORT, Address, Integer, OneOf, PortOrService
from portres_tui.commands.authorities import OPERATE
from portres_tui.commands.ports import PROTOCOL
from portres_tui.commands.services import named
from portres_tui.domain import connections
from portres_tui.domain.connections import HOST, Connection
from portres_tui.domain.jobnames import job_of
from portres_tui.domain.machine import services_named
from portres_tui.domain.messages import (
    EscapeMessage,
    Message,
    completion,
    diagnostic,
    information,
)
from portres_tui.domain.ports import PROTOCOLS
from portres_tui.domain.servers import Socket
from portres_tui.domain.services import port_of

_UNSPECIFIED = ("*", "0.0.0.0")  # noqa: S104 - an address on a panel; nothing is bound here
LCLINTNETA = parm("LCLINTNETA", "Local internet address", Address(), special=("*",))
LCLPORT = parm("LCLPORT", "Local port", PORT)
RMTINTNETA = parm("RMTINTNETA", "Remote internet address", Address(), "*", special=("*",))
RMTPORT = parm("RMTPORT", "Remote port", PORT, "*", special=("*",))
ONE = (PROTOCOL, LCLINTNETA, LCLPORT, RMTINTNETA, RMTPORT)
"""The parameters that name a connection, or a port that is listened on."""

TO = parm("PORT", "Port or service", PortOrService(), listed=named)
BY = parm("PROTOCOL", "Protocol", OneOf(PROTOCOLS), "*TCP")
FROM = parm("RMTINTNETA", "Remote internet address", Address(), "10.1.9.1")
COUNT = parm("COUNT", "Number of clients", Integer(1, 99), "1")


@command("ENDTCPCNN", "End TCP/IP Connection", *ONE, authority=OPERATE)
def end(request: Request, **which: Any) -> Message:
    """End one connection, or the listening at one port."""
    found, by = _found(request, **which), request.job.id
    if isinstance(found, Socket):
        protocol, port = found.protocol, found.port
        request.system.sockets.remove(protocol, port)
        _tell(request, found, information("PRT1407", protocol=protocol, port=port, job=by))
        return completion("PRT1405", protocol=protocol, port=port, job=found.job)
    address, remote, port = found.remote_address, found.remote_port, found.local_port
    request.system.connections.remove(found.protocol, port, address, remote)
    _tell(request, found, information("PRT1408", address=address, remote=remote, port=port, job=by))
    return completion("PRT1406", address=address, remote=remote, port=port)


def _tell(request: Request, found: Socket | Connection, told: Message) -> None:
    """Let the log of the job that it belonged to say who ended it."""
    job = job_of(request.system.jobs, found.job)
    if job:
        request.log(job, request.time, told)


@command("DSPTCPCNN", "Display TCP/IP Connection", *ONE, ours=True)
def display(request: Request, **which: Any) -> Show:
    """One connection in detail."""
    return Show("DSPTCPCNN", {"connection": _key(_found(request, **which))})


@command("DSPCNNJOB", "Display Jobs Using Connection", *ONE, ours=True)
def display_jobs(request: Request, **which: Any) -> Show:
    """The jobs that a connection belongs to."""
    return Show("DSPCNNJOB", {"connection": _key(_found(request, **which))})


@command("CNNTCPCLT", "Connect TCP Client", TO, BY, FROM, COUNT, ours=True)
def connect(
    request: Request, port: int | str, protocol: str, rmtintneta: str, count: int
) -> Message:
    """Simulated clients connect to a port, if anybody listens there."""
    number = port if isinstance(port, int) else _looked_up(request, port, protocol)
    if protocol != "*TCP":
        raise EscapeMessage("PRT1414", at=("PROTOCOL.0",), port=number)
    socket = request.system.sockets.get(protocol, number)
    if socket is None or socket.since > request.time:
        refused = (diagnostic("CPE3425"),)
        raise EscapeMessage(
            "PRT1413", at=("PORT.0",), diagnostics=refused, protocol=protocol, port=number
        )
    _join(request, socket, rmtintneta, count)
    return completion("PRT1416", count=count, protocol=protocol, port=number, job=socket.job)


def _join(request: Request, socket: Socket, address: str, count: int) -> None:
    table = request.system.connections
    taken = {
        each.remote_port
        for each in table
        if (each.local_port, each.remote_address) == (socket.port, address)
    }
    for _ in range(count):
        client = connections.connected(socket, address, taken, request.time)
        if client is None:
            raise EscapeMessage("PRT1417", at=("RMTINTNETA.0",), address=address)
        taken.add(client.remote_port)
        table.put(client)


def _looked_up(request: Request, service: str, protocol: str) -> int:
    found = port_of(services_named(request.system, service), protocol)
    if found is None:
        raise EscapeMessage("PRT1415", at=("PORT.0",), service=service, protocol=protocol)
    return found


def _found(
    request: Request,
    *,
    protocol: str,
    lclintneta: str,
    lclport: int,
    rmtintneta: str,
    rmtport: int | str,
) -> Socket | Connection:
    """The connection, or the port that is listened on when the remote end is unspecified."""
    listens = rmtintneta in _UNSPECIFIED and rmtport == "*"
    tables = request.system
    found: Socket | Connection | None = (
        tables.sockets.get(protocol, lclport)
        if listens
        else tables.connections.get(protocol, lclport, rmtintneta, rmtport)
    )
    here = lclintneta in _UNSPECIFIED if listens else lclintneta == HOST
    if found is None or found.since > request.time or not here:
        raise EscapeMessage(
            "PRT1404", at=("LCLPORT.0",) if listens else ("RMTINTNETA.0", "RMTPORT.0"),
            protocol=protocol, port=lclport, address=rmtintneta, remote=rmtport,
        )  # fmt: skip
    return found


def _key(found: Socket | Connection) -> tuple[str, int, str, int]:
    """What panels find it by; a listener has no remote end."""
    if isinstance(found, Socket):
        return found.protocol, found.port, "", 0
    return found.protocol, found.local_port, found.remote_address, found.remote_port


COMMANDS = (end, display, display_jobs, connect)
