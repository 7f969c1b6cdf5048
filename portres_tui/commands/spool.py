"""Commands on spooled files: lists and displays that were printed, and the logs of ended jobs."""

from __future__ import annotations

from portres_tui.cl.definition import Elem, Form, Parm, Show, Where, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import Integer, Name, OneOf
from portres_tui.commands.authorities import SPOOL
from portres_tui.commands.jobnames import JOB, JobValue, may_read_log, named
from portres_tui.domain.audit import REFUSED_COMMAND
from portres_tui.domain.jobnames import job_of
from portres_tui.domain.messages import EscapeMessage, Message, completion
from portres_tui.domain.printing import discard, files_of
from portres_tui.domain.spool import QUEUES, SpooledFile

SELECT = Parm(
    "SELECT",
    "Select files for",
    (
        Elem("User", Name(10), "*CURRENT", ("*CURRENT", "*ALL")),
        Elem("Print device", OneOf(("*ALL", "*OUTQ")), "*ALL"),
        Elem("Form type", OneOf(("*ALL", "*STD")), "*ALL"),
        Elem("User data", Name(10), "*ALL", ("*ALL",)),
    ),
)
OUTQ = Parm(
    "OUTQ",
    "Output queue",
    (
        Elem("Output queue", Name(10, values=tuple(QUEUES)), "*ALL", ("*ALL",)),
        Elem("Library", Name(10, values=tuple(QUEUES.values())), "*LIBL", ("*LIBL",)),
    ),
    form=Form.QUALIFIED,
)
FILE = parm("FILE", "Spooled file", Name(10))
SPLNBR = parm("SPLNBR", "Spooled file number", Integer(1, 999_999), "*ONLY", special=("*ONLY", "*LAST"))  # fmt: skip


@command("WRKSPLF", "Work with Spooled Files", SELECT, where=Where.INTERACTIVE)
def work_with(request: Request, select: tuple[str, str, str, str]) -> Show:
    """The spooled files of a user, or of all."""
    user, _, _, data = select
    whose = request.user.name if user == "*CURRENT" else user
    return Show("WRKSPLF", {"user": whose, "data": data})


@command("WRKOUTQ", "Work with Output Queue", OUTQ, where=Where.INTERACTIVE)
def work_with_queue(request: Request, outq: tuple[str, str]) -> Show:
    """The spooled files on an output queue, or the queues."""
    queue, library = outq
    if queue == "*ALL":
        return Show("WRKOUTQALL")
    if queue not in QUEUES or library not in ("*LIBL", QUEUES[queue]):
        raise EscapeMessage("PRT1304", at=("OUTQ.0",), queue=queue, known=", ".join(QUEUES))
    return Show("WRKOUTQ", {"queue": queue})


@command("DSPSPLF", "Display Spooled File", FILE, JOB, SPLNBR)
def display(request: Request, file: str, job: JobValue, splnbr: int | str) -> Show:
    """What is in a spooled file: one's own, the log of a server's job, or with authority any."""
    found = _file(request, file, job, splnbr, f"DSPSPLF FILE({file}) JOB({{job}}) SPLNBR({splnbr})")
    if isinstance(found, Show):
        return found
    if not (_owns(request, found) or (found.is_job_log and _may_see_log(request, found))):
        raise _refused(request, found, "DSPSPLF")
    return Show("DSPSPLF", {"job": found.job, "number": found.number})


@command("DLTSPLF", "Delete Spooled File", FILE, JOB, SPLNBR)
def delete(request: Request, file: str, job: JobValue, splnbr: int | str) -> Message | Show:
    """Delete a spooled file. The log of a job stays in the job log."""
    found = _file(request, file, job, splnbr, f"DLTSPLF FILE({file}) JOB({{job}}) SPLNBR({splnbr})")
    if isinstance(found, Show):
        return found
    if not _owns(request, found):
        raise _refused(request, found, "DLTSPLF")
    discard(request.system, found)
    return completion("PRT1307", file=found.name, number=found.number, job=found.job)


def _file(
    request: Request, name: str, job: JobValue, number: int | str, again: str
) -> SpooledFile | Show:
    """The file of this name: the one with the number, the newest, or the only one."""
    of = named(request, job, again)
    if isinstance(of, Show):
        return of
    due = [each for each in files_of(request.system, of.id) if each.created <= request.time]
    found = [each for each in due if each.name == name]
    if number == "*LAST":
        found = found[-1:]
    elif number != "*ONLY":
        found = [each for each in found if each.number == number]
    if not found:
        raise EscapeMessage("PRT1305", at=("FILE.0",), file=name, job=of.id)
    if len(found) > 1:
        numbers = ", ".join(str(each.number) for each in found[:5])
        raise EscapeMessage("PRT1306", at=("SPLNBR.0",), file=name, job=of.id, numbers=numbers)
    return found[0]


def _owns(request: Request, file: SpooledFile) -> bool:
    return file.user == request.user.name or SPOOL.held_by(request.user)


def _may_see_log(request: Request, file: SpooledFile) -> bool:
    job = job_of(request.system.jobs, file.job)
    return job is not None and may_read_log(request, job)


def _refused(request: Request, file: SpooledFile, command: str) -> EscapeMessage:
    request.audit(REFUSED_COMMAND, command=command, reason=f"file {file.name} of {file.job}")
    return EscapeMessage("PRT1308", at=("FILE.0",), file=file.name, job=file.job)


COMMANDS = (work_with, work_with_queue, display, delete)
