"""User profiles, their groups and special authorities, and their passwords as hashes. Knows no store,
and nothing of how a hash is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

SECURITY_OFFICER = "QSECOFR"
"""The profile that has all authority, and that a machine cannot be used without."""

SPECIAL_AUTHORITIES = (
    "*ALLOBJ",
    "*AUDIT",
    "*IOSYSCFG",
    "*JOBCTL",
    "*SAVSYS",
    "*SECADM",
    "*SERVICE",
    "*SPLCTL",
)

CLASS_AUTHORITIES: Mapping[str, tuple[str, ...]] = {
    "*USER": (),
    "*SYSOPR": ("*JOBCTL", "*SAVSYS"),
    "*PGMR": (),
    "*SECADM": ("*SECADM",),
    "*SECOFR": SPECIAL_AUTHORITIES,
}
"""User classes, with the special authorities that SPCAUT(*USRCLS) stands for: those of IBM i at
security level 30 and above (assumed)."""

LONGEST_PASSWORD = 28
"""Characters: what the Sign On display has room for."""


class UserProfile(NamedTuple):
    """A user profile. `mark` is S when a source attests the profile's part, A when it is ours."""

    name: str
    text: str = ""
    user_class: str = "*USER"
    special_authorities: tuple[str, ...] = ()
    group: str = "*NONE"
    supplemental: tuple[str, ...] = ()
    signs_on: bool = True
    """False when it has no password and never gets one: PASSWORD(*NONE)."""
    mark: str = "A"
    status: str = "*ENABLED"
    limited: str = "*NO"
    """LMTCPB: *YES keeps it from most commands, *PARTIAL and *NO do not."""
    menu: str = "MAIN"
    """The menu that it signs on to."""
    ssh_keys: tuple[str, ...] = ()
    """Public keys that it signs on with over SSH; see domain.sshkeys."""

    @property
    def groups(self) -> tuple[str, ...]:
        """GRPPRF first, then SUPGRPPRF. That both count is assumed, not attested."""
        first = () if self.group == "*NONE" else (self.group,)
        return first + self.supplemental


class Password(NamedTuple):
    """The password of a profile as the hash of it, and what became of attempts to sign on. Kept
    apart from the profile, which everybody may read. Times are seconds since the epoch."""

    profile: str
    hash: str
    changed: float
    expired: bool = False
    """It must be changed at the next sign-on."""
    tries: int = 0
    """Attempts in a row that had a wrong password."""
    last: float | None = None
    """When somebody signed on with it last."""


class PasswordHasher(Protocol):
    """Makes hashes of passwords and tells whether one fits. Both take a moment on purpose."""

    def hash(self, password: str) -> str: ...

    def verify(self, hash: str, password: str) -> bool: ...


class User(NamedTuple):
    """A profile at work: with what its groups add to it."""

    profile: UserProfile
    authorities: frozenset[str]

    @property
    def name(self) -> str:
        return self.profile.name


def user(profile: UserProfile, find: Callable[[str], UserProfile | None]) -> User:
    """`profile` with its own special authorities and those of its groups."""
    groups = [group for group in map(find, profile.groups) if group is not None]
    held = (set(each.special_authorities) for each in (profile, *groups))
    return User(profile, frozenset().union(*held))
