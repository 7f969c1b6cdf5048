"""Function keys that many panels have together, in the order in which they stand. What each of them does
is said in `model`."""

from __future__ import annotations

from portres_tui.panels.model import (
    BOTTOM,
    CANCEL,
    EXIT,
    PRINT_LIST,
    PROMPT,
    REFRESH,
    RETRIEVE,
    TOP,
    Action,
    Key,
)

DISPLAY = (EXIT, REFRESH, CANCEL)
"""All that a display of facts has."""

COMMANDS = (EXIT, PROMPT, REFRESH, PRINT_LIST, RETRIEVE)
"""What a list with a command line begins with."""

ENDS = (CANCEL, TOP, BOTTOM)
"""What a list ends with."""

LOG = (
    EXIT,
    REFRESH,
    Key("f10", "Display detailed messages", Action.OTHER_VIEW),
    CANCEL,
    TOP._replace(starts_row=True),
    BOTTOM,
)
"""All that a display of a log has."""

PRINT = Key("f6", "Print", Action.PRINT)
