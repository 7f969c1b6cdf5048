"""What a store must offer of the machine's logs: job logs, the history log, the audit journal.

They have sequences of their own and never raise the revision. The history log is no log beside the
others: it is what the job logs have that concerns the machine as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from portres_tui.domain.audit import AuditEntry
from portres_tui.domain.jobs import SEVERE, LogEntry, parts_of, system_job

SYSTEM_JOB = system_job(0.0).id
"""The job of the system itself. It is in no list; all that it logs is history."""

HISTORIC = ("CPF1124", "CPF1164")
"""Messages that are history whatever their severity: that a job started, that it ended."""

ANY = "*"
"""A part of a job's name, number/user/name, that may be any."""

Place = tuple[float, int]
"""Time and sequence: what the history log is ordered by, because lines are dated ahead."""


def historic(entry: LogEntry) -> bool:
    """Does this line of a job log stand in the history log?"""
    severe = entry.severity >= SEVERE
    return severe or entry.message.id in HISTORIC or entry.job == SYSTEM_JOB


def place_of(entry: LogEntry) -> Place:
    return entry.time, entry.sequence


class History(NamedTuple):
    """Which lines of the history log are wanted. Times are seconds since the epoch."""

    since: float = 0.0
    until: float = float("inf")
    job: tuple[str, str, str] = (ANY, ANY, ANY)
    """Number, user and name; see ANY."""
    ids: tuple[str, ...] = ()
    """Message IDs; none stands for all."""

    def takes(self, entry: LogEntry) -> bool:
        named = zip(self.job, parts_of(entry.job), strict=True)
        return (
            self.since <= entry.time <= self.until
            and all(part in (ANY, given) for part, given in named)
            and (not self.ids or entry.message.id in self.ids)
        )


class Audited(NamedTuple):
    """Which entries of the audit journal are wanted; nothing given stands for all."""

    types: tuple[str, ...] = ()
    profile: str = ""
    since: float = 0.0
    until: float = float("inf")

    def takes(self, entry: AuditEntry) -> bool:
        return (
            (not self.types or entry.type in self.types)
            and self.profile in ("", entry.profile)
            and self.since <= entry.time <= self.until
        )


class Logs(Protocol):
    """The logs of a machine. What is asked for by pages costs the page, however much there is."""

    def log(self, entries: Iterable[LogEntry]) -> None:
        """Append to the job logs, numbering the entries. Inside a transaction."""

    def job_log(self, job: str, after: int = 0) -> list[LogEntry]:
        """One job's log behind a sequence number, oldest first."""

    def log_after(self, sequence: int, n: int) -> list[LogEntry]:
        """Of all job logs, the first `n` entries behind a sequence number, oldest first."""

    def log_last(self, n: int) -> list[LogEntry]:
        """Of all job logs, the last `n` entries, oldest first."""

    def history(self, wanted: History, after: Place | None, n: int) -> list[LogEntry]:
        """The first `n` lines of the history log behind a place, or from its start."""

    def history_before(self, wanted: History, before: Place | None, n: int) -> list[LogEntry]:
        """The last `n` lines of the history log before a place, or up to its end, oldest first."""

    def audit(self, entry: AuditEntry) -> None:
        """Append to the audit journal. Inside a transaction."""

    def audit_page(self, wanted: Audited, after: int | None, n: int) -> list[AuditEntry]:
        """The first `n` entries behind a sequence number, or from the start."""

    def audit_before(self, wanted: Audited, before: int | None, n: int) -> list[AuditEntry]:
        """The last `n` entries before a sequence number, or up to the end, oldest first."""
