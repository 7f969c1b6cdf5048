"""Display Messages, Work with Messages, and a message with its reply."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from portres_tui.domain.cltext import in_apostrophes
from portres_tui.domain.delivery import on_queue
from portres_tui.domain.messages import MessageType
from portres_tui.domain.queues import PERSONAL, SYSTEM_OPERATOR, QueuedMessage, library_of
from portres_tui.panels.keys import PRINT
from portres_tui.panels.lists import Column, Option, Rows, WorkWith
from portres_tui.panels.messages import texts
from portres_tui.panels.model import (
    BOTTOM,
    CANCEL,
    EXIT,
    REFRESH,
    TOP,
    Action,
    Blank,
    Information,
    Key,
    Line,
    View,
)

_WIDTH = 74
_REPLY = "     Reply  . . .   "
_REPLY_LENGTH = 58

_TYPES = {"*INQ": (MessageType.INQUIRY,), "*INFO": (MessageType.INFORMATIONAL,)}


def queue_of(view: View) -> str:
    return str(view.arguments.get("queue", SYSTEM_OPERATOR))


def _messages(view: View) -> list[QueuedMessage]:
    """What is due on the queue and wanted, oldest first."""
    types = _TYPES.get(view.arguments.get("type", ""), ())
    least = view.arguments.get("severity", 0)
    return [
        each
        for each in on_queue(view.system, queue_of(view))
        if each.time <= view.now
        and each.severity >= least
        and (not types or each.message.type in types)
    ]


def _from(view: View, each: QueuedMessage) -> str:
    calendar = view.messages.calendar
    return f"{each.profile:<10}     {calendar.date(each.time)}   {calendar.time(each.time)}"


def _header(view: View) -> Sequence[str]:
    queue, least = queue_of(view), view.arguments.get("severity", 0)
    return [
        f" Queue . . . . . :   {queue:<10}             Severity  . . . . :   {least:02}",
        f"   Library . . . :     {library_of(queue)}",
    ]


def _lines(view: View) -> Sequence[Line]:
    lines = [line for each in _messages(view) for line in _entry(view, each)]
    return lines or [Line("   (No messages available)")]


def _entry(view: View, each: QueuedMessage) -> Iterator[Line]:
    text = view.messages.first_level(each.message)
    if each.message.id in PERSONAL:
        yield Line(f"   From  . . . :   {_from(view, each)}", subject=each)
    for number, line in enumerate(textwrap.wrap(text, _WIDTH) or [""]):
        yield Line(("   " if number == 0 else "     ") + line, subject=each)
    yield from _reply_lines(each)


def _reply_lines(each: QueuedMessage) -> Iterator[Line]:
    if each.needs_reply:
        blank = Blank(f"reply.{each.number}", len(_REPLY) + 1, _REPLY_LENGTH)
        yield Line(_REPLY, subject=each, blank=blank)
    elif each.reply:
        for line in textwrap.wrap(each.reply, _REPLY_LENGTH) or [""]:
            yield Line(f"     Reply  . . :   {line}", subject=each)


def _answers(view: View, typed: Mapping[str, str]) -> Sequence[str]:
    """The replies that were typed, as CL."""
    replies = {int(name.partition(".")[2]): text for name, text in typed.items()}
    return [
        f"SNDRPY MSGKEY({number}) MSGQ({queue_of(view)}) RPY({in_apostrophes(text)})"
        for number, text in sorted(replies.items())
    ]


_KEEP_UNANSWERED = "RMVMSG MSGQ({queue}) CLEAR(*KEEPUNANS)"

DSPMSG = Information(
    "DSPMSG",
    lambda view: "Display Messages",
    _lines,
    (
        EXIT,
        REFRESH,
        Key("f11", "Remove a message", "RMVMSG MSGQ({row.queue}) MSGKEY({row.number})"),
        CANCEL,
        Key("f13", "Remove all", "CLRMSGQ MSGQ({queue})", starts_row=True,
            confirm="Confirm Remove of All Messages"),
        Key("f16", "Remove all except unanswered", _KEEP_UNANSWERED,
            confirm="Confirm Remove of Messages"),
        TOP,
        BOTTOM,
    ),
    header=_header,
    newest=True,
    asks="",
    instruction="Type reply (if required), press Enter.",
    answers=_answers,
)  # fmt: skip


# One message


def _one(view: View) -> QueuedMessage | None:
    return view.system.messages.get(queue_of(view), int(view.arguments["number"]))


def _one_lines(view: View) -> Sequence[Line]:
    found = _one(view)
    if found is None:
        return [Line("   (The message has been removed)")]
    return [*texts(view, found), Line(""), *_reply_lines(found)]


DSPMSGRPY = Information(
    "DSPMSGRPY",
    lambda view: "Additional Message Information",
    _one_lines,
    (
        EXIT._replace(does=Action.CANCEL),
        PRINT,
        Key("f11", "Remove message", "RMVMSG MSGQ({queue}) MSGKEY({number})",
            confirm="Confirm Remove of Message"),
        CANCEL,
    ),
    system=False,
    asks="Type reply (if required), press Enter.",
    answers=_answers,
)  # fmt: skip


# The list


class MessageRow(NamedTuple):
    """A line of the list: the first of a message, which takes an option, or any other."""

    place: tuple[int, int, int]
    """Its section, the message's number, and which of its lines it is."""
    text: str
    queue: str = ""
    first: bool = False

    @property
    def number(self) -> int:
        return self.place[1]


_SECTIONS = ("Messages needing a reply", "Messages not needing a reply")
_LIST_WIDTH = 70


def message_rows(view: View) -> Sequence[MessageRow]:
    """Both sections, each with its heading; newest messages first."""
    held = _messages(view)[::-1]
    return [
        row
        for section, heading in enumerate(_SECTIONS)
        for row in _section(
            view, section, heading, [m for m in held if m.needs_reply == (section == 0)]
        )
    ]


def _section(
    view: View, section: int, heading: str, held: Sequence[QueuedMessage]
) -> Iterator[MessageRow]:
    yield MessageRow((section, 0, 0), heading.center(_LIST_WIDTH).rstrip())
    if not held:
        yield MessageRow((section, 0, 1), "(No messages available)")
    for each in held:
        lines = textwrap.wrap(view.messages.first_level(each.message), _LIST_WIDTH) or [""]
        if each.message.id in PERSONAL:
            lines.append(f"  From  . . :   {_from(view, each)}")
        if each.reply:
            lines.append(f"  Reply . . :   {each.reply}")
        for number, line in enumerate(lines):
            place = (section, each.number, number)
            yield MessageRow(place, line, each.queue, first=number == 0)


def _list_header(view: View) -> Sequence[str]:
    return [f" Messages for:   {queue_of(view)}"]


WRKMSG = WorkWith(
    "WRKMSG",
    "Work with Messages",
    (Column("Message", 8, 72, ("", "Message"), lambda row: row.text),),
    (
        Option(4, "Remove", "RMVMSG MSGQ({row.queue}) MSGKEY({row.number})",
               confirm="Confirm Remove of Messages"),
        Option(5, "Display details and reply",
               "DSPMSGRPY MSGKEY({row.number}) MSGQ({row.queue})"),
    ),
    Rows(message_rows, "place"),
    (
        Key("f1", "Help", Action.HELP),
        EXIT,
        REFRESH,
        Key("f6", "Display system operator messages", "DSPMSG MSGQ(QSYSOPR)"),
        CANCEL._replace(starts_row=True),
        Key("f16", "Remove messages not needing a reply", _KEEP_UNANSWERED,
            confirm="Confirm Remove of Messages"),
        TOP,
        BOTTOM,
    ),
    "(No messages available)",
    header=_list_header,
    instruction="Type options below, then press Enter.",
    bare=lambda row: not row.first,
)  # fmt: skip

PANELS = (DSPMSG, DSPMSGRPY, WRKMSG)
