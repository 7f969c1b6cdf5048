"""Messages: walks to their panels."""

from __future__ import annotations

from walks.start import Walks, failed_ftp

WALKS: Walks = {
    "message-tcp7701": lambda w: (
        failed_ftp(w).command("WRKTCPSVR").option("FTP", "10").press("enter")
        .click("unable to establish").press("f1")
    ),
    "message-tcp7701-details": lambda w: (
        failed_ftp(w).command("WRKTCPSVR").option("FTP", "10").press("enter")
        .click("unable to establish").press("f1", "f9")
    ),
    "message-prt0204": lambda w: (
        w.command("ADDTCPPORT 21 *TCP WEBUSR").click("Port restriction added")
    ),
    "dspmsgd-cpe3401": lambda w: w.command("DSPMSGD CPE3401"),
    "dspmsgd-tcp7701": lambda w: w.command("DSPMSGD TCP7701 MSGF(QTCP/QTCPMSGF)"),
    "dspmsgd-elsewhere": lambda w: w.command("DSPMSGD TCP7701"),
    "dspmsgd-range": lambda w: w.command("DSPMSGD RANGE(CPE3401 CPE3425)"),
}  # fmt: skip
