"""Passwords: one's own is changed here; those of others by the commands on their profiles."""

from __future__ import annotations

from portres_tui.cl.definition import Parm, Show, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import Text
from portres_tui.domain.audit import PROFILE_CHANGED
from portres_tui.domain.messages import EscapeMessage, Message, completion
from portres_tui.domain.profiles import check_new_password, check_password
from portres_tui.domain.users import LONGEST_PASSWORD, Password

_OWN = {
    keyword: parm(keyword, prompt, Text(LONGEST_PASSWORD), "", secret=True)
    for keyword, prompt in {
        "CURPWD": "Current password",
        "NEWPWD": "New password",
        "VFYPWD": "New password (to verify)",
    }.items()
}


@command("CHGPWD", "Change Password", *_OWN.values())
def change_own(request: Request, curpwd: str, newpwd: str, vfypwd: str) -> Message | Show:
    """Change one's own password. Without values it asks for them on a panel."""
    name = request.user.name
    password = request.system.passwords.get(name)
    if password is None:
        raise EscapeMessage("CPF1118", user=name)
    if not (curpwd or newpwd or vfypwd):
        if not request.requester.interactive:
            raise EscapeMessage("PRT1028")
        return Show("CHGPWD", {"user": name})
    assert request.passwords
    if not request.passwords.verify(password.hash, curpwd):
        raise EscapeMessage("CPF1107", at=("CURPWD.0",))
    check_new_password(request.system, name, curpwd, newpwd, vfypwd)
    made = request.passwords.hash(newpwd)
    request.system.passwords.put(password._replace(hash=made, changed=request.time, expired=False))
    audit(request, name, "password changed")
    return completion("PRT1022")


def password_parm(default: str, *special: str) -> Parm:
    """The password of a profile, as a parameter."""
    return parm(
        "PASSWORD", "User password", Text(LONGEST_PASSWORD), default, special=special, secret=True
    )


def put_password(request: Request, name: str, password: str, *, expired: bool) -> None:
    """A first or a new password. The profile's own name is one only if *USRPRF asks for it."""
    if password == "*USRPRF":  # noqa: S105 - the value that stands for the profile's name
        password = name
    else:
        check_password(request.system, password, name, "PASSWORD.0")
    assert request.passwords
    made = request.passwords.hash(password)
    before = request.system.passwords.get(name)
    last = before.last if before else None
    request.system.passwords.put(Password(name, made, request.time, expired, last=last))


def audit(request: Request, name: str, action: str) -> None:
    """Tell the audit journal what was done to a profile."""
    request.audit(PROFILE_CHANGED, profile=name, action=action)


COMMANDS = (change_own,)
