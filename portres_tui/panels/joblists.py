"""What lists of jobs have in common: their rows, and the options that IBM i has on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from portres_tui.domain.jobs import Job, JobType
from portres_tui.domain.messages import Message, diagnostic
from portres_tui.panels.lists import Option


class ListedJob(NamedTuple):
    """A job that is listed. What stands behind it is told once it is shown; moments are as they are
    written."""

    job: Job
    status: str = ""
    function: str = ""
    ports: str = ""
    entered: str = ""
    again: str = ""
    """The CL text that is run for it when it is selected."""

    @property
    def number(self) -> str:
        return self.job.number

    @property
    def id(self) -> str:
        return self.job.id

    @property
    def change_command(self) -> str:
        """None for a job that has ended."""
        return f"?CHGJOB JOB({self.id})" if self.job.open else ""

    @property
    def end_command(self) -> str:
        """None for the job of a subsystem: another command ends that."""
        return "" if self.job.type is JobType.MONITOR else f"ENDJOB JOB({self.id}) OPTION(*IMMED)"


def job_options(confirm: str) -> tuple[Option, ...]:
    """IBM's options of a list of jobs. `confirm` is the title of the panel that asks before one is
    ended."""
    return (
        Option(2, "Change", "{row.change_command}", without=_ended),
        Option(3, "Hold", "", without=_not_simulated("3=Hold")),
        Option(4, "End", "{row.end_command}", confirm=confirm, without=_monitor),
        Option(5, "Work with", "WRKJOB JOB({row.id})"),
        Option(6, "Release", "", without=_not_simulated("6=Release")),
        Option(7, "Display message", "", without=_no_reply),
        Option(8, "Work with spooled files", "WRKJOB JOB({row.id}) OPTION(*SPLF)"),
        Option(13, "Disconnect", "", without=_not_simulated("13=Disconnect")),
    )


def _not_simulated(option: str) -> Callable[[Any], Message]:
    """What is said of an option that IBM's panel has and nothing stands behind."""
    return lambda _: diagnostic("PRT1208", option=option)


def _ended(row: ListedJob) -> Message:
    return diagnostic("PRT1202", job=row.id)


def _no_reply(row: ListedJob) -> Message:
    return diagnostic("PRT1209", job=row.id)


def _monitor(row: ListedJob) -> Message:
    return diagnostic("PRT1204", job=row.id, subsystem=row.job.name)
