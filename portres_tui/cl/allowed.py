"""May somebody run a command here? Looked at before anything of it is bound, by every road.

Reads definitions; knows no command by name but those that IBM i has and this product has not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from portres_tui.cl.definition import Command, Where
from portres_tui.cl.syntax import Call
from portres_tui.domain.audit import REFUSED_COMMAND
from portres_tui.domain.messages import EscapeMessage, Message, diagnostic
from portres_tui.domain.requester import Requester

LIBRARIES = ("*LIBL", "QSYS", "*SYSTEM", "*NLVLIBL")
"""What may qualify the name of a command."""


def allowed(
    catalogue: Mapping[str, Command],
    call: Call,
    requester: Requester,
    typed: bool,
    refused: Callable[..., None] = lambda *_, **__: None,
) -> Command:
    """The command, if this requester may run it here. `typed` on a command line it may be refused to
    a user with limited capabilities. What is refused for want of authority is told to `refused`."""
    command = catalogue.get(call.name) if call.library in LIBRARIES else None
    if command is None:
        raise _unknown(call)
    if command.where is Where.INTERACTIVE and not requester.interactive:
        raise _refused(call.name, "CPD0031", command=call.name)
    if call.prompts and not requester.interactive:
        raise _refused(call.name, "PRT0131", command=call.name)
    if typed and requester.user.profile.limited == "*YES" and not command.limited:
        refused(REFUSED_COMMAND, command=call.name, reason="LMTCPB(*YES)")
        raise EscapeMessage("PRT0113", command=call.name)
    if not command.authority.held_by(requester.user):
        refused(REFUSED_COMMAND, command=call.name, reason=f"needs {command.authority}")
        raise EscapeMessage("PRT0109", command=call.name, authority=command.authority)
    return command


def _refused(name: str, id: str, **data: object) -> EscapeMessage:
    return EscapeMessage("CPF0001", command=name, diagnostics=(diagnostic(id, **data),))


def _unknown(call: Call) -> EscapeMessage:
    """The command is not found; if IBM i has it, that is said first: it is no typing error."""
    from portres_tui.cl.elsewhere import IBM_COMMANDS
    from portres_tui.cl.program import BRACKETS, INSTEAD

    missing = diagnostic("CPD0030", command=call.name, library=call.library)
    known: tuple[Message, ...] = ()
    if call.name in (*INSTEAD, *BRACKETS):
        instead = INSTEAD.get(call.name, "a file for portres run may begin and end with them")
        known = (diagnostic("PRT0127", command=call.name, instead=instead),)
    elif call.name in IBM_COMMANDS:
        known = (diagnostic("PRT0126", command=call.name),)
    return EscapeMessage("CPF0001", command=call.name, diagnostics=(*known, missing))
