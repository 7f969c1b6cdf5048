"""Somebody who types commands: runs CL text in a job of a profile. No display, no store file."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from walker import Clock

from portres_tui.cl.interpreter import Reply
from portres_tui.domain.jobs import JobType
from portres_tui.session import Session, begin
from portres_tui.store.memory import MemorySystem


class Run:
    """Runs CL text: one job for each profile and type, which begins with its first command."""

    def __init__(self, machine: MemorySystem, clock: Clock, home: Path) -> None:
        self.machine = machine
        self.clock = clock
        self.home = home
        self._sessions: dict[tuple[str, JobType], Session] = {}

    def __call__(
        self, text: str, profile: str = "QSECOFR", type: JobType = JobType.INTERACTIVE
    ) -> Reply:
        session = self.session(profile, type)
        return session.interpreter.run(text, session.requester)

    def session(self, profile: str = "QSECOFR", type: JobType = JobType.INTERACTIVE) -> Session:
        """The job that commands of `profile` run in."""
        if (profile, type) not in self._sessions:
            self._sessions[profile, type] = begin(
                self.machine, self.home, profile, type, self.clock, UTC
            )
        return self._sessions[profile, type]
