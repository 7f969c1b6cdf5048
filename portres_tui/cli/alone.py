"""`portres attach` where nothing serves the machine: the same in this process."""

from __future__ import annotations

import os
from pathlib import Path

from portres_tui.cli.machine import CannotStart, home, say
from portres_tui.domain.users import SECURITY_OFFICER
from portres_tui.serve.accounts import AccountRefused, Accounts
from portres_tui.serve.greeting import COMMAND
from portres_tui.serve.remote import NotAllowed, read


def alone(folder: str | None, profile: str) -> int:
    """The session of this account, or the command that sshd hands over; the exit code."""
    place = home(folder)
    try:
        name = Accounts(place).profile(os.getuid(), profile) if _is_there(place) else profile
        return _run(place, name, os.environ.get(COMMAND, ""))
    except (AccountRefused, NotAllowed) as refused:
        return say(CannotStart(str(refused)))


def _is_there(place: Path) -> bool:
    """AccountRefused when this account cannot open the machine itself."""
    try:
        there = place.exists()
    except PermissionError:
        there = True
    if there and not os.access(place, os.R_OK | os.X_OK):
        raise AccountRefused(
            f"Nothing serves the machine in {place} now, or it is not shared with this account. Its"
            " owner runs `portres serve`, and shares it with `portres share --attach`."
        )
    return there


def _run(place: Path, profile: str, text: str) -> int:
    if not text:
        from portres_tui.cli.start import start

        return start(str(place), profile=profile or SECURITY_OFFICER)
    asked = read(text)
    if asked.words:
        from portres_tui.cli.words import parse

        return parse([asked.words[0], "--home", str(place), *asked.words[1:]])
    from portres_tui.cli.run import run

    return run(str(place), profile or SECURITY_OFFICER, [asked.cl], None, goes_on=False)
