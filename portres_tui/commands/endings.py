"""How jobs are ended: what commands which end several kinds of things have in common.

No commands stand here.
"""

from __future__ import annotations

from portres_tui.cl.definition import parm
from portres_tui.cl.types import OneOf
from portres_tui.domain.jobs import END_CODES

CONTROLLED = ("OPTION", ("*CNTRLD",))
"""When a prompt asks how long the end may take."""

OPTION = parm("OPTION", "How to end", OneOf(tuple(END_CODES)), "*CNTRLD")
