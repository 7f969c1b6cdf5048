"""Commands that show menus."""

from __future__ import annotations

from portres_tui.cl.definition import Show, Where, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import Name
from portres_tui.domain.messages import EscapeMessage

MENUS = ("MAIN", "ASSIST", "CFGTCP", "MANAGE", "NETWORK", "TCPADM", "USER")

MENU = parm("MENU", "Menu", Name(10, values=MENUS))


@command("GO", "Go to Menu", MENU, where=Where.INTERACTIVE)
def go(request: Request, menu: str) -> Show:
    """Show a menu by its name."""
    if menu not in MENUS:
        raise EscapeMessage("PRT0501", at=("MENU.0",), menu=menu)
    return Show(menu)


@command("CFGTCP", "Configure TCP/IP", where=Where.INTERACTIVE)
def configure(request: Request) -> Show:
    """The menu that option 4, port restrictions, stands on."""
    return Show("CFGTCP")


COMMANDS = (go, configure)
