"""What is done to the machine as a whole: jobs begin and end, servers start and end.

The rules stand in their own modules; here their outcomes become rows. Everything expects to be
inside a transaction. Log lines go to `log`, because a command decides when they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from portres_tui.domain import servers
from portres_tui.domain.jobs import Job, JobType, job_ended
from portres_tui.domain.messages import Message
from portres_tui.domain.ports import Decision, binder, decide
from portres_tui.domain.servers import ServerPort, TcpServer
from portres_tui.domain.system import System, SystemValue
from portres_tui.domain.users import UserProfile

Log = Callable[[Job, float, Message], None]
"""Takes a line for a job's log: the job, the moment, the message."""

_IPL_BEFORE = 60.0
"""Seconds before it is made at which a new machine was started."""


class Shipped(NamedTuple):
    """What a new machine consists of."""

    profiles: tuple[UserProfile, ...]
    servers: tuple[TcpServer, ...]
    values: tuple[SystemValue, ...]


def make(system: System, shipped: Shipped, now: float, log: Log) -> None:
    """The shipped machine, as after an IPL: the servers whose autostart is *YES have started."""
    for profile in shipped.profiles:
        system.profiles.put(profile)
    for server in shipped.servers:
        system.servers.put(server)
    for value in shipped.values:
        system.values.put(value)
    for server in shipped.servers:
        if server.autostart:
            start_server(system, server, server.profile, now - _IPL_BEFORE, log)


def next_job_number(system: System) -> str:
    """Six digits that no job has; 999999 is followed by 000001."""
    value = system.values.get("NEXTJOB")
    number = value.value if value else "000001"
    while system.jobs.get(number):
        number = _following(number)
    system.values.put(SystemValue("NEXTJOB", _following(number)))
    return number


def _following(number: str) -> str:
    return f"{int(number) % 999_999 + 1:06}"


def begin_job(system: System, user: str, name: str, type: JobType, now: float) -> Job:
    """A job that is at work from `now` on; `nnnn` in its name becomes a number."""
    subsystem = "QINTER" if type is JobType.INTERACTIVE else "QBATCH"
    number = next_job_number(system)
    job = Job(number, user, name.replace("nnnn", number[-4:]), type, subsystem, now, now)
    system.jobs.put(job)
    return job


def end_job(system: System, job: Job, now: float) -> None:
    """The job is over; it lets go of every port that it holds."""
    for socket in system.sockets.find(job=job.id):
        system.sockets.remove(socket.protocol, socket.port)
    system.jobs.put(job._replace(ended=now))


def start_server(system: System, server: TcpServer, starter: str, now: float, log: Log) -> Job:
    """Submit the server's job and settle what becomes of it; see `servers.start`."""
    user = starter if server.profile == "*CURRENT" else server.profile
    job = servers.submitted(server, user, next_job_number(system), now)
    outcome = servers.start(server, job, lambda port: bind_decision(system, user, port))
    system.jobs.put(outcome.job)
    for socket in outcome.sockets:
        system.sockets.put(socket)
    for entry in outcome.audit:
        system.audit(entry)
    for moment, line in outcome.log:
        log(outcome.job, moment, line)
    return outcome.job


def end_server(system: System, job: Job, now: float, log: Log) -> None:
    """End a server's job: its ports are free at once, the job ends a moment later, and never
    before it has bound what it was started for."""
    ends = max(now, job.entered + servers.BINDS) + servers.SHUTDOWN
    end_job(system, job, ends)
    log(job, ends, job_ended(job, ends))


def bind_decision(system: System, user: str, port: ServerPort) -> Decision:
    """The decision on a bind as the machine stands now."""
    profile = system.profiles.get(user) or UserProfile(user)
    holder = system.sockets.get(port.protocol, port.port)
    covering = system.covering(port.protocol, port.port)
    job = holder.job if holder else ""
    return decide(binder(profile), port.protocol, port.port, covering, job)


def newest_job(system: System, server: str) -> Job | None:
    """The job that the server had last, or has."""
    return system.jobs.last(server=server)


def matching_jobs(jobs: Iterable[Job], name: str, user: str, number: str) -> list[Job]:
    """The jobs that a job name, with or without user and number, means; oldest first."""
    return [
        job
        for job in jobs
        if job.name == name and user in ("", job.user) and number in ("", job.number)
    ]
