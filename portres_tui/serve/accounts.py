"""Which account of the computer is which user profile: the file `accounts` of a machine.

A line has an account (its number, if it has no name) and the profiles that it may have, the first of which it gets unless it names
another; `*` is any. The machine's owner may have every profile, and gets QSECOFR if the file names none: who may write its file is trusted.
The other accounts must be able to reach the socket in the machine's folder, and nothing else there:
`portres share --attach` lets the folder's group through (mode 2710).
Knows no profile of the machine and nothing of terminals.
"""

from __future__ import annotations

import pwd
from collections.abc import Mapping
from pathlib import Path

from portres_tui.cl.types import NAME
from portres_tui.domain.users import SECURITY_OFFICER

FILE = "accounts"

ANY = "*"


class AccountRefused(Exception):
    """Why an account gets no session, and what to do about it; one sentence or two."""


class Accounts:
    """The accounts of the machine in `folder`. The file is read for each question, so that a change
    counts from the next session on."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def profile(self, uid: int, wanted: str = "") -> str:
        """The profile of the account with a number, or the `wanted` one if it may have that.
        AccountRefused if there is none."""
        name = wanted.upper()
        if name and not NAME.fullmatch(name):
            raise AccountRefused(f"{wanted[:20]!a} is not the name of a user profile.")
        trusted = uid in (0, self._path.parent.stat().st_uid)
        if trusted and name:
            return name
        account = _name_of(uid)
        allowed = self._read().get(account, ())
        if trusted:
            return next((each for each in allowed if each != ANY), SECURITY_OFFICER)
        if not allowed:
            raise AccountRefused(
                f"Account {account} is not known here. The machine's owner adds the line"
                f" `{account} PROFILE` to {self._path}."
            )
        if not name:
            return _first(allowed, account, self._path)
        if name not in allowed and ANY not in allowed:
            raise AccountRefused(f"Account {account} may not use profile {name}; see {self._path}.")
        return name

    def _read(self) -> Mapping[str, tuple[str, ...]]:
        try:
            text = self._path.read_text("utf-8", "replace")
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise AccountRefused(f"{self._path} cannot be read: {error.strerror}.") from error
        lines = (line.partition("#")[0].split() for line in text.splitlines())
        return {account: tuple(map(str.upper, names)) for account, *names in filter(None, lines)}


def _first(allowed: tuple[str, ...], account: str, path: Path) -> str:
    if allowed[0] == ANY:
        raise AccountRefused(f"Account {account} has no profile of its own in {path}; name one.")
    return allowed[0]


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
