"""Port restrictions: walks to their panels."""

from __future__ import annotations

from walks.start import Walks, three

WALKS: Walks = {
    "wrktcpport-empty": lambda w: w.command("WRKTCPPORT"),
    "wrktcpport": lambda w: three(w).command("WRKTCPPORT"),
    "wrktcpport-added": lambda w: (
        w.command("WRKTCPPORT").type("1").type("21").press("tab", "tab").type("*TCPWEBUSR")
        .press("enter", "enter")
    ),
    "wrktcpport-confirm": lambda w: (
        three(w).command("WRKTCPPORT").option("APPGRP", "4").option("8205", "4").press("enter")
    ),
    "wrktcpport-wrong-option": lambda w: (
        three(w).command("WRKTCPPORT").option("APPGRP", "7").press("enter")
    ),
    "wrktcpport-help": lambda w: three(w).command("WRKTCPPORT").to("entry.Profile").press("f1"),
    "addtcpport": lambda w: w.command("ADDTCPPORT"),
    "addtcpport-given": lambda w: (
        w.to("command").type("ADDTCPPORT PORT(8205) USRPRF(CFTUSER)").press("f4")
    ),
    "addtcpport-keywords": lambda w: w.command("ADDTCPPORT").press("f11"),
    "addtcpport-more-keys": lambda w: w.command("ADDTCPPORT").press("f24"),
    "cmdstring": lambda w: (
        w.command("ADDTCPPORT 8205").to("PROTOCOL.0").type("*TCPCFTUSER").press("f14")
    ),
    "cmderrors": lambda w: w.command("ADDTCPPORT").press("enter", "f15"),
    "addtcpport-wrong": lambda w: (
        w.command("ADDTCPPORT").type("21").press("tab", "tab").type("*TCPNOBODY").press("enter")
    ),
    "addtcpport-values": lambda w: w.command("ADDTCPPORT").to("PROTOCOL.0").press("f4"),
    "addtcpport-help": lambda w: w.command("ADDTCPPORT").press("f1", "f2", "f20"),
}  # fmt: skip
