"""What PWRDWNSYS asks before it ends everything."""

from __future__ import annotations

from collections.abc import Sequence

from portres_tui.panels.facts import facts
from portres_tui.panels.model import CANCEL, Information, Line, View
from portres_tui.panels.subsystems import sessions


def _asked(view: View) -> Sequence[Line]:
    system = view.system
    jobs = [job for job in system.jobs.find(open=True) if job.server]
    counted = {
        "Servers that end": len(jobs),
        "Servers that start again": sum(server.autostart for server in system.servers),
        "Port restrictions": len(system.restrictions),
    }
    return [
        Line(" Every job ends, and the system starts again (IPL). Port restrictions are"),
        Line(" looked at when the servers start."),
        Line(""),
        *facts({label: f"{count:>5}" for label, count in counted.items()}, 30),
        Line(""),
        Line(" These sessions end. One of them is yours."),
        Line(""),
        Line("   Job          User         Number", strong=True),
        *sessions(view, [each.name for each in system.subsystems]),
    ]


PWRDWNSYS = Information(
    "PWRDWNSYS",
    lambda view: "Confirm Power Down of System",
    _asked,
    (CANCEL,),
    asks="Press Enter to confirm your choice for PWRDWNSYS, F12 to return.",
    enter=lambda view: f"PWRDWNSYS OPTION({view.arguments['option']}) RESTART(*YES) CONFIRM(*NO)",
)

PANELS = (PWRDWNSYS,)
