"""Jobs and their logs: walks to their panels."""

from __future__ import annotations

from walks.start import Walks, failed_ftp

WALKS: Walks = {
    "dspjoblog": lambda w: failed_ftp(w).command("WRKTCPSVR").option("FTP", "10").press("enter"),
    "dspjoblog-detailed": lambda w: (
        failed_ftp(w).command("WRKTCPSVR").option("FTP", "10").press("enter", "f10")
    ),
    "dspjoblog-own": lambda w: failed_ftp(w).command("DSPJOBLOG"),
}  # fmt: skip
