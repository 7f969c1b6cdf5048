"""Spooled files as rows: how they come to be, which ones a job has, how they go.

What changes rows expects to be inside a transaction.
"""

from __future__ import annotations

from portres_tui.domain.jobs import Job
from portres_tui.domain.spool import JOB_LOG, JOB_LOG_QUEUE, LIST, SpooledFile, SpooledText
from portres_tui.domain.system import SHAPES, System

_STRETCH = 50
"""Files that are read together."""

LONGEST_LINE = 378
"""Characters that a line of a spooled file may have."""


def spool(
    system: System, job: Job, user_data: str, lines: tuple[str, ...], now: float
) -> SpooledFile:
    """Print these lines in a file of their own on the queue for lists."""
    job = _numbered(system, system.jobs.get(job.number) or job)
    text = tuple(line[:LONGEST_LINE] for line in lines)
    file = SpooledFile(job.id, job.printed, LIST, job.user, user_data[:10], now, len(text))
    system.spooled.put(file)
    system.spooled_text.put(SpooledText(job.id, job.printed, text))
    return file


def spool_log(system: System, job: Job) -> Job:
    """Print the log of a job that has ended: a file whose text is made when it is read. The job as it
    is then."""
    job = _numbered(system, job)
    assert job.ended is not None
    file = SpooledFile(
        job.id, job.printed, JOB_LOG, job.user, job.name, job.ended, 0, JOB_LOG_QUEUE
    )
    system.spooled.put(file)
    return job


def _numbered(system: System, job: Job) -> Job:
    """The job with a number for one more file, which no file of it had before, whether that is still
    there or not."""
    job = job._replace(printed=job.printed + 1)
    system.jobs.put(job)
    return job


def files_of(system: System, job: str) -> list[SpooledFile]:
    """The spooled files of a job (number/user/name), oldest first."""
    found: list[SpooledFile] = []
    number = 0
    while True:
        page = system.spooled.page((job, number), _STRETCH)
        own = [file for file in page if file.job == job]
        found += own
        if len(own) < _STRETCH:
            return found
        number = own[-1].number


def has_files(system: System, job: str) -> bool:
    """Has the job any spooled file?"""
    return any(file.job == job for file in system.spooled.page((job, 0), 1))


def discard(system: System, file: SpooledFile) -> None:
    """The file goes, with its text."""
    key = SHAPES["spooled"].key_of(file)
    system.spooled.remove(*key)
    if system.spooled_text.get(*key) is not None:
        system.spooled_text.remove(*key)
