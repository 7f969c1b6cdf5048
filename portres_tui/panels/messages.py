"""Additional Message Information: a message as it was sent, with its second-level text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from portres_tui.domain.jobs import LogEntry
from portres_tui.domain.messages import Message, message_file
from portres_tui.panels.model import CANCEL, EXIT, Action, Information, Key, Line, View

LABELS = {
    "cause": "Cause . . . . . :   ",
    "recovery": "Recovery  . . . :   ",
    "technical": "Technical description . . . . . . . . :   ",
}
"""What stands before each part of a second-level text."""

MESSAGE = "Message . . . . :   "
_WIDTH = 78


def _lines(view: View) -> Sequence[Line]:
    entry: LogEntry = view.arguments["entry"]
    detailed = bool(view.arguments.get("other_view"))
    return [*_head(view, entry), *(_details(view, entry) if detailed else _texts(view, entry))]


def _head(view: View, entry: LogEntry) -> Iterator[Line]:
    calendar, sent = view.messages.calendar, entry.message
    day, time = calendar.date(entry.time), calendar.time(entry.time)
    yield Line(
        f" Message ID . . . . . . :   {sent.id:<10}    Severity . . . . . . . :   {entry.severity:02}"
    )
    yield Line(f" Message type . . . . . :   {sent.type}")
    yield Line(f" Date sent  . . . . . . :   {day:<10}    Time sent  . . . . . . :   {time}")
    yield Line("")


def _texts(view: View, entry: LogEntry) -> Iterator[Line]:
    yield from _paragraph(MESSAGE, view.messages.first_level(entry.message))
    for section, text in view.messages.second_level(entry.message):
        yield from _paragraph(LABELS[section], text)


def _details(view: View, entry: LogEntry) -> Iterator[Line]:
    description = view.messages.describe(entry.message.id)
    library, _, file = message_file(entry.message.id).partition("/")
    source = description.source or "Nobody: a message of this simulator that IBM i does not have."
    yield Line(f" Job  . . . . . . . . . :   {entry.job}")
    yield Line(f" Message file . . . . . :   {file}")
    yield Line(f"   Library  . . . . . . :     {library}")
    yield Line("")
    yield from _paragraph("Attested by . . :   ", _attested(description.mark, source))
    yield from _errno(view, entry)


def _errno(view: View, entry: LogEntry) -> Iterator[Line]:
    """What the errno that the message tells of means: message CPE and the number says it."""
    errno = Message(f"CPE{entry.message.data.get('errno', '')}")
    if errno.id in view.messages:
        yield Line("")
        yield from _paragraph(f"{errno.id}  . . . . :   ", view.messages.first_level(errno))
        for section, text in view.messages.second_level(errno):
            yield from _paragraph(LABELS[section], text)


def _attested(mark: str, source: str) -> str:
    in_part = mark != "S" and not source.startswith("Nobody")
    return f"In part only. {source}" if in_part else source


def _paragraph(label: str, text: str) -> Iterator[Line]:
    wrapped = textwrap.wrap(label + text, _WIDTH, initial_indent=" ", subsequent_indent="   ")
    return (Line(line, strong=label.startswith("Message")) for line in wrapped)


def _title(view: View) -> str:
    other = view.arguments.get("other_view")
    return "Display Message Details" if other else "Additional Message Information"


MSGINFO = Information(
    "MSGINFO",
    _title,
    _lines,
    (
        EXIT._replace(does=Action.CANCEL),
        Key("f9", "Display message details", Action.OTHER_VIEW),
        CANCEL,
    ),
    system=False,
)

PANELS = (MSGINFO,)
