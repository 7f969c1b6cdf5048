"""Commands that change and end jobs."""

from __future__ import annotations

from typing import Any

from portres_tui.cl.definition import Answer, Show, SignOff, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import NO_YES, Integer, OneOf
from portres_tui.commands.authorities import CONTROL, OPERATE
from portres_tui.commands.descriptions import BLANK, SAME
from portres_tui.commands.endings import CONTROLLED, OPTION
from portres_tui.commands.jobnames import JOB, NAMED_JOB, JobValue, named, require
from portres_tui.domain.dates import DATE_SEPARATORS, FORMATS, TIME_SEPARATORS
from portres_tui.domain.jobs import END_CODES, Job, JobType, job_ended
from portres_tui.domain.machine import end_job, end_server
from portres_tui.domain.messages import EscapeMessage, Message, completion, information
from portres_tui.domain.printing import discard, files_of
from portres_tui.domain.serverjobs import SHUTDOWN
from portres_tui.domain.sessions import is_session
from portres_tui.domain.values import formats

SYSTEM = "*SYSVAL"


def _separators(those: tuple[str, ...]) -> OneOf:
    return OneOf((SAME, SYSTEM, BLANK, *(each for each in those if each != " ")))


DATFMT = parm("DATFMT", "Date format", OneOf((SAME, SYSTEM, *FORMATS)), SAME)
DATSEP = parm("DATSEP", "Date separator", _separators(DATE_SEPARATORS), SAME)
TIMSEP = parm("TIMSEP", "Time separator", _separators(TIME_SEPARATORS), SAME)

DELAY = parm("DELAY", "Controlled end delay time", Integer(1, 999_999), "30", when=CONTROLLED)
SPLFILE = parm("SPLFILE", "Delete spooled files", NO_YES, "*NO")
LOGLMT = parm(
    "LOGLMT", "Maximum log entries", Integer(0, 2_147_483_647), SAME, special=(SAME, "*NOMAX")
)  # fmt: skip
DUPJOBOPT = parm("DUPJOBOPT", "Duplicate job option", OneOf(("*SELECT", "*MSG")), "*SELECT")


@command("CHGJOB", "Change Job", JOB, DATFMT, DATSEP, TIMSEP)
def change(request: Request, job: JobValue, datfmt: str, datsep: str, timsep: str) -> Answer:
    """How a job writes dates and times from now on."""
    again = f"CHGJOB JOB({{job}}) DATFMT({datfmt}) DATSEP('{datsep}') TIMSEP('{timsep}')"
    found = named(request, job, again)
    if isinstance(found, Show):
        return found
    require(request, found, "CHGJOB", CONTROL)
    if not found.open:
        raise EscapeMessage("PRT1202", at=("JOB.0",), job=found.id)
    asked = {"date_format": datfmt, "date_separator": datsep, "time_separator": timsep}
    shipped = formats(request.system)
    settled: dict[str, Any] = {
        field: {SYSTEM: shipped[field], BLANK: " "}.get(text, text)
        for field, text in asked.items()
        if text != SAME
    }
    request.system.jobs.put(found._replace(**settled))
    return completion("PRT1203", job=found.id)


@command("ENDJOB", "End Job", NAMED_JOB, OPTION, DELAY, SPLFILE, LOGLMT, DUPJOBOPT)
def end(
    request: Request,
    job: JobValue,
    option: str,
    delay: int,
    splfile: str,
    loglmt: int | str,
    dupjobopt: str,
) -> Answer:
    """End any job but that of a subsystem: its ports are free at once."""
    again = f"ENDJOB JOB({{job}}) OPTION({option}) DELAY({delay}) SPLFILE({splfile})"
    found = named(request, job, again, choose=dupjobopt == "*SELECT")
    if isinstance(found, Show):
        return found
    require(request, found, "ENDJOB", OPERATE)
    if found.type is JobType.MONITOR:
        raise EscapeMessage("PRT1204", at=("JOB.0",), job=found.id, subsystem=found.name)
    told = _end(request, found, option) if found.open else information("PRT1206", job=found.id)
    if splfile == "*YES":
        _delete_files(request, found)
    own = found.open and found.number == request.job.number and request.requester.interactive
    return SignOff() if own else told


def _end(request: Request, job: Job, option: str) -> Message:
    request.log(job, request.time, information("PRT1207", by=request.job.id, option=option))
    if job.server:
        end_server(request.system, job, request.time, request.log, END_CODES[option])
    else:
        _end_alone(request, job, END_CODES[option])
    return completion("PRT1205", job=job.id, option=option)


def _end_alone(request: Request, job: Job, code: int) -> None:
    """A job that nothing hangs on: that of a session ends at once, another a moment later."""
    ends = request.time if is_session(job) else max(request.time, job.started) + SHUTDOWN
    request.log(job, ends, job_ended(end_job(request.system, job, ends, code)))


def _delete_files(request: Request, job: Job) -> None:
    """Those that it has printed. Its log is kept: nobody has read it yet (assumed)."""
    for file in files_of(request.system, job.id):
        if not file.is_job_log:
            discard(request.system, file)


COMMANDS = (change, end)
