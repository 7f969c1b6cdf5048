"""TCP/IP as a whole: whether it is active, and what becomes of servers and connections when it is not.

While it is ended nothing can be bound. Everything expects to be inside a transaction. Knows no command.
"""

from __future__ import annotations

from portres_tui.domain.jobs import Job, system_job
from portres_tui.domain.machine import Log, end_server
from portres_tui.domain.messages import information
from portres_tui.domain.system import SHAPES, System, SystemValue, value

STATE, ACTIVE, ENDED = "TCPIP", "*ACTIVE", "*ENDED"
"""The value of the machine that tells it, and what that may be."""


def is_active(system: System) -> bool:
    """Can anything be bound?"""
    return value(system, STATE, ACTIVE) == ACTIVE


def begin(system: System, now: float, log: Log) -> None:
    """TCP/IP is active from now on. No server is started by that."""
    system.values.put(SystemValue(STATE, ACTIVE))
    log(system_job(now), now, information("PRT1103"))


def end(system: System, now: float, log: Log, *, idle: bool) -> list[Job]:
    """All that is bound or connected is gone, and with it the jobs of the servers that held it; with
    `idle` also those that held nothing. The jobs that ended."""
    holders = {socket.job for socket in system.sockets}
    jobs = [each for each in system.jobs.find(open=True) if each.server]
    ending = [each for each in jobs if idle or each.id in holders]
    for job in ending:
        end_server(system, job, now, log)
    for name in ("sockets", "connections"):
        table = getattr(system, name)
        for row in list(table):
            table.remove(*SHAPES[name].key_of(row))
    system.values.put(SystemValue(STATE, ENDED))
    log(system_job(now), now, information("PRT1104"))
    return ending
