"""The public keys that a profile may sign on with over SSH."""

from __future__ import annotations

from portres_tui.cl.definition import command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import Name, OneOf, Text
from portres_tui.commands.authorities import ADMINISTER
from portres_tui.commands.passwords import audit
from portres_tui.commands.profiles import refusal_on_record
from portres_tui.domain.messages import EscapeMessage, Message, completion
from portres_tui.domain.profiles import reach
from portres_tui.domain.sshkeys import LONGEST, MOST, plain
from portres_tui.domain.users import UserProfile

ACTION = parm("ACTION", "Action", OneOf(("*ADD", "*RMV", "*CLEAR")))
KEY = parm("KEY", "Public key", Text(LONGEST), "*NONE", special=("*NONE",))
USRPRF = parm("USRPRF", "User profile", Name(10), "*CURRENT", special=("*CURRENT",))


@command("CHGSSHKEY", "Change SSH Keys", ACTION, KEY, USRPRF, ours=True)
def change(request: Request, action: str, key: str, usrprf: str) -> Message:
    """Add a public key to a profile, or take one or all away. One's own may everybody change."""
    profile = _profile(request, usrprf)
    keys = _changed(profile, action, key)
    request.system.profiles.put(profile._replace(ssh_keys=keys))
    audit(request, profile.name, "SSH keys changed")
    return completion("PRT1801", profile=profile.name, count=len(keys))


def _profile(request: Request, name: str) -> UserProfile:
    name = request.user.name if name == "*CURRENT" else name
    with refusal_on_record(request, "CHGSSHKEY"):
        if name != request.user.name and not ADMINISTER.held_by(request.user):
            raise EscapeMessage("PRT1802", at=("USRPRF.0",), profile=name, authority=ADMINISTER)
        return reach(request.system, name, request.user)


def _changed(profile: UserProfile, action: str, text: str) -> tuple[str, ...]:
    """The keys that the profile has then."""
    if action == "*CLEAR":
        return ()
    try:
        key = plain("" if text == "*NONE" else text)
    except ValueError:
        raise EscapeMessage("PRT1803", at=("KEY.0",)) from None
    others = tuple(each for each in profile.ssh_keys if each != key)
    if action == "*RMV" and len(others) == len(profile.ssh_keys):
        raise EscapeMessage("PRT1804", at=("KEY.0",), profile=profile.name)
    if action == "*ADD" and len(others) >= MOST:
        raise EscapeMessage("PRT1805", at=("ACTION.0",), profile=profile.name, most=MOST)
    return (*others, key) if action == "*ADD" else others


COMMANDS = (change,)
