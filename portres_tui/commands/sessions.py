"""The sessions of a machine: who is signed on."""

from __future__ import annotations

from portres_tui.cl.definition import Show, Where, command
from portres_tui.cl.interpreter import Request
from portres_tui.commands.authorities import OPERATE


@command("WRKSSN", "Work with Sessions", authority=OPERATE, where=Where.INTERACTIVE, ours=True)
def work_with(request: Request) -> Show:
    """The list of sessions: message to one or to all, end one."""
    return Show("WRKSSN")


COMMANDS = (work_with,)
