"""Commands on TCP/IP servers, host servers and the debug server.

Starting only *submits* the server's job: whether it could bind its ports stands in that job's log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from portres_tui.cl.binding import field_name
from portres_tui.cl.definition import Show, Where, any_of, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import Name, OneOf, ServerName
from portres_tui.domain.machine import end_server, newest_job, start_server
from portres_tui.domain.messages import (
    EscapeMessage,
    Message,
    MessageType,
    completion,
    information,
)
from portres_tui.domain.servers import INSTANCE_KEYWORDS, TcpServer, running

TCP_SERVERS = (
    "*FTP", "*TELNET", "*SMTP", "*POP", "*LPD", "*REXEC", "*TFTP", "*BOOTP", "*DHCP", "*DNS",
    "*SNMP", "*NTP", "*DDM", "*DIRSRV", "*HTTP", "*IAS", "*MGTC", "*NETSVR", "*SSHD",
)  # fmt: skip
HOST_SERVERS = (
    "*CENTRAL", "*DATABASE", "*DTAQ", "*FILE", "*NETPRT", "*RMTCMD", "*SIGNON", "*SVRMAP",
)  # fmt: skip

_ALL = ("*ALL",)
_AUTOSTART = ("*AUTOSTART",)
_TCP = ServerName(TCP_SERVERS)
_HOST = OneOf(HOST_SERVERS)

HTTPSVR = parm("HTTPSVR", "HTTP server", Name(10), "*ALL", special=("*ALL", "*ADMIN"))
INSTANCE = parm("INSTANCE", "Server instance", Name(10), "*ALL", special=_ALL)
START = parm(
    "SERVER", "Server application", _TCP, "*ALL", special=("*ALL", "*AUTOSTART"),
    most=50, single=("*ALL", "*AUTOSTART"),
)  # fmt: skip
END = parm("SERVER", "Server application", _TCP, "*ALL", special=_ALL, most=50, single=_ALL)
HOST = parm("SERVER", "Server type", _HOST, special=_ALL, most=8, single=_ALL)
ONE = parm("SERVER", "Server", ServerName((*TCP_SERVERS, *HOST_SERVERS)))

OPERATE = any_of("*JOBCTL", "*IOSYSCFG")
"""Who may start and end servers (assumed)."""

Names = tuple[str, ...]
Action = Callable[[Request, TcpServer], Message]
"""Does one thing to one server. A completion message tells that it was done, an informational one
why there was nothing to do."""


@command("STRTCPSVR", "Start TCP/IP Server", START, HTTPSVR, INSTANCE, authority=OPERATE)
def start_tcp(request: Request, server: Names, httpsvr: str, instance: str) -> Message:
    """Submit the jobs of TCP/IP servers."""
    return _each(request, _tcp(request, server, httpsvr, instance), _start, "PRT0302", server)


@command("ENDTCPSVR", "End TCP/IP Server", END, HTTPSVR, INSTANCE, authority=OPERATE)
def end_tcp(request: Request, server: Names, httpsvr: str, instance: str) -> Message:
    """End TCP/IP servers; without a parameter all of them."""
    return _each(request, _tcp(request, server, httpsvr, instance), _end, "PRT0307", server)


@command("STRHOSTSVR", "Start Host Server", HOST, authority=OPERATE)
def start_host(request: Request, server: Names) -> Message:
    """Submit the daemon jobs of host servers."""
    return _each(request, _family(request, "HOSTSVR", server), _start, "PRT0302", server)


@command("ENDHOSTSVR", "End Host Server", HOST, authority=OPERATE)
def end_host(request: Request, server: Names) -> Message:
    """End host servers."""
    return _each(request, _family(request, "HOSTSVR", server), _end, "PRT0307", server)


@command("STRDBGSVR", "Start Debug Server", authority=OPERATE)
def start_debug(request: Request) -> Message:
    """Submit the debug server; it runs under the profile of whoever starts it."""
    return _each(request, _family(request, "DBGSVR", _ALL), _start, "PRT0302", _ALL)


@command("ENDDBGSVR", "End Debug Server", authority=OPERATE)
def end_debug(request: Request) -> Message:
    """End the debug server."""
    return _each(request, _family(request, "DBGSVR", _ALL), _end, "PRT0307", _ALL)


@command("WRKTCPSVR", "Work with TCP/IP Servers", where=Where.INTERACTIVE, ours=True)
def work_with(request: Request) -> Show:
    """The list of all servers, with what they are doing."""
    return Show("WRKTCPSVR")


@command("DSPTCPSVR", "Display TCP/IP Server", ONE, HTTPSVR, INSTANCE, ours=True)
def display(request: Request, server: str, httpsvr: str, instance: str) -> Show:
    """One server: ports, profile, jobs, and what of it is attested or assumed."""
    found = _named(list(request.system.servers), server, {"*HTTP": httpsvr, "*IAS": instance})
    if len(found) > 1:
        raise EscapeMessage("PRT0309", at=(f"{INSTANCE_KEYWORDS[server]}.0",), server=server)
    return Show("DSPTCPSVR", {"server": found[0].name})


def _tcp(request: Request, names: Names, httpsvr: str, instance: str) -> list[TcpServer]:
    """The servers that SERVER, HTTPSVR and INSTANCE mean together."""
    own = _family(request, "TCPSVR", _ALL)
    if names == _ALL:
        return own
    if names == _AUTOSTART:
        return [server for server in own if server.autostart]
    instances = {"*HTTP": httpsvr, "*IAS": instance}
    chosen = (
        server for at, name in enumerate(names) for server in _named(own, name, instances, at)
    )
    return list(dict.fromkeys(chosen))


def _named(
    servers: Sequence[TcpServer], name: str, instances: Mapping[str, str], at: int = 0
) -> list[TcpServer]:
    """The servers of one SERVER value, the one at place `at` (from 0); of those that have
    instances, the one that is asked for."""
    of_value = [server for server in servers if server.value == name]
    if not of_value:
        raise EscapeMessage("PRT0305", at=(field_name("SERVER", 0, at),), server=name)
    asked = instances.get(name, "*ALL")
    found = [s for s in of_value if asked == "*ALL" or asked.lstrip("*") == s.instance.lstrip("*")]
    if not found:
        wrong = field_name(INSTANCE_KEYWORDS[name], 0)
        raise EscapeMessage("PRT0305", at=(wrong,), server=f"{name} {asked}")
    return found


def _family(request: Request, family: str, names: Names) -> list[TcpServer]:
    own = [server for server in request.system.servers if server.family == family]
    return [server for server in own if names == _ALL or server.name in names]


def _each(
    request: Request, chosen: Sequence[TcpServer], action: Action, summary: str, names: Names
) -> Message:
    """Do it to each. What is said of the only one; or of all that were named, and of those that it
    was done to where a value stood for many; and their number."""
    outcomes = [action(request, server) for server in chosen]
    if len(outcomes) == 1:
        return outcomes[0]
    done = [outcome for outcome in outcomes if outcome.type is MessageType.COMPLETION]
    for outcome in done if names in (_ALL, _AUTOSTART) else outcomes:
        request.send(outcome)
    return completion(summary, count=len(done))


def _start(request: Request, server: TcpServer) -> Message:
    active = running(newest_job(request.system, server.name))
    if active:
        return information("PRT0303", server=server.spoken, job=active.id)
    job = start_server(request.system, server, request.user.name, request.time, request.log)
    request.submit(job)
    return completion("PRT0301", server=server.spoken, job=job.id)


def _end(request: Request, server: TcpServer) -> Message:
    active = running(newest_job(request.system, server.name))
    if active is None:
        return information("PRT0308", server=server.spoken)
    end_server(request.system, active, request.time, request.log)
    return completion("PRT0306", server=server.spoken, job=active.id)


COMMANDS = (
    start_tcp, end_tcp, start_host, end_host, start_debug, end_debug, work_with, display,
)  # fmt: skip
