"""Parameters that name a job, and the job that they mean.

No commands stand here: those on jobs and on spooled files name jobs in the same way.
"""

from __future__ import annotations

from portres_tui.cl.definition import Authority, Elem, Form, Parm, Show
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import Digits, Name
from portres_tui.commands.authorities import CONTROL
from portres_tui.domain.audit import REFUSED_COMMAND
from portres_tui.domain.jobnames import matching_jobs
from portres_tui.domain.jobs import Job, JobType
from portres_tui.domain.messages import EscapeMessage

USER = Elem("User", Name(10), default="")
NUMBER = Elem("Number", Digits(6), default="")
JOB = Parm(
    "JOB",
    "Job name",
    (Elem("Job name", Name(10), default="*", special=("*",)), USER, NUMBER),
    form=Form.QUALIFIED,
    single=("*",),
)
NAMED_JOB = Parm("JOB", "Job name", (Elem("Job name", Name(10)), USER, NUMBER), form=Form.QUALIFIED)

JobValue = str | tuple[str, str, str]
"""`*`, or name, user and number."""


def own(request: Request) -> Job:
    """The requester's job as the machine knows it."""
    return request.system.jobs.get(request.job.number) or request.job


def named(request: Request, job: JobValue, again: str, *, choose: bool = True) -> Job | Show:
    """The job that a parameter means. If several have the name somebody at a display is to choose
    one, unless `choose` says no; `again` is the command that is run for it then, with `{job}` in it."""
    if isinstance(job, str):
        return own(request)
    found = matching_jobs(request.system.jobs, *job)
    if not found:
        raise EscapeMessage("PRT0401", at=("JOB.0",), job=_shown(job))
    if len(found) == 1:
        return found[0]
    if choose and request.requester.interactive:
        return Show("SELJOB", {"name": job, "again": again})
    newest = max(found, key=lambda each: (each.entered, each.number))
    raise EscapeMessage("PRT0402", at=("JOB.2", "JOB.1"), job=_shown(job), newest=newest.id)


def _shown(job: tuple[str, str, str]) -> str:
    return "/".join(part for part in reversed(job) if part)


def may_read_log(request: Request, job: Job) -> bool:
    """May the requester read the log of this job? One's own, and a server's, anybody."""
    own = job.user == request.user.name
    return own or job.type is JobType.SERVER or CONTROL.held_by(request.user)


def require(request: Request, job: Job, command: str, authority: Authority) -> None:
    """What is done to a job of another user needs this authority."""
    if job.user == request.user.name or authority.held_by(request.user):
        return
    request.audit(REFUSED_COMMAND, command=command, reason=f"job {job.id} needs {authority}")
    raise EscapeMessage("PRT1201", at=("JOB.0",), job=job.id, authority=authority)
