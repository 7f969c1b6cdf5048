"""Commands on TCP/IP servers, host servers, the debug server and the debug service.

Starting only *submits* the server's job: whether it could bind its ports stands in that job's log.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from portres_tui.cl.definition import Show, command
from portres_tui.cl.interpreter import Request
from portres_tui.commands.authorities import OPERATE
from portres_tui.commands.outputs import OUTPUT, prints
from portres_tui.commands.servernames import (
    ALL,
    AUTOSTART,
    END,
    HOST,
    HTTPSVR,
    INSTANCE,
    ONE,
    START,
    Names,
    chosen,
    family,
    only,
)
from portres_tui.domain import tcpip
from portres_tui.domain.jobnames import newest_job
from portres_tui.domain.machine import end_server, hindrance, start_server
from portres_tui.domain.messages import (
    EscapeMessage,
    Message,
    MessageType,
    completion,
    information,
)
from portres_tui.domain.serverjobs import running
from portres_tui.domain.servers import TcpServer

Action = Callable[[Request, TcpServer], Message]
"""Does one thing to one server. A completion message tells that it was done, an informational one
why there was nothing to do, a diagnostic one why it could not be done."""


@command("STRTCPSVR", "Start TCP/IP Server", START, HTTPSVR, INSTANCE, authority=OPERATE)
def start_tcp(request: Request, server: Names, httpsvr: str, instance: str) -> Message:
    """Submit the jobs of TCP/IP servers."""
    servers = chosen(family(request.system, "TCPSVR"), server, httpsvr, instance)
    return _start_each(request, servers, server)


@command("ENDTCPSVR", "End TCP/IP Server", END, HTTPSVR, INSTANCE, authority=OPERATE)
def end_tcp(request: Request, server: Names, httpsvr: str, instance: str) -> Message:
    """End TCP/IP servers; without a parameter all of them."""
    servers = chosen(family(request.system, "TCPSVR"), server, httpsvr, instance)
    return _end_each(request, servers, server)


@command("STRHOSTSVR", "Start Host Server", HOST, authority=OPERATE)
def start_host(request: Request, server: Names) -> Message:
    """Submit the daemon jobs of host servers."""
    return _start_each(request, _host(request, server), server)


@command("ENDHOSTSVR", "End Host Server", HOST, authority=OPERATE)
def end_host(request: Request, server: Names) -> Message:
    """End host servers."""
    return _end_each(request, _host(request, server), server)


@command("STRDBGSVR", "Start Debug Server", authority=OPERATE)
def start_debug(request: Request) -> Message:
    """Submit the debug server; it runs under the profile of whoever starts it."""
    return _start_each(request, family(request.system, "DBGSVR"), ALL)


@command("ENDDBGSVR", "End Debug Server", authority=OPERATE)
def end_debug(request: Request) -> Message:
    """End the debug server."""
    return _end_each(request, family(request.system, "DBGSVR"), ALL)


@command("STRDBGSVC", "Start Debug Service", authority=OPERATE, ours=True)
def start_service(request: Request) -> Message:
    """Submit the debug service, which on IBM i is done with SBMJOB."""
    return _start_each(request, family(request.system, "DBGSVC"), ALL)


@command("ENDDBGSVC", "End Debug Service", authority=OPERATE, ours=True)
def end_service(request: Request) -> Message:
    """End the debug service."""
    return _end_each(request, family(request.system, "DBGSVC"), ALL)


@command("WRKTCPSVR", "Work with TCP/IP Servers", OUTPUT, ours=True)
def work_with(request: Request, output: str) -> Show:
    """The list of all servers, with what they are doing."""
    return Show("WRKTCPSVR", prints=prints(request, output))


@command("DSPTCPSVR", "Display TCP/IP Server", ONE, HTTPSVR, INSTANCE, ours=True)
def display(request: Request, server: str, httpsvr: str, instance: str) -> Show:
    """One server: ports, profile, jobs, and what of it is attested or assumed."""
    found = only(list(request.system.servers), server, httpsvr, instance)
    return Show("DSPTCPSVR", {"server": found.name})


def _host(request: Request, names: Names) -> list[TcpServer]:
    return chosen(family(request.system, "HOSTSVR"), names, "*ALL", "*ALL")


def _start_each(request: Request, servers: Sequence[TcpServer], names: Names) -> Message:
    if not tcpip.is_active(request.system):
        raise EscapeMessage("PRT1101")
    return _each(request, servers, _start, "PRT0302", names)


def _end_each(request: Request, servers: Sequence[TcpServer], names: Names) -> Message:
    return _each(request, servers, _end, "PRT0307", names)


def _each(
    request: Request, servers: Sequence[TcpServer], action: Action, summary: str, names: Names
) -> Message:
    """Do it to each. What is said of the only one; or of all that were named, and of those that it
    was done to, or could not be, where a value stood for many; and their number."""
    outcomes = [action(request, server) for server in servers]
    if len(outcomes) == 1:
        return _told_of_one(outcomes[0])
    done = [outcome for outcome in outcomes if outcome.type is MessageType.COMPLETION]
    many = names in (ALL, AUTOSTART)
    for outcome in outcomes:
        if not (many and outcome.type is MessageType.INFORMATIONAL):
            request.send(outcome)
    return completion(summary, count=len(done))


def _told_of_one(outcome: Message) -> Message:
    if outcome.type is MessageType.DIAGNOSTIC:
        data: dict[str, Any] = dict(outcome.data)
        raise EscapeMessage(outcome.id, **data)
    return outcome


def _start(request: Request, server: TcpServer) -> Message:
    active = running(newest_job(request.system, server.name))
    if active:
        return information("PRT0303", server=server.spoken, job=active.id)
    if hindered := hindrance(request.system, server):
        return hindered
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
    start_tcp, end_tcp, start_host, end_host, start_debug, end_debug, start_service, end_service,
    work_with, display,
)  # fmt: skip
