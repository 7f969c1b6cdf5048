"""Work with Subsystems, Display Subsystem Description, and what ENDSBS asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from portres_tui.domain.jobnames import open_sessions
from portres_tui.domain.jobs import Job, JobType
from portres_tui.domain.subsystems import Subsystem
from portres_tui.panels.facts import facts
from portres_tui.panels.keys import COMMANDS, DISPLAY, ENDS
from portres_tui.panels.lists import Column, Option, Rows, WorkWith
from portres_tui.panels.model import (
    CANCEL,
    Information,
    Line,
    View,
)


class SubsystemRow(NamedTuple):
    """A subsystem, its newest monitor job, and how many jobs run in it."""

    subsystem: Subsystem
    status: str
    monitor: Job | None
    jobs: int

    @property
    def name(self) -> str:
        return self.subsystem.name


def subsystem_rows(view: View) -> Sequence[SubsystemRow]:
    """All subsystems, as they are at the view's moment."""
    of_system = view.system.jobs.find(user="QSYS")
    monitors = {job.name: job for job in of_system if job.type is JobType.MONITOR}
    jobs = view.system.jobs.find(open=True)
    return [_row(view, each, monitors, jobs) for each in view.system.subsystems]


def _row(
    view: View, subsystem: Subsystem, monitors: Mapping[str, Job], jobs: Sequence[Job]
) -> SubsystemRow:
    monitor = monitors.get(subsystem.name)
    running = [job for job in jobs if job.subsystem == subsystem.name and job != monitor]
    return SubsystemRow(subsystem, _status(monitor, view.now), monitor, len(running))


def _status(monitor: Job | None, now: float) -> str:
    if monitor is None or not monitor.lives(now):
        return "*INACTIVE"
    if now < monitor.started:
        return "*STARTING"
    return "*ACTIVE" if monitor.open else "*ENDING"


WRKSBS = WorkWith(
    "WRKSBS",
    "Work with Subsystems",
    (
        Column("Subsystem", 7, 10, ("", "Subsystem"), lambda row: row.name),
        Column("Status", 19, 9, ("", "Status"), lambda row: row.status),
        Column("Jobs", 30, 6, ("Active", "Jobs"), lambda row: str(row.jobs), right=True),
        Column(
            "Monitor", 39, 6, ("Monitor", "Number"),
            lambda row: row.monitor.number if row.monitor else "",
        ),
        Column("Text", 48, 32, ("", "Text"), lambda row: row.subsystem.text),
    ),
    (
        Option(4, "End subsystem", "ENDSBS SBS({row.name}) OPTION(*IMMED)",
               confirm="Confirm End of Subsystems"),
        Option(5, "Display subsystem description", "DSPSBSD SBSD({row.name})"),
        Option(8, "Work with subsystem jobs", "WRKACTJOB SBS({row.name})"),
    ),
    Rows(subsystem_rows, "name"),
    (*COMMANDS, *ENDS),
    "(No subsystems)",
    command_line="Parameters or command",
    live=True,
)  # fmt: skip


def _described(view: View) -> SubsystemRow | None:
    name = view.arguments["subsystem"]
    return next((row for row in subsystem_rows(view) if row.name == name), None)


def _head(view: View) -> Sequence[str]:
    row = _described(view)
    library = row.subsystem.library if row else ""
    status = row.status if row else ""
    name = view.arguments["subsystem"]
    return [
        f" Subsystem description:   {name:<10}    Library:   {library:<10}",
        f" Status:   {status}",
    ]


def _description(view: View) -> Sequence[Line]:
    row = _described(view)
    if row is None:
        return [Line("(The subsystem no longer exists)")]
    told = {
        "Text": row.subsystem.text,
        "Monitor job": row.monitor.id if row.monitor else "(none yet)",
        "Active jobs": str(row.jobs),
    }
    servers = [each for each in view.system.servers if each.subsystem == row.name]
    servers.sort(key=lambda server: server.title.casefold())
    listed = [f"   {each.title:<20}   {each.start_command}" for each in servers] or ["   (None)"]
    return [
        *facts(told),
        Line(""),
        Line(" Servers whose jobs run in it", strong=True),
        *map(Line, listed),
    ]


DSPSBSD = Information(
    "DSPSBSD",
    lambda view: "Display Subsystem Description",
    _description,
    DISPLAY,
    header=_head,
)


def sessions(view: View, subsystems: Sequence[str]) -> list[Line]:
    """The interactive jobs that run in these subsystems, a line each."""
    jobs = [job for job in open_sessions(view.system.jobs) if job.subsystem in subsystems]
    return [Line(f"   {job.name:<10}   {job.user:<10}   {job.number}") for job in jobs]


def _asked(view: View) -> Sequence[Line]:
    names = view.arguments["subsystems"]
    return [
        Line(f" Subsystems to be ended:   {' '.join(names)}"),
        Line(""),
        Line(" These sessions end with them. One of them may be yours."),
        Line(""),
        Line("   Job          User         Number", strong=True),
        *sessions(view, names),
    ]


def _confirmed(view: View) -> str:
    sbs, option = view.arguments["sbs"], view.arguments["option"]
    return f"ENDSBS SBS({sbs}) OPTION({option}) CONFIRM(*NO)"


ENDSBS = Information(
    "ENDSBS",
    lambda view: "Confirm End of Subsystem",
    _asked,
    (CANCEL,),
    asks="Press Enter to confirm your choice for ENDSBS, F12 to return.",
    enter=_confirmed,
)

PANELS = (WRKSBS, DSPSBSD, ENDSBS)
