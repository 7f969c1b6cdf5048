"""The sessions of a machine: who is signed on."""

from __future__ import annotations

from portres_tui.cl.definition import Show, Where, any_of, command
from portres_tui.cl.interpreter import Request


@command(
    "WRKSSN", "Work with Sessions", authority=any_of("*JOBCTL", "*IOSYSCFG"),
    where=Where.INTERACTIVE, ours=True,
)  # fmt: skip
def work_with(request: Request) -> Show:
    """The list of sessions: message to one or to all, end one."""
    return Show("WRKSSN")


COMMANDS = (work_with,)
