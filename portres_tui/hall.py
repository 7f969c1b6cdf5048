"""What is shown while nobody is signed on is shown in a hall: a session without a job and without a user."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from portres_tui.domain.jobs import Job, JobType
from portres_tui.domain.messages import Message, diagnostic
from portres_tui.domain.requester import Requester
from portres_tui.domain.subsystems import INTERACTIVE
from portres_tui.domain.system import System
from portres_tui.domain.users import User, UserProfile
from portres_tui.domain.values import formats
from portres_tui.session import Session

if TYPE_CHECKING:
    from portres_tui.cl.interpreter import Interpreter


class Hall(Session):
    """Nobody's session, in which nothing runs and no job begins: for Sign On, and for a first panel that
    is ready before somebody comes."""

    def __init__(
        self, system: System, home: Path, clock: Callable[[], float], zone: tzinfo | None
    ) -> None:
        now = clock()
        monitor = "000000", "QSYS", INTERACTIVE, JobType.MONITOR, INTERACTIVE, now, now
        job = Job(*monitor, **formats(system))
        nobody = User(UserProfile("QSYS"), frozenset())
        super().__init__(Requester(system, job, nobody), home, clock, zone)

    def lives(self) -> bool:
        return True

    def end(self, why: Message | None = None) -> None:
        """There is no job to end."""

    def spool(self, title: str, lines: Sequence[str]) -> Message:  # noqa: ARG002 - as Session takes them
        """Nobody prints here."""
        return diagnostic("PRT1041")

    @cached_property
    def interpreter(self) -> Interpreter:
        from portres_tui.display.signon import Nothing

        return Nothing({}, self.messages, self._clock)
