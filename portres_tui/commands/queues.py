"""Commands on message queues: send, display, reply, remove.

Everybody has a queue of the name of the profile; QSYSOPR is that of the system operator.
"""

from __future__ import annotations

from collections.abc import Sequence

from portres_tui.cl.definition import Elem, Form, Parm, Show, Where, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import Integer, Name, OneOf, Text
from portres_tui.commands.authorities import ALL_OBJECTS, REPLY
from portres_tui.commands.libraries import LIST, library
from portres_tui.domain.delivery import NO_REPLY, answer, deliver, on_queue
from portres_tui.domain.delivery import remove as remove_message
from portres_tui.domain.jobnames import open_sessions
from portres_tui.domain.messages import (
    EscapeMessage,
    Message,
    MessageType,
    completion,
    information,
    message,
)
from portres_tui.domain.queues import (
    ALL_STATIONS,
    BREAK,
    SYSTEM_OPERATOR,
    TEXT,
    QueuedMessage,
    library_of,
)

_OWN = ("*WRKUSR", "*USRPRF")


def _queue(default: str | None) -> Parm:
    name = Elem("Message queue", Name(10), default, special=(*_OWN, "*SYSOPR"))
    return Parm("MSGQ", "Message queue", (name, library()), form=Form.QUALIFIED)


_KEY = Integer(1, 999_999_999)

MSG = parm("MSG", "Message text", Text(512))
TOUSR = parm("TOUSR", "To user profile", Name(10), "", special=("*SYSOPR", "*ALLACT", "*REQUESTER"))
TOMSGQ = parm("TOMSGQ", "To message queue", Name(10), "", special=("*SYSOPR",), most=50)
TOWS = parm("TOMSGQ", "To work station message queue", Name(10), special=(ALL_STATIONS,), most=50)
SENDTYPE = parm("MSGTYPE", "Message type", OneOf(("*INFO", "*INQ")), "*INFO")
SHOWTYPE = parm("MSGTYPE", "Type of messages", OneOf(("*ALL", "*INFO", "*INQ")), "*ALL")
START = parm("START", "Messages to start with", OneOf(("*LAST", "*FIRST")), "*LAST")
SEV = parm("SEV", "Severity code filter", Integer(0, 99), "0")
MSGKEY = parm("MSGKEY", "Message key", _KEY)
ANY_KEY = parm("MSGKEY", "Message key", _KEY, "*NONE", special=("*NONE",))
RPY = parm("RPY", "Reply", Text(132), "*DFT", special=("*DFT",))
CLEAR = parm("CLEAR", "Messages to remove", OneOf(("*BYKEY", "*ALL", "*KEEPUNANS")), "*BYKEY")

Queue = tuple[str, str]


@command("SNDMSG", "Send Message", MSG, TOUSR, TOMSGQ, SENDTYPE, limited=True)
def send(request: Request, msg: str, tousr: str, tomsgq: tuple[str, ...], msgtype: str) -> Message:
    """Put a text onto the queues of users."""
    named = [name for name in tomsgq if name]
    if bool(tousr) == bool(named):
        raise EscapeMessage("PRT1521", at=("TOUSR.0", "TOMSGQ.0"))
    if not msg.strip():
        raise EscapeMessage("PRT1522", at=("MSG.0",))
    queues = _receivers(request, tousr) if tousr else [_name(request, each) for each in named]
    for queue in queues:
        _existing(request, queue, "TOUSR.0" if tousr else "TOMSGQ.0")
    asks = msgtype == "*INQ"
    if asks and len(queues) != 1:
        raise EscapeMessage("PRT1523", at=("MSGTYPE.0",), count=len(queues))
    type = MessageType.INQUIRY if asks else MessageType.INFORMATIONAL
    sending = message(TEXT, type, text=msg.strip())
    for queue in queues:
        deliver(
            request.system, queue, request.time, sending,
            job=request.job.id, severity=request.severity(sending),
        )  # fmt: skip
    return completion("PRT1524", queues=_listed(queues), count=len(queues))


@command("SNDBRKMSG", "Send Break Message", MSG, TOWS)
def send_break(request: Request, msg: str, tomsgq: tuple[str, ...]) -> Message:
    """Put a text onto the queues of users who are signed on, and before their eyes."""
    if not msg.strip():
        raise EscapeMessage("PRT1522", at=("MSG.0",))
    users = {job.name: job.user for job in open_sessions(request.system.jobs)}
    if unknown := [name for name in tomsgq if name not in (ALL_STATIONS, *users)]:
        raise EscapeMessage("PRT1534", at=("TOMSGQ.0",), station=unknown[0])
    everywhere = ALL_STATIONS in tomsgq
    receivers = (
        {(user, ALL_STATIONS) for user in users.values()}
        if everywhere
        else {(users[name], name) for name in tomsgq}
    )
    for user, station in sorted(receivers):
        sending = information(BREAK, text=msg.strip(), station=station)
        deliver(
            request.system, user, request.time, sending,
            job=request.job.id, severity=request.severity(sending),
        )  # fmt: skip
    if not receivers:
        return information("PRT1535")
    queues = sorted({user for user, _ in receivers})
    return completion("PRT1524", queues=_listed(queues), count=len(queues))


@command("DSPMSG", "Display Messages", _queue("*WRKUSR"), SHOWTYPE, START, SEV, limited=True)
def display(request: Request, msgq: Queue, msgtype: str, start: str, sev: int) -> Show:
    """The messages of a queue."""
    queue = _looked_at(request, msgq)
    shown = {"queue": queue, "type": msgtype, "severity": sev, "newest": start == "*LAST"}
    return Show("DSPMSG", shown)


@command("WRKMSG", "Work with Messages", _queue("*WRKUSR"), where=Where.INTERACTIVE, limited=True)
def work_with(request: Request, msgq: Queue) -> Show:
    """The messages of a queue: those that need a reply, then the others."""
    return Show("WRKMSG", {"queue": _looked_at(request, msgq)})


@command("DSPMSGRPY", "Display Message and Reply", MSGKEY, _queue("*WRKUSR"), ours=True)
def display_one(request: Request, msgkey: int, msgq: Queue) -> Show:
    """One message of a queue, with a field for the reply if it needs one."""
    queue = _looked_at(request, msgq)
    _message(request, queue, msgkey)
    return Show("DSPMSGRPY", {"queue": queue, "number": msgkey})


@command("SNDRPY", "Send Reply", MSGKEY, _queue("*WRKUSR"), RPY)
def reply(request: Request, msgkey: int, msgq: Queue, rpy: str) -> Message:
    """Answer an inquiry."""
    queue = _changed(request, msgq)
    asked = _message(request, queue, msgkey)
    if not asked.needs_reply:
        raise EscapeMessage("PRT1527", at=("MSGKEY.0",), number=msgkey, queue=queue)
    said = NO_REPLY if rpy == "*DFT" else rpy.strip() or NO_REPLY
    told = answer(request.system, asked, said, request.time, job=request.job.id)
    return completion("PRT1528" if told else "PRT1536", profile=asked.profile)


@command("RMVMSG", "Remove Message", _queue("*WRKUSR"), ANY_KEY, CLEAR)
def remove(request: Request, msgq: Queue, msgkey: int | str, clear: str) -> Message:
    """Remove one message of a queue, or all, or all but those that need a reply."""
    queue = _changed(request, msgq)
    if clear != "*BYKEY":
        return _remove_all(request, queue, keep_unanswered=clear == "*KEEPUNANS")
    if isinstance(msgkey, str):
        raise EscapeMessage("PRT1529", at=("MSGKEY.0",))
    gone = _message(request, queue, msgkey)
    remove_message(request.system, gone, request.time, job=request.job.id)
    return completion("PRT1530", queue=queue)


@command("CLRMSGQ", "Clear Message Queue", _queue(None))
def clear_queue(request: Request, msgq: Queue) -> Message:
    """Remove all messages of a queue."""
    return _remove_all(request, _changed(request, msgq), keep_unanswered=False)


def _remove_all(request: Request, queue: str, *, keep_unanswered: bool) -> Message:
    held = [each for each in on_queue(request.system, queue) if each.time <= request.time]
    gone = [each for each in held if not (keep_unanswered and each.needs_reply)]
    for each in gone:
        remove_message(request.system, each, request.time, job=request.job.id)
    if not gone:
        return information("PRT1532", queue=queue)
    return completion("PRT1531", queue=queue, count=len(gone))


def _receivers(request: Request, user: str) -> list[str]:
    if user == "*REQUESTER":
        return [request.user.name]
    if user != "*ALLACT":
        return [_name(request, user)]
    found = sorted({job.user for job in open_sessions(request.system.jobs)})
    if not found:
        raise EscapeMessage("PRT1537", at=("TOUSR.0",))
    return found


def _name(request: Request, queue: str) -> str:
    """The queue that a name or special value stands for."""
    if queue in _OWN:
        return request.user.name
    return SYSTEM_OPERATOR if queue == "*SYSOPR" else queue


def _existing(request: Request, queue: str, at: str = "MSGQ.0", place: str = LIST) -> str:
    known = queue == SYSTEM_OPERATOR or request.system.profiles.get(queue) is not None
    if not known or place not in (LIST, library_of(queue)):
        raise EscapeMessage("PRT1525", at=(at,), queue=queue, library=place)
    return queue


def _looked_at(request: Request, msgq: Queue) -> str:
    """The queue; an EscapeMessage unless this user may display it."""
    queue = _existing(request, _name(request, msgq[0]), place=msgq[1])
    own = queue in (request.user.name, SYSTEM_OPERATOR)
    return _allowed(queue, allowed=own or ALL_OBJECTS.held_by(request.user))


def _changed(request: Request, msgq: Queue) -> str:
    """The queue; an EscapeMessage unless this user may reply to and remove its messages."""
    queue = _looked_at(request, msgq)
    own = queue == request.user.name
    return _allowed(queue, allowed=own or REPLY.held_by(request.user))


def _allowed(queue: str, *, allowed: bool) -> str:
    if not allowed:
        raise EscapeMessage("PRT1526", at=("MSGQ.0",), queue=queue)
    return queue


def _message(request: Request, queue: str, number: int) -> QueuedMessage:
    found = request.system.messages.get(queue, number)
    if found is None or found.time > request.time:
        raise EscapeMessage("PRT1533", at=("MSGKEY.0",), number=number, queue=queue)
    return found


def _listed(queues: Sequence[str]) -> str:
    """The queues as a message names them, not too many of them."""
    return ", ".join(queues if len(queues) <= 3 else [*queues[:2], "..."])


COMMANDS = (send, send_break, display, work_with, display_one, reply, remove, clear_queue)
