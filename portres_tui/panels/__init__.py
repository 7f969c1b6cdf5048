"""Every panel there is. Listed, not discovered, so that this file tells; loaded at first use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from portres_tui.panels.model import Panel

SUBJECTS = {
    "menus": ("MAIN", "USER", "NETWORK", "TCPADM", "CFGTCP", "MANAGE", "ASSIST", "SYSREQ"),
    "ports": ("WRKTCPPORT",),
    "servers": ("WRKTCPSVR", "DSPTCPSVR"),
    "subsystems": ("WRKSBS", "DSPSBSD", "ENDSBS"),
    "prompts": ("CMDSTRING", "CMDERRORS"),
    "power": ("PWRDWNSYS",),
    "joblog": ("DSPJOBLOG",),
    "activejobs": ("WRKACTJOB",),
    "userjobs": ("WRKUSRJOB", "SELJOB"),
    "jobs": ("WRKJOB", "DSPJOB", "JOBSTSA", "JOBDFNA"),
    "spool": ("WRKSPLF", "WRKOUTQ", "WRKOUTQALL", "JOBSPLF", "DSPJOBSPLF", "DSPSPLF"),
    "messages": ("MSGINFO", "DSPMSGTXT", "DSPMSGD"),
    "network": ("NETSTAT", "IPV4IFC", "TCPSTATUS"),
    "connections": ("IPV4CNN", "DSPTCPCNN", "DSPCNNJOB"),
    "services": ("WRKSRVTBLE", "DSPSRVTBLE"),
    "calls": ("QCMD",),
    "history": ("DSPLOG",),
    "audit": ("DSPAUDJRNE", "DSPAUDENT"),
    "queues": ("DSPMSG", "DSPMSGRPY", "WRKMSG"),
    "signon": ("SIGNON", "FIRSTPWD", "CHGPWD", "EXITSGN", "SIGNINFO"),
    "profiles": ("WRKUSRPRF", "DSPUSRPRF"),
    "values": ("WRKSYSVAL", "DSPSYSVAL"),
    "sessions": ("WRKSSN",),
    "keyboard": ("DSPKBDMAP",),
}
"""The module of each panel."""

_HOME = {name: subject for subject, names in SUBJECTS.items() for name in names}


class Panels(Mapping[str, Panel]):
    """Panels by name. A module is imported when one of its panels is asked for."""

    def __getitem__(self, name: str) -> Panel:
        panel: Panel = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        return panel

    def __iter__(self) -> Iterator[str]:
        return iter(_HOME)

    def __len__(self) -> int:
        return len(_HOME)


PANELS = Panels()
