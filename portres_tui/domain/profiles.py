"""What may be done to a user profile, and what holds one. Rules over the machine's rows; what is
wrong is an escape message."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from portres_tui.domain import delivery
from portres_tui.domain.messages import EscapeMessage
from portres_tui.domain.system import System
from portres_tui.domain.users import (
    CLASS_AUTHORITIES,
    LONGEST_PASSWORD,
    SECURITY_OFFICER,
    SPECIAL_AUTHORITIES,
    User,
    UserProfile,
    user,
)
from portres_tui.domain.values import number


def authorities(named: Iterable[str], user_class: str) -> tuple[str, ...]:
    """The special authorities that SPCAUT names, in their order: *USRCLS are those of the class."""
    held = set(named)
    if "*USRCLS" in held:
        held.update(CLASS_AUTHORITIES[user_class])
    return tuple(each for each in SPECIAL_AUTHORITIES if each in held)


def is_ibm(name: str) -> bool:
    """Names that begin with Q are those of IBM's profiles."""
    return name.startswith("Q")


def beyond(system: System, profile: UserProfile, who: User) -> str:
    """The special authorities that a profile has, itself or by its groups, and `who` has not."""
    held = user(profile, system.profiles.get).authorities - who.authorities
    return " ".join(each for each in SPECIAL_AUTHORITIES if each in held)


def existing(system: System, name: str, at: str = "USRPRF.0") -> UserProfile:
    """The profile; an escape message if there is none. `at` is the field that names it."""
    found = system.profiles.get(name)
    if found is None:
        raise EscapeMessage("CPF2204", at=(at,), profile=name)
    return found


def reach(system: System, name: str, who: User) -> UserProfile:
    """The profile, if `who` may change it: one that has no authority which he lacks, or his own."""
    found = existing(system, name)
    lacking = beyond(system, found, who)
    if lacking and name != who.name:
        raise EscapeMessage("PRT1006", at=("USRPRF.0",), profile=name, authority=lacking)
    return found


def check(system: System, profile: UserProfile, who: User) -> None:
    """May `who` leave the profile like this?"""
    _check_groups(system, profile)
    own = set(profile.special_authorities) - who.authorities
    if own:
        lacking = " ".join(each for each in SPECIAL_AUTHORITIES if each in own)
        raise EscapeMessage("PRT1005", at=("SPCAUT.0",), authority=lacking)
    lacking = beyond(system, profile, who)
    if lacking:
        raise EscapeMessage("PRT1005", at=("GRPPRF.0", "SUPGRPPRF.0"), authority=lacking)


def check_change(before: UserProfile, after: UserProfile, who: User) -> None:
    """What nobody may change: one's own way in, and that of the security officer and his powers."""
    if before.name == who.name and (after.status, after.signs_on) != (
        before.status,
        before.signs_on,
    ):
        at = "STATUS.0" if after.status != before.status else "PASSWORD.0"
        raise EscapeMessage("PRT1010", at=(at,))
    if before.name == SECURITY_OFFICER and not after.signs_on:
        raise EscapeMessage("PRT1046", at=("PASSWORD.0",))
    powers = ("user_class", "special_authorities", "group", "supplemental")
    changed = [name for name in powers if getattr(before, name) != getattr(after, name)]
    if before.name == SECURITY_OFFICER and changed:
        raise EscapeMessage("PRT1011", at=("USRPRF.0",))


def _check_groups(system: System, profile: UserProfile) -> None:
    if profile.supplemental and profile.group == "*NONE":
        raise EscapeMessage("PRT1009", at=("GRPPRF.0", "SUPGRPPRF.0"))
    for name in profile.groups:
        at = "GRPPRF.0" if name == profile.group else "SUPGRPPRF.0"
        if existing(system, name, at).groups or name == profile.name:
            raise EscapeMessage("PRT1007", at=(at,), profile=name)
    if profile.groups and members(system, profile.name):
        raise EscapeMessage("PRT1008", at=("GRPPRF.0",), profile=profile.name)


def members(system: System, group: str) -> list[str]:
    """The profiles of which this one is a group."""
    return [each.name for each in system.profiles if group in each.groups]


class Holds(NamedTuple):
    """What of the machine a profile is needed for."""

    restrictions: int
    servers: tuple[str, ...]
    jobs: tuple[str, ...]
    members: tuple[str, ...]

    def __str__(self) -> str:
        counted = {
            "port restriction": self.restrictions,
            "server": len(self.servers),
            "job": len(self.jobs),
            "member": len(self.members),
        }
        return ", ".join(
            f"{count} {what}{'s' if count > 1 else ''}" for what, count in counted.items() if count
        )


def holds(system: System, name: str) -> Holds:
    """What holds a profile: entries that name it, servers that run under it or adopt its
    authority, its jobs, its members."""
    return Holds(
        sum(entry.profile == name for entry in system.restrictions),
        tuple(server.spoken for server in system.servers if name in server.profiles),
        tuple(job.id for job in system.jobs.find(user=name) if job.open),
        tuple(members(system, name)),
    )


def remove(system: System, name: str, time: float, *, job: str) -> None:
    """A profile goes, with its password and its message queue. Who asked it something, and still
    waits for a reply, is told that none comes; `job` tells it."""
    system.profiles.remove(name)
    if system.passwords.get(name):
        system.passwords.remove(name)
    for sent in list(delivery.on_queue(system, name)):
        delivery.remove(system, sent, time, job=job)


def check_password(system: System, text: str, name: str, at: str) -> None:
    """May this be the password of a profile? Nothing of it is told."""
    shortest = number(system, "QPWDMINLEN") or 1
    if len(text) < shortest:
        raise EscapeMessage("PRT1017", at=(at,), shortest=shortest)
    plain = text.isascii() and text.isprintable() and text == text.strip()
    if text.startswith("*") or not plain or len(text) > LONGEST_PASSWORD:
        raise EscapeMessage("PRT1018", at=(at,), longest=LONGEST_PASSWORD)
    if text.upper() == name:
        raise EscapeMessage("PRT1020", at=(at,))


def check_new_password(system: System, name: str, current: str, new: str, verify: str) -> None:
    """May a user change his password to this? He types it twice."""
    check_password(system, new, name, "NEWPWD.0")
    if new == current:
        raise EscapeMessage("PRT1019", at=("NEWPWD.0",))
    if new != verify:
        raise EscapeMessage("PRT1021", at=("VFYPWD.0", "NEWPWD.0"))
