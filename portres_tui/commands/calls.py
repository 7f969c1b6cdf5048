"""CALL: the one program that can be called here is QCMD, which shows Command Entry."""

from __future__ import annotations

from portres_tui.cl.definition import Elem, Form, Parm, Show, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import Name, Text
from portres_tui.commands.libraries import LIST, SEARCHED, library
from portres_tui.domain.messages import EscapeMessage, diagnostic

_PROGRAM = Elem("Program", Name(10)), library(*SEARCHED)
PGM = Parm("PGM", "Program", _PROGRAM, form=Form.QUALIFIED)
PARM = parm("PARM", "Parameters", Text(50), "", most=255)

PROGRAMS = {"QCMD": "QCMD"}
"""The panels of the programs in library QSYS that can be called."""


@command("CALL", "Call Program", PGM, PARM)
def call(request: Request, pgm: tuple[str, str], parm: tuple[str, ...]) -> Show:
    """Show Command Entry; no other program is there."""
    program, place = pgm
    if program not in PROGRAMS or place not in (LIST, "QSYS"):
        raise _failed("CPD0170", "PGM.0", program=program, library=place)
    if any(parm):
        raise _failed("PRT1545", "PARM.0", program=program)
    if not request.requester.interactive:
        raise _failed("CPD0031", "PGM.0", command="CALL")
    return Show(PROGRAMS[program])


def _failed(id: str, field: str, /, **data: object) -> EscapeMessage:
    return EscapeMessage(
        "CPF0001", at=(field,), diagnostics=(diagnostic(id, **data),), command="CALL"
    )


COMMANDS = (call,)
