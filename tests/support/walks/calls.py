"""Command Entry: walks to it."""

from __future__ import annotations

from walks.start import Walks, reserved

WALKS: Walks = {
    "command-entry": lambda w: w.command("CALL QCMD"),
    "command-entry-used": lambda w: (
        reserved(w, "21 *TCP WEBUSR").command("CALL PGM(QSYS/QCMD)")
        .command("STRTCPSVR SERVER(*FTP)").command("NOSUCHCMD")
        .command("RMVTCPPORT PORT(21) PROTOCOL(*TCP) USRPRF(WEBUSR)")
    ),
    "command-entry-nested": lambda w: (
        w.command("CALL QCMD").command("WRKACTJOBS").command("CALL QCMD")
        .command("STRTCPSVR SERVER(*FTP)")
    ),
    "command-entry-detailed": lambda w: (
        w.command("CALL QCMD").command("STRTCPSVR SERVER(*FTP)").press("f10")
    ),
    "dspjoblog-levels": lambda w: (
        w.command("CALL QCMD").command("CALL QCMD").command("STRTCPSVR SERVER(*FTP)")
        .command("DSPJOBLOG")
    ),
}  # fmt: skip
