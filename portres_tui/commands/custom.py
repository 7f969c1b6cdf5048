"""Commands that add, change and remove TCP/IP servers: custom applications with their ports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from portres_tui.cl.binding import field_name
from portres_tui.cl.definition import Elem, Form, Parm, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import NO_YES, Name, OneOf, PortOrService, SpecialValue, Text, Type
from portres_tui.commands import services
from portres_tui.commands.authorities import CONFIGURE, CONFIGURE_ALL
from portres_tui.commands.descriptions import SAME, kept, text_parm
from portres_tui.commands.libraries import SEARCHED, library
from portres_tui.commands.servernames import TCP_SERVERS, custom, instances_of, named
from portres_tui.domain.audit import SERVER_CHANGED
from portres_tui.domain.jobnames import newest_job
from portres_tui.domain.machine import services_named
from portres_tui.domain.messages import EscapeMessage, Message, completion, information
from portres_tui.domain.ports import PROTOCOLS
from portres_tui.domain.profiles import existing
from portres_tui.domain.serverjobs import running
from portres_tui.domain.servers import CONFIGURED, CUSTOM_SUBSYSTEM, ServerPort, TcpServer
from portres_tui.domain.services import port_of
from portres_tui.domain.system import System

MOST_PORTS = 20
RESERVED = ("*ALL", "*AUTOSTART")
"""Special values that mean several servers."""


Ports = Sequence[Any]
"""What PORT() holds: *NONE or *SAME, alone or first, or pairs of a port or service and protocol."""


def _program(default: str | None) -> Parm:
    special = (SAME,) if default else ()
    elements = (Elem("Program to call", Name(10), default, special), library(*SEARCHED))
    return Parm("PGM", "Program to call", elements, form=Form.QUALIFIED, single=special)


def _ports(default: str) -> Parm:
    special = tuple(dict.fromkeys((default, "*NONE")))
    port = Elem("Port or service", PortOrService(), default, special, listed=services.named)
    protocol = Elem("Protocol", OneOf(PROTOCOLS), default="*TCP")
    return Parm("PORT", "Ports to bind", (port, protocol), MOST_PORTS, single=special)


def _same(keyword: str, prompt: str, type: Type, *special: str) -> Parm:
    return parm(keyword, prompt, type, SAME, special=(SAME, *special))


_NAME, _TYPE = Name(10), Text(30)


@command(
    "ADDTCPSVR",
    "Add TCP/IP Server",
    parm("SVRSPCVAL", "Server special value", SpecialValue()),
    _program(None),
    parm("SVRNAME", "Server name", _NAME),
    parm("SVRTYPE", "Server type", _TYPE),
    parm("AUTOSTART", "Autostart server", NO_YES, "*NO"),
    text_parm(),
    parm("USRPRF", "User profile", _NAME, "*CURRENT", special=("*CURRENT",)),
    _ports("*NONE"),
    parm("ADOPT", "Adopts authority of", _NAME, "*NONE", special=("*NONE",)),
    authority=CONFIGURE,
)
def add(
    request: Request,
    svrspcval: str,
    pgm: tuple[str, str],
    svrname: str,
    svrtype: str,
    autostart: str,
    text: str,
    usrprf: str,
    port: Ports,
    adopt: str,
) -> Message:
    """Make a custom application known as a server. It is not started by that."""
    system = request.system
    if svrspcval in RESERVED or any(each.value == svrspcval for each in system.servers):
        raise EscapeMessage("PRT1130", at=("SVRSPCVAL.0",), server=svrspcval)
    _known(system, usrprf)
    _known(system, adopt, "ADOPT.0")
    system.servers.put(
        TcpServer(
            svrspcval, svrname, _bound(system, port), svrname, CUSTOM_SUBSYSTEM, usrprf,
            autostart=autostart == "*YES", own=True, program=_qualified(pgm), kind=svrtype,
            text=kept(text), adopts=_none(adopt),
        )
    )  # fmt: skip
    request.audit(SERVER_CHANGED, action="ADD", server=svrspcval, profile=usrprf)
    return completion("PRT1131", server=svrspcval)


@command(
    "CHGTCPSVR",
    "Change TCP/IP Server",
    parm("SVRSPCVAL", "Server special value", SpecialValue(values=TCP_SERVERS), listed=custom),
    _program(SAME),
    _same("SVRNAME", "Server name", _NAME),
    _same("SVRTYPE", "Server type", _TYPE),
    _same("AUTOSTART", "Autostart server", NO_YES),
    text_parm(SAME),
    _same("USRPRF", "User profile", _NAME, "*CURRENT"),
    _ports(SAME),
    _same("ADOPT", "Adopts authority of", _NAME, "*NONE"),
    _same("TLS", "Certificate assigned", NO_YES),
    *instances_of("SVRSPCVAL"),
    authority=CONFIGURE_ALL,
)
def change(request: Request, svrspcval: str, httpsvr: str, instance: str, **said: Any) -> Message:
    """Change what is given. A server that is active goes on as it is until its next start."""
    given = {name.upper(): value for name, value in said.items() if _first(value) != SAME}
    servers = list(request.system.servers)
    found = named(servers, svrspcval, httpsvr, instance, "SVRSPCVAL.0")
    if not given:
        return information("PRT1132", server=svrspcval)
    changed = [_changed(request.system, each, given) for each in found]
    for each in changed:
        request.system.servers.put(each)
        request.audit(SERVER_CHANGED, action="CHG", server=each.name, profile=each.profile)
    active = [each for each in changed if running(newest_job(request.system, each.name))]
    return completion("PRT1134" if active else "PRT1133", server=svrspcval)


@command(
    "RMVTCPSVR",
    "Remove TCP/IP Server",
    parm("SVRSPCVAL", "Server special value", SpecialValue(), listed=custom),
    authority=CONFIGURE,
)
def remove(request: Request, svrspcval: str) -> Message:
    """Forget a custom application. Its jobs' logs stay, and so do restrictions of its ports."""
    system = request.system
    found = named(list(system.servers), svrspcval, "*ALL", "*ALL", "SVRSPCVAL.0")[0]
    if not found.own:
        raise EscapeMessage("PRT1135", at=("SVRSPCVAL.0",), server=svrspcval)
    if active := running(newest_job(system, found.name)):
        raise EscapeMessage("PRT1136", at=("SVRSPCVAL.0",), server=svrspcval, job=active.id)
    system.servers.remove(found.name)
    request.audit(SERVER_CHANGED, action="RMV", server=svrspcval, profile=found.profile)
    return completion("PRT1137", server=svrspcval)


def _first(value: Any) -> Any:
    while isinstance(value, tuple):
        value = value[0]
    return value


def _changed(system: System, server: TcpServer, given: Mapping[str, Any]) -> TcpServer:
    """The server with what was given for it; of a shipped one IBM's own part stays."""
    if fixed := [each for each in given if each in _fixed(server)]:
        at = tuple(f"{keyword}.0" for keyword in fixed)
        raise EscapeMessage("PRT1138", at=at, server=server.spoken, keyword=fixed[0])
    if "TLS" in given and not [port for port in server.ports if port.tls]:
        raise EscapeMessage("PRT1139", at=("TLS.0",), server=server.spoken)
    for keyword in given.keys() & {"USRPRF", "ADOPT"}:
        _known(system, given[keyword], f"{keyword}.0")
    fields: dict[str, Any] = {}
    for keyword, value in given.items():
        fields |= _FIELDS[keyword](system, value)
    return server._replace(**fields)


_FIELDS: Mapping[str, Callable[[System, Any], dict[str, Any]]] = {
    "PGM": lambda _, value: {"program": _qualified(value)},
    "SVRNAME": lambda _, value: {"title": value, "job": value},
    "SVRTYPE": lambda _, value: {"kind": value},
    "TEXT": lambda _, value: {"text": kept(value)},
    "USRPRF": lambda _, value: {"profile": value},
    "ADOPT": lambda _, value: {"adopts": _none(value)},
    "PORT": lambda system, value: {"ports": _bound(system, value)},
    "AUTOSTART": lambda _, value: {"autostart": value == "*YES"},
    "TLS": lambda _, value: {"tls": value == "*YES"},
}
"""By keyword: the fields of the row that a value is kept in."""


def _fixed(server: TcpServer) -> frozenset[str]:
    """What cannot be changed: of a shipped server all but whether it starts by itself and has a
    certificate, and what its configuration says, which of an HTTP server is the profile."""
    if server.own:
        return frozenset()
    free = {"AUTOSTART", "TLS", *(("USRPRF",) if server.value in CONFIGURED else ())}
    return frozenset(_FIELDS.keys() - free)


def _known(system: System, profile: str, at: str = "USRPRF.0") -> None:
    if not profile.startswith("*"):
        existing(system, profile, at)


def _qualified(program: tuple[str, str]) -> str:
    return "/".join(reversed(program))


def _none(profile: str) -> str:
    return "" if profile == "*NONE" else profile


def _bound(system: System, given: Ports) -> tuple[ServerPort, ...]:
    """The ports that PORT() means, each once."""
    ports: list[ServerPort] = []
    for at, value in enumerate(given):
        if _first(value) == "*NONE":
            continue
        port = _port(system, value, at)
        if (port.protocol, port.port) in [(each.protocol, each.port) for each in ports]:
            wrong = field_name("PORT", 0, at)
            raise EscapeMessage("PRT1140", at=(wrong,), protocol=port.protocol, port=port.port)
        ports.append(port)
    return tuple(ports)


def _port(system: System, given: tuple[int | str, str], at: int) -> ServerPort:
    port, protocol = given
    if isinstance(port, int):
        return ServerPort(port, protocol)
    number = port_of(services_named(system, port), protocol)
    if number is None:
        wrong = field_name("PORT", 0, at)
        raise EscapeMessage("PRT1415", at=(wrong,), service=port, protocol=protocol)
    return ServerPort(number, protocol, service=port)


COMMANDS = (add, change, remove)
