"""DSPLOG: the history log, which all job logs make up together."""

from __future__ import annotations

from portres_tui.cl.definition import Elem, Form, Parm, Show, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import Day, Name, OneOf, TimeOfDay
from portres_tui.commands.jobnames import NUMBER, USER
from portres_tui.commands.periods import AVAILABLE, TODAY, begins, ends
from portres_tui.domain.logs import ANY, History
from portres_tui.domain.messages import EscapeMessage

LOG = parm("LOG", "Log", OneOf(("QHST",)), "QHST")
PERIOD = Parm(
    "PERIOD",
    "Time period for log output",
    (
        Elem("Time", TimeOfDay(), AVAILABLE, special=(AVAILABLE,)),
        Elem("Date", Day(), TODAY, special=(TODAY, "*BEGIN", "*END")),
    ),
    most=2,
    occasions=("Start time and date", "End time and date"),
)
JOB = Parm(
    "JOB",
    "Job",
    (
        Elem("Job name", Name(10), "*NONE", special=("*NONE",)),
        USER,
        NUMBER,
    ),
    form=Form.QUALIFIED,
)
MSGID = parm("MSGID", "Message identifier", Name(7), "*ALL", special=("*ALL",), most=50)

Period = tuple[tuple[str, str], ...]


@command("DSPLOG", "Display Log", LOG, PERIOD, JOB, MSGID)
def display(
    request: Request, log: str, period: Period, job: tuple[str, str, str], msgid: tuple[str, ...]
) -> Show:
    """What started and ended, what went wrong, and what the system itself says."""
    (time, day), (to_time, to_day) = (*period, (AVAILABLE, TODAY))[:2]
    since = begins(request, day, time, "PERIOD.1")
    until = ends(request, to_day, to_time, "PERIOD.1+1")
    if until < since:
        raise EscapeMessage("PRT1552", at=("PERIOD.1+1", "PERIOD.1"))
    name, user, number = job
    whose = (number or ANY, user or ANY, ANY if name == "*NONE" else name)
    ids = tuple(id for id in msgid if id != "*ALL")
    return Show("DSPLOG", {"wanted": History(since, until, whose, ids)})


COMMANDS = (display,)
