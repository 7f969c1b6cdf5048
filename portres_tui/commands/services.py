"""Commands on the service table: the names of services and the port that each has.

A server binds what the table says at its next start. Nothing here touches what is bound now.
"""

from __future__ import annotations

from collections.abc import Sequence

from portres_tui.cl.definition import Show, Where, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import ONE_WORD, PORT, OneOf, Text
from portres_tui.commands.authorities import CONFIGURE
from portres_tui.commands.descriptions import SAME, kept, text_parm
from portres_tui.domain.audit import SERVICE_CHANGED
from portres_tui.domain.messages import EscapeMessage, Message, completion, information
from portres_tui.domain.services import ALIASES, NAME_LENGTH, Service
from portres_tui.domain.system import System

_NAME = Text(NAME_LENGTH, form=ONE_WORD)


def named(system: System) -> Sequence[str]:
    """The names of all services, for F4."""
    return tuple(dict.fromkeys(each.name for each in system.services))


NEW = parm("SERVICE", "Service", _NAME)
SERVICE = parm("SERVICE", "Service", _NAME, listed=named)
NUMBER = parm("PORT", "Port", PORT)
PROTOCOL = parm("PROTOCOL", "Protocol", OneOf(("tcp", "udp"), mixed=True))
TEXT = text_parm()
ALIAS = parm("ALIAS", "Aliases", _NAME, "*NONE", most=ALIASES, single=("*NONE",))

NEWPORT = parm("NEWPORT", "New port", PORT, SAME, special=(SAME,))
NEW_TEXT = text_parm(SAME)
NEW_ALIAS = parm("ALIAS", "Aliases", _NAME, SAME, most=ALIASES, single=(SAME, "*NONE"))


@command("WRKSRVTBLE", "Work with Service Table Entries", where=Where.INTERACTIVE)
def work_with(request: Request) -> Show:
    """The list of all entries."""
    return Show("WRKSRVTBLE")


@command(
    "ADDSRVTBLE", "Add Service Table Entry", NEW, NUMBER, PROTOCOL, TEXT, ALIAS,
    authority=CONFIGURE,
)  # fmt: skip
def add(
    request: Request, service: str, port: int, protocol: str, text: str, alias: tuple[str, ...]
) -> Message:
    """Add an entry. A service may have several."""
    entry = Service(service, port, _stored(protocol), kept(text), aliases=_aliases(alias))
    _must_be_new(request, entry, "PORT")
    request.system.services.put(entry)
    _audit(request, "ADD", entry)
    return completion("PRT1421", service=service, port=port, protocol=protocol)


@command("RMVSRVTBLE", "Remove Service Table Entry", SERVICE, NUMBER, PROTOCOL, authority=CONFIGURE)
def remove(request: Request, service: str, port: int, protocol: str) -> Message:
    """Remove the entry with exactly these values."""
    entry = _existing(request, service, port, protocol)
    request.system.services.remove(entry.name, entry.port, entry.protocol)
    _audit(request, "RMV", entry)
    return completion("PRT1424", service=service, port=port, protocol=protocol)


@command(
    "CHGSRVTBLE", "Change Service Table Entry", SERVICE, NUMBER, PROTOCOL, NEWPORT, NEW_TEXT,
    NEW_ALIAS, authority=CONFIGURE, ours=True,
)  # fmt: skip
def change(
    request: Request,
    service: str,
    port: int,
    protocol: str,
    newport: int | str,
    text: str,
    alias: tuple[str, ...],
) -> Message:
    """Remove an entry and add it again as it is to be: so a service moves to another port."""
    entry = _existing(request, service, port, protocol)
    changed = entry._replace(
        port=port if isinstance(newport, str) else newport,
        text=entry.text if text == SAME else kept(text),
        aliases=entry.aliases if alias == (SAME,) else _aliases(alias),
    )
    if changed == entry:
        return information("PRT1426", service=service)
    if changed.port != entry.port:
        _must_be_new(request, changed, "NEWPORT")
    request.system.services.remove(entry.name, entry.port, entry.protocol)
    request.system.services.put(changed._replace(mark="A"))
    _audit(request, "CHG", entry, newport=changed.port)
    return completion("PRT1425", service=service, port=changed.port, protocol=protocol)


@command("DSPSRVTBLE", "Display Service Table Entry", SERVICE, NUMBER, PROTOCOL, ours=True)
def display(request: Request, service: str, port: int, protocol: str) -> Show:
    """One entry, with the servers that look it up and the restrictions on its port."""
    entry = _existing(request, service, port, protocol)
    return Show("DSPSRVTBLE", {"entry": (entry.name, entry.port, entry.protocol)})


def _existing(request: Request, service: str, port: int, protocol: str) -> Service:
    found = request.system.services.get(service, port, _stored(protocol))
    if found is None:
        at = ("SERVICE.0", "PORT.0", "PROTOCOL.0")
        raise EscapeMessage("PRT1423", at=at, service=service, port=port, protocol=protocol)
    return found


def _must_be_new(request: Request, entry: Service, keyword: str) -> None:
    if request.system.services.get(entry.name, entry.port, entry.protocol):
        raise EscapeMessage(
            "PRT1422", at=(f"{keyword}.0",),
            service=entry.name, port=entry.port, protocol=entry.kind,
        )  # fmt: skip


def _stored(protocol: str) -> str:
    return f"*{protocol.upper()}"


def _aliases(given: tuple[str, ...]) -> tuple[str, ...]:
    return () if given == ("*NONE",) else tuple(dict.fromkeys(given))


def _audit(request: Request, action: str, entry: Service, **more: object) -> None:
    request.audit(
        SERVICE_CHANGED, action=action,
        service=entry.name, port=entry.port, protocol=entry.protocol, **more,
    )  # fmt: skip


COMMANDS = (work_with, add, remove, change, display)
