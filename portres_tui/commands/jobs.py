"""Commands that look at jobs: which there are, what they are doing, what their logs say."""

from __future__ import annotations

from portres_tui.cl.definition import Show, Where, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import GenericName, Name, OneOf
from portres_tui.commands.jobnames import JOB, JobValue, may_read_log, named
from portres_tui.domain.jobs import Job
from portres_tui.domain.messages import EscapeMessage

SBS = parm(
    "SBS", "Subsystem", Name(10), "*ALL", special=("*ALL",), most=25, single=("*ALL",)
)  # fmt: skip
ACTIVE_JOB = parm("JOB", "Job name", GenericName(10), "*ALL", special=("*ALL",))

USER = parm("USER", "User whose jobs are displayed", Name(10), "*", special=("*", "*ALL"))
STATUS = parm("STATUS", "Job status", OneOf(("*ALL", "*JOBQ", "*ACTIVE", "*OUTQ")), "*ALL")
JOBTYPE = parm("JOBTYPE", "Job type", OneOf(("*ALL", "*INTERACT", "*BATCH")), "*ALL")

OPTIONS = {"*STSA": "JOBSTSA", "*DFNA": "JOBDFNA", "*JOBLOG": "DSPJOBLOG"}
"""The panel of each option that only shows something."""

OPTION = parm(
    "OPTION", "Option", OneOf(("*SELECT", "*STSA", "*DFNA", "*SPLF", "*JOBLOG")), "*SELECT"
)  # fmt: skip


@command("DSPJOBLOG", "Display Job Log", JOB, limited=True)
def display_log(request: Request, job: JobValue) -> Show:
    """The log of one's own job, of a server's, or with *JOBCTL of any."""
    found = named(request, job, "DSPJOBLOG JOB({job})")
    return found if isinstance(found, Show) else _log(request, found)


@command("WRKACTJOB", "Work with Active Jobs", SBS, ACTIVE_JOB, where=Where.INTERACTIVE)
def work_with_active(request: Request, sbs: tuple[str, ...], job: str) -> Show:
    """The jobs that are active, subsystem by subsystem."""
    wanted = {"subsystems": () if sbs == ("*ALL",) else sbs, "job": job, "since": request.time}
    return Show("WRKACTJOB", {**wanted, "own": request.job.number})


@command("WRKUSRJOB", "Work with User Jobs", USER, STATUS, JOBTYPE, where=Where.INTERACTIVE)
def work_with_user_jobs(request: Request, user: str, status: str, jobtype: str) -> Show:
    """The jobs of a user, those that have ended and left spooled files among them."""
    whose = request.user.name if user == "*" else user
    wanted = {"user": whose, "status": status, "type": jobtype}
    return Show("WRKUSRJOB", {**wanted, "own": request.job.number})


@command("WRKJOB", "Work with Job", JOB, OPTION, where=Where.INTERACTIVE)
def work_with(request: Request, job: JobValue, option: str) -> Show:
    """What can be looked at and changed of a job."""
    return _option(request, job, option, "WRKJOB")


@command("DSPJOB", "Display Job", JOB, OPTION, limited=True)
def display(request: Request, job: JobValue, option: str) -> Show:
    """What can be looked at of a job. A batch job has no menu: there the status attributes come."""
    in_batch = option == "*SELECT" and not request.requester.interactive
    return _option(request, job, "*STSA" if in_batch else option, "DSPJOB")


def _option(request: Request, job: JobValue, option: str, command: str) -> Show:
    found = named(request, job, f"{command} JOB({{job}}) OPTION({option})")
    if isinstance(found, Show):
        return found
    if option == "*JOBLOG":
        return _log(request, found)
    if option == "*SPLF":
        return Show("JOBSPLF" if command == "WRKJOB" else "DSPJOBSPLF", {"job": found.id})
    return Show(OPTIONS.get(option, command), {"job": found.id})


def _log(request: Request, job: Job) -> Show:
    if not may_read_log(request, job):
        raise EscapeMessage("PRT0403", at=("JOB.0",), job=job.id)
    return Show("DSPJOBLOG", {"job": job.id})


COMMANDS = (
    display_log, work_with_active, work_with_user_jobs, work_with, display,
)  # fmt: skip
