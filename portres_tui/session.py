"""Where everything is put together: one machine, one job, one conversation.

The only module that knows store, commands, panels and texts at once.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from portres_tui.domain.jobs import (
    BRACKET_SEVERITY,
    FORCED,
    Job,
    JobType,
    calendar,
    job_ended,
    job_started,
    line,
)
from portres_tui.domain.machine import Log, begin_job, end_job, ready_subsystem
from portres_tui.domain.mailbox import Mailbox
from portres_tui.domain.messages import Message, MessageFile, completion, diagnostic
from portres_tui.domain.queues import SYSTEM_OPERATOR
from portres_tui.domain.requester import Requester
from portres_tui.domain.sessions import absent, end_absent
from portres_tui.domain.subsystems import INTERACTIVE
from portres_tui.domain.system import (
    BY_SYSTEM,
    JournalEntry,
    MachineError,
    System,
    limits,
)
from portres_tui.domain.users import SECURITY_OFFICER, User, user
from portres_tui.domain.values import formats
from portres_tui.panels import PANELS

if TYPE_CHECKING:  # nothing of this is needed before the first panel is painted
    from portres_tui.cl.interpreter import Interpreter
    from portres_tui.display.conversation import Conversation
    from portres_tui.panels.model import Panel
    from portres_tui.store.sessions import Attendance, Presence
    from portres_tui.texts import Topic

_log = logging.getLogger("portres")

Clock = Callable[[], float]
"""Seconds since the epoch."""


class UnknownProfile(Exception):
    """There is no such user profile, or it is one that nobody signs on with."""

    def __init__(self, profile: str) -> None:
        super().__init__(f"User profile {profile} does not exist, or nobody signs on with it.")


class Session:
    """One job at work on a machine, and what it needs for that, each thing at its first use."""

    def __init__(
        self,
        requester: Requester,
        home: Path,
        clock: Clock,
        zone: tzinfo | None = None,
        presence: Presence | None = None,
    ) -> None:
        self.requester = requester
        self.home = home
        self._clock = clock
        self.zone = zone
        self._presence = presence
        self.told = 0
        """How often the system operator's queue has been displayed."""
        self._mailbox = Mailbox(requester.user.name, requester.job.name, requester.job.entered)

    def clock(self) -> float:
        """Seconds since the epoch."""
        return self._clock()

    @property
    def system(self) -> System:
        return self.requester.system

    @property
    def job(self) -> Job:
        return self.requester.job

    @cached_property
    def messages(self) -> MessageFile:
        """All messages, with dates in the format of the job."""
        from portres_tui import texts

        return texts.messages(calendar(self.job, self.zone))

    def lives(self) -> bool:
        """Look at the job again; False when somebody has ended it."""
        if self.system.read_only:
            return True
        job = self.system.jobs.get(self.job.number)
        if job is not None and job != self.job:
            self.requester = self.requester._replace(job=job)
            self.messages.calendar = calendar(job, self.zone)
        return job is not None and job.open

    @cached_property
    def interpreter(self) -> Interpreter:
        from portres_tui.cl.interpreter import Interpreter
        from portres_tui.commands import CATALOGUE
        from portres_tui.passwords import Argon2

        return Interpreter(CATALOGUE, self.messages, self._clock, Argon2())

    @cached_property
    def conversation(self) -> Conversation:
        """The panels of this session."""
        from portres_tui.display.conversation import Conversation

        return Conversation(self)

    def look(self, arguments: Mapping[str, object]) -> None:
        """Somebody sees now what a panel shows; if it is of the user's own queue, no message waits
        any more, and if it is the system operator's, what has failed has been told."""
        queue = arguments.get("queue")
        if queue == self.requester.user.name:
            self._mailbox.look(self.clock())
        self.told += queue == SYSTEM_OPERATOR

    @property
    def message_waiting(self) -> bool:
        """Has the user a message that was not displayed in this session?"""
        return self._mailbox.waiting(self.system, self.clock())

    def breaks(self) -> Sequence[Message]:
        """Break messages that have come since this was last asked, oldest first."""
        return self._mailbox.breaks(self.system, self.clock())

    def unseen(self) -> Sequence[Message]:
        """Those that came only just before a key; see Mailbox.unseen."""
        return self._mailbox.unseen(self.clock())

    @property
    def panels(self) -> Mapping[str, Panel]:
        return PANELS

    def topic(self, kind: str, name: str) -> Topic | None:
        """The help text of a command or a panel."""
        from portres_tui import texts

        return texts.help_topic(kind, name)

    def spool(self, title: str, lines: Sequence[str]) -> Message:
        """Print lines into a spooled file of this job. No command does it, so the journal has a
        comment."""
        from portres_tui.display.buffer import printable
        from portres_tui.domain.printing import spool

        now, job = self.clock(), self.job
        text = tuple(printable(line).rstrip() for line in lines)
        try:
            header = JournalEntry(now, job.id, job.user, f"/* Print {title} */")
            with self.system.transaction(header):
                file = spool(self.system, job, title, text, now)
        except MachineError as error:
            return diagnostic("PRT0609", reason=error)
        return completion("PRT0608", file=file.name, number=file.number, queue=file.queue)

    def tidy(self, entries: int) -> bool:
        """End the jobs of sessions that are gone, and let go of what is too old, at most so many
        entries. Is there more to do? MachineError when it cannot be done now."""
        now = self.clock()
        if self._presence and not self.system.read_only:
            from portres_tui.store.sessions import live_sessions

            # A job that stands open has attended, so it is live or gone whenever it is looked for.
            opened = self.system.jobs.find(open=True)
            gone = absent(opened, {each.number for each in live_sessions(self.home)})
            if gone:
                with self.system.transaction(JournalEntry(now, *BY_SYSTEM, "")):
                    end_absent(self.system, gone, now, _log_to(self.system))
        return self.system.retain(limits(self.system), now, entries)

    def end(self, why: Message | None = None) -> None:
        """End the job, unless somebody has done it. Its log says `why` if it is not at its end."""
        now = self.clock()
        try:
            self._end(now, why)
        finally:
            if self._presence:
                self._presence.leave()
                self._presence = None

    def _end(self, now: float, why: Message | None) -> None:
        if self.system.read_only:
            return
        with self.system.transaction(JournalEntry(now, *BY_SYSTEM, "")):
            job = self.system.jobs.get(self.job.number)
            if job is None or not job.open:
                return
            ended = end_job(self.system, job, now, FORCED if why else 0)
            log = _log_to(self.system)
            for told in filter(None, (why, job_ended(ended))):
                log(ended, now, told)

    def leave(self, why: Message | None = None) -> None:
        """End the job. That this cannot be recorded is no reason to fail at the last moment."""
        try:
            self.end(why)
        except MachineError:
            _log.exception("job %s not ended", self.job.id)

    def close(self) -> None:
        """Leave, and let go of the machine."""
        try:
            self.leave()
        finally:
            self.system.close()


def begin(
    system: System,
    home: Path,
    profile: str = SECURITY_OFFICER,
    type: JobType = JobType.INTERACTIVE,
    clock: Clock = time.time,
    zone: tzinfo | None = None,
    attendance: Attendance | None = None,
    device: str = "QPADEVnnnn",
    menu: str = "",
    address: str = "",
) -> Session:
    """Begin a job of `profile`, with its initial menu or another. UnknownProfile if nobody can sign on.

    Moments are written in `zone`, None is local time. With `attendance`, the session is there for
    others to see, and jobs whose sessions are gone without a word are ended.
    """
    now = clock()
    if system.read_only:
        who = _user(system, profile, menu)
        job = Job("000000", profile, "READONLY", type, INTERACTIVE, now, now, **formats(system))
        return Session(Requester(system, job, who), home, clock, zone)
    name = "PORTRES" if type is JobType.BATCH else device
    attended: list[Presence] = []
    with _leaving_again(attended), system.transaction(JournalEntry(now, *BY_SYSTEM, "")):
        who = _user(system, profile, menu)  # here nobody can delete it meanwhile
        job = begin_job(system, profile, name, type, now, address)
        log = _log_to(system)
        ready_subsystem(system, job.subsystem, now, log)
        log(job, now, job_started(job))
        if attendance:
            attended.append(attendance.attend(job.id, profile))
            present = {each.number for each in attendance.live()}
            end_absent(system, absent(system.jobs.find(open=True), present), now, log)
    return Session(Requester(system, job, who), home, clock, zone, *attended)


@contextmanager
def _leaving_again(attended: Iterable[Presence]) -> Iterator[None]:
    """Nobody is there for a job that could not be made after all."""
    try:
        yield
    except BaseException:
        for presence in attended:
            presence.leave()
        raise


def _user(system: System, profile: str, menu: str) -> User:
    found = system.profiles.get(profile)
    if found is None or not found.signs_on:
        raise UnknownProfile(profile)
    return user(found._replace(menu=menu or found.menu), system.profiles.get)


def _log_to(system: System) -> Log:
    """Writes the lines that begin and close the logs of jobs."""
    return lambda job, moment, told: system.log([line(job, moment, BRACKET_SEVERITY, told)])
