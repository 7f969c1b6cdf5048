"""Jobs and their logs. A log entry is an ID with data; who words it is elsewhere.

Times are seconds since the epoch (UTC). What takes a moment is decided at once and dated up to
a second ahead: whoever reads shows only what is due.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portres_tui.domain.messages import Message, MessageType


class JobType(StrEnum):
    """What kind of work a job is."""

    INTERACTIVE = "*INTERACT"
    BATCH = "*BATCH"
    SERVER = "*SERVER"


@dataclass(frozen=True)
class Job:
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
    """The server whose job this is; empty for every other job."""

    @property
    def id(self) -> str:
        """number/user/name, as IBM writes it."""
        return f"{self.number}/{self.user}/{self.name}"

    def lives(self, now: float) -> bool:
        """Has not ended yet; it may not have started either."""
        return self.ended is None or self.ended > now


@dataclass(frozen=True)
class LogEntry:
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


@dataclass(frozen=True)
class AuditEntry:
    """One line of the audit journal, QAUDJRN: type `AF`, violation `T` is a refused bind."""

    type: str
    violation: str
    time: float
    job: str
    profile: str
    data: Mapping[str, str] = field(default_factory=dict)
    sequence: int = 0


def may_see(entry: LogEntry, job: str, authorities: frozenset[str]) -> bool:
    """May the job log pane of `job` show this line? Own job and servers; the rest with *JOBCTL."""
    own = entry.job == job
    return own or entry.job_type is JobType.SERVER or "*JOBCTL" in authorities
