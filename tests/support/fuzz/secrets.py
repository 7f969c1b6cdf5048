"""The catalogue with one more command, which takes a secret, so that there always is one."""

from __future__ import annotations

from collections.abc import Mapping

from portres_tui.cl.definition import Command, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import Name, Text
from portres_tui.commands import CATALOGUE as SHIPPED
from portres_tui.domain.messages import EscapeMessage, Message, completion


@command(
    "TAKESECRET",
    "Take a Secret",
    parm("USRPRF", "User profile", Name(10)),
    parm("PASSWORD", "New password", Text(30), secret=True),
    parm("HINT", "Hint", Name(10), "*NONE", special=("*NONE",)),
)
def take(request: Request, usrprf: str, password: str, hint: str) -> Message:
    """Refuse it or not, and tell nothing of it."""
    if request.system.profiles.get(usrprf) is None:
        raise EscapeMessage("CPF2204", at=("USRPRF.0",), profile=usrprf)
    return completion("PRT0206", port=len(password), protocol="*TCP", profile=usrprf)


CATALOGUE: Mapping[str, Command] = {**SHIPPED, take.name: take}
