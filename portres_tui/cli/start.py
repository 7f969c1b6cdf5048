"""`portres`: the green screen in this terminal."""

from __future__ import annotations

import sys

from portres_tui.cli.machine import CannotStart, home, say, workstation


def start(folder: str | None = None, *, signon: bool = False) -> int:
    """Open the app, signed on as QSECOFR or at Sign On. Exit code 2 when there is no terminal or no
    machine, 1 when the session was ended by somebody else."""
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return say(
            CannotStart(
                "The green screen needs a terminal. To run commands without one:"
                " portres run FILE, or portres run -c 'DSPTCPSVR SERVER(*FTP)'."
            )
        )
    try:
        with workstation(home(folder), signon=signon) as station:
            from portres_tui.tui.app import run

            station.system.long_lived = True
            code = run(station)
        if station.farewell:
            sys.stderr.write(f"portres: {station.farewell}\n")
        return code or int(bool(station.farewell))
    except CannotStart as error:
        return say(error)
