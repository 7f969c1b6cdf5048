"""Commands that start and end TCP/IP as a whole."""

from __future__ import annotations

from portres_tui.cl.definition import command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import NO_YES, YES_NO, Integer, OneOf
from portres_tui.commands.authorities import OPERATE
from portres_tui.commands.endings import CONTROLLED
from portres_tui.domain import tcpip
from portres_tui.domain.machine import start_tcp
from portres_tui.domain.messages import EscapeMessage, Message, completion
from portres_tui.domain.subsystems import SYSTEM_WORK

STRSVR = parm("STRSVR", "Start application servers", YES_NO, "*YES")
STRIFC = parm("STRIFC", "Start TCP/IP interfaces", YES_NO, "*YES")
OPTION = parm("OPTION", "End option", OneOf(("*CNTRLD", "*IMMED")), "*IMMED")
DELAY = parm("DELAY", "Controlled end delay time", Integer(1, 99_999), "30", when=CONTROLLED)
ENDSVR = parm("ENDSVR", "End application servers", NO_YES, "*NO")


@command("STRTCP", "Start TCP/IP", STRSVR, STRIFC, authority=OPERATE)
def start(request: Request, strsvr: str, strifc: str) -> Message:
    """TCP/IP is active again; job QTCPSTSVRS starts the servers whose autostart is *YES."""
    system = request.system
    if tcpip.is_active(system):
        raise EscapeMessage("PRT1105")
    subsystem = system.subsystems.get(SYSTEM_WORK)
    if not (subsystem and subsystem.active):
        raise EscapeMessage("PRT1107", subsystem=SYSTEM_WORK)
    tcpip.begin(system, request.time, request.log)
    if strsvr == "*NO":
        return completion("PRT1110")
    job, started = start_tcp(system, request.time, request.log)
    for each in (job, *(each for each in started if not each.open)):
        request.submit(each)
    return completion("PRT1111", job=job.id, count=len(started))


@command("ENDTCP", "End TCP/IP", OPTION, DELAY, ENDSVR, authority=OPERATE)
def end(request: Request, option: str, delay: int, endsvr: str) -> Message:
    """All sockets and connections are gone, and the servers with them."""
    if not tcpip.is_active(request.system):
        raise EscapeMessage("PRT1101")
    idle = endsvr == "*YES"
    ended = tcpip.end(request.system, request.time, request.log, idle=idle)
    return completion("PRT1112", count=len(ended))


COMMANDS = (start, end)
