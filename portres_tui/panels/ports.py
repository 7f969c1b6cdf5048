"""Work with TCP/IP Port Restrictions."""

from __future__ import annotations

from portres_tui.domain.ports import PortRestriction
from portres_tui.panels.keys import ENDS
from portres_tui.panels.lists import Column, Entry, Option, Table, WorkWith
from portres_tui.panels.model import EXIT, PRINT_LIST, REFRESH


def _upper(row: PortRestriction) -> str:
    return "*ONLY" if row.upper == row.lower else str(row.upper)


WRKTCPPORT = WorkWith(
    "WRKTCPPORT",
    "Work with TCP/IP Port Restrictions",
    (
        Column(
            "Lower", 7, 5, ("--Port Range---", "Lower"), lambda row: str(row.lower),
            right=True, entry=Entry("PORT", 0, 5, numeric=True),
        ),
        Column(
            "Upper", 17, 5, ("", "Upper"), _upper,
            right=True, entry=Entry("PORT", 1, 5, "*ONLY"),
        ),
        Column(
            "Protocol", 25, 8, ("", "Protocol"), lambda row: row.protocol,
            entry=Entry("PROTOCOL", 0, 4),
        ),
        Column(
            "Profile", 35, 10, ("User", "Profile"), lambda row: row.profile,
            entry=Entry("USRPRF", 0, 10),
        ),
    ),
    (
        Option(1, "Add", "ADDTCPPORT", on_entry=True),
        Option(
            4, "Remove",
            "RMVTCPPORT PORT({row.lower} {row.upper})"
            " PROTOCOL({row.protocol}) USRPRF({row.profile})",
            confirm="Confirm Remove of TCP/IP Port Restrictions",
        ),
    ),
    Table("restrictions"),
    (EXIT, REFRESH, PRINT_LIST, *ENDS),
    "(No port restrictions)",
)  # fmt: skip

PANELS = (WRKTCPPORT,)
