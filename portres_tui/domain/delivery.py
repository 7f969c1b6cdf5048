"""Messages come onto queues, are answered and removed.

Everything expects to be inside a transaction. Who may do what, and how a message is worded, is not
known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from portres_tui.domain.jobs import SEVERE, parts_of
from portres_tui.domain.messages import Message, MessageType, message
from portres_tui.domain.queues import HIGHEST, REPLY, SYSTEM_OPERATOR, MessageQueue, QueuedMessage
from portres_tui.domain.system import SHAPES, System, limits

NO_REPLY = "*N"
"""The answer to an inquiry that is removed without one (assumed)."""

_TIDIED = 20
"""Old messages that one arrival looks at together, so that it stays quick."""

_PAGE = 100


def deliver(
    system: System,
    queue: str,
    time: float,
    sending: Message,
    *,
    job: str,
    severity: int = SEVERE,
) -> QueuedMessage:
    """Put a message onto a queue. What the queue has too much of goes."""
    known = system.queues.get(queue) or MessageQueue(queue)
    number = max(known.last, _newest(system, queue)) + 1
    asks = sending.type is MessageType.INQUIRY
    profile = parts_of(job).user
    arrived = QueuedMessage(
        queue, number, time, severity, sending, job, profile, reply="" if asks else None
    )
    system.queues.put(known._replace(last=number))
    system.messages.put(arrived)
    _let_go(system, arrived)
    return arrived


def tell_operator(system: System, time: float, sending: Message, *, job: str) -> QueuedMessage:
    """Put a severe message about a job onto the queue of the system operator."""
    return deliver(system, SYSTEM_OPERATOR, time, sending, job=job)


def on_queue(system: System, queue: str) -> Iterator[QueuedMessage]:
    """The messages of a queue, oldest first."""
    after = 0
    while page := _behind(system, queue, after, _PAGE):
        yield from page
        after = page[-1].number


def answer(
    system: System, asked: QueuedMessage, reply: str, time: float, *, job: str
) -> QueuedMessage | None:
    """Answer an inquiry; the answer goes to the queue of who asked. None when that profile is no
    more: the inquiry is answered all the same."""
    system.messages.put(asked._replace(reply=reply))
    return _told(system, asked, reply, time, job=job)


def remove(system: System, gone: QueuedMessage, time: float, *, job: str) -> None:
    """Remove a message. Who still waits for a reply to it is told NO_REPLY. To remove one that was let
    go of meanwhile, because another came, is no error."""
    key = SHAPES["messages"].key_of(gone)
    if system.messages.get(*key) is None:
        return
    system.messages.remove(*key)
    if gone.needs_reply:
        _told(system, gone, NO_REPLY, time, job=job)


def _told(
    system: System, asked: QueuedMessage, reply: str, time: float, *, job: str
) -> QueuedMessage | None:
    """The reply on the queue of who asked, if there still is one."""
    if system.profiles.get(asked.profile) is None:
        return None
    sending = message(REPLY, MessageType.REPLY, text=reply)
    return deliver(system, asked.profile, time, sending, job=job, severity=asked.severity)


def _newest(system: System, queue: str) -> int:
    """The number of the newest message that is there: tables may have been imported one by one."""
    found = system.messages.page_before((queue, HIGHEST), 1)
    return max((each.number for each in found if each.queue == queue), default=0)


def _behind(system: System, queue: str, number: int, n: int) -> list[QueuedMessage]:
    page = system.messages.page((queue, number), n)
    return [each for each in page if each.queue == queue]


def _let_go(system: System, arrived: QueuedMessage) -> None:
    """Remove the oldest messages that are beyond the limit. Those that wait for a reply stay, and
    those behind them are looked at."""
    limit = limits(system)["messages"]
    kept_from = arrived.number - limit.entries + 1 if limit.entries else 0
    since, after = limit.since(arrived.time), 0
    while page := _behind(system, arrived.queue, after, _TIDIED):
        beyond = [old for old in page if old.number < kept_from or old.time < since]
        gone = [old for old in beyond if not old.needs_reply]
        for old in gone:
            system.messages.remove(*SHAPES["messages"].key_of(old))
        if gone or len(beyond) < len(page):
            return
        after = page[-1].number
