"""Work with Job and Display Job: the menus about one job, and what they show of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from portres_tui.domain.jobnames import job_of
from portres_tui.domain.jobs import Job, JobType, parts_of
from portres_tui.domain.spool import LIST_QUEUE
from portres_tui.panels.facts import fact
from portres_tui.panels.keys import DISPLAY
from portres_tui.panels.model import (
    CANCEL,
    EXIT,
    PROMPT,
    RETRIEVE,
    Choice,
    Information,
    Line,
    Selection,
    View,
)
from portres_tui.panels.userjobs import job_status, job_type

_LABEL = 44

Facts = Iterator[tuple[str, str]]
"""Labels with their values; one without a value heads those below it."""


def job_header(view: View) -> Sequence[str]:
    """The line that tells whose panel it is; the job is in the arguments as number/user/name."""
    number, user, name = parts_of(view.arguments["job"])
    return [f" Job:   {name:<10}     User:   {user:<10}     Number:   {number}"]


def _choices(verb: str) -> tuple[Choice, ...]:
    """What is displayed of a job. `verb` is the command that the menu is of."""
    return (
        Choice(1, "Display job status attributes", "DSPJOB JOB({job}) OPTION(*STSA)"),
        Choice(2, "Display job definition attributes", "DSPJOB JOB({job}) OPTION(*DFNA)"),
        Choice(3, "Display job run attributes, if active"),
        Choice(4, f"{verb} spooled files", _SPOOLED[verb]),
    )


_SPOOLED = {
    "Work with": "WRKJOB JOB({job}) OPTION(*SPLF)",
    "Display": "DSPJOB JOB({job}) OPTION(*SPLF)",
}

_MORE = (
    Choice(10, "Display job log, if active, on job queue, or pending", "DSPJOBLOG JOB({job})"),
    Choice(11, "Display call stack, if active"),
    Choice(12, "Work with locks, if active"),
    Choice(13, "Display library list, if active"),
    Choice(14, "Display open files, if active"),
    Choice(15, "Display file overrides, if active"),
    Choice(16, "Display commitment control status, if active"),
)

WRKJOB = Selection(
    "WRKJOB",
    "Work with Job",
    (
        _choices("Work with"),
        _MORE,
        (
            Choice(40, "Change job", "?CHGJOB JOB({job})"),
            Choice(41, "End job", "?ENDJOB JOB({job})"),
            Choice(42, "Hold job"),
            Choice(43, "Release job"),
        ),
    ),
    job_header,
    (EXIT, PROMPT, RETRIEVE, CANCEL),
    "Selection or command",
    73,
)

DSPJOB = Selection(
    "DSPJOB",
    "Display Job",
    (_choices("Display"), _MORE),
    job_header,
    (EXIT._replace(starts_row=True), CANCEL),
)


def _lines(facts: Facts) -> list[Line]:
    lines = (fact(label, value, _LABEL) if value else [Line(f" {label}")] for label, value in facts)
    return [line for each in lines for line in each]


def _status_lines(view: View) -> Sequence[Line]:
    job = _job(view)
    return _lines(_status_facts(view, job)) if job else [_GONE]


def _definition_lines(view: View) -> Sequence[Line]:
    job = _job(view)
    return _lines(_definition_facts(job)) if job else [_GONE]


_GONE = Line("   (Job no longer in the system)")


def _job(view: View) -> Job | None:
    return job_of(view.system.jobs, view.arguments["job"])


def _status_facts(view: View, job: Job) -> Facts:
    yield "Status of job", job_status(view, job)
    yield "Current user profile", job.user
    yield from _server_facts(view, job)
    yield from _moment(view, "Entered system:", job.entered)
    yield from _moment(view, "Started:", job.started)
    if job.ended is not None and job.ended <= view.now:
        yield from _moment(view, "Ended:", job.ended)
        yield "End code", str(job.end_code)
    yield "Subsystem", job.subsystem
    yield "Type of job", _TYPES.get(job.type, job_type(job))


_TYPES = {JobType.INTERACTIVE: "INTER", JobType.MONITOR: "SUBSYSTEM"}


def _server_facts(view: View, job: Job) -> Facts:
    """What IBM i does not show here: which server it is a job of, and its ports."""
    if job.server or job.helps:
        yield ("Server" if job.server else "Helps server"), job.server or job.helps
    held = [each for each in view.system.sockets.find(job=job.id) if each.since <= view.now]
    for socket in held:
        yield "Port", f"{socket.port} {socket.protocol}"


def _moment(view: View, label: str, moment: float) -> Facts:
    calendar = view.messages.calendar
    yield label, ""
    yield "  Date", calendar.date(moment)
    yield "  Time", calendar.time(moment)


def _definition_facts(job: Job) -> Facts:
    yield "Job date format", job.date_format
    yield "Job date separator", _visible(job.date_separator)
    yield "Job time separator", _visible(job.time_separator)
    yield "Default output queue", LIST_QUEUE


def _visible(separator: str) -> str:
    return "*BLANK" if separator == " " else separator


JOBSTSA = Information(
    "JOBSTSA",
    lambda view: "Display Job Status Attributes",
    _status_lines,
    DISPLAY,
    header=job_header,
)

JOBDFNA = Information(
    "JOBDFNA",
    lambda view: "Display Job Definition Attributes",
    _definition_lines,
    DISPLAY,
    header=job_header,
)

PANELS = (WRKJOB, DSPJOB, JOBSTSA, JOBDFNA)
