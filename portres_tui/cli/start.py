"""`portres`: the green screen in this terminal."""

from __future__ import annotations

import sys

from portres_tui.cli.machine import CannotStart, home, say, session
from portres_tui.domain.jobs import JobType


def start(folder: str | None = None, profile: str = "QSECOFR") -> int:
    """Open the app. Exit code 2 when there is no terminal or no machine."""
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return say(
            CannotStart(
                "The green screen needs a terminal. To run commands without one:"
                " portres run FILE, or portres run -c 'DSPTCPSVR SERVER(*FTP)'."
            )
        )
    try:
        with session(home(folder), profile, JobType.INTERACTIVE) as begun:
            from portres_tui.tui.app import run

            begun.system.long_lived = True
            return run(begun)
    except CannotStart as error:
        return say(error)
