"""What may be wrong with a server though no port restriction is: set by trainers, for lessons."""

from __future__ import annotations

from portres_tui.cl.definition import command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import OneOf
from portres_tui.commands.authorities import ALL_OBJECTS
from portres_tui.commands.servernames import HTTPSVR, INSTANCE, ONE, only
from portres_tui.domain.messages import EscapeMessage, Message, completion
from portres_tui.domain.servers import Fault

FAULT = parm("FAULT", "Fault", OneOf(tuple(Fault)))


@command(
    "CHGSVRFLT", "Change Server Fault", ONE, FAULT, HTTPSVR, INSTANCE,
    authority=ALL_OBJECTS, ours=True,
)  # fmt: skip
def change(request: Request, server: str, fault: str, httpsvr: str, instance: str) -> Message:
    """Give a server a fault, or take it away. It shows at the server's next start."""
    found = only(list(request.system.servers), server, httpsvr, instance)
    if fault == Fault.FILE and found.value != "*HTTP":
        raise EscapeMessage("PRT1123", at=("FAULT.0",), server=found.spoken)
    request.system.servers.put(found._replace(fault=fault))
    return completion("PRT1124", server=found.spoken, fault=fault)


COMMANDS = (change,)
