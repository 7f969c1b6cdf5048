"""Which job is meant: by its whole name, by parts of it, by its server. Knows no command."""

from __future__ import annotations

from portres_tui.domain.jobs import Job, JobType, parts_of
from portres_tui.domain.system import System, Table


def job_of(jobs: Table[Job], id: str) -> Job | None:
    """The job of this number/user/name, if it is still known."""
    job = jobs.get(parts_of(id).number)
    return job if job and job.id == id else None


def newest_job(system: System, server: str) -> Job | None:
    """The job that the server had last, or has."""
    return system.jobs.last(server=server)


def matching_jobs(jobs: Table[Job], name: str, user: str, number: str) -> list[Job]:
    """The jobs that a job name, with or without user and number, means; by number."""
    one = jobs.get(number) if number else None
    found = jobs.find(name=name) if not number else [one] if one else []
    return [job for job in found if job.name == name and user in ("", job.user)]


def open_sessions(jobs: Table[Job]) -> list[Job]:
    """The jobs of those who are signed on."""
    return [job for job in jobs.find(open=True) if job.type is JobType.INTERACTIVE]
