"""What is done to the machine as a whole: jobs begin and end, servers start and end.

The rules stand in their own modules; here their outcomes become rows. Everything expects to be
inside a transaction. Log lines go to `log`, because a command decides when they are written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from portres_tui.domain import serverjobs
from portres_tui.domain.connections import clients
from portres_tui.domain.delivery import tell_operator
from portres_tui.domain.jobnames import newest_job
from portres_tui.domain.jobs import Job, JobType, job_ended, job_started, system_job
from portres_tui.domain.messages import Message, completion, diagnostic, information
from portres_tui.domain.ports import Decision, binder, decide
from portres_tui.domain.printing import has_files, spool_log
from portres_tui.domain.servers import ServerPort, TcpServer, kept
from portres_tui.domain.services import Service, port_of
from portres_tui.domain.subsystems import BATCH, INTERACTIVE, SYSTEM_WORK, Subsystem
from portres_tui.domain.system import SHAPES, System, SystemValue, value
from portres_tui.domain.users import UserProfile
from portres_tui.domain.values import formats

Log = Callable[[Job, float, Message], None]
"""Takes a line for a job's log: the job, the moment, the message."""

_IPL_BEFORE = 60.0
"""Seconds before it is made at which a new machine was started."""


class Shipped(NamedTuple):
    """What a new machine consists of."""

    profiles: tuple[UserProfile, ...]
    servers: tuple[TcpServer, ...]
    services: tuple[Service, ...]
    subsystems: tuple[Subsystem, ...]
    values: tuple[SystemValue, ...]


def make(system: System, shipped: Shipped, now: float, log: Log) -> None:
    """The shipped machine, as after an IPL: the servers whose autostart is *YES have started."""
    for name, rows in shipped._asdict().items():
        for row in rows:
            getattr(system, name).put(row)
    ipl = now - _IPL_BEFORE
    for subsystem in shipped.subsystems:
        start_subsystem(system, subsystem, ipl, log)
    start_tcp(system, ipl, log)


def renew(system: System, shipped: Shipped, now: float, log: Log) -> None:
    """Bring a machine that an older version made up to what is shipped today: what it has stays, and
    what it lacks comes."""
    for name, rows in shipped._asdict().items():
        table = getattr(system, name)
        for row in rows:
            found = table.get(*SHAPES[name].key_of(row))
            if name == "servers":
                table.put(kept(row, found))
            elif found is None:
                table.put(row)
    for subsystem in shipped.subsystems:
        ready_subsystem(system, subsystem.name, now, log)
    for job in list(system.jobs):
        if not job.open and not has_files(system, job.id):
            spool_log(system, job)


def next_job_number(system: System) -> str:
    """Six digits that no job has; 999999 is followed by 000001."""
    number = value(system, "NEXTJOB", "000001")
    while system.jobs.get(number):
        number = _following(number)
    system.values.put(SystemValue("NEXTJOB", _following(number)))
    return number


def _following(number: str) -> str:
    return f"{int(number) % 999_999 + 1:06}"


def begin_job(
    system: System, user: str, name: str, type: JobType, now: float, address: str = ""
) -> Job:
    """A job that is at work from `now` on, for a user who comes from an address; `nnnn` in its name
    becomes a number."""
    subsystem = INTERACTIVE if type is JobType.INTERACTIVE else BATCH
    return _new_job(system, user, name, type, subsystem, now, address)


def _new_job(
    system: System,
    user: str,
    name: str,
    type: JobType,
    subsystem: str,
    now: float,
    address: str = "",
) -> Job:
    number = next_job_number(system)
    name = name.replace("nnnn", number[-4:])
    job = Job(number, user, name, type, subsystem, now, now, address=address)
    system.jobs.put(job := job._replace(**formats(system)))
    return job


def start_subsystem(system: System, subsystem: Subsystem, now: float, log: Log) -> Job:
    """Start the monitor job of a subsystem."""
    job = _new_job(system, "QSYS", subsystem.name, JobType.MONITOR, subsystem.name, now)
    system.subsystems.put(subsystem._replace(monitor=job.id))
    log(job, now, job_started(job))
    return job


def ready_subsystem(system: System, name: str, now: float, log: Log) -> None:
    """Start the subsystem if it is inactive: who needs it now could do nothing about it."""
    subsystem = system.subsystems.get(name)
    if subsystem and not subsystem.active:
        start_subsystem(system, subsystem, now, log)


def end_subsystem(system: System, subsystem: Subsystem, now: float, code: int, log: Log) -> None:
    """End every job that runs in a subsystem, and behind the last of them its monitor job."""
    jobs = [each for each in system.jobs.find(open=True) if each.subsystem == subsystem.name]
    jobs.sort(key=lambda job: (job.type is JobType.MONITOR, job.number))
    last = now
    for job in jobs:
        last = max(last, _over(job, now))
        ends = last if job.type is JobType.MONITOR else _over(job, now)
        log(job, ends, job_ended(end_job(system, job, ends, code, tells=False)))
    system.subsystems.put(subsystem._replace(monitor=""))
    log(system_job(now), last, information("PRT1109", subsystem=subsystem.name))


def _over(job: Job, now: float) -> float:
    """When a job is over that is ended now. A server takes a moment, and never ends before it has
    bound what it was started for."""
    server = bool(job.server or job.helps)
    return max(now, job.entered + serverjobs.BINDS) + serverjobs.SHUTDOWN if server else now


def end_job(system: System, job: Job, now: float, code: int = 0, *, tells: bool = True) -> Job:
    """The job is over; it lets go of every port that it holds, and of its connections, and its log is
    spooled. It ends as the machine knows it now, whatever was known of it before. That it ended
    abnormally is told to the operator, unless it ends with all of its subsystem."""
    job = system.jobs.get(job.number) or job
    for socket in system.sockets.find(job=job.id):
        system.sockets.remove(socket.protocol, socket.port)
    for connection in system.connections.find(job=job.id):
        system.connections.remove(*SHAPES["connections"].key_of(connection))
    ended = job._replace(ended=now, open=False, end_code=code)
    system.jobs.put(ended)
    if code and tells:
        tell_operator(system, now, diagnostic("PRT1511", job=job.id, code=code), job=job.id)
    return spool_log(system, ended)


def start_tcp(system: System, now: float, log: Log) -> tuple[Job, list[Job]]:
    """Submit job QTCPSTSVRS, which starts the servers whose autostart is *YES, each with an outcome
    of its own. Its job, and theirs."""
    job = _new_job(system, "QTCP", "QTCPSTSVRS", JobType.BATCH, SYSTEM_WORK, now)
    log(job, now, job_started(job))
    started = []
    for server in list(system.servers):
        if server.autostart and not serverjobs.running(newest_job(system, server.name)):
            if hindered := hindrance(system, server):
                log(job, now, hindered)
                continue
            started.append(start_server(system, server, "QTCP", now, log))
            told = completion("PRT0301", server=server.spoken, job=started[-1].id)
            log(job, now, told)
    failed = [each for each in started if not each.open]
    ends = now + (serverjobs.ENDS if failed else serverjobs.STARTS)
    for each in failed:
        log(job, ends, _failed(system, each))
    log(job, ends, job_ended(end_job(system, job, ends)))
    return job, started


def _failed(system: System, job: Job) -> Message:
    server = system.servers.get(job.server)
    return diagnostic("PRT1102", server=server.spoken if server else job.server, job=job.id)


def hindrance(system: System, server: TcpServer) -> Message | None:
    """Why the server cannot be started, whatever ports it has: its subsystem is not active."""
    subsystem = system.subsystems.get(server.subsystem)
    if subsystem and subsystem.active:
        return None
    return diagnostic("PRT1106", server=server.spoken, subsystem=server.subsystem)


def start_server(system: System, server: TcpServer, starter: str, now: float, log: Log) -> Job:
    """Submit the server's job and settle what becomes of it; see `serverjobs.start`."""
    server = as_served(system, server)
    user = starter if server.profile == "*CURRENT" else server.profile
    job = serverjobs.submitted(server, user, next_job_number(system), now)._replace(
        **formats(system)
    )
    outcome = serverjobs.start(server, job, lambda port: bind_decision(system, user, port))
    system.jobs.put(outcome.job)
    for socket in outcome.sockets:
        system.sockets.put(socket)
    for client in clients(server, outcome.sockets):
        system.connections.put(client)
    for entry in outcome.audit:
        system.audit(entry)
    for moment, line in outcome.log:
        log(outcome.job, moment, line)
    if not outcome.job.open:
        tell_operator(system, outcome.job.ended or now, _failed(system, job), job=job.id)
        return spool_log(system, outcome.job)
    _start_helpers(system, server, job, log)
    return outcome.job


def _start_helpers(system: System, server: TcpServer, job: Job, log: Log) -> None:
    for name in server.helpers:
        helper = serverjobs.helping(server, job, name, next_job_number(system))
        system.jobs.put(helper)
        log(helper, helper.started, job_started(helper))


def as_served(system: System, server: TcpServer) -> TcpServer:
    """The server with the ports that the service table gives it now. A port whose service has no
    entry stays as it was shipped (assumed)."""

    def moved(port: ServerPort) -> ServerPort:
        entries = services_named(system, port.service) if port.service else []
        return port._replace(port=port_of(entries, port.protocol) or port.port)

    return server._replace(ports=tuple(map(moved, server.ports)))


def services_named(system: System, name: str) -> list[Service]:
    """The entries of a service; without one of its own, those that have its name as an alias."""
    own = system.services.find(name=name)
    return own or [each for each in system.services if name in each.aliases]


def end_server(system: System, job: Job, now: float, log: Log, code: int = 0) -> None:
    """End a server's job and its helpers: its ports are free at once, the jobs end a moment later."""
    ends = _over(job, now)
    helpers = [each for each in system.jobs.find(open=True) if each.helps == job.server]
    for each in (job, *helpers):
        log(each, ends, job_ended(end_job(system, each, ends, code)))


def bind_decision(system: System, user: str, port: ServerPort) -> Decision:
    """The decision on a bind as the machine stands now."""
    profile = system.profiles.get(user) or UserProfile(user)
    holder = system.sockets.get(port.protocol, port.port)
    covering = system.covering(port.protocol, port.port)
    job = holder.job if holder else ""
    return decide(binder(profile), port.protocol, port.port, covering, job)
