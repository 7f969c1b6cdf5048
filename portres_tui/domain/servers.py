"""TCP/IP servers: their ports, their profile, and what happens when one starts.

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

INSTANCE_KEYWORDS = {"*HTTP": "HTTPSVR", "*IAS": "INSTANCE"}
"""The parameter that names one instance of a server that has several."""


CONFIGURED = ("*HTTP",)
"""Shipped servers whose profile is a matter of their configuration (directive ServerUserID)."""

ALONE = ("DBGSVR", "DBGSVC")
"""Families of one server, whose commands need not name it."""

CUSTOM_SUBSYSTEM = "QUSRWRK"
"""Where custom applications run (assumed)."""


class ServerPort(NamedTuple):
    """A port that a server binds when it starts; a TLS port only once a certificate is there."""

    port: int
    protocol: str = "*TCP"
    tls: bool = False
    service: str = ""
    """Its name in the service table, whose entry says which port it is; empty when it has none."""


class TcpServer(NamedTuple):
    """A server as the machine knows it. Marks are S (attested) or A (assumed)."""

    name: str
    """What the machine calls it: the SERVER value, with the instance if it has one."""
    title: str
    """What lists and messages call it: `XYZ` in "XYZ server unable to …"."""
    ports: tuple[ServerPort, ...]
    job: str
    """Job name; `nnnnn` in it becomes a number."""
    subsystem: str
    profile: str
    """The profile the job runs under; `*CURRENT` is whoever starts it."""
    family: str = "TCPSVR"
    """STRTCPSVR, STRHOSTSVR, STRDBGSVR or STRDBGSVC starts it: the part behind STR."""
    helpers: tuple[str, ...] = ()
    """Further jobs of the server: they are there while it is, and wait."""
    autostart: bool = False
    tls: bool = False
    mark: str = "A"
    assumed: str = ""
    """What of the row is assumed when the mark is A."""
    own: bool = False
    """Somebody added it: a custom application."""
    program: str = ""
    """LIBRARY/PROGRAM of a custom application."""
    text: str = ""
    fault: str = "*NONE"
    """What is wrong with it though no restriction is; see Fault."""
    clients: int = 0
    """Simulated clients that connect to it once it listens."""
    kind: str = ""
    """The server type of a custom application, in the words of who added it."""
    adopts: str = ""
    """The owner of a custom application's program whose authority it adopts. A bind never looks at it."""

    @property
    def profiles(self) -> tuple[str, ...]:
        """The profiles that it cannot do without, as far as they are known before it starts."""
        return tuple(each for each in (self.profile, self.adopts) if each not in ("", "*CURRENT"))

    @property
    def profile_mark(self) -> str:
        """The mark of its profile; none when somebody of this machine has chosen it."""
        if self.own or self.profile[0] not in "Q*":
            return ""
        return "A" if "the profile" in self.assumed else "S"

    @property
    def value(self) -> str:
        """What names it in SERVER()."""
        return self.name.partition(" ")[0]

    @property
    def instance(self) -> str:
        """What tells it from others of the same value; empty when there are none."""
        return self.name.partition(" ")[2]

    @property
    def spoken(self) -> str:
        """The title as it stands in "&1 server"."""
        return self.title.removesuffix(" Server")

    @property
    def address(self) -> str:
        """The parameters that name it in CL: `SERVER(*HTTP) HTTPSVR(*ADMIN)`."""
        keyword = INSTANCE_KEYWORDS.get(self.value, "")
        return f"SERVER({self.value})" + (f" {keyword}({self.instance})" if self.instance else "")

    @property
    def start_command(self) -> str:
        """The CL command that starts it."""
        return self._command("STR")

    @property
    def end_command(self) -> str:
        """The CL command that ends it."""
        return self._command("END")

    def _command(self, verb: str) -> str:
        alone = self.family in ALONE
        return f"{verb}{self.family}" + ("" if alone else f" {self.address}")

    @property
    def change_command(self) -> str:
        """The CL command that changes it; empty for one without a special value."""
        changing = f"CHGTCPSVR {self.address.replace('SERVER', 'SVRSPCVAL', 1)}"
        return changing if self.value.startswith("*") else ""

    @property
    def configuration(self) -> str:
        """The file that an HTTP server reads when it starts (assumed)."""
        instance = self.instance.lstrip("*").lower()
        return f"/www/{instance}/conf/httpd.conf"

    @property
    def bound_ports(self) -> tuple[ServerPort, ...]:
        """The ports that a start binds, in order."""
        return tuple(port for port in self.ports if self.tls or not port.tls)


def kept(shipped: TcpServer, found: TcpServer | None) -> TcpServer:
    """A server as it is shipped today, with what was changed of it on a machine of before."""
    if found is None:
        return shipped
    profile = found.profile if found.value in CONFIGURED else shipped.profile
    return shipped._replace(
        autostart=found.autostart, tls=found.tls, fault=found.fault, profile=profile
    )


class Fault(StrEnum):
    """What may keep a server from its work that has nothing to do with ports."""

    NONE = "*NONE"
    FILE = "*FILEAUT"
    """It may not open one of its files, and ends."""
    DEAF = "*NOLISTEN"
    """Its job lives and listens to nothing."""


class Socket(NamedTuple):
    """A bound port. `since` may lie up to a second ahead."""

    protocol: str
    port: int
    job: str
    profile: str
    since: float


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
