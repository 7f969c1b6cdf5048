"""The one door: every change to the machine is a command run here.

It logs the request, parses it, checks where and by whom it may run, binds its values, runs it in
one transaction and answers with messages. It knows no command by name and no display.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from portres_tui.cl.allowed import allowed
from portres_tui.cl.binding import Arranged, Problems, arrange, bind, missing
from portres_tui.cl.definition import Answer, Command, Show, SignOff
from portres_tui.cl.masking import folded, masked, unreadable
from portres_tui.cl.syntax import Call, parse
from portres_tui.domain.audit import REFUSED_COMMAND, AuditEntry, Kind
from portres_tui.domain.jobs import Job, LogEntry, line
from portres_tui.domain.messages import (
    EscapeMessage,
    Message,
    MessageFile,
    MessageType,
    diagnostic,
    function_check,
    information,
    message,
)
from portres_tui.domain.requester import Requester
from portres_tui.domain.system import JournalEntry, MachineError, System
from portres_tui.domain.users import PasswordHasher, User

REQUEST = "PRT0001"
"""The message that stands for a command in a job log."""

_log = logging.getLogger("portres")


@dataclass
class Request:
    """A command while it runs: the machine, who asks, the time (seconds since the epoch), and
    what it sends and logs. Nothing of it stands in the machine before the command has ended."""

    requester: Requester
    time: float
    messages: MessageFile
    passwords: PasswordHasher | None = None
    sent: list[Message] = field(default_factory=list)
    submitted: list[str] = field(default_factory=list)
    lines: list[LogEntry] = field(default_factory=list)
    audited: list[AuditEntry] = field(default_factory=list)

    @property
    def system(self) -> System:
        return self.requester.system

    @property
    def user(self) -> User:
        return self.requester.user

    @property
    def job(self) -> Job:
        return self.requester.job

    def header(self, told: str) -> JournalEntry:
        """What the journal says of who asks, and for what."""
        return JournalEntry(self.time, self.job.id, self.user.name, told)

    def severity(self, sending: Message) -> int:
        return self.messages.severity(sending)

    def send(self, sending: Message) -> None:
        """To the requester's own job log, and to the message line."""
        self.sent.append(sending)

    def log(self, job: Job, time: float, sending: Message) -> None:
        """To another job's log."""
        self.lines.append(line(job, time, self.severity(sending), sending))

    def audit(self, kind: Kind, **data: object) -> None:
        """To the audit journal, as something that the requester did."""
        told = {name: str(value) for name, value in data.items()}
        self.audited.append(AuditEntry(*kind, self.time, self.job.id, self.user.name, told))

    def submit(self, job: Job) -> None:
        """Remember a job that this command started, for whoever waits for it."""
        self.submitted.append(job.id)


class Reply(NamedTuple):
    """What became of a command. `at` names the prompt fields that are wrong."""

    messages: tuple[Message, ...]
    show: Show | None = None
    failed: bool = False
    at: tuple[str, ...] = ()
    submitted: tuple[str, ...] = ()
    signed_off: bool = False


@dataclass(frozen=True)
class Prompting:
    """A command that may be prompted, with what was given for it."""

    command: Command
    given: Arranged
    problems: tuple[Message, ...] = ()
    """What could not be taken over."""


class Interpreter:
    """Runs commands of one catalogue. `clock` gives seconds since the epoch."""

    def __init__(
        self,
        catalogue: Mapping[str, Command],
        messages: MessageFile,
        clock: Callable[[], float],
        passwords: PasswordHasher | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.messages = messages
        self.clock = clock
        self._passwords = passwords

    def run(self, text: str, requester: Requester, *, typed: bool = False) -> Reply:
        """Run one command. Whatever happens, a reply comes back. `typed` on a command line it may be
        refused to a user with limited capabilities, who may choose it from a menu."""
        request = self._request(requester)
        told = self.masked(text)
        header = request.header(told)
        try:
            with requester.system.transaction(header):
                request.time = self.clock()  # whoever held the machine may have kept it for long
                answer = self._answer(text, request, typed=typed)
                self._record(told, request)
        except EscapeMessage as escape:
            request.sent += [*escape.diagnostics, escape.message]
            self._record_alone(told, request, header)
            return Reply(tuple(request.sent), failed=True, at=escape.at)
        except MachineError as error:
            return self._unwritten(text, request, error, typed=typed)
        except Exception as error:  # noqa: BLE001 - our fault ends the command, never the session
            _log.error("function check: %s", told, exc_info=error)
            request.sent.append(function_check(error))
            self._record_alone(told, request, header)
            return Reply(tuple(request.sent), failed=True)
        return _reply(answer, request)

    def masked(self, text: str) -> str:
        """A command without its secrets, as it may be kept."""
        return masked(text, self.catalogue.get)

    def _parsed(self, text: str, *, half: bool = False) -> Call:
        """The call that `text` is; what is wrong with a text that may hold a secret is not quoted."""
        try:
            return parse(text, half=half)
        except EscapeMessage as escape:
            if unreadable(text, self.catalogue.get):
                escape.diagnostics = (diagnostic("PRT1029"),)
            raise

    def _request(self, requester: Requester) -> Request:
        return Request(requester, self.clock(), self.messages, self._passwords)

    def _unwritten(self, text: str, request: Request, error: MachineError, *, typed: bool) -> Reply:
        """The machine cannot be written. Looking at it and signing off work all the same."""
        again = self._request(request.requester)
        failed = Reply((message("PRT0901", MessageType.ESCAPE, reason=error),), failed=True)
        try:
            answer = self._answer(text, again, typed=typed)
        except Exception:  # noqa: BLE001 - outside a transaction nothing is changed: a failure is none
            return failed
        only_looks = isinstance(answer, Show | SignOff)
        return _reply(answer, again)._replace(messages=failed.messages) if only_looks else failed

    def report(self, sending: Message, requester: Requester) -> None:
        """Put a message that belongs to no command into the requester's job log."""
        request = self._request(requester)
        header = request.header("")
        with requester.system.transaction(header):
            requester.system.log([_line(request, sending)])

    def prompting(self, text: str, requester: Requester, *, typed: bool = False) -> Prompting:
        """What to prompt for a command, half typed or whole. EscapeMessage if it does not exist or
        this requester may not run it."""
        problems = Problems()
        try:
            call = self._parsed(text)
        except EscapeMessage as escape:
            call = self._parsed(text, half=True)
            problems.found += escape.diagnostics
        if not call.name:
            raise EscapeMessage("PRT0111")
        command = self._promptable(text, call, requester, typed=typed)
        given = arrange(call, command, problems)
        return Prompting(command, given, tuple(problems.found))

    def _promptable(self, text: str, call: Call, requester: Requester, *, typed: bool) -> Command:
        """The command, if it may be prompted. An attempt without authority is on record."""
        request = self._request(requester)
        try:
            return allowed(self.catalogue, call, requester, typed, request.audit)
        except EscapeMessage as escape:
            request.sent += [*escape.diagnostics, escape.message]
            if request.audited:
                told = self.masked(text)
                header = request.header(told)
                self._record_alone(told, request, header)
            raise

    def wants_prompt(
        self, text: str, requester: Requester, *, typed: bool = False
    ) -> Prompting | None:
        """The prompt that running this text would bring: it begins with `?`, or a required
        parameter is missing and nothing else is wrong."""
        try:
            call = parse(text)
            if not call.name:
                return None
            command = allowed(self.catalogue, call, requester, typed)
        except EscapeMessage:
            return None
        problems = Problems()
        given = arrange(call, command, problems)
        lacks = bool(missing(given, command)) and not problems.found
        return Prompting(command, given) if lacks or call.prompts else None

    def _answer(self, text: str, request: Request, *, typed: bool) -> Answer | None:
        """What the command answers; None for a text that is blank or nothing but a comment."""
        call = self._parsed(text)
        if not call.name:
            return None
        command = allowed(self.catalogue, call, request.requester, typed, request.audit)
        answer = command.run(request, **bind(call, command))
        if isinstance(answer, Message):
            request.sent.append(answer)
        request.sent += [information("PRT1045", keyword=each) for each in folded(call, command)]
        return answer

    def _record(self, text: str, request: Request) -> None:
        asked = requested(text, request.requester.level)
        own = [_line(request, sending) for sending in (asked, *request.sent)]
        request.system.log([*own, *request.lines])
        for entry in request.audited:
            request.system.audit(entry)

    def _record_alone(self, text: str, request: Request, header: JournalEntry) -> None:
        """Log a failed command behind its rollback: the attempt is on record, and nothing else."""
        request.lines.clear()
        request.audited[:] = [each for each in request.audited if each.kind == REFUSED_COMMAND]
        try:
            with request.system.transaction(header):
                self._record(text, request)
        except Exception as error:  # noqa: BLE001 - the first failure is the one to be told
            _log.error("job log not written: %s", text, exc_info=error)


def requested(text: str, level: int) -> Message:
    """The message that stands for a command in a job log."""
    at = {"level": str(level)} if level else {}
    return Message(REQUEST, MessageType.REQUEST, {"command": text, **at})


def _reply(answer: Answer | None, request: Request) -> Reply:
    return Reply(
        tuple(request.sent),
        answer if isinstance(answer, Show) else None,
        submitted=tuple(request.submitted),
        signed_off=isinstance(answer, SignOff),
    )


def _line(request: Request, sending: Message) -> LogEntry:
    return line(request.job, request.time, request.severity(sending), sending)
