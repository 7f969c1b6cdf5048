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
}  # fmt: skip
