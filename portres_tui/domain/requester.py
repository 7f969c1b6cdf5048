"""Who asks for something: a user's job on a machine."""

from __future__ import annotations

from typing import NamedTuple

from portres_tui.domain.jobs import Job, JobType
from portres_tui.domain.system import System
from portres_tui.domain.users import User


class Requester(NamedTuple):
    """The job that commands are run for, the user it works for, and the machine."""

    system: System
    job: Job
    user: User
    level: int = 0
    """The request level: that of the Command Entry that commands come from; 0 elsewhere."""

    @property
    def interactive(self) -> bool:
        return self.job.type is JobType.INTERACTIVE
