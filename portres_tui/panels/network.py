"""Work with TCP/IP Network Status: the menu of NETSTAT, the interfaces, the state of TCP/IP."""

from __future__ import annotations

from collections.abc import Sequence

from portres_tui.domain import tcpip
from portres_tui.domain.connections import INTERFACES
from portres_tui.panels.facts import facts
from portres_tui.panels.keys import DISPLAY
from portres_tui.panels.model import (
    Choice,
    Information,
    Line,
    Menu,
    View,
)

NETSTAT = Menu(
    "NETSTAT",
    "Work with TCP/IP Network Status",
    (
        (
            Choice(1, "Work with IPv4 interface status", "NETSTAT OPTION(*IFC)"),
            Choice(2, "Display IPv4 route information"),
            Choice(3, "Work with IPv4 connection status", "NETSTAT OPTION(*CNN)"),
            Choice(4, "Work with IPv6 interface status"),
            Choice(5, "Display IPv6 route information"),
            Choice(6, "Work with IPv6 connection status"),
        ),
        (Choice(10, "Display TCP/IP stack status", "NETSTAT OPTION(*STATUS)"),),
    ),
    by_command=True,
)


def _state(view: View) -> str:
    return "Active" if tcpip.is_active(view.system) else "Inactive"


def _interfaces(view: View) -> Sequence[Line]:
    head = f"   {'Internet':<16} {'Network':<16} {'Line':<11} Interface"
    columns = f"   {'Address':<16} {'Address':<16} {'Description':<11} Status"
    rows = (
        Line(f"   {each.address:<16} {each.network:<16} {each.line:<11} {_state(view)}")
        for each in INTERFACES
    )
    return [Line(head, strong=True), Line(columns, strong=True), *rows]


IPV4IFC = Information("IPV4IFC", lambda view: "IPv4 Interface Status", _interfaces, DISPLAY)


def _stack(view: View) -> Sequence[Line]:
    sockets = [each for each in view.system.sockets if each.since <= view.now]
    clients = [each for each in view.system.connections if each.since <= view.now]
    told = {
        "TCP/IP stack status": _state(view),
        "IPv4 interfaces": str(len(INTERFACES)),
        "TCP ports in Listen": str(sum(each.protocol == "*TCP" for each in sockets)),
        "TCP connections": str(len(clients)),
        "UDP ports": str(sum(each.protocol == "*UDP" for each in sockets)),
    }
    return facts(told)


TCPSTATUS = Information("TCPSTATUS", lambda view: "Display TCP/IP Stack Status", _stack, DISPLAY)

PANELS = (NETSTAT, IPV4IFC, TCPSTATUS)
