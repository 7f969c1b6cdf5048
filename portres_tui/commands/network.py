"""Commands on the status of the network: interfaces, connections, the state of TCP/IP."""

from __future__ import annotations

from dataclasses import replace

from portres_tui.cl.definition import Show, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import OneOf
from portres_tui.commands.outputs import OUTPUT, prints
from portres_tui.domain.messages import EscapeMessage

SHOWN = {"*SELECT": "NETSTAT", "*IFC": "IPV4IFC", "*CNN": "IPV4CNN", "*STATUS": "TCPSTATUS"}
"""The panel of each value of OPTION that is built."""

_OPTIONS = ("*SELECT", "*IFC", "*RTE", "*CNN", "*IFC6", "*RTE6", "*CNN6", "*STATUS")
OPTION = parm("OPTION", "Option", OneOf(_OPTIONS), "*SELECT")


@command("WRKTCPSTS", "Work with TCP/IP Network Sts", OPTION, OUTPUT)
def work_with(request: Request, option: str, output: str) -> Show:
    """Interfaces, connections or the state of TCP/IP; a menu leads to each."""
    if option not in SHOWN:
        raise EscapeMessage("PRT1401", at=("OPTION.0",), option=option)
    printed = prints(request, output)
    if printed and option == "*SELECT":
        raise EscapeMessage("PRT1403", at=("OPTION.0",))
    return Show(SHOWN[option], prints=printed)


netstat = replace(work_with, name="NETSTAT")

COMMANDS = (work_with, netstat)
