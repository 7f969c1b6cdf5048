"""Signing on: Sign On and what may come between it and the first menu."""

from __future__ import annotations

from collections.abc import Sequence

from portres_tui.domain.subsystems import INTERACTIVE
from portres_tui.domain.system import system_name
from portres_tui.domain.users import LONGEST_PASSWORD
from portres_tui.panels.facts import fact
from portres_tui.panels.forms import Form, Input
from portres_tui.panels.model import (
    CANCEL,
    EXIT,
    Information,
    Line,
    View,
)

_LENGTH = LONGEST_PASSWORD


def _station(view: View) -> Sequence[tuple[int, int, str]]:
    values = {
        "System  . . . . . :": system_name(view.system),
        "Subsystem . . . . :": INTERACTIVE,
        "Display . . . . . :": view.arguments["device"],
    }
    labels = [(row, 48, label) for row, label in enumerate(values, 2)]
    return [*labels, *((row, 70, text) for row, text in enumerate(values.values(), 2))]


SIGNON = Form(
    "SIGNON",
    "Sign On",
    (
        Input("USER", "User", 6),
        Input("PASSWORD", "Password", 7, _LENGTH, secret=True),
        Input("PROGRAM", "Program/procedure", 8),
        Input("MENU", "Menu", 9),
        Input("LIBRARY", "Current library", 10),
    ),
    (EXIT,),
    title_at=36,
    label_at=17,
    input_at=53,
    facts=_station,
    asks="",
    notice="A simulator for learning, not an IBM product. F3=Exit",
    cites=True,
)

_NEW = (
    Input("NEWPWD", "New password", 8, _LENGTH, secret=True),
    Input("VFYPWD", "New password (to verify)", 9, _LENGTH, secret=True),
)

FIRSTPWD = Form(
    "FIRSTPWD",
    "Set Password of QSECOFR",
    _NEW,
    (EXIT,),
    facts=lambda view: (
        (3, 2, "The security officer of this machine, QSECOFR, has no password yet. Choose one;"),
        (4, 2, "every other profile is given one by CHGUSRPRF or CRTUSRPRF."),
    ),
    asks="Type the same password twice, press Enter.",
)


def _last_changed(view: View) -> Sequence[tuple[int, int, str]]:
    password = view.system.passwords.get(view.arguments["user"])
    day = view.messages.calendar.date(password.changed) if password else ""
    return ((3, 2, f"Password last changed . . . . . . . . . . :   {day}"),)


CHGPWD = Form(
    "CHGPWD",
    "Change Password",
    (Input("CURPWD", "Current password", 7, _LENGTH, secret=True), *_NEW),
    (EXIT, CANCEL),
    command="CHGPWD",
    facts=_last_changed,
)

EXITSGN = Form(
    "EXITSGN",
    "Exit Sign-on Request",
    (Input("EXIT", "Exit sign-on request", 7, 1, default="Y", choices="Y=Yes, N=No"),),
    (CANCEL,),
    asks="Type choice, press Enter.",
)


def _information(view: View) -> Sequence[Line]:
    told, written = view.arguments, view.messages.calendar.written
    previous, expires = told["previous"], told["expires"]
    shown = {
        "Previous sign-on": "*NONE" if previous is None else written(previous),
        "Sign-on attempts not valid": str(told["invalid"]),
        **({} if expires is None else {"Password expires": written(expires)}),
    }
    return [line for label, text in shown.items() for line in (*fact(label, text, 42), Line(""))]


SIGNINFO = Information("SIGNINFO", lambda view: "Sign-on Information", _information, (EXIT, CANCEL))

PANELS = (SIGNON, FIRSTPWD, CHGPWD, EXITSGN, SIGNINFO)
