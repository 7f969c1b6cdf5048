"""Who may sign on: what becomes of an attempt, and of the profile that it names.

A password comes here only as the answer to whether it fitted: who asks for that, and how, is not
known. Decisions are values; `record`, inside a transaction, makes them rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from portres_tui.domain.audit import (
    DISABLED_USER,
    UNKNOWN_USER,
    WRONG_PASSWORD,
    AuditEntry,
    Kind,
)
from portres_tui.domain.delivery import tell_operator
from portres_tui.domain.messages import EscapeMessage, Message, diagnostic
from portres_tui.domain.subsystems import INTERACTIVE
from portres_tui.domain.system import DAY, System
from portres_tui.domain.users import SECURITY_OFFICER, Password, UserProfile
from portres_tui.domain.values import current, number

_OF_DEVICE, _OF_PROFILE = ("1", "3"), ("2", "3")
"""Values of QMAXSGNACN: what too many attempts disable."""

_LONGEST_WAIT = 16.0
"""Seconds."""


class Attempt(NamedTuple):
    """What was typed on the Sign On display, but for the password, and where. The `console` is the
    machine's own: QSECOFR is never kept from signing on there."""

    user: str
    device: str
    console: bool = True
    program: str = ""
    menu: str = ""
    library: str = ""

    @property
    def exempt(self) -> bool:
        return self.console and self.user == SECURITY_OFFICER


class Admitted(NamedTuple):
    """Somebody may sign on, with this menu; and what Sign-on Information tells him."""

    profile: str
    menu: str
    previous: float | None
    """When the profile signed on before."""
    invalid: int
    """Attempts since then that were not valid."""
    expires: float | None
    """When the password expires."""


class Outcome(NamedTuple):
    """What becomes of an attempt: the machine's rows as they are now to be, and what is said."""

    admitted: Admitted | None = None
    must_change: bool = False
    """The password fits, and has to be changed first."""
    messages: tuple[Message, ...] = ()
    disconnects: bool = False
    """The device is varied off."""
    password: Password | None = None
    profile: UserProfile | None = None
    """The profile, if the attempt is the one that disables it."""
    failure: Kind | None = None
    """What the audit journal is told."""


def limit(system: System) -> int | None:
    """QMAXSIGN: how many attempts in a row may be not valid. None for *NOMAX."""
    return number(system, "QMAXSIGN")


def wait(attempt: Attempt, password: Password | None, most: int | None) -> float:
    """Seconds for which an answer is put off: what cannot be disabled is guessed slowly."""
    tries = password.tries if password else 0
    if most is None or tries < most or not attempt.exempt:
        return 0.0
    return min(2.0 ** min(tries - most, 10), _LONGEST_WAIT)


def expires(system: System, password: Password) -> float | None:
    """When the password's time is over, by QPWDEXPITV; None if it is for ever."""
    days = number(system, "QPWDEXPITV")
    return None if days is None else password.changed + days * DAY


def expired(system: System, password: Password, now: float) -> bool:
    """Must it be changed before anything else?"""
    ends = expires(system, password)
    return password.expired or (ends is not None and ends <= now)


def decide(
    system: System, attempt: Attempt, *, fits: bool, failed_here: int, now: float
) -> Outcome:
    """What becomes of an attempt. `failed_here` are those in a row that failed at this device
    before. An EscapeMessage for what may not be typed beside a password that fits."""
    profile = system.profiles.get(attempt.user)
    password = system.passwords.get(attempt.user)
    if profile is None or password is None or not fits:
        return _failed(system, attempt, profile, password, failed_here)
    if barred(attempt, profile):
        told = diagnostic("CPF1394", user=attempt.user)
        return Outcome(messages=(told,), failure=DISABLED_USER)
    _check_overrides(attempt, profile)
    if expired(system, password, now) and not system.read_only:
        return Outcome(must_change=True)
    return admit(system, attempt, profile, password, now)


def barred(attempt: Attempt, profile: UserProfile) -> bool:
    """Is the profile kept from signing on, though the password fits?"""
    return profile.status == "*DISABLED" and not attempt.exempt


def admit(
    system: System, attempt: Attempt, profile: UserProfile, password: Password, now: float
) -> Outcome:
    """The profile signs on; its tries are counted from 0 again."""
    admitted = Admitted(
        profile.name,
        attempt.menu or profile.menu,
        password.last,
        password.tries,
        expires(system, password),
    )
    return Outcome(admitted, password=password._replace(tries=0, last=now))


def record(system: System, attempt: Attempt, outcome: Outcome, now: float) -> None:
    """Put the rows of an outcome, and what failed into the audit journal. The operator is told of a
    profile that it disables."""
    if outcome.password:
        system.passwords.put(outcome.password)
    if outcome.profile:
        system.profiles.put(outcome.profile)
        told = diagnostic("CPF1393", user=attempt.user, device=attempt.device)
        tell_operator(system, now, told, job=monitor(system))
    if outcome.failure:
        data = {"user": attempt.user, "device": attempt.device}
        system.audit(AuditEntry(*outcome.failure, now, monitor(system), "QSYS", data))


def monitor(system: System) -> str:
    """The job that shows Sign On: the monitor of the interactive subsystem."""
    subsystem = system.subsystems.get(INTERACTIVE)
    return subsystem.monitor if subsystem and subsystem.monitor else f"000000/QSYS/{INTERACTIVE}"


def _check_overrides(attempt: Attempt, profile: UserProfile) -> None:
    """Program, menu and library on the display; what a profile may say there depends on LMTCPB."""
    for field in ("program", "library"):
        if getattr(attempt, field) and profile.limited == "*NO":
            raise EscapeMessage("PRT1031", at=(f"{field.upper()}.0",))
        if getattr(attempt, field):
            raise EscapeMessage("PRT1032", at=(f"{field.upper()}.0",), profile=profile.name)
    if attempt.menu and profile.limited == "*YES":
        raise EscapeMessage("PRT1032", at=("MENU.0",), profile=profile.name)


def _failed(
    system: System,
    attempt: Attempt,
    profile: UserProfile | None,
    password: Password | None,
    failed_here: int,
) -> Outcome:
    most, action = limit(system), current(system, "QMAXSGNACN")
    left_here = most - failed_here - 1 if most and action in _OF_DEVICE else None
    counted = password._replace(tries=password.tries + 1) if profile and password else None
    disables = most and action in _OF_PROFILE and not attempt.exempt
    left = most - counted.tries if most and counted and disables else None
    disabled = profile if left is not None and left <= 0 else None
    if disabled:
        told = diagnostic("CPF1394", user=attempt.user)
    elif profile and password is None:
        told = diagnostic("CPF1118", user=attempt.user)
    else:
        told = diagnostic("CPF1120", user=attempt.user)
    return Outcome(
        messages=(*_warnings(left, left_here), told),
        disconnects=left_here is not None and left_here <= 0,
        password=counted,
        profile=_now_disabled(disabled),
        failure=WRONG_PASSWORD if profile else UNKNOWN_USER,
    )


def _now_disabled(profile: UserProfile | None) -> UserProfile | None:
    enabled = profile and profile.status == "*ENABLED"
    return profile._replace(status="*DISABLED") if profile and enabled else None


def _warnings(left: int | None, left_here: int | None) -> Iterator[Message]:
    if left == 1:
        yield diagnostic("CPF1392")
    if left_here == 1:
        yield diagnostic("CPF1116")
