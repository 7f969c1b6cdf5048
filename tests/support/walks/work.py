"""Lists of jobs, menus of a job and spooled files: walks to their panels."""

from __future__ import annotations

from walker import Walker

from walks.start import Walks, failed_ftp


def restarted(walker: Walker) -> Walker:
    """TELNET has been ended and started again, so that two jobs have its name."""
    for verb in ("END", "STR"):
        walker.command(f"{verb}TCPSVR SERVER(*TELNET)")
        walker.clock.forward(2)
    return walker


def printed(walker: Walker) -> Walker:
    """A server has failed, and two lists have been printed."""
    failed_ftp(walker).command("WRKTCPPORT").press("f6", "f3")
    walker.clock.forward(60)
    return walker.command("WRKTCPSVR").press("f6", "f3")


def wide(walker: Walker) -> Walker:
    """A list with long lines is printed and shown."""
    walker.command("DSPMSGD RANGE(CPF1000 CPF1999)").press("f6", "f3")
    return walker.command("DSPSPLF QSYSPRT")


WALKS: Walks = {
    "wrkactjob": lambda w: failed_ftp(w).command("WRKACTJOB SBS(QSYSWRK)"),
    "wrkactjob-all": lambda w: w.command("WRKACTJOB"),
    "wrkactjob-ports": lambda w: w.command("WRKACTJOB SBS(QINTER QSYSWRK)").press("f11"),
    "wrkactjob-more-keys": lambda w: w.command("WRKACTJOB").press("f24"),
    "wrkactjob-find": lambda w: w.command("WRKACTJOB").press("f7"),
    "wrkactjob-found": lambda w: w.command("WRKACTJOB").press("f7").type("smtp").press("enter"),
    "wrkactjob-not-found": lambda w: (
        w.command("WRKACTJOB").press("f7").type("nobody").press("enter")
    ),
    "wrkactjob-confirm": lambda w: (
        w.command("WRKACTJOB JOB(QT*)").option("QTSMTPSRVD", "4").option("QTVTELNET", "4")
        .press("enter")
    ),
    "wrkactjob-ended": lambda w: (
        w.command("WRKACTJOB JOB(QT*)").option("QTVTELNET", "4").press("enter", "enter")
    ),
    "wrkusrjob": lambda w: failed_ftp(w).command("WRKUSRJOB USER(QTCP)"),
    "wrkusrjob-entered": lambda w: failed_ftp(w).command("WRKUSRJOB USER(QTCP)").press("f11"),
    "seljob": lambda w: restarted(w).command("DSPJOBLOG JOB(QTVTELNET)"),
    "wrkjob": lambda w: w.command("WRKJOB JOB(QTVTELNET)"),
    "wrkjob-second-page": lambda w: w.command("WRKJOB").press("pagedown"),
    "dspjob": lambda w: w.command("DSPJOB JOB(QTVTELNET)"),
    "jobstsa": lambda w: w.command("DSPJOB JOB(QTVTELNET)").type("1").press("enter"),
    "jobstsa-ended": lambda w: failed_ftp(w).command("DSPJOB JOB(QTFTP00026) OPTION(*STSA)"),
    "jobdfna": lambda w: w.command("DSPJOB").type("2").press("enter"),
    "jobsplf": lambda w: printed(w).command("WRKJOB").type("4").press("enter"),
    "dspjobsplf": lambda w: printed(w).command("DSPJOB OPTION(*SPLF)"),
    "wrksplf": lambda w: printed(w).command("WRKSPLF SELECT(*ALL)"),
    "wrksplf-origin": lambda w: printed(w).command("WRKSPLF SELECT(*ALL)").press("f11"),
    "wrksplf-none": lambda w: w.command("WRKSPLF"),
    "wrkoutq": lambda w: printed(w).command("WRKOUTQ OUTQ(QEZJOBLOG)"),
    "wrkoutq-confirm": lambda w: (
        printed(w).command("WRKOUTQ QPRINT").option("WRKTCPSVR", "4").press("enter")
    ),
    "wrkoutqall": lambda w: printed(w).command("WRKOUTQ"),
    "dspsplf": lambda w: failed_ftp(w).command("DSPSPLF QPJOBLOG JOB(QTFTP00026)"),
    "dspsplf-list": lambda w: (
        printed(w).command("WRKSPLF").option("WRKTCPSVR", "5").press("enter")
    ),
    "dspsplf-right": lambda w: wide(w).press("f20"),
    "dspsplf-find-right": lambda w: wide(w).to("find").type("JOB ENTERED").press("enter"),
    "dspsplf-find": lambda w: (
        failed_ftp(w).command("DSPSPLF QPJOBLOG JOB(QTFTP00026)").to("find").type("errno")
        .press("enter", "f16")
    ),
    "dspsplf-control": lambda w: (
        wide(w).to("control").type("w30").press("enter").to("control").type("+5").press("enter")
    ),
    "dspsplf-wrong": lambda w: (
        printed(w).command("WRKSPLF").option("WRKTCPSVR", "5").press("enter").to("control")
        .type("99").press("enter")
    ),
    "chgjob": lambda w: w.command("?CHGJOB"),
    "endjob": lambda w: w.command("ENDJOB"),
}  # fmt: skip
