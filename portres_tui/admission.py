"""Who stands at the Sign On display: passwords meet their hashes here.

A hash takes a moment on purpose, and it is made outside of any transaction: nobody waits for the
machine meanwhile. What follows from the answer is `domain.signon`'s. Knows no display.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from portres_tui.domain.audit import PROFILE_CHANGED, AuditEntry
from portres_tui.domain.messages import EscapeMessage
from portres_tui.domain.profiles import check_new_password
from portres_tui.domain.signon import (
    Admitted,
    Attempt,
    Outcome,
    admit,
    barred,
    decide,
    limit,
    monitor,
    record,
    wait,
)
from portres_tui.domain.system import BY_SYSTEM, JournalEntry, MachineError, System
from portres_tui.domain.users import SECURITY_OFFICER, Password, PasswordHasher

Typed = Mapping[str, str]
"""What the fields of a panel held, by their names."""


def nobodys_hash(passwords: PasswordHasher) -> str:
    """The hash of a password that nobody has: what is typed for a profile that does not exist is held
    against it. It takes as long to make as a try."""
    return passwords.hash(secrets.token_hex(14))


class Admission:
    """The way in to one machine from one device; the Gate of display.signon.

    `admitted` is who may begin a session now; whoever begins it takes that away.
    `nobodys` is the hash that `nobodys_hash` makes, if somebody has it already.
    """

    def __init__(
        self,
        system: System,
        device: str,
        passwords: PasswordHasher,
        clock: Callable[[], float],
        *,
        pause: Callable[[float], None] = time.sleep,
        nobodys: str = "",
    ) -> None:
        self.device = device
        self.admitted: Admitted | None = None
        self.disconnected = False
        self._system = system
        self._passwords = passwords
        self._clock = clock
        self._pause = pause
        self._failed_here = 0
        self._must_change: Attempt | None = None
        self._nobodys = nobodys

    def fresh(self) -> bool:
        """Has the security officer no password yet? Nobody can sign on before he has."""
        missing = self._system.passwords.get(SECURITY_OFFICER) is None
        return missing and not self._system.read_only

    def first(self, typed: Typed) -> None:
        """Give the security officer his first password. An EscapeMessage says what is wrong."""
        new = typed["NEWPWD"]
        check_new_password(self._system, SECURITY_OFFICER, "", new, typed["VFYPWD"])
        made = self._passwords.hash(new)
        with self._transaction("First password"):
            if self.fresh():
                self._put(Password(SECURITY_OFFICER, made, self._clock()))

    def knock(self, typed: Typed) -> bool:
        """Try to sign on. False when the password is right and has to be changed first; an
        EscapeMessage when nobody signs on."""
        attempt = Attempt(
            typed["USER"], self.device,
            program=typed["PROGRAM"], menu=typed["MENU"], library=typed["LIBRARY"],
        )  # fmt: skip
        outcome = None
        while outcome is None:
            before = self._system.passwords.get(attempt.user)
            self._pause(wait(attempt, before, limit(self._system)))
            outcome = self._settled(attempt, before, self._fits(before, typed["PASSWORD"]))
        if outcome.messages:
            raise self._refusal(outcome)
        self._failed_here = 0
        self.admitted = outcome.admitted
        self._must_change = attempt if outcome.must_change else None
        return not outcome.must_change

    def renew(self, typed: Typed) -> None:
        """Change the password of whoever knocked last, which has expired, and let him in."""
        attempt = self._must_change
        assert attempt is not None
        before = self._system.passwords.get(attempt.user)
        if before is None or not self._fits(before, typed["CURPWD"]):
            raise EscapeMessage("CPF1107", at=("CURPWD.0",))
        current, new, verify = (typed[name] for name in ("CURPWD", "NEWPWD", "VFYPWD"))
        check_new_password(self._system, attempt.user, current, new, verify)
        made = self._passwords.hash(new)
        with self._transaction("Change password"):
            now = self._clock()
            profile = self._system.profiles.get(attempt.user)
            if profile is None or self._changed(before, attempt.user):
                raise EscapeMessage("CPF1107", at=("CURPWD.0",))
            if barred(attempt, profile):
                raise EscapeMessage("CPF1394", at=("CURPWD.0",), user=attempt.user)
            renewed = before._replace(hash=made, changed=now, expired=False)
            self._put(renewed)
            outcome = admit(self._system, attempt, profile, renewed, now)
            record(self._system, attempt, outcome, now)
        self.admitted, self._must_change = outcome.admitted, None

    def _fits(self, password: Password | None, typed: str) -> bool:
        """Takes as long for a profile that does not exist, or has no password."""
        self._nobodys = self._nobodys or nobodys_hash(self._passwords)
        fits = self._passwords.verify(password.hash if password else self._nobodys, typed)
        return fits and password is not None

    def _settled(self, attempt: Attempt, before: Password | None, fits: bool) -> Outcome | None:
        """The outcome, on record; None when the password was changed while it was tried."""
        if self._system.read_only:
            return self._decide(attempt, fits)
        with self._transaction("Sign on"):
            if self._changed(before, attempt.user):
                return None
            outcome = self._decide(attempt, fits)
            record(self._system, attempt, outcome, self._clock())
        return outcome

    def _changed(self, before: Password | None, user: str) -> bool:
        """Has the profile another password than the one that was tried?"""
        now = self._system.passwords.get(user)
        return (now and now.hash) != (before and before.hash)

    def _decide(self, attempt: Attempt, fits: bool) -> Outcome:
        return decide(
            self._system, attempt, fits=fits, failed_here=self._failed_here, now=self._clock()
        )

    def _refusal(self, outcome: Outcome) -> EscapeMessage:
        self._failed_here += 1
        self.disconnected = outcome.disconnects
        *before, last = outcome.messages
        return EscapeMessage(last.id, at=("USER.0",), diagnostics=tuple(before), **last.data)

    def _put(self, password: Password) -> None:
        """A new password, which the audit journal tells of."""
        self._system.passwords.put(password)
        data = {"profile": password.profile, "action": "password changed at sign-on"}
        entry = AuditEntry(*PROFILE_CHANGED, self._clock(), monitor(self._system), "QSYS", data)
        self._system.audit(entry)

    @contextmanager
    def _transaction(self, what: str) -> Iterator[None]:
        header = JournalEntry(self._clock(), *BY_SYSTEM, f"/* {what} */")
        try:
            with self._system.transaction(header):
                yield
        except MachineError as error:
            raise EscapeMessage("PRT0901", reason=error) from error
