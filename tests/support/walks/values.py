"""System values: walks to their panels."""

from __future__ import annotations

from walks.start import Walks

WALKS: Walks = {
    "wrksysval": lambda w: w.command("WRKSYSVAL"),
    "wrksysval-values": lambda w: w.command("WRKSYSVAL").press("f11"),
    "wrksysval-some": lambda w: w.command("WRKSYSVAL QPWD*"),
    "wrksysval-fixed": lambda w: w.command("WRKSYSVAL *DATTIM").option("QTIME", "2").press("enter"),
    "chgsysval": lambda w: w.command("WRKSYSVAL QMAX*").option("QMAXSIGN", "2").press("enter"),
    "dspsysval": lambda w: w.command("DSPSYSVAL QDATSEP"),
}  # fmt: skip
