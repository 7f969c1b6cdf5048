"""`portres`: the green screen in this terminal, or its panels as plain lines."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from portres_tui.cli.machine import CannotStart, home, say, workstation
from portres_tui.domain.users import SECURITY_OFFICER
from portres_tui.tui.client import speaks_only


def start(
    folder: str | None = None, *, signon: bool = False, profile: str = SECURITY_OFFICER
) -> int:
    """Open the app, signed on with a profile or at Sign On; in plain mode where the cursor of the
    terminal cannot be moved. Exit code 2 when there is no terminal or no machine, 1 when the session
    was ended by somebody else."""
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return say(
            CannotStart(
                "The green screen needs a terminal. For its panels as lines: portres --plain."
                " To run commands: portres run FILE, or portres run -c 'DSPTCPSVR SERVER(*FTP)'."
            )
        )
    if speaks_only(os.environ):
        return start_plain(folder, signon=signon, profile=profile)
    try:
        with workstation(home(folder), signon=signon, profile=profile) as station:
            from portres_tui.tui.app import run

            station.system.long_lived = True
            code = run(station)
        if station.farewell:
            sys.stderr.write(f"portres: {station.farewell}\n")
        return code or int(bool(station.farewell))
    except CannotStart as error:
        return say(error)


def start_plain(
    folder: str | None = None, *, signon: bool = False, profile: str = SECURITY_OFFICER
) -> int:
    """Begin plain mode, which needs no terminal. Exit code 2 when there is no machine, 1 when the
    session was ended by somebody else, or nobody reads what it says any more."""

    def work(place: Path) -> int:
        with workstation(place, signon=signon, profile=profile) as station:
            from portres_tui.plain.streams import run

            station.system.long_lived = True
            return run(station)

    from portres_tui.cli.upkeep import upkeep

    return upkeep(work, folder)
