"""Work with TCP/IP Servers and Display TCP/IP Server: panels of ours, in IBM i's manner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from portres_tui.domain import tcpip
from portres_tui.domain.jobnames import newest_job
from portres_tui.domain.jobs import Job
from portres_tui.domain.machine import as_served
from portres_tui.domain.messages import Message, diagnostic
from portres_tui.domain.serverjobs import ServerStatus, status
from portres_tui.domain.servers import FAMILIES, TcpServer
from portres_tui.panels.facts import Fact, fact, facts
from portres_tui.panels.keys import COMMANDS, DISPLAY, ENDS
from portres_tui.panels.lists import Column, Option, Rows, WorkWith
from portres_tui.panels.model import (
    Action,
    Information,
    Key,
    Line,
    View,
)

PROFILE_MARKS = {"S": "(attested)", "A": "(assumed)"}
MARKS = {"S": "Attested by a public source", "A": "Assumed in part"}


class ServerRow(NamedTuple):
    """A server with what it is doing, and its newest job."""

    server: TcpServer
    status: ServerStatus
    job: Job | None

    @property
    def name(self) -> str:
        return self.server.name

    @property
    def job_id(self) -> str:
        return self.job.id if self.job else ""

    @property
    def change_command(self) -> str:
        changing = self.server.change_command
        return f"?{changing}" if changing else ""

    @property
    def log_command(self) -> str:
        return f"DSPJOBLOG JOB({self.job.id})" if self.job else ""


def server_rows(view: View) -> Sequence[ServerRow]:
    """All servers with their status at the view's moment: TCP/IP servers by title, then others."""
    rows = [_row(view, server) for server in view.system.servers]
    return sorted(rows, key=_place)


def _place(row: ServerRow) -> tuple[int, str, str]:
    return FAMILIES.index(row.server.family), row.server.title.casefold(), row.name


def _row(view: View, server: TcpServer) -> ServerRow:
    """The ports of a row are those of the service table as it is now."""
    job = newest_job(view.system, server.name)
    return ServerRow(as_served(view.system, server), status(job, view.now), job)


def _ports(row: ServerRow) -> str:
    numbers = dict.fromkeys(str(port.port) for port in row.server.bound_ports)
    return " ".join(numbers)


def _protocols(row: ServerRow) -> str:
    return " ".join(sorted({port.protocol for port in row.server.bound_ports}))


def _no_value(row: ServerRow) -> Message:
    return diagnostic("PRT1142", server=row.server.spoken)


def _no_log(row: ServerRow) -> Message:
    return diagnostic("PRT0617", server=row.server.spoken)


def _header(view: View) -> Sequence[str]:
    """Why nothing is active, when it is that."""
    ended = " TCP/IP is not active: no server can be started. STRTCP starts it."
    return () if tcpip.is_active(view.system) else (ended,)


_SERVER = Column("Server", 7, 18, ("", "Server"), lambda row: row.server.title)

WRKTCPSVR = WorkWith(
    "WRKTCPSVR",
    "Work with TCP/IP Servers",
    (
        _SERVER,
        Column("Status", 26, 9, ("", "Status"), lambda row: row.status),
        Column("Ports", 36, 13, ("", "Ports"), _ports),
        Column("Protocol", 50, 9, ("", "Protocol"), _protocols),
        Column("Profile", 60, 10, ("User", "Profile"), lambda row: row.server.profile),
        Column("Job", 71, 10, ("", "Job"), lambda row: row.job.name if row.job else ""),
    ),
    (
        Option(1, "Start", "{row.server.start_command}"),
        Option(2, "Change", "{row.change_command}", without=_no_value),
        Option(4, "End", "{row.server.end_command}", confirm="Confirm End of TCP/IP Servers"),
        Option(5, "Display", "DSPTCPSVR {row.server.address}"),
        Option(10, "Job log", "{row.log_command}", without=_no_log),
    ),
    Rows(server_rows, "name", common=True),
    (
        *COMMANDS,
        Key("f11", "Display text", Action.OTHER_VIEW, other="Display status"),
        *ENDS,
    ),
    "(No servers)",
    command_line="Parameters or command",
    live=True,
    header=_header,
    other=(
        _SERVER,
        Column("Value", 26, 16, ("Special", "Value"), lambda row: row.name),
        Column("Autostart", 43, 5, ("Auto-", "start"), lambda row: _yes_no(row.server.autostart)),
        Column("Subsystem", 50, 9, ("", "Subsystem"), lambda row: row.server.subsystem),
        Column("Text", 60, 20, ("", "Text"), lambda row: row.server.text),
    ),
)  # fmt: skip


def _server_lines(view: View) -> Sequence[Line]:
    server = view.system.servers.get(view.arguments["server"])
    if server is None:
        return [Line("(The server no longer exists)")]
    row = _row(view, server)
    return [
        *_facts(row, _helpers(view, row)),
        Line(""),
        *_port_lines(view, row.server),
        Line(""),
        *_attested(server),
    ]


def _helpers(view: View, row: ServerRow) -> Sequence[str]:
    """The further jobs of a server: those that are there, else the names that they would have."""
    names = row.server.helpers
    if not names or row.status is ServerStatus.ENDED:
        return names
    open = view.system.jobs.find(open=True)
    return [job.id for job in open if job.helps == row.name] or names


def _facts(row: ServerRow, helpers: Sequence[str]) -> list[Line]:
    server = row.server
    has_tls = any(port.tls for port in server.ports)
    told: dict[str, Fact] = {
        "Server": server.title,
        "Special value": server.name if server.own else "",
        "Server type": server.kind,
        "Text": server.text,
        "Program to call": server.program,
        "Status": row.status.value,
        "User profile": f"{server.profile}  {PROFILE_MARKS.get(server.profile_mark, '')}".rstrip(),
        "Adopts authority of": server.adopts,
        "Job": row.job_id or "(none yet)",
        "Subsystem": server.subsystem,
        "Further jobs": helpers,
        "Autostart": _yes_no(server.autostart),
        "Certificate for TLS": _yes_no(server.tls) if has_tls else "",
        "Start command": server.start_command,
    }
    return facts({label: value for label, value in told.items() if value})


def _yes_no(value: bool) -> str:
    return "*YES" if value else "*NO"


def _port_lines(view: View, server: TcpServer) -> list[Line]:
    if not server.ports:
        return [Line("   (It binds no port)")]
    lines = [Line("   Port    Protocol  Bound by", strong=True)]
    for port in server.ports:
        socket = view.system.sockets.get(port.protocol, port.port)
        bound = socket.job if socket and socket.since <= view.now else ""
        note = "(TLS: bound only with a certificate)" if port.tls and not server.tls else ""
        lines.append(Line(f"   {port.port:>5}   {port.protocol:<8}  {bound or note or '(nobody)'}"))
    return lines


def _attested(server: TcpServer) -> list[Line]:
    if server.own:
        return fact("Attested", "Nobody: a custom application of this machine.")
    told = MARKS[server.mark] + (f": {server.assumed}." if server.assumed else ".")
    return [
        *fact("Attested", told),
        Line(" That a refused bind is told as TCP7701 is attested for servers in general,"),
        Line(" and assumed for this one."),
    ]


DSPTCPSVR = Information(
    "DSPTCPSVR",
    lambda view: "Display TCP/IP Server",
    _server_lines,
    DISPLAY,
)

PANELS = (WRKTCPSVR, DSPTCPSVR)
