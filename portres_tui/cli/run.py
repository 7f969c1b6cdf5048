"""`portres run`: CL commands without a screen, with their job log as output."""

from __future__ import annotations

import argparse
import io
import sys
import textwrap
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from portres_tui.cl.definition import Show
from portres_tui.cl.interpreter import Reply
from portres_tui.cl.program import Fault, faults, runnable
from portres_tui.cl.source import cut_off, statements
from portres_tui.cli.machine import session
from portres_tui.cli.upkeep import DONE, text_of, upkeep
from portres_tui.display.buffer import printable
from portres_tui.display.listing import text as panel_text
from portres_tui.display.watch import Watch
from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.messages import Message, MessageType, diagnostic, message
from portres_tui.domain.users import SECURITY_OFFICER
from portres_tui.panels import PANELS
from portres_tui.panels.forms import Form
from portres_tui.panels.joblog import job_line
from portres_tui.panels.model import CommandEntry, Menu, Selection, View
from portres_tui.session import Session

HELP = "run CL commands without a screen"
ABOUT = """\
Runs CL commands without a screen. Prints the job log of the run, then the logs of the server jobs
that it submitted. A DSP command prints its panel as text; WRK commands and GO need the screen. What
a command has begun comes to its end, within a second, before the next one runs. Behind a message of
a -c command that fails stands what to do about it.
Exit code: 0 done, 1 a command failed, 2 could not start. A server that ends in TCP7701 was
submitted all the same: that is 0.
"""

_DEEP = " " * 9

FAILED = 1
"""Exit code when a command failed."""

Source = Iterable[tuple[int, str]]
"""(line number, command); the number is 0 for a command that stands in no file."""

Pace = Callable[[Source], Source]
"""Hands on the commands of a file, each at its time."""


def add(words: argparse.ArgumentParser) -> None:
    """The words of this command."""
    words.add_argument(
        "--as",
        metavar="PROFILE",
        dest="profile",
        default=SECURITY_OFFICER,
        help="the user profile that the job runs under (default: %(default)s)",
    )
    words.add_argument(
        "--continue",
        action="store_true",
        dest="goes_on",
        help="go on behind a command that failed",
    )
    source = words.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "-c",
        metavar="CL",
        dest="commands",
        action="append",
        help="a CL command; may be given several times",
    )
    source.add_argument(
        "file", nargs="?", metavar="FILE", help="a file of CL commands; - is standard input"
    )


def does(options: argparse.Namespace) -> int:
    """Run what the words name; the exit code."""
    return run(
        options.home, options.profile, options.commands, options.file, goes_on=options.goes_on
    )


def run(
    folder: str | None,
    profile: str,
    commands: Sequence[str] | None,
    file: str | None,
    *,
    goes_on: bool,
) -> int:
    """Run commands given one by one, or a file of them. The exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")

    def work(place: Path) -> int:
        text = "" if commands else text_of(file or "-")
        with session(place, profile, JobType.BATCH) as begun:
            batch = Batch(begun, from_file=not commands)
            if commands:
                lines = batch.lines([(0, each) for each in commands], goes_on=goes_on)
            else:
                lines = batch.program(text, goes_on=goes_on)
            return _printed(batch, lines)

    return upkeep(work, folder)


@dataclass
class Batch:
    """Commands run one after the other in a job of their own."""

    session: Session
    from_file: bool = False
    submitted: list[str] = field(default_factory=list)
    failed: bool = False

    def lines(self, source: Source, *, goes_on: bool = False) -> Iterator[str]:
        """The job log, line by line as the commands run, then the logs of the servers' jobs."""
        yield job_line(self.session.job.id)
        for number, text in source:
            if not self.session.lives():
                yield self._told(diagnostic("PRT1122"))
                self.failed = True
                break
            self._settle()
            yield from self._run(number, text)
            if self.failed and not goes_on:
                break
        for job in self.submitted:
            yield from self._server_log(job)

    def program(
        self, text: str, *, goes_on: bool = False, pace: Pace = lambda source: source
    ) -> Iterator[str]:
        """The job log of a whole file. One that holds what only a compiled program can run is not run
        at all."""
        source = list(statements(text))
        if wrong := faults(source, cut_off=cut_off(text)):
            yield from self._refused(wrong)
        else:
            yield from self.lines(pace(runnable(source)), goes_on=goes_on)

    def _refused(self, wrong: Sequence[Fault]) -> Iterator[str]:
        self.failed = True
        yield job_line(self.session.job.id)
        last, said = 0, set[str]()
        for line, text, told in wrong:
            if line != last:
                yield f"{line:>4} > {text}"
            yield self._reported(told)
            yield from self._way_out(told, said)
            last = line
        lines = len({fault.line for fault in wrong})
        yield self._reported(message("PRT0128", MessageType.ESCAPE, count=lines))

    def _way_out(self, told: Message, said: set[str]) -> Iterator[str]:
        """How to recover, unless it was `said` before."""
        recovery = dict(self.session.messages.second_level(told)).get("recovery", "")
        if recovery not in said:
            said.add(recovery)
            yield from textwrap.wrap(recovery, 78, initial_indent=_DEEP, subsequent_indent=_DEEP)

    def _reported(self, told: Message) -> str:
        """A message that belongs to no command, in the job log and as it is printed."""
        self.session.interpreter.report(told, self.session.requester)
        return self._told(told)

    def _run(self, number: int, text: str) -> Iterator[str]:
        yield f"{number or '':>4} > {self.session.interpreter.masked(text)}"
        reply = self.session.interpreter.run(text, self.session.requester)
        said = set[str]()
        for sent in reply.messages:
            yield self._told(sent)
            if reply.failed and not self.from_file and sent.id != "CPF0001":
                yield from self._way_out(sent, said)
        if reply.show:
            yield from self._panel(reply.show)
        if reply.failed:
            self.failed = True
            yield from self._errors_occurred(reply)
        self.submitted += reply.submitted

    def _settle(self) -> None:
        """Let come to its end what was begun so far: it is dated up to a second ahead, and the next
        command may want to see it."""
        self._until(self._watch.read())

    def _until(self, entries: Iterable[LogEntry]) -> None:
        """Wait until these log entries are due."""
        due = max((entry.time for entry in entries), default=0.0)
        time.sleep(max(0.0, due - self.session.clock()))

    @cached_property
    def _watch(self) -> Watch:
        return Watch(self.session.system, self.session.clock)

    def _errors_occurred(self, reply: Reply) -> Iterator[str]:
        """A command that is wrong in a file ends with one more message, as in a CL program."""
        if self.from_file and reply.messages[-1].id == "CPF0001":
            yield self._reported(message("CPF0006", MessageType.ESCAPE))

    def _panel(self, show: Show) -> Iterator[str]:
        panel = PANELS[show.panel]
        assert not isinstance(panel, Menu | Selection | CommandEntry | Form)
        session = self.session
        view = View(session.system, session.clock(), session.messages, show.arguments)
        return (f"       {line}".rstrip() for line in panel_text(panel, view))

    def _server_log(self, job: str) -> Iterator[str]:
        """A job's log once all of it is due: what takes a moment is dated ahead."""
        entries = self.session.system.job_log(job)
        self._until(entries)
        yield ""
        yield job_line(job)
        for entry in entries:
            yield self._told(entry.message)

    def _told(self, sent: Message) -> str:
        messages = self.session.messages
        text = messages.first_level(sent)
        return f"       {sent.id}  {sent.type:<12} {messages.severity(sent):02}  {text}"


def _printed(batch: Batch, lines: Iterator[str]) -> int:
    for line in lines:
        print(printable(line), flush=True)  # noqa: T201 - a shell command prints
    return FAILED if batch.failed else DONE
