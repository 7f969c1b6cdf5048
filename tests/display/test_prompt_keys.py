"""The second set of keys of a command prompt, and prompt control."""

from __future__ import annotations

import pytest
from walker import Walker

from portres_tui.panels import PANELS


def prompted(walker: Walker, text: str) -> Walker:
    return over(walker, "command", text).press("f4")


def requests(walker: Walker) -> list[str]:
    log = walker.session.system.job_log(walker.session.job.id)
    return [each.message.data["command"] for each in log if each.is_request]


def over(walker: Walker, field: str, text: str) -> Walker:
    """Type over what a field holds."""
    return walker.to(field).press("erase_eof").type(text)


def test_a_prompt_does_not_ask_for_what_the_values_make_meaningless(walker):
    prompted(walker, "ENDJOB OPTION(*IMMED)")
    assert "DELAY.0" not in walker.fields()
    prompted(walker.press("f3"), "ENDJOB")
    assert walker.fields()["DELAY.0"] == "30"


def test_a_parameter_with_a_value_of_its_own_is_shown_though_it_is_meaningless(walker):
    prompted(walker, "ENDJOB OPTION(*IMMED) DELAY(5)")
    assert walker.fields()["DELAY.0"] == "5"


def test_enter_asks_for_what_the_values_bring_before_anything_runs(walker):
    over(prompted(walker, "STRTCPSVR"), "SERVER.0", "*HTTP").press("enter")
    asked = walker.display.field("HTTPSVR.0")
    assert (walker.keyboard.row, walker.keyboard.column) == (asked.row, asked.column)
    assert "INSTANCE.0" not in walker.fields()
    assert requests(walker) == []
    over(walker, "HTTPSVR.0", "*ADMIN").press("enter")
    assert requests(walker) == ["STRTCPSVR SERVER(*HTTP) HTTPSVR(*ADMIN)"]


def test_what_is_on_a_further_page_is_asked_for_there(walker):
    prompted(walker, "CHGTCPSVR")
    over(walker, "SVRSPCVAL.0", "*IAS").press("enter")
    assert walker.shows("Server instance", "Bottom")
    assert requests(walker) == []


def test_f16_runs_without_asking_further(walker):
    over(prompted(walker, "STRTCPSVR"), "SERVER.0", "*IAS").press("f16")
    assert requests(walker) == ["STRTCPSVR SERVER(*IAS)"]


def test_f16_refuses_wrong_values_like_enter(walker):
    prompted(walker, "ADDTCPPORT").press("f16")
    assert next(each.name for each in walker.display.fields if each.wrong) == "PORT.0"
    assert walker.message.startswith("Parameter PORT required.")


def test_f9_shows_all_parameters_and_says_when_it_does_already(walker):
    prompted(walker, "STRTCPSVR").press("f9")
    assert {"HTTPSVR.0", "INSTANCE.0"} <= walker.fields().keys()
    assert walker.message == ""
    walker.press("f9")
    assert walker.message == "The prompt shows all parameters of STRTCPSVR."


def test_a_wrong_field_is_shown_though_its_parameter_is_not_asked_for(walker):
    prompted(walker, "PWRDWNSYS OPTION(*IMMED) DELAY(0)")
    over(walker, "DELAY.0", "").press("f5").press("enter")
    assert walker.display.field("DELAY.0").wrong


def test_a_prompt_that_gets_shorter_shows_a_page_that_it_has(walker):
    prompted(walker, "CHGTCPSVR *HTTP").press("pagedown")
    assert "HTTPSVR.0" in walker.fields()
    walker.press("pageup")
    over(walker, "SVRSPCVAL.0", "*FTP").press("pagedown")
    assert walker.message == "No more pages." or "SVRSPCVAL.0" in walker.fields()


def test_f14_shows_the_command_and_runs_nothing(walker):
    prompted(walker, "STRTCPSVR (*FTP *SMTP)").press("f14")
    assert walker.title == "Command String"
    assert walker.shows(" STRTCPSVR SERVER(*FTP *SMTP)")
    walker.press("enter")
    assert walker.title == "Start TCP/IP Server (STRTCPSVR)"
    assert requests(walker) == []


def test_f14_masks_what_is_secret(walker):
    prompted(walker, "CRTUSRPRF NEWUSER").to("PASSWORD.0").type("Tulip9Garden").press("f14")
    assert walker.shows("CRTUSRPRF USRPRF(NEWUSER) PASSWORD(*****)")
    assert not walker.shows("Tulip")


def test_the_lines_of_a_command_string_joined_are_what_would_run(walker):
    text = f"CRTUSRPRF USRPRF(NEWUSER) TEXT('{'a  long text, ' * 12}it ends') GRPPRF(APPGRP)"
    lines = PANELS["CMDSTRING"].lines(walker.conversation.view({"text": text}))
    assert len(lines) > 2
    assert "".join(each.text[1:] for each in lines) == text


def test_f14_says_what_cannot_be_said_as_a_command(walker):
    over(prompted(walker, "CALL"), "PGM.0", "A B").press("f14")
    assert walker.title == "Call Program (CALL)"
    assert walker.display.field("PGM.0").wrong


def test_f15_shows_what_was_wrong_and_f1_explains_it(walker):
    prompted(walker, "ADDTCPPORT").press("enter", "f15")
    assert walker.shows(
        "CPD0071   Parameter PORT required.", "CPD0071   Parameter USRPRF required."
    )
    walker.press("f1")
    assert walker.title == "Additional Message Information"
    walker.press("f12", "f12")
    assert walker.title == "Add TCP/IP Port Restriction (ADDTCPPORT)"


def test_f15_shows_what_of_a_command_could_not_be_taken_over(walker):
    prompted(walker, "ADDTCPPORT PRT(8080)").press("f15")
    assert walker.shows("Keyword PRT not valid for this command.")


def test_f15_says_so_when_nothing_was_wrong(walker):
    prompted(walker, "ADDTCPPORT").press("f15")
    assert walker.message == "There are no error messages about these values."


@pytest.mark.parametrize("name", ["ADDTCPPORT", "STRTCPSVR"])
def test_f24_shows_every_other_key_that_works(walker, name):
    prompted(walker, name)
    first = walker.rows[21] + walker.rows[22]
    walker.press("f24")
    second = walker.rows[21] + walker.rows[22]
    shown = {key.partition("=")[0] for key in (first + "   " + second).split() if "=" in key}
    works = {key.key.upper() for key in walker.conversation._frames[-1].allowed()}
    assert shown == works


def test_what_was_given_is_marked_asked_for_and_said_though_it_is_the_default(walker):
    walker.to("command").type("endtcp option(*immed) delay(30)").press("f4")
    assert walker.shows("> *IMMED", "> 30")
    walker.press("f24", "f14")
    assert walker.shows("ENDTCP OPTION(*IMMED) DELAY(30)")
    walker.press("enter").to("DELAY.0").press("erase_eof").press("f14")
    assert walker.shows("ENDTCP OPTION(*IMMED)") and not walker.shows("DELAY")
