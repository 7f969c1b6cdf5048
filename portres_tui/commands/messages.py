"""Commands on message descriptions: what an ID means, and so what an errno means."""

from __future__ import annotations

from portres_tui.cl.definition import Elem, Form, Parm, Show, command
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import Name
from portres_tui.commands.libraries import LIST, library
from portres_tui.domain.messages import MESSAGE_FILES, EscapeMessage, message_file

_FIRST, _LAST = "*FIRST", "*LAST"
_ID = Name(7)

RANGE = Parm(
    "RANGE",
    "Range of message identifiers",
    (
        Elem("Lower value", _ID, _FIRST, special=(_FIRST,)),
        Elem("Upper value", _ID, "*ONLY", special=("*ONLY", _LAST)),
    ),
)
MSGF = Parm(
    "MSGF",
    "Message file",
    (
        Elem("Message file", Name(10), "QCPFMSG", special=("*ALL",)),
        library(),
    ),
    form=Form.QUALIFIED,
)


@command("DSPMSGD", "Display Message Description", RANGE, MSGF)
def display(request: Request, range: tuple[str, str], msgf: tuple[str, str]) -> Show:
    """One message description with its texts, or a list of those in a range."""
    file = _file(msgf)
    first, last = range
    if first == _FIRST or last != "*ONLY":
        bounds = ("" if first == _FIRST else first, _upper(first, last))
        return Show("DSPMSGD", {"range": bounds, "file": file})
    if first not in request.messages:
        raise EscapeMessage("PRT1541", at=("RANGE.0",), message=first)
    if file not in ("*ALL", message_file(first)):
        raise EscapeMessage("PRT1542", at=("MSGF.0",), message=first, file=message_file(first))
    return Show("DSPMSGTXT", {"id": first})


def _upper(first: str, last: str) -> str:
    if last in ("*ONLY", _LAST):
        return "ZZZZZZZ"
    if last < first:
        raise EscapeMessage("PRT1543", at=("RANGE.1", "RANGE.0"), lower=first, upper=last)
    return last


def _file(msgf: tuple[str, str]) -> str:
    """The message file, LIBRARY/FILE, or *ALL."""
    name, place = msgf
    if name == "*ALL":
        return name
    for file in MESSAGE_FILES:
        where, _, known = file.partition("/")
        if known == name and place in (LIST, where):
            return file
    raise EscapeMessage(
        "PRT1544", at=("MSGF.0",), file=f"{place}/{name}", known=", ".join(MESSAGE_FILES)
    )


COMMANDS = (display,)
