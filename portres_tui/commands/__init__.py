"""Every command there is. Listed, not discovered, so that this file tells; loaded at first use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from portres_tui.cl.definition import Command

SUBJECTS = {
    "ports": ("ADDTCPPORT", "RMVTCPPORT", "WRKTCPPORT"),
    "servers": (
        "STRTCPSVR",
        "ENDTCPSVR",
        "STRHOSTSVR",
        "ENDHOSTSVR",
        "STRDBGSVR",
        "ENDDBGSVR",
        "STRDBGSVC",
        "ENDDBGSVC",
        "WRKTCPSVR",
        "DSPTCPSVR",
    ),
    "custom": ("ADDTCPSVR", "CHGTCPSVR", "RMVTCPSVR"),
    "faults": ("CHGSVRFLT",),
    "tcpip": ("STRTCP", "ENDTCP"),
    "subsystems": ("STRSBS", "ENDSBS", "WRKSBS", "DSPSBSD"),
    "power": ("PWRDWNSYS",),
    "jobs": ("DSPJOBLOG", "WRKACTJOB", "WRKUSRJOB", "WRKJOB", "DSPJOB"),
    "jobcontrol": ("CHGJOB", "ENDJOB"),
    "spool": ("WRKSPLF", "WRKOUTQ", "DSPSPLF", "DLTSPLF"),
    "menus": ("GO", "CFGTCP"),
    "network": ("WRKTCPSTS", "NETSTAT"),
    "connections": ("ENDTCPCNN", "DSPTCPCNN", "DSPCNNJOB", "CNNTCPCLT"),
    "services": ("WRKSRVTBLE", "ADDSRVTBLE", "RMVSRVTBLE", "CHGSRVTBLE", "DSPSRVTBLE"),
    "queues": (
        "SNDMSG",
        "SNDBRKMSG",
        "DSPMSG",
        "WRKMSG",
        "DSPMSGRPY",
        "SNDRPY",
        "RMVMSG",
        "CLRMSGQ",
    ),
    "messages": ("DSPMSGD",),
    "calls": ("CALL",),
    "history": ("DSPLOG",),
    "audit": ("DSPAUDJRNE", "DSPAUDENT"),
    "profiles": ("CRTUSRPRF", "CHGUSRPRF", "DLTUSRPRF", "WRKUSRPRF", "DSPUSRPRF"),
    "signon": ("SIGNOFF",),
    "learners": ("CRTLRNPRF",),
    "passwords": ("CHGPWD",),
    "values": ("WRKSYSVAL", "DSPSYSVAL", "CHGSYSVAL"),
    "sessions": ("WRKSSN",),
    "sshkeys": ("CHGSSHKEY",),
    "keyboard": ("DSPKBDMAP",),
}
"""The module of each command."""

_HOME = {name: subject for subject, names in SUBJECTS.items() for name in names}


class Catalogue(Mapping[str, Command]):
    """Commands by name. A module is imported when one of its commands is asked for."""

    def __getitem__(self, name: str) -> Command:
        module = import_module(f"{__name__}.{_HOME[name]}")
        found: Command = next(each for each in module.COMMANDS if each.name == name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(_HOME)

    def __len__(self) -> int:
        return len(_HOME)


CATALOGUE = Catalogue()
