"""The menus."""

from __future__ import annotations

from portres_tui.panels.model import Choice, Menu

MAIN = Menu(
    "MAIN",
    "IBM i Main Menu",
    (
        (
            Choice(1, "User tasks"),
            Choice(2, "Office tasks"),
            Choice(3, "General system tasks"),
            Choice(4, "Files, libraries, and folders"),
            Choice(5, "Programming"),
            Choice(6, "Communications"),
            Choice(7, "Define or change the system"),
            Choice(8, "Problem handling"),
            Choice(9, "Display a menu", "?GO"),
            Choice(10, "Information Assistant options"),
            Choice(11, "IBM i Access tasks"),
        ),
        (Choice(90, "Sign off", "SIGNOFF"),),
    ),
    first_message="A simulator for learning, not an IBM product. Try CFGTCP, WRKTCPSVR. F1=Help",
)

CFGTCP = Menu(
    "CFGTCP",
    "Configure TCP/IP",
    (
        (
            Choice(1, "Work with TCP/IP interfaces"),
            Choice(2, "Work with TCP/IP routes"),
            Choice(3, "Change TCP/IP attributes"),
            Choice(4, "Work with TCP/IP port restrictions", "WRKTCPPORT"),
            Choice(5, "Work with TCP/IP remote system information"),
        ),
        (
            Choice(10, "Work with TCP/IP host table entries"),
            Choice(11, "Merge TCP/IP host table"),
            Choice(12, "Change TCP/IP domain information"),
        ),
        (
            Choice(20, "Configure TCP/IP applications"),
            Choice(21, "Configure related tables"),
            Choice(22, "Configure point-to-point TCP/IP"),
        ),
    ),
)

PANELS = (MAIN, CFGTCP)
