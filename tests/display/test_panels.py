"""Every panel as 24 lines of text, then its fields, attributes and cursor.

`PORTRES_UPDATE=1 pytest tests/display/test_panels.py` writes the files anew; read the difference.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from walker import Walker

FOLDER = Path(__file__).parent.parent / "displays"


def reserved(walker: Walker, *entries: str) -> Walker:
    for entry in entries:
        walker.session.interpreter.run(f"ADDTCPPORT {entry}", walker.session.requester)
    return walker


def three(walker: Walker) -> Walker:
    return reserved(walker, "21 *TCP WEBUSR", "(1050 1059) *TCP APPGRP", "8205 *UDP CFTUSER")


def failed_ftp(walker: Walker) -> Walker:
    reserved(walker, "21 *TCP WEBUSR").command("STRTCPSVR SERVER(*FTP)")
    walker.clock.forward(2)
    return walker


WALKS: dict[str, Callable[[Walker], object]] = {
    "main": lambda w: w,
    "main-wrong-option": lambda w: w.command("77"),
    "cfgtcp": lambda w: w.command("CFGTCP"),
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
    "addtcpport-wrong": lambda w: (
        w.command("ADDTCPPORT").type("21").press("tab", "tab").type("*TCPNOBODY").press("enter")
    ),
    "addtcpport-values": lambda w: w.command("ADDTCPPORT").to("PROTOCOL.0").press("f4"),
    "addtcpport-help": lambda w: w.command("ADDTCPPORT").press("f1", "f2", "f20"),
    "strtcpsvr": lambda w: w.to("command").type("STRTCPSVR").press("f4"),
    "strtcpsvr-more-values": lambda w: (
        w.to("command").type("STRTCPSVR SERVER(*FTP *SMTP)").press("f4").to("SERVER.0+2")
        .type("+").press("enter")
    ),
    "strtcpsvr-submitted": failed_ftp,
    "wrktcpsvr": lambda w: failed_ftp(w).command("WRKTCPSVR"),
    "wrktcpsvr-end": lambda w: w.command("WRKTCPSVR").option("DDM", "4").press("enter"),
    "dsptcpsvr": lambda w: failed_ftp(w).command("DSPTCPSVR SERVER(*FTP)"),
    "dspjoblog": lambda w: failed_ftp(w).command("WRKTCPSVR").option("FTP", "10").press("enter"),
    "dspjoblog-detailed": lambda w: (
        failed_ftp(w).command("WRKTCPSVR").option("FTP", "10").press("enter", "f10")
    ),
    "dspjoblog-own": lambda w: failed_ftp(w).command("DSPJOBLOG"),
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


@pytest.mark.parametrize("name", WALKS)
def test_the_panel_looks_as_its_golden_file_says(name: str) -> None:
    walker = Walker()
    WALKS[name](walker)
    file = FOLDER / f"{name}.txt"
    if os.environ.get("PORTRES_UPDATE"):
        file.write_text(walker.golden())
    assert walker.golden() == file.read_text()


def test_no_golden_file_is_left_over() -> None:
    assert {file.stem for file in FOLDER.glob("*.txt")} == WALKS.keys()
