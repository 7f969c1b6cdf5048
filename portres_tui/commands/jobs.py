"""Commands on jobs: their logs, and the end of one's own."""

from __future__ import annotations

from portres_tui.cl.definition import Elem, Form, Parm, Show, SignOff, Where, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import Digits, Name, OneOf
from portres_tui.domain.jobs import Job, JobType
from portres_tui.domain.machine import matching_jobs
from portres_tui.domain.messages import EscapeMessage

JOB = Parm(
    "JOB",
    "Job name",
    (
        Elem("Job name", Name(10), default="*", special=("*",)),
        Elem("User", Name(10), default=""),
        Elem("Number", Digits(6), default=""),
    ),
    form=Form.QUALIFIED,
    single=("*",),
)
_NO_YES = OneOf(("*NO", "*YES"))
LOG = parm("LOG", "Job log", OneOf(("*NOLIST", "*LIST")), "*NOLIST")
DROP = parm("DROP", "Drop line", OneOf(("*DEVD", "*NO", "*YES")), "*DEVD")
ENDCNN = parm("ENDCNN", "End connection", _NO_YES, "*NO")


@command("DSPJOBLOG", "Display Job Log", JOB)
def display_log(request: Request, job: str | tuple[str, str, str]) -> Show:
    """The log of one's own job, of a server's, or with *JOBCTL of any."""
    if isinstance(job, str):
        return Show("DSPJOBLOG", {"job": request.job.id})
    found = matching_jobs(request.system.jobs, *job)
    shown = "/".join(part for part in reversed(job) if part)
    if not found:
        raise EscapeMessage("PRT0401", at=("JOB.0",), job=shown)
    if len(found) > 1:
        raise EscapeMessage("PRT0402", at=("JOB.2", "JOB.1"), job=shown, newest=found[-1].id)
    if not _may_see(request, found[0]):
        raise EscapeMessage("PRT0403", at=("JOB.0",), job=found[0].id)
    return Show("DSPJOBLOG", {"job": found[0].id})


@command("SIGNOFF", "Sign Off", LOG, DROP, ENDCNN, where=Where.INTERACTIVE)
def sign_off(request: Request, log: str, drop: str, endcnn: str) -> SignOff:
    """End the interactive job."""
    return SignOff()


def _may_see(request: Request, job: Job) -> bool:
    free = job.type is JobType.SERVER or job.user == request.user.name
    return free or "*JOBCTL" in request.user.authorities


COMMANDS = (display_log, sign_off)
