"""Signing on and off at a display station, as somebody sees it who stands before it."""

from __future__ import annotations

import re

import pytest
from station import OFFICER, Visitor, visitor

from portres_tui.display.keyboard import AID_KEYS
from portres_tui.domain.system import MachineError


@pytest.fixture
def here() -> Visitor:
    return visitor()


def given(here: Visitor, *commands: str) -> Visitor:
    return here.does("CHGUSRPRF WEBUSR PASSWORD('Welcome-1')", *commands)


def test_the_first_sign_on_of_a_machine_sets_the_officers_password() -> None:
    first = Visitor()
    assert first.title == "Set Password of QSECOFR"
    first.fills(NEWPWD="Sesame-21", VFYPWD="Sesame-22")
    assert first.message == "The two new passwords are not the same."
    first.fills(NEWPWD="short", VFYPWD="short")
    assert first.message == "Password too short. At least 6 characters."
    first.fills(NEWPWD="Sesame-21", VFYPWD="Sesame-21")
    assert first.title == "Sign On"
    first.signs_on("QSECOFR", "Sesame-21").press("enter")
    assert first.title.startswith("MAIN")


def test_only_the_first_one_sets_it(here: Visitor) -> None:
    second = Visitor(here.system)

    assert second.title == "Sign On"


def test_of_two_who_set_it_at_once_the_first_one_has_done_it() -> None:
    one = Visitor()
    other = Visitor(one.system)
    one.fills(NEWPWD="Sesame-21", VFYPWD="Sesame-21")
    other.fills(NEWPWD="Sesame-22", VFYPWD="Sesame-22")

    assert other.title == "Sign On"
    assert other.signs_on("QSECOFR", "Sesame-22").message.startswith("CPF1120")
    assert other.signs_on("QSECOFR", "Sesame-21").title == "Sign-on Information"


def test_sign_on_information_comes_before_the_menu(here: Visitor) -> None:
    here.signs_on("QSECOFR", "wrong").signs_on("QSECOFR", OFFICER)
    assert here.title == "Sign-on Information"
    assert here.shows("Sign-on attempts not valid . . . . . . . :   1")
    here.press("enter")
    assert here.title.startswith("MAIN")


def test_a_system_value_leaves_sign_on_information_out(here: Visitor) -> None:
    here.gives("QDSPSGNINF", "0").signs_on("QSECOFR", OFFICER)

    assert here.title.startswith("MAIN")


def test_signoff_leads_back_to_sign_on_with_nothing_left_of_the_session(here: Visitor) -> None:
    here.signs_on("QSECOFR", OFFICER).press("enter").command("WRKTCPSVR").press("f3")
    job = here.station.session.job
    here.command("SIGNOFF")

    assert here.title == "Sign On" and set(here.fields().values()) == {""}
    assert here.system.jobs.get(job.number).ended == here.clock()
    assert not here.station.ended
    here.signs_on("QSECOFR", OFFICER).press("enter").press("f9")
    assert here.message == "No command to retrieve."


def test_the_job_has_the_name_of_the_display_and_the_user_of_the_profile(here: Visitor) -> None:
    device = here.rows[3].split()[-1]
    given(here).signs_on("WEBUSR", "Welcome-1")

    job = here.station.session.job
    assert (job.name, job.user) == (device, "WEBUSR")


def test_nothing_typed_is_told(here: Visitor) -> None:
    here.press("enter")

    assert here.message == "PRT1030 - Type your user name and password."
    assert here.display.cursor == (6, 53)


def test_a_wrong_password_keeps_the_user_and_forgets_the_password(here: Visitor) -> None:
    here.signs_on("QSECOFR", "wrong-one")

    assert here.message == (
        "CPF1120 - User QSECOFR does not exist or password not correct for user profile."
    )
    assert here.fields()["USER.0"] == "QSECOFR" and here.fields()["PASSWORD.0"] == ""
    assert here.rows[23].startswith("CPF1120"), "the message begins at the edge"


def test_a_message_too_long_for_its_row_is_seen_to_go_on(here: Visitor) -> None:
    here.signs_on("WRKTCPPORT", "wrong-one")

    assert here.rows[23].endswith("password not correct for user pro >")


def test_a_message_at_sign_on_has_no_keys_for_who_is_signed_on(here: Visitor) -> None:
    here.signs_on("NOBODY", "wrong-one").click("CPF1120")

    assert here.shows("F3=Exit   F9=Display message details", "F12=Cancel")
    assert not here.shows("F6=Print") and not here.shows("F10=")
    assert here.press("f6").message == "Function key F6 not allowed here."
    assert here.press("f12").title == "Sign On"


def test_small_letters_of_a_password_are_other_letters(here: Visitor) -> None:
    assert here.signs_on("QSECOFR", OFFICER.upper()).message.startswith("CPF1120")
    assert here.signs_on("qsecofr", OFFICER).title == "Sign-on Information"


def test_a_password_given_without_apostrophes_is_told_to_be_in_capitals(here: Visitor) -> None:
    here.signs_on("QSECOFR", OFFICER).press("enter").command("chgusrprf webusr welcome-1")

    assert here.message.startswith("PASSWORD was not in apostrophes: its small letters became")
    assert here.press("enter").command("chgusrprf webusr 'Welcome-1'").message == (
        "User profile WEBUSR changed."
    )


def test_a_profile_is_disabled_after_too_many_wrong_passwords(here: Visitor) -> None:
    given(here).gives("QMAXSGNACN", "2")
    told = [here.signs_on("WEBUSR", "wrong").message[:7] for _ in range(3)]

    assert told == ["CPF1120", "CPF1392", "CPF1394"]
    assert here.signs_on("WEBUSR", "Welcome-1").message == (
        "CPF1394 - User profile WEBUSR cannot sign on."
    )
    here.does("CHGUSRPRF WEBUSR STATUS(*ENABLED)").signs_on("WEBUSR", "wrong")
    assert here.message.startswith("CPF1120"), "all tries are there again"
    assert here.signs_on("WEBUSR", "Welcome-1").title == "Sign-on Information"


def test_the_display_is_varied_off_after_too_many_attempts(here: Visitor) -> None:
    told = [here.signs_on(name, "wrong").message[:7] for name in ("ANN", "BOB", "EVE")]

    assert told == ["CPF1120", "CPF1116", "CPF1120"]
    assert here.station.ended
    assert "was varied off: too many sign-on attempts" in here.station.farewell


def test_the_officer_is_kept_waiting_and_never_locked_out(here: Visitor) -> None:
    here.gives("QMAXSGNACN", "2")
    for _ in range(6):
        here.signs_on("QSECOFR", "wrong")

    assert here.paused == [0.0, 0.0, 0.0, 1.0, 2.0, 4.0]
    assert here.signs_on("QSECOFR", OFFICER).title == "Sign-on Information"
    assert here.shows(":   6")


@pytest.mark.parametrize("way", [("CHGPWD",), ("GO USER", "8"), ("GO ASSIST", "5")])
def test_ones_own_password_is_changed_on_one_panel_whichever_way_leads_there(
    here: Visitor, way: tuple[str, ...]
) -> None:
    here.signs_on("QSECOFR", OFFICER).press("enter")
    for text in way:
        here.command(text)

    assert here.title == "Change Password"


def test_a_password_that_has_expired_is_changed_before_anything_else(here: Visitor) -> None:
    given(here, "CHGUSRPRF WEBUSR PWDEXP(*YES)").signs_on("WEBUSR", "Welcome-1")
    assert here.title == "Change Password" and "Password has expired" in here.message
    assert here.station.session is None
    here.fills(CURPWD="Welcome-2", NEWPWD="Sesame-22", VFYPWD="Sesame-22")
    assert here.message == "Password not correct for user profile."
    here.fills(CURPWD="Welcome-1", NEWPWD="Welcome-1", VFYPWD="Welcome-1")
    assert here.message == "New password must be different from the current one."
    here.fills(CURPWD="Welcome-1", NEWPWD="Sesame-22", VFYPWD="Sesame-22")
    assert here.title == "Sign-on Information"
    here.press("enter").command("SIGNOFF").signs_on("WEBUSR", "Sesame-22")
    assert here.title == "Sign-on Information"


def test_who_does_not_change_it_is_asked_and_not_signed_on(here: Visitor) -> None:
    given(here, "CHGUSRPRF WEBUSR PWDEXP(*YES)").signs_on("WEBUSR", "Welcome-1").press("f3")
    assert here.title == "Exit Sign-on Request"
    here.fills(EXIT="x")
    assert here.message == "Type Y or N."
    here.fills(EXIT="n")
    assert here.title == "Change Password"
    here.press("f3", "enter")
    assert here.title == "Sign On" and here.station.session is None


def test_a_menu_may_be_named_that_the_session_begins_with(here: Visitor) -> None:
    here.fills(USER="QSECOFR", PASSWORD=OFFICER, MENU="cfgtcp").press("enter")

    assert here.title.startswith("CFGTCP")


def test_a_profile_begins_with_its_own_menu(here: Visitor) -> None:
    given(here, "CHGUSRPRF WEBUSR INLMNU(CFGTCP)").signs_on("WEBUSR", "Welcome-1").press("enter")

    assert here.title.startswith("CFGTCP")


@pytest.mark.parametrize(
    "wrong", [{"MENU": "NOSUCH"}, {"MENU": "NETSTAT"}, {"PROGRAM": "QCMD"}, {"LIBRARY": "QGPL"}]
)
def test_what_is_not_simulated_says_so_and_the_cursor_goes_there(
    here: Visitor, wrong: dict[str, str]
) -> None:
    here.fills(USER="QSECOFR", PASSWORD=OFFICER, **wrong)

    (name,) = wrong
    assert re.search(r"not (part of this simulator|simulated)\.", here.message)
    assert ">" not in here.message, "it fits its row"
    assert here.display.field(f"{name}.0").wrong
    assert here.station.session is None


def test_help_explains_the_display_and_a_message(here: Visitor) -> None:
    assert "Sign On - Help" in here.press("f1").screen
    here.press("f3").signs_on("NOBODY", "x").click("CPF1120")
    assert here.title == "Additional Message Information"
    assert here.press("print").message == "Nobody is signed on. Sign on first."
    assert here.press("enter").title == "Sign On"


@pytest.mark.parametrize("key", [*AID_KEYS])
def test_no_key_leads_past_sign_on_or_does_anything_to_the_machine(here: Visitor, key: str) -> None:
    before, logged = here.system.revision(), len(here.system.log_last(1000))
    here.press(key)

    assert here.station.session is None and here.station.ended == (key == "f3")
    assert (here.system.revision(), len(here.system.log_last(1000))) == (before, logged)


def test_f3_ends_the_program_without_a_word(here: Visitor) -> None:
    here.press("f3")

    assert here.station.ended and here.station.farewell == ""


def test_the_machine_that_cannot_be_written_lets_nobody_in(
    here: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(header: object) -> None:
        raise MachineError("somebody holds it")

    monkeypatch.setattr(here.system, "transaction", busy)
    here.signs_on("QSECOFR", OFFICER)

    assert here.message.startswith("PRT0901") and here.station.session is None
