"""Work with User Jobs, and Select Job: jobs of one user or of one name, ended ones among them."""

from __future__ import annotations

from collections.abc import Sequence

from portres_tui.domain.jobnames import matching_jobs
from portres_tui.domain.jobs import Job, JobType
from portres_tui.domain.printing import has_files
from portres_tui.panels.joblists import ListedJob, job_options
from portres_tui.panels.keys import COMMANDS, ENDS
from portres_tui.panels.lists import Column, Option, Rows, WorkWith
from portres_tui.panels.model import (
    EXIT,
    PRINT_LIST,
    REFRESH,
    Action,
    Key,
    View,
)

TYPES = {JobType.INTERACTIVE: "INTER", JobType.MONITOR: "SBS"}
_BATCH = "BATCH"
_OF_TYPE = {"*INTERACT": (JobType.INTERACTIVE,), "*BATCH": (JobType.BATCH, JobType.SERVER)}


def job_type(job: Job) -> str:
    """What kind of job it is, in IBM's words for lists."""
    return TYPES.get(job.type, _BATCH)


def _type(row: ListedJob) -> str:
    return job_type(row.job)


def job_status(view: View, job: Job) -> str:
    """ACTIVE; END while it ends; OUTQ when it has ended and spooled files of it are left, END when
    none are (assumed)."""
    if job.open:
        return "ACTIVE"
    return "OUTQ" if not job.lives(view.now) and has_files(view.system, job.id) else "END"


def user_jobs(view: View) -> list[ListedJob]:
    """The jobs of the user with the status that is asked for, by name."""
    user, status = view.arguments.get("user", "*ALL"), view.arguments.get("status", "*ALL")
    types = _OF_TYPE.get(view.arguments.get("type", "*ALL"), tuple(JobType))
    found = [job for job in _of(view, user, status) if job.type in types]
    return [ListedJob(job) for job in sorted(found, key=lambda job: (job.name, job.number))]


def _of(view: View, user: str, status: str) -> Sequence[Job]:
    whose = {} if user == "*ALL" else {"user": user}
    if status == "*JOBQ":
        return []
    active = view.system.jobs.find(open=True, **whose)
    if status == "*ACTIVE":
        return active
    files = view.system.spooled.find(**whose) if whose else list(view.system.spooled)
    printed = {each.job for each in files if each.created <= view.now}
    ended = (job for job in view.system.jobs.find(open=False, **whose) if job.id in printed)
    return [*([] if status == "*OUTQ" else active), *ended]


def _now(view: View, row: ListedJob) -> ListedJob:
    job = view.system.jobs.get(row.number) or row.job._replace(open=False)
    own = job.number == view.arguments.get("own")
    return row._replace(
        job=job,
        status=job_status(view, job),
        function="CMD-WRKUSRJOB" if own else "",
        entered=view.messages.calendar.written(job.entered),
        again=view.arguments.get("again", "DSPJOB JOB({job})").format(job=job.id),
    )


_JOB = Column("Job", 7, 10, ("", "Job"), lambda row: row.job.name)
_USER = Column("User", 19, 10, ("", "User"), lambda row: row.job.user)
_ENTERED = Column("Entered", 58, 18, ("", "Entered System"), lambda row: row.entered)

WRKUSRJOB = WorkWith(
    "WRKUSRJOB",
    "Work with User Jobs",
    (
        _JOB,
        _USER,
        Column("Type", 31, 7, ("", "Type"), _type),
        Column("Status", 40, 16, ("", "-----Status-----"), lambda row: row.status),
        Column("Function", 57, 14, ("", "Function"), lambda row: row.function),
    ),
    job_options("Confirm End of User Jobs"),
    Rows(user_jobs, "number", _now),
    (
        *COMMANDS,
        Key("f11", "Display entered", Action.OTHER_VIEW, starts_row=True, other="Display status"),
        *ENDS,
    ),
    "(No jobs to display)",
    command_line="Parameters or command",
    live=True,
    moment=True,
    close=True,
    other=(
        _JOB,
        _USER,
        Column("Number", 31, 6, ("", "Number"), lambda row: row.number),
        _ENTERED._replace(at=40),
    ),
)


def same_name(view: View) -> list[ListedJob]:
    """The jobs that have the name which several have."""
    found = matching_jobs(view.system.jobs, *view.arguments["name"])
    return [ListedJob(job) for job in found]


SELJOB = WorkWith(
    "SELJOB",
    "Select Job",
    (
        _JOB,
        _USER,
        Column("Number", 31, 6, ("", "Number"), lambda row: row.number),
        Column("Type", 39, 6, ("", "Type"), _type),
        Column("Status", 47, 10, ("", "--Status--"), lambda row: row.status),
        _ENTERED._replace(at=60),
    ),
    (Option(1, "Select", "{row.again}"),),
    Rows(same_name, "number", _now),
    (EXIT, REFRESH, PRINT_LIST, *ENDS),
    "(No jobs to display)",
)

PANELS = (WRKUSRJOB, SELJOB)
