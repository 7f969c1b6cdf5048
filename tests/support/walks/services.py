"""The service table: walks to its panels."""

from __future__ import annotations

from walker import Walker

from walks.start import Walks, reserved


def adding(walker: Walker, service: str) -> Walker:
    """Something is typed on the first row, and Enter brings the prompt."""
    walker.command("WRKSRVTBLE").type("1").type(service).press("tab").type("8205").press("tab")
    return walker.type("tcp").press("enter")


def at(walker: Walker, service: str) -> Walker:
    """The list, from this service on."""
    return walker.command("WRKSRVTBLE").to("position").type(service).press("enter")


WALKS: Walks = {
    "wrksrvtble": lambda w: w.command("WRKSRVTBLE"),
    "wrksrvtble-position": lambda w: at(w, "ftp"),
    "wrksrvtble-position-port": lambda w: at(w, "992"),
    "wrksrvtble-add": lambda w: adding(w, "order-entry"),
    "wrksrvtble-added": lambda w: adding(w, "a-shop").press("enter"),
    "wrksrvtble-change": lambda w: (
        w.command("WRKSRVTBLE").option("as-dtaq ", "2").press("enter")
    ),
    "wrksrvtble-remove": lambda w: (
        at(w, "bootps").option("bootps", "4").press("enter")
    ),
    "chgsrvtble-wrong": lambda w: (
        w.command("?CHGSRVTBLE SERVICE('telnet') PORT(24) PROTOCOL('tcp')").press("enter")
    ),
    "rmvsrvtble-values": lambda w: (
        w.to("command").type("RMVSRVTBLE").press("f4").to("SERVICE.0").press("f4")
    ),
    "dspsrvtble": lambda w: (
        at(reserved(w, "67 *UDP LOCKBOX", "(60 70) *UDP QTCP"), "bootps").option("bootps", "5")
        .press("enter")
    ),
}  # fmt: skip
