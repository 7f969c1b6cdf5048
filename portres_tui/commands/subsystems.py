"""Commands on subsystems: where the jobs of servers and users run."""

from __future__ import annotations

from portres_tui.cl.definition import Answer, Elem, Form, Parm, Show, Where, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import YES_NO, Integer, Name
from portres_tui.commands.authorities import CONTROL
from portres_tui.commands.endings import CONTROLLED, OPTION
from portres_tui.commands.libraries import LIST, SEARCHED, library
from portres_tui.domain.jobnames import open_sessions
from portres_tui.domain.jobs import END_CODES, system_job
from portres_tui.domain.machine import end_subsystem, start_subsystem
from portres_tui.domain.messages import EscapeMessage, Message, completion, information
from portres_tui.domain.serverjobs import STARTS
from portres_tui.domain.subsystems import Subsystem
from portres_tui.domain.system import System


def _names(system: System) -> list[str]:
    return [each.name for each in system.subsystems]


SBSD = Parm(
    "SBSD",
    "Subsystem description",
    (
        Elem("Subsystem description", Name(10), listed=_names),
        library(*SEARCHED),
    ),
    form=Form.QUALIFIED,
)
SBS = parm("SBS", "Subsystem", Name(10), special=("*ALL",), single=("*ALL",), listed=_names)
DELAY = parm(
    "DELAY",
    "Delay time, if *CNTRLD",
    Integer(1, 99_999),
    "*NOLIMIT",
    special=("*NOLIMIT",),
    when=CONTROLLED,
)
CONFIRM = parm("CONFIRM", "Ask if sessions would end", YES_NO, "*YES")


@command("STRSBS", "Start Subsystem", SBSD, authority=CONTROL)
def start(request: Request, sbsd: tuple[str, str]) -> Message:
    """Start the monitor job of a subsystem. Servers are not started by that."""
    found = _described(request.system, *sbsd)
    if found.active:
        raise EscapeMessage("PRT1114", at=("SBSD.0",), subsystem=found.name)
    starts = request.time + STARTS
    start_subsystem(request.system, found, starts, request.log)
    told = information("PRT1108", subsystem=found.name)
    request.log(system_job(starts), starts, told)
    return completion("PRT1115", subsystem=found.name)


@command("ENDSBS", "End Subsystem", SBS, OPTION, DELAY, CONFIRM, authority=CONTROL)
def end(request: Request, sbs: str, option: str, delay: int | str, confirm: str) -> Answer:
    """End all jobs of a subsystem. Who would end sessions, and his own, is asked first."""
    ending = _ending(request.system, sbs)
    names = [each.name for each in ending]
    asks = any(job.subsystem in names for job in open_sessions(request.system.jobs))
    if asks and confirm == "*YES" and request.requester.interactive:
        return Show("ENDSBS", {"subsystems": names, "sbs": sbs, "option": option})
    for each in ending:
        end_subsystem(request.system, each, request.time, END_CODES[option], request.log)
    for name in names[:-1]:
        request.send(completion("PRT1116", subsystem=name))
    return completion("PRT1116", subsystem=names[-1])


@command("WRKSBS", "Work with Subsystems", where=Where.INTERACTIVE)
def work_with(request: Request) -> Show:
    """The list of subsystems."""
    return Show("WRKSBS")


@command("DSPSBSD", "Display Subsystem Description", SBSD)
def display(request: Request, sbsd: tuple[str, str]) -> Show:
    """What a subsystem is for, and whether it is active."""
    return Show("DSPSBSD", {"subsystem": _described(request.system, *sbsd).name})


def _described(system: System, name: str, place: str) -> Subsystem:
    found = system.subsystems.get(name)
    if found is None or place not in (*SEARCHED, found.library):
        raise EscapeMessage("PRT1113", at=("SBSD.0",), subsystem=name, library=place)
    return found


def _ending(system: System, name: str) -> list[Subsystem]:
    """The active subsystems that SBS means."""
    if name == "*ALL":
        found = [each for each in system.subsystems if each.active]
        if not found:
            raise EscapeMessage("PRT1118", at=("SBS.0",))
        return found
    named = system.subsystems.get(name)
    if named is None:
        raise EscapeMessage("PRT1113", at=("SBS.0",), subsystem=name, library=LIST)
    if not named.active:
        raise EscapeMessage("PRT1117", at=("SBS.0",), subsystem=name)
    return [named]


COMMANDS = (start, end, work_with, display)
