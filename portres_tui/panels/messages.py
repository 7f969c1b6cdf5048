"""Additional Message Information: a message as it was sent, with its second-level text; and message
descriptions, as the message files have them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from portres_tui.domain.jobnames import job_of
from portres_tui.domain.jobs import LogEntry, parts_of
from portres_tui.domain.messages import Message, MessageDescription, message_file
from portres_tui.domain.queues import PERSONAL, QueuedMessage
from portres_tui.panels.keys import ENDS, PRINT
from portres_tui.panels.lists import Column, Option, Position, Rows, WorkWith
from portres_tui.panels.model import CANCEL, EXIT, PRINT_LIST, Action, Information, Key, Line, View

Sent = LogEntry | QueuedMessage
"""A message that was sent: to a job log, or to a queue."""

LABELS = {
    "cause": "Cause . . . . . :   ",
    "recovery": "Recovery  . . . :   ",
    "technical": "Technical description . . . . . . . . :   ",
}
"""What stands before each part of a second-level text."""

MESSAGE = "Message . . . . :   "
_WIDTH = 78

_BREAK = re.compile(r"\s*&([NPB])\s+")
"""What begins a new line in a second-level text of IBM i."""

_INDENTS = {"N": (" ", "   "), "P": ("     ", "   "), "B": ("   ", "     ")}
"""By the letter: what the first line of a paragraph begins with, and what the others do."""


# As it was sent


def _lines(view: View) -> Sequence[Line]:
    entry: Sent = view.arguments["entry"]
    if view.arguments.get("other_view"):
        return [*_head(view, entry), *_details(view, entry)]
    return texts(view, entry)


def texts(view: View, entry: Sent) -> list[Line]:
    """A message with its second-level text; of what a user wrote, who and what."""
    if entry.message.id in PERSONAL:
        return [
            *_sender(view, entry),
            *_paragraph(MESSAGE, view.messages.first_level(entry.message)),
        ]
    return [*_head(view, entry), *_texts(view, entry)]


def _sent(view: View, entry: Sent) -> str:
    calendar = view.messages.calendar
    day, time = calendar.date(entry.time), calendar.time(entry.time)
    return f" Date sent  . . . . . . :   {day:<10}    Time sent  . . . . . . :   {time}"


def _sender(view: View, entry: Sent) -> Iterator[Line]:
    yield Line(f" From . . . . . . . . . :   {parts_of(entry.job).user}")
    yield Line("")
    yield Line(_sent(view, entry))
    yield Line("")


def _head(view: View, entry: Sent) -> Iterator[Line]:
    sent = entry.message
    yield Line(
        f" Message ID . . . . . . :   {sent.id:<10}    Severity . . . . . . . :   {entry.severity:02}"
    )
    yield Line(f" Message type . . . . . :   {sent.type}")
    yield Line(_sent(view, entry))
    yield Line("")


def _texts(view: View, entry: Sent) -> Iterator[Line]:
    yield from _paragraph(MESSAGE, view.messages.first_level(entry.message))
    for section, text in view.messages.second_level(entry.message):
        yield from _paragraph(LABELS[section], text)


def _details(view: View, entry: Sent) -> Iterator[Line]:
    number, user, name = parts_of(entry.job)
    yield Line(f" From job . . . . . . . :   {name}")
    yield Line(f"   User . . . . . . . . :     {user}")
    yield Line(f"   Number . . . . . . . :     {number}")
    if program := _program(view, entry):
        yield Line(f" From program . . . . . :   {program}")
    if isinstance(entry, QueuedMessage):
        yield Line(f" To message queue . . . :   {entry.queue}")
        yield Line(f" Message key  . . . . . :   {entry.number}")
    yield from _file(entry.message.id)
    yield Line("")
    yield from _attested(view.messages.describe(entry.message.id))
    yield from _errno(view, entry)


def _program(view: View, entry: Sent) -> str:
    """The program of the custom application whose job it is; it is known of no other."""
    job = job_of(view.system.jobs, entry.job)
    server = view.system.servers.get(job.server) if job and job.server else None
    return server.program if server else ""


def _file(id: str) -> Iterator[Line]:
    library, _, file = message_file(id).partition("/")
    yield Line(f" Message file . . . . . :   {file}")
    yield Line(f"   Library  . . . . . . :     {library}")


def _errno(view: View, entry: Sent) -> Iterator[Line]:
    """What the errno that the message tells of means: message CPE and the number says it."""
    errno = Message(f"CPE{entry.message.data.get('errno', '')}")
    if errno.id in view.messages:
        yield Line("")
        yield from _paragraph(f"{errno.id}  . . . . :   ", view.messages.first_level(errno))
        for section, text in view.messages.second_level(errno):
            yield from _paragraph(LABELS[section], text)


def _attested(description: MessageDescription) -> Iterator[Line]:
    nobody = "Nobody: a message of this simulator that IBM i does not have."
    in_part = "In part only. " if description.source and description.mark != "S" else ""
    yield from _paragraph("Attested by . . :   ", in_part + (description.source or nobody))


def _paragraph(label: str, text: str) -> Iterator[Line]:
    """A text behind its label, wrapped as IBM i wraps it."""
    first, *rest = _BREAK.split(label + text)
    strong = label == MESSAGE
    for letter, part in (("N", first), *zip(rest[::2], rest[1::2], strict=True)):
        begins, goes_on = _INDENTS[letter]
        wrapped = textwrap.wrap(part, _WIDTH, initial_indent=begins, subsequent_indent=goes_on)
        yield from (Line(line, strong=strong) for line in wrapped)


def _title(view: View) -> str:
    other = view.arguments.get("other_view")
    return "Display Message Details" if other else "Additional Message Information"


MSGINFO = Information(
    "MSGINFO",
    _title,
    _lines,
    (
        EXIT._replace(does=Action.CANCEL),
        PRINT,
        Key("f9", "Display message details", Action.OTHER_VIEW),
        Key("f10", "Display messages in job log", "DSPJOBLOG JOB({entry.job})", starts_row=True),
        CANCEL,
    ),
    system=False,
)


# As the message file has it


def _described(view: View) -> Sequence[Line]:
    found = view.messages.describe(view.arguments["id"])
    library, _, file = message_file(found.id).partition("/")
    return [
        Line(f" Message ID . . . . . . . . . :   {found.id}"),
        Line(f" Message file . . . . . . . . :   {file}"),
        Line(f"   Library  . . . . . . . . . :     {library}"),
        Line(f" Severity . . . . . . . . . . :   {found.severity:02}"),
        Line(""),
        *_paragraph(MESSAGE, found.text),
        *_second_level(found),
        *_fields(found),
        Line(""),
        *_attested(found),
    ]


def _second_level(found: MessageDescription) -> Iterator[Line]:
    for section, text in found.sections:
        yield from _paragraph(LABELS[section], text)


def _fields(found: MessageDescription) -> Iterator[Line]:
    """What stands for what in the texts."""
    if found.fields:
        named = (f"&{n} {name.partition(':')[0]}" for n, name in enumerate(found.fields, 1))
        yield Line("")
        yield from _paragraph("Variables . . . :   ", ", ".join(named))


DSPMSGTXT = Information(
    "DSPMSGTXT",
    lambda view: "Display Formatted Message Text",
    _described,
    (EXIT, PRINT, CANCEL),
)


def in_file(found: MessageDescription, file: str) -> bool:
    """Is the message in this message file, LIBRARY/FILE? `*ALL` stands for any."""
    return file in ("*ALL", message_file(found.id))


def _descriptions(view: View) -> Sequence[MessageDescription]:
    """The descriptions of the range that is asked for, by ID."""
    first, last = view.arguments.get("range", ("", "ZZZZZZZ"))
    file = view.arguments.get("file", "*ALL")
    found = (each for each in view.messages if first <= each.id <= last and in_file(each, file))
    return sorted(found, key=lambda each: each.id)


def _files(view: View) -> Sequence[str]:
    library, _, file = view.arguments.get("file", "*ALL").rpartition("/")
    return [f" Message file:   {file:<10}     Library:   {library}"]


def _placed(view: View, text: str) -> MessageDescription | None:
    return next((each for each in _descriptions(view) if each.id >= text), None)


DSPMSGD = WorkWith(
    "DSPMSGD",
    "Display Message Descriptions",
    (
        Column("Message ID", 7, 10, ("", "Message ID"), lambda row: row.id),
        Column("Severity", 20, 8, ("", "Severity"), lambda row: f"{row.severity:02}", right=True),
        Column("Message Text", 31, 49, ("", "Message Text"), lambda row: row.text),
    ),
    (Option(5, "Display details", "DSPMSGD RANGE({row.id}) MSGF(*ALL)"),),
    Rows(_descriptions, "id"),
    (EXIT, PRINT_LIST, *ENDS),
    "(No messages in range)",
    header=_files,
    position=Position("Starting characters", 7, _placed),
    close=True,
)

PANELS = (MSGINFO, DSPMSGTXT, DSPMSGD)
