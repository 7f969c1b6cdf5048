"""Commands on system values."""

from __future__ import annotations

from portres_tui.cl.definition import Show, Where, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import GenericName, Name, Text
from portres_tui.commands.authorities import SYSTEM_VALUES
from portres_tui.domain.audit import VALUE_CHANGED
from portres_tui.domain.messages import EscapeMessage, Message, completion, information
from portres_tui.domain.system import SystemValue
from portres_tui.domain.values import TYPES, VALUES, Definition, current

_NAMES = tuple(VALUES)
_PROMPT = "System value"

NAMES = parm("SYSVAL", _PROMPT, GenericName(values=_NAMES), "*ALL", special=("*ALL", *TYPES))
NAME = parm("SYSVAL", _PROMPT, Name(10, values=_NAMES))
VALUE = parm("VALUE", "New value", Text(20))


@command("WRKSYSVAL", "Work with System Values", NAMES, where=Where.INTERACTIVE)
def work_with(request: Request, sysval: str) -> Show:
    """The list of system values."""
    return Show("WRKSYSVAL", {"names": sysval})


@command("DSPSYSVAL", "Display System Value", NAME)
def display(request: Request, sysval: str) -> Show:
    """One system value: what it is, what it may be, and whether it can be changed."""
    return Show("DSPSYSVAL", {"name": _defined(sysval).name})


@command("CHGSYSVAL", "Change System Value", NAME, VALUE, authority=SYSTEM_VALUES)
def change(request: Request, sysval: str, value: str) -> Message:
    """Give a system value another value."""
    definition = _defined(sysval)
    if definition.fixed:
        raise EscapeMessage("PRT1723", at=("SYSVAL.0",), name=sysval, reason=definition.fixed)
    before, after = current(request.system, sysval), _read(definition, value)
    was, now = definition.shown(before), definition.shown(after)
    if after == before:
        return information("PRT1725", name=sysval, value=now)
    request.system.values.put(SystemValue(sysval, after))
    request.audit(VALUE_CHANGED, name=sysval, before=was, value=now)
    return completion("PRT1721", name=sysval, value=now, before=was)


def _defined(name: str) -> Definition:
    found = VALUES.get(name)
    if found is None:
        raise EscapeMessage("PRT1722", at=("SYSVAL.0",), name=name)
    return found


def _read(definition: Definition, value: str) -> str:
    try:
        return definition.read(value)
    except ValueError:
        raise EscapeMessage(
            "PRT1724",
            at=("VALUE.0",),
            name=definition.name,
            value=value,
            choices=definition.choices,
        ) from None


COMMANDS = (work_with, display, change)
