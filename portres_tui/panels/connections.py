"""Work with IPv4 Connection Status, one connection in detail, and the jobs that use it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from portres_tui.domain import netstat
from portres_tui.domain.jobnames import job_of
from portres_tui.domain.jobs import parts_of
from portres_tui.domain.messages import Message, diagnostic
from portres_tui.domain.netstat import ESTABLISHED, LISTEN, Row, idle_time, octets, short
from portres_tui.domain.ports import HIGHEST, LOWEST, PROTOCOLS
from portres_tui.panels.facts import facts
from portres_tui.panels.keys import DISPLAY
from portres_tui.panels.lists import Column, Criterion, Option, Rows, Subset, WorkWith
from portres_tui.panels.model import (
    BOTTOM,
    CANCEL,
    COMMAND_LINE,
    EXIT,
    MORE_KEYS,
    PRINT_LIST,
    REFRESH,
    TOP,
    Action,
    Information,
    Key,
    Line,
    View,
)

# The list


class Shown(NamedTuple):
    """A row with its ports as they are shown now: by name, or by number."""

    row: Row
    local: str
    remote: str

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def address(self) -> str:
        return self.row.address


_ORDERS: Mapping[str, Callable[[Shown], Any]] = {
    "Remote address": lambda each: octets(each.row.remote_address),
    "Remote port": lambda each: each.row.remote_port,
    "Local port": lambda each: each.row.local_port,
    "Idle time": lambda each: each.row.idle,
    "State": lambda each: each.row.state,
    "User": lambda each: each.row.user,
    "Bytes out": lambda each: each.row.sent,
    "Bytes in": lambda each: each.row.received,
}
"""What the rows are ordered by, by the name of the column that the user has chosen."""


def _rows(view: View) -> Sequence[Shown]:
    numbers = bool(view.arguments.get("numbers"))
    wanted = netstat.chosen(netstat.rows(view.system, view.now), _subset(view))
    found = [Shown(each, _local(each, numbers), each.remote) for each in wanted]
    order = _ORDERS.get(view.arguments.get("sort", ""))
    return sorted(found, key=order) if order else found


def _local(row: Row, numbers: bool) -> str:
    return short(row.service) if row.service and not numbers else str(row.local_port)


def _subset(view: View) -> Mapping[str, str]:
    return view.arguments.get("subset") or {}


def _header(view: View) -> Sequence[str]:
    """A line that tells which rows are shown, when not all are."""
    told = [
        f"{c.label.lower().removesuffix(' value')} {_subset(view)[c.name]}"
        for c in _CRITERIA
        if c.name in _subset(view)
    ]
    return [f" Subset:   {', '.join(told)}"] if told else []


def _no_traces(_: Shown) -> Message:
    return diagnostic("PRT1419")


# The subset


def _one_of(*values: str) -> Callable[[str, Mapping[str, str]], bool]:
    return lambda text, _: text in values


def _port(text: str, _: Mapping[str, str]) -> bool:
    return bool(re.fullmatch("[0-9]{1,5}", text)) and LOWEST <= int(text) <= HIGHEST


def _above(lower: str) -> Callable[[str, Mapping[str, str]], bool]:
    """A port that is not below the one in another field."""

    def takes(text: str, asked: Mapping[str, str]) -> bool:
        first = asked.get(lower, "")
        return _port(text, asked) and _port(first, asked) and int(first) <= int(text)

    return takes


def _address(text: str, _: Mapping[str, str]) -> bool:
    parts = text.split(".")
    end = parts.pop() if parts[-1] == ANY_OCTET else ""
    whole = len(parts) < 4 if end else len(parts) == 4
    return whole and all(re.fullmatch("[0-9]{1,3}", part) and int(part) < 256 for part in parts)


ANY_OCTET = "*"
_ALL, _ONLY = "*ALL", "*ONLY"
_PORTS, _UPPER = f"{LOWEST}-{HIGHEST}, {_ALL}", f"{LOWEST}-{HIGHEST}, {_ONLY}"

_CRITERIA = (
    Criterion("type", "Connection type", 4, _ALL, "*TCP, *UDP, *ALL", _one_of(*PROTOCOLS)),
    Criterion(
        "state", "State", 11, _ALL, "LISTEN, ESTABLISHED, *ALL",
        _one_of(LISTEN.upper(), ESTABLISHED.upper()),
    ),
    Criterion("local", "Local port", 5, _ALL, _PORTS, _port),
    Criterion("local upper", "To local port", 5, _ONLY, _UPPER, _above("local"), indent=2),
    Criterion("address", "Remote address", 15, _ALL, "Address, 10.1.*, *ALL", _address),
    Criterion("remote", "Remote port", 5, _ALL, _PORTS, _port),
    Criterion("remote upper", "To remote port", 5, _ONLY, _UPPER, _above("remote"), indent=2),
    Criterion(
        "user", "User", 10, _ALL, "Name, *ALL",
        lambda text, _: bool(re.fullmatch(r"[A-Z$#@][A-Z0-9$#@_.]*", text)),
    ),
)  # fmt: skip

_ENDS = (
    Column("Remote address", 7, 15, ("Remote", "Address"), lambda each: each.row.remote_address),
    Column("Remote port", 24, 9, ("Remote", "Port"), lambda each: each.remote),
    Column("Local port", 35, 9, ("Local", "Port"), lambda each: each.local),
)

IPV4CNN = WorkWith(
    "IPV4CNN",
    "Work with IPv4 Connection Status",
    (
        *_ENDS,
        Column("Idle time", 46, 9, ("", "Idle Time"), lambda each: idle_time(each.row.idle)),
        Column("State", 57, 13, ("", "State"), lambda each: each.row.state),
    ),
    (
        Option(3, "Enable debug", "", without=_no_traces),
        Option(4, "End", "ENDTCPCNN {row.address}", confirm="Confirm End of IPv4 Connections"),
        Option(5, "Display details", "DSPTCPCNN {row.address}"),
        Option(6, "Disable debug", "", without=_no_traces),
        Option(8, "Display jobs", "DSPCNNJOB {row.address}"),
    ),
    Rows(_rows, "id"),
    (
        EXIT,
        REFRESH,
        COMMAND_LINE,
        Key("f11", "Display byte counts", Action.OTHER_VIEW, other="Display state"),
        CANCEL,
        Key("f20", "Work with IPv6 connections", "NETSTAT OPTION(*CNN6)", starts_row=True),
        MORE_KEYS,
    ),
    "(No connections)",
    live=True,
    header=_header,
    other=(
        *_ENDS,
        Column("User", 46, 10, ("", "User"), lambda each: each.row.user),
        Column("Bytes out", 58, 10, ("", "Bytes Out"), lambda each: str(each.row.sent), right=True),
        Column(
            "Bytes in", 70, 10, ("", "Bytes In"), lambda each: str(each.row.received), right=True
        ),
    ),
    more_keys=(
        PRINT_LIST,
        Key("f13", "Sort by column", Action.SORT),
        Key("f14", "Display port numbers", Action.NUMBERS, other="Display port names"),
        Key("f15", "Subset", Action.SUBSET),
        TOP._replace(starts_row=True),
        BOTTOM,
        MORE_KEYS,
    ),
    subset=Subset("IPV4SUBSET", "Subset IPv4 Connections", _CRITERIA),
)  # fmt: skip


# One connection


def _connection(view: View) -> Row | None:
    return netstat.row(view.system, view.now, view.arguments["connection"])


_GONE = [Line(" (The connection no longer exists)")]


def _details(view: View) -> Sequence[Line]:
    row = _connection(view)
    return [*_detail_lines(row, view)] if row else _GONE


def _detail_lines(row: Row, view: View) -> Iterator[Line]:
    groups: Mapping[str, Mapping[str, str]] = {
        "Connection identification:": {
            "Remote internet address": row.remote_address,
            "Remote port": row.remote,
            "Local internet address": row.local_address,
            "Local port": f"{row.local_port}  {row.service}".rstrip(),
            "Associated user profile": row.user,
            "Job": row.job,
        },
        "Programming interface information:": {
            "Connection type": row.protocol,
            "State": row.state,
        },
        "Timing information:": {
            "Idle time": idle_time(row.idle),
            "Since": view.messages.calendar.written(row.since),
        },
        "Bytes (simulated):": {"Bytes out": str(row.sent), "Bytes in": str(row.received)},
    }
    for title, told in groups.items():
        yield Line(f" {title}", strong=True)
        yield from facts(told, indent=3)


DSPTCPCNN = Information(
    "DSPTCPCNN", lambda view: "Display TCP Connection Status", _details, DISPLAY
)


def _jobs(view: View) -> Sequence[Line]:
    row = _connection(view)
    if row is None:
        return _GONE
    told = {
        "Connection type": row.protocol,
        "Local address": row.local_address,
        "Local port": str(row.local_port),
        "Remote address": row.remote_address,
        "Remote port": row.remote,
    }
    number, user, name = parts_of(row.job)
    job = job_of(view.system.jobs, row.job)
    return [
        *facts(told, 28),
        Line(""),
        Line(" Job         User        Number    Subsystem", strong=True),
        Line(f" {name:<10}  {user:<10}  {number}    {job.subsystem if job else ''}".rstrip()),
    ]


DSPCNNJOB = Information("DSPCNNJOB", lambda view: "Display Jobs Using Connection", _jobs, DISPLAY)

PANELS = (IPV4CNN, DSPTCPCNN, DSPCNNJOB)
