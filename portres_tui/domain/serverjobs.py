"""The jobs of TCP/IP servers: what becomes of a start, and what a server is doing.

A start is decided whole: job, sockets, log and audit entries come back as one value, dated over
the next second. Nothing here stores it, and nothing here repeats the rule of `ports.decide`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from portres_tui.domain.audit import REFUSED_BIND, REFUSED_OBJECT, AuditEntry, Kind
from portres_tui.domain.jobs import FORCED, Job, JobType, job_ended, job_started
from portres_tui.domain.messages import (
    Message,
    MessageType,
    diagnostic,
    information,
    message,
)
from portres_tui.domain.ports import EACCES, Decision, Reason
from portres_tui.domain.servers import Fault, ServerPort, Socket, TcpServer


class ServerStatus(StrEnum):
    """What the list of servers shows."""

    ACTIVE = "*ACTIVE"
    STARTING = "*STARTING"
    ENDING = "*ENDING"
    ENDED = "*ENDED"


STARTS, BINDS, ENDS = 0.2, 0.5, 0.6
"""Seconds after its submission at which a server job starts, binds, and ends if it could not."""

SHUTDOWN = 0.4
"""Seconds that a server job takes to end. Its sockets are gone at once."""

Dated = tuple[float, Message]


class Start(NamedTuple):
    """Everything that comes of starting a server."""

    job: Job
    sockets: tuple[Socket, ...]
    log: tuple[Dated, ...]
    audit: tuple[AuditEntry, ...]


def status(newest: Job | None, now: float) -> ServerStatus:
    """The status of a server from its newest job: there is no new one before the end of the last
    is decided."""
    if newest is None or not newest.lives(now):
        return ServerStatus.ENDED
    if now < newest.entered + BINDS:
        return ServerStatus.STARTING
    return ServerStatus.ACTIVE if newest.ended is None else ServerStatus.ENDING


def running(newest: Job | None) -> Job | None:
    """The newest job of a server if its end is not decided yet."""
    return newest if newest and newest.ended is None else None


def submitted(server: TcpServer, profile: str, number: str, now: float) -> Job:
    """The server job that a start submits."""
    name = server.job.replace("nnnnn", number[-5:])
    return Job(
        number,
        profile,
        name,
        JobType.SERVER,
        server.subsystem,
        now,
        now + STARTS,
        server=server.name,
    )


def helping(server: TcpServer, job: Job, name: str, number: str) -> Job:
    """A further job of a server whose own job is `job`; it owns no socket."""
    name = name.replace("nnnnn", number[-5:])
    return job._replace(number=number, name=name, server="", helps=server.name)


def start(server: TcpServer, job: Job, decide: Callable[[ServerPort], Decision]) -> Start:
    """Bind the server's ports in order; the first one refused or taken ends the job. One that it has
    bound itself a moment before is taken: services may have been moved to the same port."""
    taken: list[Socket] = []
    log: list[Dated] = [(job.started, job_started(job))]
    binds = job.entered + BINDS
    if server.fault != Fault.NONE:
        return _faulty(server, job, log)
    for port in server.bound_ports:
        own = any((each.protocol, each.port) == (port.protocol, port.port) for each in taken)
        decision = Decision(Reason.IN_USE, holder=job.id) if own else decide(port)
        if not decision.admitted:
            return _failed(server, job, port, decision, log)
        taken.append(Socket(port.protocol, port.port, job.id, job.user, binds))
        log.append((binds, _listening(server, port)))
    return Start(job, tuple(taken), tuple(log), ())


def _faulty(server: TcpServer, job: Job, log: list[Dated]) -> Start:
    """No port is asked for: the server ends over a file, or lives and does nothing."""
    if server.fault == Fault.DEAF:
        lost = message("MCH3601", MessageType.ESCAPE)
        return Start(job, (), (*log, (job.entered + BINDS, lost)), ())
    file = server.configuration
    refused = _refused(job, REFUSED_OBJECT, object=file)
    return _ended(job, diagnostic("HTP8029", file=file, errno=EACCES), log, refused)


def _ended(job: Job, reason: Message, log: list[Dated], *audit: AuditEntry) -> Start:
    """The job could not do what it was started for, and ends."""
    ended = job._replace(ended=job.entered + ENDS, open=False, end_code=FORCED)
    told = (job.entered + BINDS, reason), (job.entered + ENDS, job_ended(ended))
    return Start(ended, (), (*log, *told), audit)


def _failed(
    server: TcpServer, job: Job, port: ServerPort, decision: Decision, log: list[Dated]
) -> Start:
    unable = diagnostic("TCP7701", server=server.spoken, call="bind", errno=decision.errno)
    refused = _refused(job, REFUSED_BIND, protocol=port.protocol, port=str(port.port))
    return _ended(job, unable, log, *((refused,) if decision.errno == EACCES else ()))


def _refused(job: Job, kind: Kind, **what: str) -> AuditEntry:
    """The entry of the audit journal that says what the job was not authorized to."""
    return AuditEntry(*kind, job.entered + BINDS, job.id, job.user, what)


def _listening(server: TcpServer, port: ServerPort) -> Message:
    return information("PRT0304", server=server.spoken, protocol=port.protocol, port=port.port)
