"""Messages: an ID and its data, worded only when shown.

A message file describes each ID (severity, texts, where the wording comes from). Nothing
here knows which IDs exist, how a message is stored or where it is displayed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from portres_tui.domain.dates import Calendar


class MessageType(StrEnum):
    """Message types in the words of Additional Message Information."""

    REQUEST = "Request"
    COMPLETION = "Completion"
    DIAGNOSTIC = "Diagnostic"
    INFORMATIONAL = "Information"
    INQUIRY = "Inquiry"
    REPLY = "Reply"
    ESCAPE = "Escape"


class Message(NamedTuple):
    """One sending of a message: the ID and its replacement data by name."""

    id: str
    type: MessageType = MessageType.INFORMATIONAL
    data: Mapping[str, str] = MappingProxyType({})


def message(id: str, type: MessageType, /, **data: object) -> Message:
    """A message whose data are made text."""
    return Message(id, type, {name: str(value) for name, value in data.items()})


def completion(id: str, /, **data: object) -> Message:
    """A completion message: the command did what it was asked."""
    return message(id, MessageType.COMPLETION, **data)


def diagnostic(id: str, /, **data: object) -> Message:
    """A diagnostic message: one thing that is wrong."""
    return message(id, MessageType.DIAGNOSTIC, **data)


def information(id: str, /, **data: object) -> Message:
    """An informational message."""
    return message(id, MessageType.INFORMATIONAL, **data)


def function_check(error: Exception) -> Message:
    """What is said of an error that is the product's own."""
    told = f"{type(error).__name__}: {error}"[:200]
    return message("PRT0900", MessageType.ESCAPE, error=told)


class EscapeMessage(Exception):
    """Ends the running command; the only exception that a user can cause.

    `at` names the prompt fields that are wrong (`"PORT.1"` is the second element of PORT), first
    the one that the cursor goes to. `diagnostics` are the messages
    that say what is wrong when the escape message itself only says that something is.
    """

    def __init__(
        self,
        id: str,
        /,
        *,
        at: tuple[str, ...] = (),
        diagnostics: tuple[Message, ...] = (),
        **data: object,
    ) -> None:
        super().__init__(id)
        self.message = message(id, MessageType.ESCAPE, **data)
        self.at = at
        self.diagnostics = diagnostics


SECTIONS = ("cause", "recovery", "technical")
"""The parts of a second-level text, in the order in which they are shown."""


class MessageDescription(NamedTuple):
    """An entry of a message file; `&1` in a text stands for the first name in `fields`.

    A field `name:date` or `name:time` holds a moment (seconds since the epoch) and is written
    in the job's format.
    """

    id: str
    severity: int
    text: str
    fields: tuple[str, ...] = ()
    cause: str = ""
    recovery: str = ""
    technical: str = ""
    mark: str = "A"
    """`S` when a source gives the ID with this wording, `A` when the wording is ours."""
    source: str = ""
    """Who says so; empty for messages of this product's own message file."""
    reference: bool = False
    """True for a message that is kept to be looked up, and that nothing sends."""

    @property
    def sections(self) -> list[tuple[str, str]]:
        """(section, text) of the second-level text; see SECTIONS."""
        parts = ((name, getattr(self, name)) for name in SECTIONS)
        return [(name, text) for name, text in parts if text]


_UNKNOWN = "*UNKNOWN/*UNKNOWN"
"""For IBM's messages whose message file no source names."""

_SYSTEM_FILE = "QSYS/QCPFMSG"

_FILES = {
    "TCP": "QTCP/QTCPMSGF",
    "PRT": "PORTRES/PRTMSGF",
    "HTP": _UNKNOWN,
    "GLD": _UNKNOWN,
}


MESSAGE_FILES = (_SYSTEM_FILE, *(file for file in _FILES.values() if file != _UNKNOWN))
"""The message files that are known, as LIBRARY/FILE."""


def message_file(id: str) -> str:
    """The message file that an ID belongs to, as LIBRARY/FILE, told from its prefix."""
    return _FILES.get(id[:3], _SYSTEM_FILE)


class MessageFile:
    """All message descriptions by ID, and the calendar that dates in messages are written with."""

    def __init__(self, descriptions: Mapping[str, MessageDescription], calendar: Calendar) -> None:
        self._descriptions = descriptions
        self.calendar = calendar

    def dated(self, calendar: Calendar) -> MessageFile:
        """The same messages with their dates written in another way."""
        return MessageFile(self._descriptions, calendar)

    def __iter__(self) -> Iterator[MessageDescription]:
        return iter(self._descriptions.values())

    def __contains__(self, id: str) -> bool:
        return id in self._descriptions

    def describe(self, id: str) -> MessageDescription:
        """The description of `id`; an ID that this version does not know describes itself."""
        return self._descriptions.get(id) or MessageDescription(id, 0, id)

    def severity(self, message: Message) -> int:
        """0-99."""
        return self.describe(message.id).severity

    def first_level(self, message: Message) -> str:
        """The message in one line."""
        return self._worded(self.describe(message.id).text, message)

    def second_level(self, message: Message) -> list[tuple[str, str]]:
        """(section, text) of the second-level text; see SECTIONS."""
        sections = self.describe(message.id).sections
        return [(name, self._worded(text, message)) for name, text in sections]

    def _worded(self, text: str, message: Message) -> str:
        fields = self.describe(message.id).fields
        return re.sub(r"&(\d+)", lambda m: self._value(fields[int(m[1]) - 1], message), text)

    def _value(self, field: str, message: Message) -> str:
        name, _, form = field.partition(":")
        value = message.data.get(name, "")
        if not form:
            return value
        written = self.calendar.date if form == "date" else self.calendar.time
        try:
            return written(float(value))
        except (ValueError, OverflowError, OSError):  # it came with an import, or not at all
            return value
