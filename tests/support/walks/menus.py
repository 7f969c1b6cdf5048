"""Menus, Attn and System Request: walks to their panels."""

from __future__ import annotations

from walks.start import Walks, three

WALKS: Walks = {
    "main": lambda w: w,
    "main-wrong-option": lambda w: w.command("77"),
    "main-help-on-an-option": lambda w: w.press(*["up"] * 15, "f1"),
    "cfgtcp": lambda w: w.command("CFGTCP"),
    "user": lambda w: w.command("1"),
    "network": lambda w: w.command("GO NETWORK"),
    "tcpadm": lambda w: w.command("GO TCPADM"),
    "manage": lambda w: w.command("GO MANAGE"),
    "attn": lambda w: three(w).command("WRKTCPPORT").option("APPGRP", "4").press("attn"),
    "system-request-line": lambda w: (
        three(w).command("WRKTCPPORT").option("APPGRP", "4").press("sysreq")
    ),
    "system-request": lambda w: three(w).command("WRKTCPPORT").press("sysreq", "enter"),
    "system-request-not-a-number": lambda w: (
        three(w).command("WRKTCPPORT").press("sysreq").type("WRKTCPSVR").press("enter")
    ),
}  # fmt: skip
