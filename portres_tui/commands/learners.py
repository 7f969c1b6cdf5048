"""Profiles for a class of learners, made at once."""

from __future__ import annotations

from portres_tui.cl.definition import command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import Integer, Name, OneOf, Text
from portres_tui.commands.authorities import ADMINISTER
from portres_tui.commands.profiles import Names, authority, described, put_new
from portres_tui.domain.messages import EscapeMessage, Message, completion
from portres_tui.domain.profiles import check_password
from portres_tui.domain.users import (
    CLASS_AUTHORITIES,
    LONGEST_PASSWORD,
    Password,
    UserProfile,
)


@command(
    "CRTLRNPRF",
    "Create Learner Profiles",
    parm("PREFIX", "First characters of names", Name(7)),
    parm("COUNT", "Number of profiles", Integer(1, 200)),
    parm("PASSWORD", "Password of all", Text(LONGEST_PASSWORD), secret=True),
    parm("USRCLS", "User class", OneOf(tuple(CLASS_AUTHORITIES)), "*USER"),
    authority("*USRCLS"),
    parm("GRPPRF", "Group profile", Name(10), "*NONE", special=("*NONE",)),
    parm("EXIST", "Profiles that exist", OneOf(("*REFUSE", "*SKIP")), "*REFUSE"),
    authority=ADMINISTER,
    ours=True,
)
def create_learners(
    request: Request,
    prefix: str,
    count: int,
    password: str,
    usrcls: str,
    spcaut: Names,
    grpprf: str,
    exist: str,
) -> Message:
    """A class of learners, with one password that each of them must change."""
    names = [f"{prefix}{number:03}" for number in range(1, count + 1)]
    there = {name for name in names if request.system.profiles.get(name)}
    if there and exist == "*REFUSE":
        raise EscapeMessage("PRT1024", at=("PREFIX.0",), profile=min(there), count=len(there))
    for each in (prefix, *names):
        check_password(request.system, password, each, "PASSWORD.0")
    assert request.passwords
    made = request.passwords.hash(password)
    said = {"usrcls": usrcls, "spcaut": spcaut, "grpprf": grpprf}
    for number, name in enumerate(names, 1):
        if name not in there:
            profile = UserProfile(name, text=f"Learner {number}")
            put_new(request, described(profile, said), "CRTLRNPRF")
            request.system.passwords.put(Password(name, made, request.time, expired=True))
    return completion(
        "PRT1023", count=count - len(there), first=names[0], last=names[-1], skipped=len(there)
    )


COMMANDS = (create_learners,)
