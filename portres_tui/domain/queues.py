"""Message queues: what was sent to a user, or to the system operator. Knows no store."""

from __future__ import annotations

from typing import NamedTuple

from portres_tui.domain.messages import Message

SYSTEM_OPERATOR = "QSYSOPR"
"""The queue of the system operator; every other queue is that of the profile of its name."""

TEXT, REPLY = "PRT1501", "PRT1504"
"""The messages that hold what a user wrote, and what a user answered."""

BREAK = "PRT1505"
"""The message that holds what a user wrote for others to see at once."""

ALL_STATIONS = "*ALLWS"
"""The work station of a break message that is for all of them."""

PERSONAL = (TEXT, REPLY, BREAK)
"""Messages without an ID of their own: who sent them stands beside them."""

HIGHEST = 2**62
"""No message has this number."""


def library_of(queue: str) -> str:
    """The library that a queue is in."""
    return "QSYS" if queue == SYSTEM_OPERATOR else "QUSRSYS"


class MessageQueue(NamedTuple):
    """A queue that has had messages: `last` is the number of the last one, whether or not that is
    still there."""

    name: str
    last: int = 0


class QueuedMessage(NamedTuple):
    """A message on a queue. `number` counts up within the queue, and is never used again."""

    queue: str
    number: int
    time: float
    severity: int
    message: Message
    job: str
    """Who sent it, as number/user/name."""
    profile: str
    reply: str | None = None
    """The answer to an inquiry; empty while it waits for one, None when it is no inquiry."""

    @property
    def needs_reply(self) -> bool:
        return self.reply == ""
