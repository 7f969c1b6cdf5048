"""Where walks begin: machines on which something has happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from walker import Walker

Walks = Mapping[str, Callable[[Walker], object]]
"""By the name of the golden file: what somebody does at a fresh machine."""


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
