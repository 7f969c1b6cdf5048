"""What the machine's documents must hold beyond the types of their fields.

The same rules find damage and keep out what comes from outside: names are IBM i names, texts have
nothing in them that a terminal would obey. Knows row types, no store.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from portres_tui.domain import tcpip
from portres_tui.domain.audit import AuditEntry
from portres_tui.domain.connections import Connection, is_address
from portres_tui.domain.dates import FORMATS
from portres_tui.domain.jobs import Job, LogEntry
from portres_tui.domain.messages import Message
from portres_tui.domain.ports import HIGHEST, LOWEST, PROTOCOLS, PortRestriction
from portres_tui.domain.printing import LONGEST_LINE
from portres_tui.domain.queues import HIGHEST as HIGHEST_NUMBER
from portres_tui.domain.queues import MessageQueue, QueuedMessage
from portres_tui.domain.servers import FAMILIES, Fault, ServerPort, Socket, TcpServer
from portres_tui.domain.services import NAME_LENGTH, Service
from portres_tui.domain.spool import SpooledFile, SpooledText
from portres_tui.domain.sshkeys import LONGEST
from portres_tui.domain.subsystems import Subsystem
from portres_tui.domain.system import SHAPES, Change, JournalEntry, SystemValue
from portres_tui.domain.users import (
    CLASS_AUTHORITIES,
    SPECIAL_AUTHORITIES,
    Password,
    UserProfile,
)
from portres_tui.domain.values import VALUES, Definition
from portres_tui.store.fields import Documents, Rule, Rules

_LAST = 253_370_764_800.0
"""The beginning of the year 9999: a calendar can write all that is before it."""

_NAME = "[A-Z$#@][A-Z0-9$#@_.]{0,9}"


def _matches(pattern: str, reason: str) -> Rule:
    compiled = re.compile(pattern)
    return lambda value: "" if compiled.fullmatch(value) else reason


def _any_of(*values: str) -> Rule:
    return lambda value: "" if value in values else f"is none of {', '.join(values)}"


def _each(rule: Rule) -> Rule:
    return lambda values: next(filter(None, map(rule, values)), "")


def _but(rule: Rule, *others: str) -> Rule:
    """`rule`, or one of some other values."""
    return lambda value: "" if value in others else rule(value)


def _port(value: int) -> str:
    return "" if LOWEST <= value <= HIGHEST else f"is not a port, {LOWEST}-{HIGHEST}"


def _severity(value: int) -> str:
    return "" if 0 <= value <= 99 else "is not a severity, 0-99"


def _count(value: int) -> str:
    if value >= HIGHEST_NUMBER:
        return "is too high"
    return "" if value >= 0 else "is below 0"


def _address(value: str) -> str:
    return "" if is_address(value) else "is not an IPv4 address"


def _separator(value: str) -> str:
    return "" if len(value) == 1 and value.isprintable() else "is not one character"


def _moment(value: float) -> str:
    return "" if 0 <= value < _LAST else "is not a time in seconds since 1970"


def _text(length: int) -> Rule:
    def rule(value: str) -> str:
        if not value.isprintable():
            return "has characters that cannot be shown"
        return "" if len(value) <= length else f"is longer than {length} characters"

    return rule


def _job_name(value: str) -> str:
    """The name of a server's job, in which `nnnnn` becomes a number."""
    return _name(value.replace("nnnnn", "00000"))


_name = _matches(_NAME, "is not a name of IBM i (1-10 of A-Z 0-9 $ # @ _ ., no digit first)")
_system_name = _matches("[A-Z$#@][A-Z0-9$#@]{0,7}", "is not a system name (1-8 of A-Z 0-9 $ # @)")
_server = _matches(rf"\*?{_NAME}( \*?{_NAME})?", "is not a server's name")
_job_number = _matches("[0-9]{6}", "is not six digits")
_job_id = _matches(rf"[0-9]{{6}}/{_NAME}/{_NAME}", "is not a job, number/user/name")
_message_id = _matches("[A-Z][A-Z0-9]{2}[0-9A-F]{4}", "is not a message ID")
_service = _matches(rf"[!-~]{{1,{NAME_LENGTH}}}", "is not the name of a service")
_protocol = _any_of(*PROTOCOLS)
_mark = _any_of("S", "A")
_line = _text(256)
_title = _text(50)


def _range(document: Mapping[str, Any]) -> str:
    return "" if document["lower"] <= document["upper"] else "lower is above upper"


def _end(document: Mapping[str, Any]) -> str:
    ended = document.get("ended") is not None
    return "" if document.get("open", True) != ended else "open does not fit to ended"


def _kept(definition: Definition) -> Rule:
    return lambda value: "" if definition.keeps(value) else f"is none of {definition.choices}"


_VALUES: Mapping[str, Rule] = {
    **{name: _kept(definition) for name, definition in VALUES.items()},
    "SYSNAME": _system_name,
    "NEXTJOB": _matches("[0-9]{6}", "is not six digits"),
    tcpip.STATE: _any_of(tcpip.ACTIVE, tcpip.ENDED),
}


def _value(document: Mapping[str, Any]) -> str:
    rule = _VALUES.get(document["name"])
    reason = rule(document["value"]) if rule else ""
    return f"{document['name']} {reason}" if reason else ""


def _entry(document: Mapping[str, Any]) -> str:
    return "" if document.get("revision", 0) > 0 else "has no revision"


RULES: Rules = {
    PortRestriction: {
        "lower": _port,
        "upper": _port,
        "protocol": _protocol,
        "profile": _name,
        "": _range,
    },
    UserProfile: {
        "name": _name,
        "text": _title,
        "user_class": _any_of(*CLASS_AUTHORITIES),
        "special_authorities": _each(_any_of(*SPECIAL_AUTHORITIES)),
        "group": _but(_name, "*NONE"),
        "supplemental": _each(_name),
        "mark": _mark,
        "status": _any_of("*ENABLED", "*DISABLED"),
        "limited": _any_of("*NO", "*PARTIAL", "*YES"),
        "menu": _but(_name, "*SIGNOFF"),
        "ssh_keys": _each(_text(LONGEST)),
    },
    Password: {
        "profile": _name,
        "hash": _line,
        "changed": _moment,
        "tries": _count,
        "last": _moment,
    },
    Service: {
        "name": _service,
        "port": _port,
        "protocol": _protocol,
        "text": _title,
        "mark": _mark,
        "aliases": _each(_service),
    },
    Subsystem: {"name": _name, "text": _title, "monitor": _but(_job_id, ""), "library": _name},
    Connection: {
        "protocol": _protocol,
        "local_port": _port,
        "remote_address": _address,
        "remote_port": _port,
        "job": _job_id,
        "profile": _name,
        "since": _moment,
        "pulse": _moment,
    },
    MessageQueue: {"name": _name, "last": _count},
    QueuedMessage: {
        "queue": _name,
        "number": _count,
        "time": _moment,
        "severity": _severity,
        "job": _job_id,
        "profile": _name,
        "reply": _line,
    },
    SpooledFile: {
        "job": _job_id,
        "number": _count,
        "name": _name,
        "user": _name,
        "user_data": _text(10),
        "created": _moment,
        "lines": _count,
        "queue": _name,
    },
    SpooledText: {"job": _job_id, "number": _count, "lines": _each(_text(LONGEST_LINE))},
    TcpServer: {
        "name": _server,
        "title": _title,
        "job": _job_name,
        "subsystem": _name,
        "profile": _but(_name, "*CURRENT"),
        "family": _any_of(*FAMILIES),
        "helpers": _each(_job_name),
        "mark": _mark,
        "assumed": _line,
        "program": _line,
        "text": _title,
        "fault": _any_of(*Fault),
        "clients": _count,
        "kind": _text(30),
        "adopts": _but(_name, ""),
    },
    ServerPort: {"port": _port, "protocol": _protocol, "service": _but(_service, "")},
    Job: {
        "number": _job_number,
        "user": _name,
        "name": _name,
        "subsystem": _name,
        "server": _but(_server, ""),
        "helps": _but(_server, ""),
        "end_code": _count,
        "address": _text(45),
        "printed": _count,
        "date_format": _any_of(*FORMATS),
        "date_separator": _separator,
        "time_separator": _separator,
        "entered": _moment,
        "started": _moment,
        "ended": _moment,
        "": _end,
    },
    Socket: {
        "protocol": _protocol,
        "port": _port,
        "job": _job_id,
        "profile": _name,
        "since": _moment,
    },
    SystemValue: {"name": _name, "value": _line, "": _value},
    LogEntry: {"job": _job_id, "time": _moment, "severity": _severity},
    Message: {"id": _message_id},
    AuditEntry: {
        "type": _name,
        "violation": _name,
        "time": _moment,
        "job": _job_id,
        "profile": _name,
    },
    JournalEntry: {"time": _moment, "job": _job_id, "profile": _name, "": _entry},
    Change: {"table": _any_of(*SHAPES)},
}

DOCUMENTS = Documents(RULES)
