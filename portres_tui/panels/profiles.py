"""Work with User Profiles and Display User Profile."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from portres_tui.domain.cltext import in_apostrophes
from portres_tui.domain.profiles import holds
from portres_tui.domain.signon import expires
from portres_tui.domain.sshkeys import shown
from portres_tui.domain.users import Password, UserProfile
from portres_tui.panels.facts import fact, leader
from portres_tui.panels.keys import COMMANDS, DISPLAY, ENDS
from portres_tui.panels.lists import Column, Entry, Option, Position, Rows, WorkWith
from portres_tui.panels.model import Action, Information, Key, Line, View

COLUMNS = 79
_LABEL = 42
_MARKS = {"S": "A public source attests it", "A": "Assumed, or yours"}


class ProfileRow(NamedTuple):
    """A profile with what the list tells of its password."""

    profile: UserProfile
    password: Password | None

    @property
    def name(self) -> str:
        return self.profile.name

    @property
    def change_command(self) -> str:
        """CHGUSRPRF with everything as it is, for the prompt to show."""
        profile = self.profile
        values = {
            "STATUS": profile.status,
            "USRCLS": profile.user_class,
            "INLMNU": profile.menu,
            "LMTCPB": profile.limited,
            "TEXT": in_apostrophes(profile.text) if profile.text else "*BLANK",
            "SPCAUT": " ".join(profile.special_authorities) or "*NONE",
            "GRPPRF": profile.group,
            "SUPGRPPRF": " ".join(profile.supplemental) or "*NONE",
        }
        given = " ".join(f"{keyword}({text})" for keyword, text in values.items())
        return f"?CHGUSRPRF USRPRF({self.name}) {given}"


def _rows(view: View) -> Sequence[ProfileRow]:
    """The profiles of that name, or whose names begin so."""
    named = view.arguments.get("names", "*ALL")
    begins = "" if named == "*ALL" else named.removesuffix("*")
    found = [
        each
        for each in view.system.profiles
        if (each.name.startswith(begins) if named.endswith(("*", "*ALL")) else each.name == named)
    ]
    return [ProfileRow(each, view.system.passwords.get(each.name)) for each in found]


def _placed(view: View, text: str) -> ProfileRow | None:
    return next((row for row in _rows(view) if row.name >= text), None)


_NAME = Column(
    "Profile", 7, 10, ("User", "Profile"), lambda row: row.name, entry=Entry("USRPRF", 0, 10)
)

WRKUSRPRF = WorkWith(
    "WRKUSRPRF",
    "Work with User Profiles",
    (_NAME, Column("Text", 19, 50, ("", "Text"), lambda row: row.profile.text)),
    (
        Option(1, "Create", "CRTUSRPRF", on_entry=True),
        Option(2, "Change", "{row.change_command}"),
        Option(4, "Delete", "DLTUSRPRF USRPRF({row.name})",
               confirm="Confirm Delete of User Profiles"),
        Option(5, "Display", "DSPUSRPRF USRPRF({row.name})"),
    ),
    Rows(_rows, "name"),
    (
        *COMMANDS,
        Key("f11", "Display status", Action.OTHER_VIEW, other="Display text"),
        *ENDS,
    ),
    "(No user profiles)",
    command_line="Parameters or command",
    position=Position("Starting characters", 10, _placed),
    other=(
        _NAME,
        Column("Class", 19, 8, ("User", "Class"), lambda row: row.profile.user_class),
        Column("Status", 29, 9, ("", "Status"), lambda row: row.profile.status),
        Column("Group", 40, 10, ("Group", "Profile"), lambda row: row.profile.group),
        Column("Limit", 52, 8, ("Limit", "Capab."), lambda row: row.profile.limited),
        Column("Password", 62, 8, ("", "Password"), lambda row: _password(row.password)),
    ),
)  # fmt: skip


def _password(password: Password | None) -> str:
    if password is None:
        return "*NONE"
    return "*EXPIRED" if password.expired else "*YES"


def _fact(label: str, value: str) -> list[Line]:
    """A label with its value; a long one goes on below."""
    room = COLUMNS - len(f" {leader(label, _LABEL)}")
    return fact(label, textwrap.wrap(value, room) or [""], _LABEL)


def _lines(view: View) -> Sequence[Line]:
    profile = view.system.profiles.get(view.arguments.get("profile", ""))
    if profile is None:
        return [Line(" (The user profile no longer exists)")]
    told = {**_sign_on(view, profile), **_described(profile), **_needed(view, profile)}
    return [line for label, value in told.items() for line in _fact(label, value)]


def _sign_on(view: View, profile: UserProfile) -> dict[str, str]:
    password = view.system.passwords.get(profile.name)
    ends = expires(view.system, password) if password else None
    return {
        "User profile": profile.name,
        "Previous sign-on": _moment(view, password.last if password else None),
        "Sign-on attempts not valid": str(password.tries if password else 0),
        "Status": profile.status,
        "Date password last changed": _moment(view, password.changed if password else None),
        "Password expires": _moment(view, ends),
        "No password indicator": "*NO" if password else "*YES",
        "Set password to expired": "*YES" if password and password.expired else "*NO",
    }


def _moment(view: View, at: float | None) -> str:
    return "" if at is None else view.messages.calendar.written(at)


def _described(profile: UserProfile) -> dict[str, str]:
    return {
        "User class": profile.user_class,
        "Special authority": " ".join(profile.special_authorities) or "*NONE",
        "Group profile": profile.group,
        "Supplemental groups": " ".join(profile.supplemental) or "*NONE",
        "Initial menu": profile.menu,
        "Limit capabilities": profile.limited,
        "Text": profile.text,
    }


def _needed(view: View, profile: UserProfile) -> dict[str, str]:
    """What of this machine is held by the profile: no part of IBM i's panel."""
    held = holds(view.system, profile.name)
    return {
        "Group members": " ".join(held.members) or "*NONE",
        "Servers that run under it": ", ".join(held.servers) or "*NONE",
        "Port restrictions that name it": str(held.restrictions),
        "Jobs at work": str(len(held.jobs)),
        "SSH keys": ", ".join(map(shown, profile.ssh_keys)) or "*NONE",
        "Attested": _MARKS[profile.mark],
    }


DSPUSRPRF = Information(
    "DSPUSRPRF",
    lambda view: "Display User Profile - Basic",
    _lines,
    DISPLAY,
)

PANELS = (WRKUSRPRF, DSPUSRPRF)
