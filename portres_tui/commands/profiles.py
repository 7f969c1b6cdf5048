"""Commands on user profiles: made, changed, deleted, listed, shown.

What may be done to a profile is `domain.profiles`'s to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from portres_tui.cl.definition import Parm, Show, Where, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import NO_YES, GenericName, Name, OneOf
from portres_tui.commands.authorities import ADMINISTER, CONFIGURE, PROFILES
from portres_tui.commands.descriptions import SAME, kept, text_parm
from portres_tui.commands.menus import MENUS
from portres_tui.commands.passwords import audit, password_parm, put_password
from portres_tui.commands.ports import USRPRF, forget
from portres_tui.domain.audit import REFUSED_COMMAND
from portres_tui.domain.messages import EscapeMessage, Message, completion
from portres_tui.domain.profiles import (
    Holds,
    authorities,
    check,
    check_change,
    existing,
    holds,
    is_ibm,
    reach,
    remove,
)
from portres_tui.domain.users import (
    CLASS_AUTHORITIES,
    SPECIAL_AUTHORITIES,
    UserProfile,
)

NONE = "*NONE"


def _parms(same: str = "") -> tuple[Parm, ...]:
    """The parameters that say what a profile is; with *SAME as their default, or their own."""
    others = (same,) if same else ()
    classes = tuple(CLASS_AUTHORITIES)

    def one(keyword: str, prompt: str, *values: str) -> Parm:
        return parm(keyword, prompt, OneOf(values), same or values[0], special=others)

    return (
        one("PWDEXP", "Set password to expired", *NO_YES.values),
        one("STATUS", "Status", "*ENABLED", "*DISABLED"),
        one("USRCLS", "User class", *classes),
        parm(
            "INLMNU", "Initial menu", Name(10, values=MENUS), same or "MAIN",
            special=(*others, "*SIGNOFF"),
        ),
        one("LMTCPB", "Limit capabilities", "*NO", "*PARTIAL", "*YES"),
        text_parm(*others),
        authority(same or "*USRCLS", *others),
        parm("GRPPRF", "Group profile", Name(10), same or "*NONE", special=(*others, "*NONE")),
        parm(
            "SUPGRPPRF", "Supplemental groups", Name(10), same or "*NONE",
            special=(*others, "*NONE"), most=15, single=(*others, "*NONE"),
        ),
    )  # fmt: skip


def authority(default: str, *special: str) -> Parm:
    """The special authorities of a profile, as a parameter."""
    alone = (*special, "*USRCLS", "*NONE")
    return parm(
        "SPCAUT", "Special authority", OneOf(SPECIAL_AUTHORITIES), default,
        special=alone, most=len(SPECIAL_AUTHORITIES), single=alone,
    )  # fmt: skip


_NEW_PASSWORD = password_parm("*USRPRF", "*USRPRF", "*NONE")
_OTHER_PASSWORD = password_parm(SAME, SAME, "*NONE")

Names = tuple[str, ...]


@command("CRTUSRPRF", "Create User Profile", USRPRF, _NEW_PASSWORD, *_parms(), authority=ADMINISTER)
def create(request: Request, usrprf: str, password: str, pwdexp: str, **said: Any) -> Message:
    """Make a profile."""
    if request.system.profiles.get(usrprf):
        raise EscapeMessage("PRT1004", at=("USRPRF.0",), profile=usrprf)
    profile = described(UserProfile(usrprf), said)._replace(signs_on=password != NONE)
    put_new(request, profile, "CRTUSRPRF")
    if profile.signs_on:
        put_password(request, usrprf, password, expired=pwdexp == "*YES")
    return completion("PRT1001", profile=usrprf)


@command(
    "CHGUSRPRF", "Change User Profile", USRPRF, _OTHER_PASSWORD, *_parms(SAME),
    authority=ADMINISTER,
)  # fmt: skip
def change(request: Request, usrprf: str, password: str, pwdexp: str, **said: Any) -> Message:
    """Change what is not *SAME."""
    with refusal_on_record(request, "CHGUSRPRF"):
        before = reach(request.system, usrprf, request.user)
    after = described(before, said)
    if password != SAME:
        after = after._replace(signs_on=password != NONE)
    check_change(before, after, request.user)
    with refusal_on_record(request, "CHGUSRPRF"):
        check(request.system, after, request.user)
    if after != before:
        request.system.profiles.put(after)
    _change_password(request, usrprf, password, pwdexp, enabled=said["status"] == "*ENABLED")
    audit(request, usrprf, "changed")
    return completion("PRT1002", profile=usrprf)


@command(
    "DLTUSRPRF",
    "Delete User Profile",
    USRPRF,
    parm("OWNOBJOPT", "Owned object option", OneOf(("*NODLT", "*DLT", "*KEEP")), "*NODLT"),
    authority=ADMINISTER,
)
def delete(request: Request, usrprf: str, ownobjopt: str) -> Message:
    """Delete a profile that nothing needs. Its port restrictions go with it, or stay, only if that
    is asked for."""
    with refusal_on_record(request, "DLTUSRPRF"):
        reach(request.system, usrprf, request.user)
    if is_ibm(usrprf):
        raise EscapeMessage("PRT1012", at=("USRPRF.0",), profile=usrprf)
    if usrprf == request.user.name:
        raise EscapeMessage("PRT1010", at=("USRPRF.0",))
    held = holds(request.system, usrprf)
    freed = held._replace(restrictions=0) if ownobjopt != "*NODLT" else held
    if any(freed):
        raise EscapeMessage("PRT1013", at=("USRPRF.0",), profile=usrprf, holds=freed)
    if ownobjopt == "*DLT":
        _forget_restrictions(request, usrprf)
    remove(request.system, usrprf, request.time, job=request.job.id)
    audit(request, usrprf, "deleted")
    return _deleted(usrprf, held, ownobjopt)


@command(
    "WRKUSRPRF",
    "Work with User Profiles",
    parm("USRPRF", "User profile", GenericName(), "*ALL", special=("*ALL",)),
    authority=PROFILES,
    where=Where.INTERACTIVE,
)
def work_with(request: Request, usrprf: str) -> Show:
    """The list of profiles."""
    return Show("WRKUSRPRF", {"names": usrprf})


@command("DSPUSRPRF", "Display User Profile", USRPRF)
def display(request: Request, usrprf: str) -> Show:
    """One profile: one's own, or with authority any."""
    existing(request.system, usrprf)
    if usrprf != request.user.name and not PROFILES.held_by(request.user):
        with refusal_on_record(request, "DSPUSRPRF"):
            raise EscapeMessage("PRT1027", at=("USRPRF.0",), profile=usrprf, authority=PROFILES)
    return Show("DSPUSRPRF", {"profile": usrprf})


@contextmanager
def refusal_on_record(request: Request, command: str) -> Iterator[None]:
    """An attempt to reach or to give authority that one lacks stands in the audit journal."""
    try:
        yield
    except EscapeMessage as escape:
        if lacking := escape.message.data.get("authority"):
            request.audit(REFUSED_COMMAND, command=command, reason=f"needs {lacking}")
        raise


def _forget_restrictions(request: Request, profile: str) -> None:
    """Restrictions are changed only by who may do that, whatever else they are changed for."""
    entries = [each for each in request.system.restrictions if each.profile == profile]
    if entries and not CONFIGURE.held_by(request.user):
        with refusal_on_record(request, "DLTUSRPRF"):
            at = ("OWNOBJOPT.0",)
            raise EscapeMessage("PRT1042", at=at, profile=profile, authority=CONFIGURE)
    for entry in entries:
        forget(request, entry)


_FIELDS: Mapping[str, str] = {
    "status": "status",
    "usrcls": "user_class",
    "inlmnu": "menu",
    "lmtcpb": "limited",
    "text": "text",
    "spcaut": "special_authorities",
    "grpprf": "group",
    "supgrpprf": "supplemental",
}
"""By keyword: the field of the row that its value is kept in."""


def described(profile: UserProfile, said: Mapping[str, Any]) -> UserProfile:
    """The profile with what a command says of it, by the keywords in lower case; *SAME says nothing."""
    values = {_FIELDS[name]: each for name, each in said.items() if each not in (SAME, (SAME,))}
    if values.get("menu", "MAIN") not in (*MENUS, "*SIGNOFF", profile.menu):
        raise EscapeMessage("PRT0501", at=("INLMNU.0",), menu=values["menu"])
    if "text" in values:
        values["text"] = kept(values["text"])
    if "supplemental" in values:
        named = values["supplemental"]
        values["supplemental"] = tuple(dict.fromkeys(each for each in named if each != NONE))
    if "special_authorities" in values:
        user_class = values.get("user_class", profile.user_class)
        values["special_authorities"] = authorities(values["special_authorities"], user_class)
    return profile._replace(**values)


def put_new(request: Request, profile: UserProfile, command: str) -> None:
    """Put a profile that was not there. An EscapeMessage for a name of IBM's, and for authority that
    the requester lacks; that is on record as refused to `command`."""
    if is_ibm(profile.name):
        raise EscapeMessage("PRT1016", at=("USRPRF.0",))
    with refusal_on_record(request, command):
        check(request.system, profile, request.user)
    request.system.profiles.put(profile)
    audit(request, profile.name, "created")


def _change_password(
    request: Request, name: str, password: str, expires: str, *, enabled: bool
) -> None:
    """What CHGUSRPRF says of the password. One who is enabled again has all of his tries."""
    passwords = request.system.passwords
    before = passwords.get(name)
    if password == NONE:
        if before:
            passwords.remove(name)
    elif password != SAME:
        put_password(request, name, password, expired=expires == "*YES")
    elif before:
        expired = before.expired if expires == SAME else expires == "*YES"
        tries = 0 if enabled else before.tries
        after = before._replace(expired=expired, tries=tries)
        if after != before:
            passwords.put(after)


def _deleted(name: str, held: Holds, option: str) -> Message:
    if not held.restrictions:
        return completion("PRT1003", profile=name)
    if option == "*DLT":
        return completion("PRT1014", profile=name, count=held.restrictions)
    return completion("PRT1015", profile=name, count=held.restrictions)


COMMANDS = (create, change, delete, work_with, display)
