"""Work with Active Jobs: the subsystems with their jobs, as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from portres_tui.domain.jobs import Job, JobType
from portres_tui.panels.forms import Form, Input
from portres_tui.panels.joblists import ListedJob, job_options
from portres_tui.panels.lists import Column, Find, Rows, WorkWith
from portres_tui.panels.model import (
    BOTTOM,
    CANCEL,
    EXIT,
    MORE_KEYS,
    PRINT_LIST,
    PROMPT,
    REFRESH,
    RETRIEVE,
    TOP,
    Action,
    Key,
    View,
)

_TYPES = {JobType.MONITOR: "SBS", JobType.INTERACTIVE: "INT"}
_BATCH = "BCH"

NO_PROCESSOR = ".0"
"""What stands for processor time: none is simulated."""


def active_jobs(view: View) -> list[ListedJob]:
    """The jobs whose end is not decided yet, each subsystem before its jobs."""
    chosen = view.arguments.get("subsystems", ())
    jobs = [
        job for job in view.system.jobs.find(open=True) if not chosen or job.subsystem in chosen
    ]
    return [ListedJob(job) for job in sorted(_wanted(jobs, view), key=_place)]


def _wanted(jobs: Sequence[Job], view: View) -> Iterator[Job]:
    """The jobs that have the name, and the subsystems that they are in."""
    name = view.arguments.get("job", "*ALL")
    found = [job for job in jobs if is_named(job, name)]
    inside = {job.subsystem for job in found}
    yield from found
    for job in jobs:
        if job.type is JobType.MONITOR and job.subsystem in inside and job not in found:
            yield job


def is_named(job: Job, name: str) -> bool:
    """Does the job have this name, or one that begins like this generic name?"""
    return name == "*ALL" or (
        job.name.startswith(name[:-1]) if name.endswith("*") else job.name == name
    )


def _place(job: Job) -> tuple[str, bool, str, str]:
    return job.subsystem, job.type is not JobType.MONITOR, job.name, job.number


def _now(view: View, row: ListedJob) -> ListedJob:
    job = view.system.jobs.get(row.number) or row.job._replace(open=False)
    sockets = view.system.sockets.find(job=job.id) if job.type is JobType.SERVER else []
    bound = [each for each in sockets if each.since <= view.now]
    ports = " ".join(dict.fromkeys(str(each.port) for each in bound))
    own = job.number == view.arguments.get("own")
    function = "CMD-WRKACTJOB" if own else ""
    return ListedJob(job, _status(job, own, bool(bound)), function, ports)


def _status(job: Job, own: bool, listens: bool) -> str:
    """What the job waits for, or that it runs. One that ends is shown so until the list is read
    again."""
    if not job.open:
        return "END"
    if job.type is JobType.INTERACTIVE:
        return "RUN" if own else "DSPW"
    if job.type is JobType.BATCH:
        return "RUN"
    return "SELW" if listens else "DEQW"


def _header(view: View) -> Sequence[str]:
    since = int(max(0.0, view.now - view.arguments.get("since", view.now)))
    elapsed = f"{since // 3600:02}:{since // 60 % 60:02}:{since % 60:02}"
    count = len(view.system.jobs.find(open=True))
    return [f" CPU %: {NO_PROCESSOR:>6}     Elapsed time:   {elapsed}     Active jobs:   {count}"]


def _name(row: ListedJob) -> str:
    return row.job.name if row.job.type is JobType.MONITOR else f"  {row.job.name}"


def _type(row: ListedJob) -> str:
    return _TYPES.get(row.job.type, _BATCH)


def _has(row: ListedJob, text: str) -> bool:
    return any(text in name for name in (row.job.name, row.job.user))


FINDJOB = Form(
    "FINDJOB",
    "Find Active Job",
    (Input("FIND", "Find", 7, choices="Job, subsystem or user"),),
    (EXIT, CANCEL),
    input_at=30,
)

_JOB = Column("Subsystem/Job", 7, 13, ("", "Subsystem/Job"), _name)
_USER = Column("User", 22, 10, ("Current", "User"), lambda row: row.job.user)
_STATUS = Column("Status", 62, 6, ("", "Status"), lambda row: row.status)

WRKACTJOB = WorkWith(
    "WRKACTJOB",
    "Work with Active Jobs",
    (
        _JOB,
        _USER,
        Column("Type", 34, 4, ("", "Type"), _type),
        Column("CPU %", 40, 5, ("", "CPU %"), lambda row: NO_PROCESSOR, right=True),
        Column("Function", 47, 14, ("", "Function"), lambda row: row.function),
        _STATUS,
    ),
    job_options("Confirm End of Active Jobs"),
    Rows(active_jobs, "number", _now),
    (
        EXIT,
        REFRESH,
        Key("f7", "Find", Action.FIND),
        Key("f10", "Restart statistics", Action.RESTART),
        Key("f11", "Display ports", Action.OTHER_VIEW, starts_row=True, other="Display status"),
        CANCEL,
        MORE_KEYS,
    ),
    "(No active jobs)",
    command_line="Parameters or command",
    live=True,
    header=_header,
    moment=True,
    close=True,
    find=Find(FINDJOB, active_jobs, _has),
    more_keys=(PROMPT, PRINT_LIST, RETRIEVE, TOP, BOTTOM, MORE_KEYS),
    other=(
        _JOB,
        _USER,
        Column("Number", 34, 6, ("", "Number"), lambda row: row.number),
        Column("Ports", 43, 24, ("", "Ports"), lambda row: row.ports),
    ),
)

PANELS = (WRKACTJOB,)
