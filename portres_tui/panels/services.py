"""Work with Service Table Entries, and one entry with what depends on it."""

from __future__ import annotations

from collections.abc import Sequence

from portres_tui.domain.services import Service
from portres_tui.domain.system import System
from portres_tui.panels.facts import facts
from portres_tui.panels.keys import COMMANDS, DISPLAY, ENDS
from portres_tui.panels.lists import Column, Entry, Option, Position, Table, WorkWith
from portres_tui.panels.model import Information, Line, View


def _placed(view: View, text: str) -> Service | None:
    """The first entry for a port, if it is a number that an entry has; or by name."""
    services = view.system.services
    for_port = (each for each in services if text == str(each.port)) if text.isdigit() else iter(())
    return next(for_port, None) or next(iter(services.page((text, 0, ""), 1)), None)


WRKSRVTBLE = WorkWith(
    "WRKSRVTBLE",
    "Work with Service Table Entries",
    (
        Column(
            "Service", 7, 32, ("", "Service"), lambda row: row.name,
            entry=Entry("SERVICE", 0, 32, mixed=True),
        ),
        Column(
            "Port", 42, 5, ("", "Port"), lambda row: str(row.port),
            right=True, entry=Entry("PORT", 0, 5, numeric=True),
        ),
        Column(
            "Protocol", 51, 8, ("", "Protocol"), lambda row: row.kind,
            entry=Entry("PROTOCOL", 0, 3, mixed=True),
        ),
    ),
    (
        Option(1, "Add", "ADDSRVTBLE", on_entry=True),
        Option(2, "Change", "?CHGSRVTBLE {row.address}"),
        Option(4, "Remove", "RMVSRVTBLE {row.address}",
               confirm="Confirm Remove of Service Table Entries"),
        Option(5, "Display", "DSPSRVTBLE {row.address}"),
    ),
    Table("services"),
    (*COMMANDS, *ENDS),
    "(No service table entries)",
    command_line="Parameters for options 1, 2, 4 or command",
    position=Position("Starting characters or a port", 20, _placed, mixed=True),
    close=True,
)  # fmt: skip


def _lines(view: View) -> Sequence[Line]:
    entry = view.system.services.get(*view.arguments["entry"])
    if entry is None:
        return [Line("(The entry no longer exists)")]
    told = {
        "Service": entry.name,
        "Port": str(entry.port),
        "Protocol": entry.kind,
        "Text": entry.text or "*BLANK",
        "Aliases": " ".join(entry.aliases) or "*NONE",
        "Servers that look it up": ", ".join(_servers(view.system, entry)) or "(none)",
        "Attested": "The name, by a public source" if entry.mark == "S" else "Assumed",
    }
    return [
        *facts(told),
        Line(""),
        Line(f" Restrictions on {entry.protocol} port {entry.port}, for the next bind:"),
        *_restrictions(view.system, entry),
    ]


def _servers(system: System, entry: Service) -> list[str]:
    """The servers that have a port of this service."""
    names = {entry.name, *entry.aliases}
    return [
        server.title
        for server in system.servers
        if any(p.service in names and p.protocol == entry.protocol for p in server.ports)
    ]


def _restrictions(system: System, entry: Service) -> list[Line]:
    covering = system.covering(entry.protocol, entry.port)
    lines = [Line(f"   {each.span:<12} {each.protocol}   {each.profile}") for each in covering]
    return lines or [Line("   (none: the port is open to every profile)")]


DSPSRVTBLE = Information("DSPSRVTBLE", lambda view: "Display Service Table Entry", _lines, DISPLAY)

PANELS = (WRKSRVTBLE, DSPSRVTBLE)
