"""The sessions of a machine: who is signed on."""

from __future__ import annotations

from portres_tui.cl.definition import Show, command
from portres_tui.cl.interpreter import Request
from portres_tui.commands.authorities import OPERATE
from portres_tui.commands.outputs import OUTPUT, prints


@command("WRKSSN", "Work with Sessions", OUTPUT, authority=OPERATE, ours=True)
def work_with(request: Request, output: str) -> Show:
    """The list of sessions: message to one or to all, end one."""
    return Show("WRKSSN", prints=prints(request, output))


COMMANDS = (work_with,)
