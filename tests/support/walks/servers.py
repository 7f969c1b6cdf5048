"""Servers: walks to their panels."""

from __future__ import annotations

from walks.start import Walks, failed_ftp

WALKS: Walks = {
    "strtcpsvr": lambda w: w.to("command").type("STRTCPSVR").press("f4"),
    "strtcpsvr-more-values": lambda w: (
        w.to("command").type("STRTCPSVR SERVER(*FTP *SMTP)").press("f4").to("SERVER.0+2")
        .type("+").press("enter")
    ),
    "strtcpsvr-submitted": failed_ftp,
    "wrktcpsvr": lambda w: failed_ftp(w).command("WRKTCPSVR"),
    "wrktcpsvr-end": lambda w: w.command("WRKTCPSVR").option("DDM", "4").press("enter"),
    "dsptcpsvr": lambda w: failed_ftp(w).command("DSPTCPSVR SERVER(*FTP)"),
}  # fmt: skip
