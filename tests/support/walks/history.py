"""The history log: walks to its panel."""

from __future__ import annotations

from walks.start import Walks, failed_ftp

WALKS: Walks = {
    "dsplog": lambda w: failed_ftp(w).command("DSPLOG"),
    "dsplog-last": lambda w: failed_ftp(w).command("DSPLOG").press("f18"),
    "dsplog-job": lambda w: failed_ftp(w).command("DSPLOG JOB(QTFTP00026)").press("f10"),
    "dsplog-nothing": lambda w: w.command("DSPLOG MSGID(TCP7701)"),
    "dsplog-prompt": lambda w: w.to("command").type("DSPLOG").press("f4"),
}
