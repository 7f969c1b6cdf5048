"""SIGNOFF. Signing on needs no command: there is nobody yet who could run one."""

from __future__ import annotations

from portres_tui.cl.definition import SignOff, Where, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import NO_YES, OneOf

LOG = parm("LOG", "Job log", OneOf(("*NOLIST", "*LIST")), "*NOLIST")
DROP = parm("DROP", "Drop line", OneOf(("*DEVD", "*NO", "*YES")), "*DEVD")
ENDCNN = parm("ENDCNN", "End connection", NO_YES, "*NO")


@command("SIGNOFF", "Sign Off", LOG, DROP, ENDCNN, where=Where.INTERACTIVE, limited=True)
def sign_off(request: Request, log: str, drop: str, endcnn: str) -> SignOff:
    """End the interactive job."""
    return SignOff()


COMMANDS = (sign_off,)
