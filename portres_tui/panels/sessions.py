"""Work with Sessions: who is signed on, from where and since when. A panel of ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from portres_tui.domain.jobs import Job, JobType
from portres_tui.panels.keys import COMMANDS, ENDS
from portres_tui.panels.lists import Column, Option, Rows, WorkWith
from portres_tui.panels.model import (
    Key,
    View,
)


class SessionRow(NamedTuple):
    """An interactive job, and when it began, as it is written."""

    job: Job
    since: str

    @property
    def number(self) -> str:
        return self.job.number


def session_rows(view: View) -> Sequence[SessionRow]:
    """The interactive jobs that have not ended, by user."""
    calendar = view.messages.calendar
    jobs = [job for job in view.system.jobs.find(open=True) if job.type is JobType.INTERACTIVE]
    return [
        SessionRow(job, calendar.written(job.started))
        for job in sorted(jobs, key=lambda job: (job.user, job.number))
    ]


WRKSSN = WorkWith(
    "WRKSSN",
    "Work with Sessions",
    (
        Column("User", 7, 10, ("", "User"), lambda row: row.job.user),
        Column("Job", 19, 10, ("", "Job"), lambda row: row.job.name),
        Column("Number", 31, 6, ("", "Number"), lambda row: row.job.number),
        Column("From", 40, 20, ("", "From"), lambda row: row.job.address or "this computer"),
        Column("Since", 62, 18, ("", "Since"), lambda row: row.since),
    ),
    (
        Option(
            4, "End", "ENDJOB JOB({row.job.id}) OPTION(*IMMED)",
            confirm="Confirm End of Sessions",
        ),
        Option(5, "Work with", "WRKJOB JOB({row.job.id})"),
        Option(7, "Send message", "?SNDMSG TOUSR({row.job.user})"),
        Option(8, "Break message", "?SNDBRKMSG TOMSGQ({row.job.name})"),
    ),
    Rows(session_rows, "number"),
    (
        *COMMANDS,
        Key("f10", "Message to all", "?SNDMSG TOUSR(*ALLACT)", starts_row=True),
        Key("f11", "Break message", "?SNDBRKMSG TOMSGQ(*ALLWS)"),
        *ENDS,
    ),
    "(No sessions)",
    command_line="Parameters or command",
    live=True,
)  # fmt: skip

PANELS = (WRKSSN,)
