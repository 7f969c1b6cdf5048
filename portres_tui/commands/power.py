"""Power down the system, which here is an IPL: nobody could switch this machine on again."""

from __future__ import annotations

from portres_tui.cl.definition import Answer, Elem, Parm, Show, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import NO_YES, Integer, OneOf
from portres_tui.commands.authorities import CONTROL
from portres_tui.commands.endings import CONTROLLED, OPTION
from portres_tui.domain import power
from portres_tui.domain.jobs import END_CODES
from portres_tui.domain.messages import EscapeMessage, completion

DELAY = parm(
    "DELAY",
    "Controlled end delay time",
    Integer(1, 99_999),
    "3600",
    special=("*NOLIMIT",),
    when=CONTROLLED,
)
RESTART = Parm(
    "RESTART",
    "Restart options",
    (
        Elem("Restart after power down", NO_YES, default="*NO"),
        Elem("Restart type", OneOf(("*IPLA", "*SYS", "*FULL")), default="*IPLA"),
    ),
)
CONFIRM = parm("CONFIRM", "Confirm", OneOf(("*ENVVAR", "*YES", "*NO")), "*ENVVAR")


@command("PWRDWNSYS", "Power Down System", OPTION, DELAY, RESTART, CONFIRM, authority=CONTROL)
def power_down(
    request: Request, option: str, delay: int | str, restart: tuple[str, str], confirm: str
) -> Answer:
    """End every job and start the machine again: the servers bind their ports anew."""
    if restart[0] == "*NO":
        raise EscapeMessage("PRT1119", at=("RESTART.0",))
    if confirm != "*NO":
        if not request.requester.interactive:
            raise EscapeMessage("PRT1125", at=("CONFIRM.0",))
        return Show("PWRDWNSYS", {"option": option})
    done = power.restart(request.system, request.job, request.time, END_CODES[option], request.log)
    for job in (done.starter, *power.failed(done)):
        request.submit(job)
    return completion("PRT1126")


COMMANDS = (power_down,)
