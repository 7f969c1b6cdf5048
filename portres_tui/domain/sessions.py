"""The jobs of sessions: a process of the host stands behind each of them, and may be gone.

Who is still there is passed in. Expects to be inside a transaction where it ends jobs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from portres_tui.domain.jobs import FORCED, Job, JobType, job_ended
from portres_tui.domain.machine import Log, end_job
from portres_tui.domain.system import System


def is_session(job: Job) -> bool:
    """Does a process of the host stand behind it?"""
    return job.type in (JobType.INTERACTIVE, JobType.BATCH)


def absent(jobs: Iterable[Job], present: Collection[str]) -> list[Job]:
    """Those of the open jobs that are of sessions which are no more: their processes were killed.
    `present` are the numbers of the jobs whose processes live."""
    return [job for job in jobs if is_session(job) and job.number not in present]


def end_absent(system: System, jobs: Iterable[Job], now: float, log: Log) -> None:
    """End them, unless somebody else has just done so."""
    for job in jobs:
        if system.jobs.get(job.number) == job:
            ended = end_job(system, job, now, FORCED)
            log(ended, now, job_ended(ended))
