"""Which servers SERVER, HTTPSVR and INSTANCE mean: the parameters, and how they find servers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portres_tui.cl.binding import field_name
from portres_tui.cl.definition import Listed, Parm, parm
from portres_tui.cl.types import Name, OneOf, ServerName
from portres_tui.domain.messages import EscapeMessage
from portres_tui.domain.servers import INSTANCE_KEYWORDS, TcpServer
from portres_tui.domain.system import System

TCP_SERVERS = (
    "*FTP", "*TELNET", "*SMTP", "*POP", "*LPD", "*REXEC", "*TFTP", "*BOOTP", "*DHCP", "*DNS",
    "*SNMP", "*NTP", "*DDM", "*DIRSRV", "*HTTP", "*IAS", "*MGTC", "*NETSVR", "*SSHD",
)  # fmt: skip
HOST_SERVERS = (
    "*CENTRAL", "*DATABASE", "*DTAQ", "*FILE", "*NETPRT", "*RMTCMD", "*SIGNON", "*SVRMAP",
)  # fmt: skip


def custom(system: System) -> list[str]:
    """The special values of the servers that somebody added to the machine."""
    return [server.name for server in system.servers if server.own]


def instances(value: str) -> Listed:
    """The instances that a server of the machine has."""
    return lambda system: [each.instance for each in system.servers if each.value == value]


ALL = ("*ALL",)
AUTOSTART = ("*AUTOSTART",)


def instances_of(keyword: str) -> tuple[Parm, Parm]:
    """HTTPSVR and INSTANCE, which are asked for once `keyword` names a server that has instances."""
    http = parm(
        "HTTPSVR", "HTTP server", Name(10), "*ALL", special=("*ALL", "*ADMIN"),
        listed=instances("*HTTP"), when=(keyword, ("*HTTP",)),
    )  # fmt: skip
    other = parm(
        "INSTANCE", "Server instance", Name(10), "*ALL", special=ALL,
        listed=instances("*IAS"), when=(keyword, ("*IAS",)),
    )  # fmt: skip
    return http, other


HTTPSVR, INSTANCE = instances_of("SERVER")
_TCP = ServerName(TCP_SERVERS)
START = parm(
    "SERVER", "Server application", _TCP, "*ALL", special=(*ALL, *AUTOSTART), most=50,
    single=(*ALL, *AUTOSTART), listed=custom,
)  # fmt: skip
END = parm(
    "SERVER", "Server application", _TCP, "*ALL", special=ALL, most=50, single=ALL, listed=custom
)
HOST = parm("SERVER", "Server type", OneOf(HOST_SERVERS), special=ALL, most=8, single=ALL)
ONE = parm("SERVER", "Server", ServerName((*TCP_SERVERS, *HOST_SERVERS)), listed=custom)

Names = tuple[str, ...]


def chosen(
    servers: Sequence[TcpServer], names: Names, httpsvr: str, instance: str
) -> list[TcpServer]:
    """Of these servers, all that SERVER, HTTPSVR and INSTANCE mean together."""
    if names == ALL:
        return list(servers)
    if names == AUTOSTART:
        return [server for server in servers if server.autostart]
    found = (
        server
        for at, name in enumerate(names)
        for server in named(servers, name, httpsvr, instance, field_name("SERVER", 0, at))
    )
    return list(dict.fromkeys(found))


def named(
    servers: Sequence[TcpServer], name: str, httpsvr: str, instance: str, at: str = "SERVER.0"
) -> list[TcpServer]:
    """The servers of one value, which stands in the prompt's field `at`; of those that have
    instances, the one that is asked for."""
    of_value = [server for server in servers if server.value == name]
    if not of_value:
        raise EscapeMessage("PRT0305", at=(at,), server=name)
    asked = _asked(name, {"HTTPSVR": httpsvr, "INSTANCE": instance})
    found = [s for s in of_value if asked == "*ALL" or asked.lstrip("*") == s.instance.lstrip("*")]
    if not found:
        wrong = field_name(INSTANCE_KEYWORDS[name], 0)
        raise EscapeMessage("PRT0305", at=(wrong,), server=f"{name} {asked}")
    return found


def _asked(name: str, instances: Mapping[str, str]) -> str:
    return instances.get(INSTANCE_KEYWORDS.get(name, ""), "*ALL")


def only(servers: Sequence[TcpServer], name: str, httpsvr: str, instance: str) -> TcpServer:
    """The one server that they mean."""
    found = named(servers, name, httpsvr, instance)
    if len(found) > 1:
        raise EscapeMessage("PRT0309", at=(f"{INSTANCE_KEYWORDS[name]}.0",), server=name)
    return found[0]


def family(system: System, name: str) -> list[TcpServer]:
    """The servers that STR and this start."""
    return [server for server in system.servers if server.family == name]
