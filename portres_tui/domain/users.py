"""User profiles, their groups and special authorities. Knows nothing of passwords or stores."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

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


class UserProfile(NamedTuple):
    """A user profile. `mark` is S when a source attests the profile's part, A when it is ours."""

    name: str
    text: str = ""
    user_class: str = "*USER"
    special_authorities: tuple[str, ...] = ()
    group: str = "*NONE"
    supplemental: tuple[str, ...] = ()
    signs_on: bool = True
    mark: str = "A"

    @property
    def groups(self) -> tuple[str, ...]:
        """GRPPRF first, then SUPGRPPRF. That both count is assumed, not attested."""
        first = () if self.group == "*NONE" else (self.group,)
        return first + self.supplemental


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
