"""The passwords and keys of the machine, for who authenticates before there is a session.

The rules are those of Sign On; see domain.signon. A hash takes a moment on purpose and is made in a
thread. Knows nothing of what carries a password here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import Enum

from portres_tui.admission import Admission, nobodys_hash
from portres_tui.cl.types import NAME
from portres_tui.domain.messages import EscapeMessage, MessageFile
from portres_tui.domain.signon import Attempt, barred
from portres_tui.domain.system import System
from portres_tui.domain.users import PasswordHasher
from portres_tui.tui.works import Works

DEVICE = "SSH"
"""What stands for a device in the audit journal."""

HASHES = 2
"""Passwords that are tried at the same time: each takes a core and some memory for a while."""


class Verdict(Enum):
    """What becomes of a password."""

    ADMITTED = "it fits"
    EXPIRED = "it fits, and has to be changed first"
    REFUSED = "it does not fit, or nobody signs on with that profile"


class Credentials:
    """Those of one machine. A profile may be any text: whoever connects sends it."""

    def __init__(
        self,
        system: System,
        works: Works,
        passwords: PasswordHasher,
        messages: MessageFile,
        clock: Callable[[], float],
    ) -> None:
        self._system = system
        self._works = works
        self._passwords = passwords
        self._messages = messages
        self._clock = clock
        self._nobodys = ""
        self._turns = asyncio.Semaphore(HASHES)

    def prepare(self) -> None:
        """What every try needs. It takes a moment."""
        self._nobodys = nobodys_hash(self._passwords)

    async def password(self, profile: str, password: str) -> Verdict:
        """Does it fit? Whether it does or the profile does not exist takes the same time."""
        return await self._try(profile, password, lambda _admission: Verdict.EXPIRED)

    async def change(self, profile: str, old: str, new: str) -> tuple[Verdict, str]:
        """Change an expired password. EXPIRED if the new one cannot be, and why; REFUSED also if it is
        not expired: a session changes it then."""
        wrong, asked = "", False

        def renew(admission: Admission) -> Verdict:
            nonlocal wrong, asked
            asked = True
            try:
                admission.renew({"CURPWD": old, "NEWPWD": new, "VFYPWD": new})
            except EscapeMessage as escape:
                wrong = self._messages.first_level(escape.message)
                return Verdict.EXPIRED
            return Verdict.ADMITTED

        verdict = await self._try(profile, old, renew)
        return (verdict if asked else Verdict.REFUSED), wrong

    async def key(self, profile: str, key: str) -> bool:
        """Is this public key (type and base64, separated by a blank) one of the profile's?"""
        return bool(NAME.fullmatch(profile)) and await self._works.run(
            lambda: self._has_key(profile, key)
        )

    async def enabled(self, profile: str) -> bool:
        """May somebody begin a session who has been authenticated elsewhere? Of a profile that does
        not exist the session will tell."""

        def is_enabled() -> bool:
            found = self._system.profiles.get(profile)
            return found is None or not barred(Attempt(profile, DEVICE), found)

        return await self._works.run(is_enabled)

    async def _try(
        self, profile: str, password: str, expired: Callable[[Admission], Verdict]
    ) -> Verdict:
        if not NAME.fullmatch(profile) or len(profile) > 10:
            profile = "*NONE"  # no profile has this name; it is refused like any other
        async with self._turns:
            return await self._works.run(lambda: self._knocked(profile, password, expired))

    def _knocked(
        self, profile: str, password: str, expired: Callable[[Admission], Verdict]
    ) -> Verdict:
        admission = Admission(
            self._system, DEVICE, self._passwords, self._clock, pause=lambda _seconds: None,
            nobodys=self._nobodys,
        )  # fmt: skip
        typed = {"USER": profile, "PASSWORD": password, "PROGRAM": "", "MENU": "", "LIBRARY": ""}
        try:
            admitted = admission.knock(typed)
        except EscapeMessage:
            return Verdict.REFUSED
        return Verdict.ADMITTED if admitted else expired(admission)

    def _has_key(self, profile: str, key: str) -> bool:
        found = self._system.profiles.get(profile)
        if found is None or not found.signs_on or barred(Attempt(profile, DEVICE), found):
            return False
        return " ".join(key.split()[:2]) in found.ssh_keys
