"""An IPL: every job ends, and the machine begins anew. What it consists of, restrictions among it, stays.

Everything expects to be inside a transaction. Knows no command.
"""

from __future__ import annotations

from typing import NamedTuple

from portres_tui.domain import serverjobs, tcpip
from portres_tui.domain.jobs import Job, job_ended, system_job
from portres_tui.domain.machine import Log, end_job, end_subsystem, start_subsystem, start_tcp
from portres_tui.domain.messages import completion, information
from portres_tui.domain.system import System


class Ipl(NamedTuple):
    """What came of it: the job that started the servers, and the jobs of those that it started."""

    starter: Job
    started: list[Job]


def restart(system: System, requester: Job, now: float, code: int, log: Log) -> Ipl:
    """End all that runs with this end code, and start the subsystems, TCP/IP and the servers whose
    autostart is *YES: each of them binds its ports now."""
    log(system_job(now), now, information("PRT1120", job=requester.id))
    for subsystem in [each for each in system.subsystems if each.active]:
        end_subsystem(system, subsystem, now, code, log)
    for job in system.jobs.find(open=True):  # in a subsystem that is no more
        log(job, now, job_ended(end_job(system, job, now, code, tells=False)))
    up = now + serverjobs.SHUTDOWN
    for subsystem in list(system.subsystems):
        start_subsystem(system, subsystem, up, log)
    tcpip.begin(system, up, log)
    ipl = Ipl(*start_tcp(system, up, log))
    told = completion(
        "PRT1121", active=sum(job.open for job in ipl.started), failed=len(failed(ipl))
    )
    log(system_job(now), up + serverjobs.ENDS, told)
    return ipl


def failed(ipl: Ipl) -> list[Job]:
    """The jobs of servers that could not be started."""
    return [job for job in ipl.started if not job.open]
