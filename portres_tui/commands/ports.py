"""Commands on TCP/IP port restrictions."""

from __future__ import annotations

from typing import Any

from portres_tui.cl.definition import Elem, Parm, Show, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import PORT, Name, OneOf
from portres_tui.commands.authorities import CONFIGURE
from portres_tui.commands.outputs import OUTPUT, prints
from portres_tui.domain.audit import RESTRICTION_CHANGED
from portres_tui.domain.messages import EscapeMessage, Message, completion
from portres_tui.domain.ports import SYSTEM_PORTS, PortRestriction
from portres_tui.domain.profiles import existing
from portres_tui.domain.system import SHAPES

_UPPER = Elem("Upper value", PORT, default="*ONLY", special=("*ONLY",))


def _range(*special: str) -> Parm:
    return Parm(
        "PORT", "Range of port values", (Elem("Lower value", PORT, special=special), _UPPER)
    )


RANGE, RANGE_OR_ALL = _range(), _range("*ALL")
PROTOCOL = parm("PROTOCOL", "Protocol", OneOf(("*UDP", "*TCP")))
USRPRF = parm("USRPRF", "User profile", Name(10))


@command("ADDTCPPORT", "Add TCP/IP Port Restriction", RANGE, PROTOCOL, USRPRF, authority=CONFIGURE)
def add(request: Request, port: tuple[int, int | str], protocol: str, usrprf: str) -> Message:
    """Reserve ports for a profile. Takes effect at the next bind."""
    lower, upper = port
    restriction = _restriction(lower, upper, protocol, usrprf)
    existing(request.system, usrprf)
    if request.system.restrictions.get(*SHAPES["restrictions"].key_of(restriction)):
        raise EscapeMessage("PRT0202", at=("PORT.0",), **_data(restriction))
    request.system.restrictions.put(restriction)
    request.audit(RESTRICTION_CHANGED, action="ADD", **_data(restriction))
    return completion("PRT0204" if lower <= SYSTEM_PORTS else "PRT0203", **_data(restriction))


@command(
    "RMVTCPPORT",
    "Remove TCP/IP Port Restriction",
    RANGE_OR_ALL,
    PROTOCOL,
    USRPRF,
    authority=CONFIGURE,
)
def remove(
    request: Request, port: tuple[int | str, int | str], protocol: str, usrprf: str
) -> Message:
    """Remove the entry with exactly these values, or with *ALL every entry of the profile."""
    lower, upper = port
    if isinstance(lower, str):
        return _remove_all(request, upper, protocol, usrprf)
    restriction = _restriction(lower, upper, protocol, usrprf)
    if request.system.restrictions.get(*SHAPES["restrictions"].key_of(restriction)) is None:
        raise EscapeMessage("PRT0205", at=("PORT.0",), **_data(restriction))
    forget(request, restriction)
    return completion("PRT0206", **_data(restriction))


@command("WRKTCPPORT", "Work with TCP/IP Port Restrictions", OUTPUT, ours=True)
def work_with(request: Request, output: str) -> Show:
    """The list; the same as CFGTCP option 4."""
    return Show("WRKTCPPORT", prints=prints(request, output))


def _remove_all(request: Request, upper: int | str, protocol: str, profile: str) -> Message:
    if upper != "*ONLY":
        raise EscapeMessage("PRT0208", at=("PORT.1",), upper=upper)
    owned = [
        entry
        for entry in request.system.restrictions
        if (entry.protocol, entry.profile) == (protocol, profile)
    ]
    if not owned:
        raise EscapeMessage("PRT0209", at=("USRPRF.0",), protocol=protocol, profile=profile)
    for entry in owned:
        forget(request, entry)
    return completion("PRT0207", count=len(owned), protocol=protocol, profile=profile)


def forget(request: Request, entry: PortRestriction) -> None:
    """The entry goes, and the audit journal tells it."""
    request.system.restrictions.remove(*SHAPES["restrictions"].key_of(entry))
    request.audit(RESTRICTION_CHANGED, action="RMV", **_data(entry))


def _restriction(lower: int, upper: int | str, protocol: str, profile: str) -> PortRestriction:
    last = lower if isinstance(upper, str) else upper
    if last < lower:
        raise EscapeMessage("PRT0201", at=("PORT.1", "PORT.0"), lower=lower, upper=last)
    return PortRestriction(lower, last, protocol, profile)


def _data(entry: PortRestriction) -> dict[str, Any]:
    return {"port": entry.span, "protocol": entry.protocol, "profile": entry.profile}


COMMANDS = (add, remove, work_with)
