"""What is in a spooled file, as lines. A job log is printed here, each time that it is read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from portres_tui.domain.jobnames import job_of
from portres_tui.domain.jobs import Job, LogEntry, calendar
from portres_tui.domain.messages import MessageFile
from portres_tui.domain.spool import WIDTH, SpooledFile, heading, paged
from portres_tui.domain.system import system_name
from portres_tui.panels.joblog import job_line
from portres_tui.panels.messages import LABELS, MESSAGE
from portres_tui.panels.model import View

_COLUMNS = (" MSGID      TYPE         SEV  DATE      TIME", "")
_TEXT = "        "
_FURTHER = "          "


def text_of(view: View, file: SpooledFile) -> Sequence[str]:
    """The lines of a spooled file."""
    if file.is_job_log:
        return _job_log(view, file)
    kept = view.system.spooled_text.get(file.job, file.number)
    return kept.lines if kept else ()


def whole(view: View, file: SpooledFile) -> SpooledFile:
    """The file with the number of its lines: that of a job log is known when it is printed."""
    return file._replace(lines=len(text_of(view, file))) if file.is_job_log else file


def _job_log(view: View, file: SpooledFile) -> Sequence[str]:
    """The log as the job itself wrote it: with dates in its own format."""
    job = job_of(view.system.jobs, file.job)
    messages = _of_the_job(view.messages, job)
    when = messages.calendar.written(file.created)
    body = [line for entry in view.system.job_log(file.job) for line in _entry(messages, entry)]
    system = system_name(view.system)
    columns = [job_line(file.job), "", *_COLUMNS]
    return paged(lambda page: heading("Display Job Log", system, when, page), columns, body)


def _of_the_job(messages: MessageFile, job: Job | None) -> MessageFile:
    return messages.dated(calendar(job, messages.calendar.zone)) if job else messages


def _entry(messages: MessageFile, entry: LogEntry) -> Iterator[str]:
    day, time = messages.calendar.date(entry.time), messages.calendar.time(entry.time)
    sent = entry.message
    yield f" {sent.id:<10} {sent.type:<12} {entry.severity:02}   {day:<8}  {time}"
    yield from _wrapped(MESSAGE, messages.first_level(sent))
    if not entry.is_request:
        for section, text in messages.second_level(sent):
            yield from _wrapped(LABELS[section], text)


def _wrapped(label: str, text: str) -> Iterator[str]:
    yield from textwrap.wrap(
        label + text, WIDTH, initial_indent=_TEXT, subsequent_indent=_FURTHER, drop_whitespace=True
    )
