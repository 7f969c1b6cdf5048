"""User profiles, passwords and signing on: walks to their panels."""

from __future__ import annotations

from station import OFFICER, Visitor, visitor
from walker import Walker

from walks.start import Walks, three


def become(walker: Walker, other: Visitor) -> Visitor:
    """From now on the walker stands where the other one does."""
    walker.conversation, walker.keyboard = other.conversation, other.keyboard
    return other


def fresh(walker: Walker) -> Visitor:
    return become(walker, Visitor(clock=walker.clock))


def at_sign_on(walker: Walker) -> Visitor:
    return become(walker, visitor(clock=walker.clock))


def expired(walker: Walker) -> Visitor:
    there = at_sign_on(walker)
    there.does("CHGUSRPRF WEBUSR PASSWORD('Welcome-1') PWDEXP(*YES)")
    return there.signs_on("WEBUSR", "Welcome-1")


def signed_on(walker: Walker) -> Visitor:
    there = at_sign_on(walker).signs_on("QSECOFR", OFFICER).press("enter").command("SIGNOFF")
    there.clock.forward(3600)
    return there.signs_on("QSECOFR", "wrong").signs_on("QSECOFR", OFFICER)


def placed(walker: Walker, name: str) -> Walker:
    """The list of profiles, from this name on."""
    return walker.command("WRKUSRPRF").to("position").type(name).press("enter")


WALKS: Walks = {
    "firstpwd": fresh,
    "firstpwd-differ": lambda w: fresh(w).fills(NEWPWD="Sesame-21", VFYPWD="Sesame-22"),
    "signon": lambda w: (
        at_sign_on(w).signs_on("QSECOFR", OFFICER).press("enter").command("SIGNOFF")
    ),
    "signon-wrong-password": lambda w: at_sign_on(w).signs_on("QSECOFR", "wrong"),
    "signon-last-try": lambda w: (
        at_sign_on(w).does("CHGUSRPRF WEBUSR PASSWORD('Welcome-1')")
        .signs_on("WEBUSR", "wrong").signs_on("WEBUSR", "wrong")
    ),
    "signon-help": lambda w: at_sign_on(w).press("f1"),
    "signon-message": lambda w: at_sign_on(w).signs_on("NOBODY", "x").click("CPF1120"),
    "chgpwd-expired": expired,
    "chgpwd": lambda w: signed_on(w).press("enter").command("CHGPWD"),
    "chgpwd-prompt": lambda w: signed_on(w).press("enter").to("command").type("CHGPWD").press("f4"),
    "exitsgn": lambda w: expired(w).press("f3"),
    "signinfo": signed_on,
    "wrkusrprf": lambda w: w.command("WRKUSRPRF"),
    "wrkusrprf-status": lambda w: w.command("WRKUSRPRF APP*").press("f11"),
    "wrkusrprf-delete": lambda w: (
        placed(three(w), "WEB").option("WEBUSR", "4").press("enter")
    ),
    "wrkusrprf-needed": lambda w: (
        placed(three(w), "WEB").option("WEBUSR", "4")
        .press("enter", "enter")
    ),
    "dspusrprf": lambda w: w.command("DSPUSRPRF QTCP"),
    "dspusrprf-group": lambda w: w.command("DSPUSRPRF APPGRP"),
    "crtusrprf": lambda w: w.command("WRKUSRPRF").type("1").type("ann").press("enter"),
    "chgusrprf": lambda w: w.command("WRKUSRPRF APPUSER").option("APPUSER", "2").press("enter"),
    "crtlrnprf": lambda w: w.command("CRTLRNPRF LRN 24 GRPPRF(APPGRP)"),
}  # fmt: skip
