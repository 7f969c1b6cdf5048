"""Jobs and their logs. A log entry is an ID with data; who words it is elsewhere.

Times are seconds since the epoch (UTC). What takes a moment is decided at once and dated up to
a second ahead: whoever reads shows only what is due.
"""

from __future__ import annotations

from datetime import tzinfo
from enum import StrEnum
from typing import NamedTuple

from portres_tui.domain.dates import Calendar
from portres_tui.domain.messages import Message, MessageType, completion, information


class JobType(StrEnum):
    """What kind of work a job is."""

    INTERACTIVE = "*INTERACT"
    BATCH = "*BATCH"
    SERVER = "*SERVER"
    MONITOR = "*SUBSYS"
    SYSTEM = "*SYSTEM"


class Job(NamedTuple):
    """A job, known by number/user/name; `ended` is None until its end is decided."""

    number: str
    user: str
    name: str
    type: JobType
    subsystem: str
    entered: float
    started: float
    ended: float | None = None
    server: str = ""
    """The server whose job this is, the one that owns its sockets; empty for every other job."""
    open: bool = True
    """Its end is not decided yet: the jobs of a busy machine are found by it."""
    helps: str = ""
    """The server that this job, which owns no socket, belongs to."""
    end_code: int = 0
    address: str = ""
    """Where the user of a session comes from; empty for this computer."""
    date_format: str = "*MDY"
    date_separator: str = "/"
    time_separator: str = ":"
    printed: int = 0
    """How many spooled files it has made: the number of the newest of them."""

    @property
    def id(self) -> str:
        """number/user/name, as IBM writes it."""
        return f"{self.number}/{self.user}/{self.name}"

    def lives(self, now: float) -> bool:
        """Has not ended yet; it may not have started either."""
        return self.ended is None or self.ended > now


class JobName(NamedTuple):
    """The parts of a job's whole name."""

    number: str
    user: str
    name: str


def parts_of(id: str) -> JobName:
    """The parts of number/user/name."""
    return JobName(*id.split("/"))


def calendar(job: Job, zone: tzinfo | None = None) -> Calendar:
    """How the job writes moments. `zone` None is local time."""
    return Calendar(job.date_format, zone, job.date_separator, job.time_separator)


class LogEntry(NamedTuple):
    """One line of a job log. `sequence` is 0 until the store has numbered it."""

    job: str
    job_type: JobType
    time: float
    severity: int
    message: Message
    sequence: int = 0

    @property
    def is_request(self) -> bool:
        return self.message.type is MessageType.REQUEST


def line(job: Job, time: float, severity: int, sent: Message) -> LogEntry:
    """A line for the log of this job."""
    return LogEntry(job.id, job.type, time, severity, sent)


SEVERE = 40
"""From this severity on a log line is marked, and is a message waiting."""

BRACKET_SEVERITY = 0
"""The severity of `job_started` and `job_ended`, for who has not read a message file."""


def job_started(job: Job) -> Message:
    """The message that opens a job's log."""
    return information(
        "CPF1124", job=job.id, started=job.started, entered=job.entered, subsystem=job.subsystem
    )


def system_job(now: float) -> Job:
    """The job that logs what becomes of the system as a whole. No table has it: it is there from the
    beginning and never ends."""
    return Job("000000", "QSYS", "SCPF", JobType.SYSTEM, "QSYS", now, now)


CONTROLLED, FORCED, IMMEDIATE = 10, 30, 50
"""End codes: ended by itself while it was asked to; did not come to its end by itself (that this is 30
is assumed); ended by somebody while it was active. 0 is a normal end."""

END_CODES = {"*CNTRLD": CONTROLLED, "*IMMED": IMMEDIATE}
"""The end code of a job by the OPTION with which it, its subsystem or the system is ended."""


def job_ended(job: Job) -> Message:
    """The message that closes the log of a job that has ended. No processor time is simulated, so
    none is told."""
    return completion("CPF1164", job=job.id, ended=job.ended, code=job.end_code)


def may_see(entry: LogEntry, job: str, authorities: frozenset[str]) -> bool:
    """May the job log pane of `job` show this line? Own job and servers; the rest with *JOBCTL.
    DSPJOBLOG, which asks for one job by name, also shows the others of the same profile."""
    own = entry.job == job
    return own or entry.job_type is JobType.SERVER or "*JOBCTL" in authorities
