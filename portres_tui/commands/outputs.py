"""What OUTPUT means, for commands that show a list and can print it instead: only those run in batch.

IBM i runs them in an interactive job; that they print elsewhere is an addition of this product.
"""

from __future__ import annotations

from portres_tui.cl.definition import parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import OneOf
from portres_tui.domain.messages import EscapeMessage

OUTPUT = parm("OUTPUT", "Output", OneOf(("*", "*PRINT")), "*")


def prints(request: Request, output: str) -> bool:
    """Whether to print and not to show; where there is no display that has to be asked for."""
    if output != "*PRINT" and not request.requester.interactive:
        raise EscapeMessage("PRT1402", at=("OUTPUT.0",))
    return output == "*PRINT"
