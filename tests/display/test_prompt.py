"""A command being prompted: its fields, their values and their help."""

import pytest
from reserved import entries


def test_a_missing_value_turns_its_field_reverse_and_gets_the_cursor(walker):
    walker.command("ADDTCPPORT").press("enter")
    wrong = [field.name for field in walker.display.fields if field.wrong]
    assert wrong == ["PORT.0", "PROTOCOL.0", "USRPRF.0"]
    assert (walker.keyboard.row, walker.keyboard.column) == (6, 37)
    assert entries(walker) == []


def test_the_alarm_sounds_for_a_wrong_field_and_for_no_other_answer(walker):
    walker.command("ADDTCPPORT")
    assert not walker.display.alarm
    walker.press("enter")
    assert walker.display.alarm
    walker.press("f5")
    assert not walker.display.alarm


def test_a_wrong_value_names_the_parameter_and_the_rest_stays(walker):
    walker.command("ADDTCPPORT").type("99999").press("tab").type("*TCPWEBUSR").press("enter")
    assert walker.message.startswith("Value '99999' not valid for parameter PORT.")
    assert walker.fields()["USRPRF.0"] == "WEBUSR"


def test_f5_takes_back_what_was_typed(walker):
    walker.to("command").type("ADDTCPPORT PORT(8080)").press("f4")
    walker.to("PORT.0").press("erase_eof").type("1").press("f5")
    assert walker.fields()["PORT.0"] == "8080"


def test_f12_goes_back_without_running(walker):
    walker.command("ADDTCPPORT").type("8080").press("f12")
    assert walker.title.endswith("IBM i Main Menu")
    assert entries(walker) == []


def test_f4_in_a_field_lists_its_values_and_a_click_takes_one(walker):
    walker.command("ADDTCPPORT").to("PROTOCOL.0").press("f4")
    assert walker.title == "Specify Value for Parameter PROTOCOL"
    walker.click("*UDP")
    assert walker.fields()["PROTOCOL.0"] == "*UDP"


def test_the_values_of_an_element_are_listed_under_its_own_name(walker):
    walker.command("CHGTCPSVR").to("PORT.1").press("f4")
    assert walker.shows("Specify Value for Parameter PORT", " Protocol . . . ", "   *UDP")


def test_f4_where_there_is_no_list_says_so(walker):
    walker.command("ADDTCPPORT").to("USRPRF.0").press("f4")
    assert "no list" in walker.message


def test_a_plus_in_a_list_gives_room_for_more_values(walker):
    walker.to("command").type("STRTCPSVR").press("f4")
    walker.to("SERVER.0").press("erase_eof").type("*FTP").to("SERVER.0+1").type("+")
    walker.press("enter")
    assert walker.title == "Specify More Values for Parameter SERVER"
    walker.to("SERVER.0+1").type("*SMTP").press("enter")
    assert walker.title == "Start TCP/IP Server (STRTCPSVR)"
    walker.press("enter")
    requests = [e for e in walker.session.system.job_log(walker.session.job.id) if e.is_request]
    assert requests[-1].message.data["command"] == "STRTCPSVR SERVER(*FTP *SMTP)"


def test_a_question_mark_in_a_field_shows_its_help(walker):
    walker.command("ADDTCPPORT").to("USRPRF.0").type("?").press("enter")
    assert walker.shows("USRPRF - Help")
    walker.press("f12")
    assert walker.fields()["USRPRF.0"] == ""


def test_f1_in_a_field_explains_the_parameter_and_f2_the_command(walker):
    walker.command("ADDTCPPORT").to("PROTOCOL.0").press("f1")
    assert walker.shows("PROTOCOL - Help")
    walker.press("f2")
    assert walker.shows("Add TCP/IP Port Restriction (ADDTCPPORT) - Help")
    walker.press("f3")
    assert walker.title == "Add TCP/IP Port Restriction (ADDTCPPORT)"


def test_f11_shows_keywords_and_f24_the_other_keys(walker):
    walker.command("ADDTCPPORT").press("f24")
    assert walker.shows("F11=Keywords")
    walker.press("f11")
    assert walker.shows("USRPRF", "F11=Choices")


def test_the_keyword_of_a_list_stands_beside_its_first_value_only(walker):
    walker.command("?STRTCPSVR (*FTP *SMTP)").press("f11")
    assert walker.screen.count(" SERVER ") == 1


def test_of_choices_that_have_no_room_whole_ones_are_shown(walker):
    walker.command("CRTUSRPRF")
    assert walker.shows("*USER, *SYSOPR, *PGMR...", "*ALLOBJ, *AUDIT, *IOSYSCFG...")


def test_the_command_that_was_prompted_comes_back_with_f9(walker):
    walker.command("ADDTCPPORT").type("8080").press("tab", "tab").type("*TCPWEBUSR")
    walker.press("enter", "f9")
    expected = "ADDTCPPORT PORT(8080) PROTOCOL(*TCP) USRPRF(WEBUSR)"
    assert walker.fields()["command"] == expected


@pytest.mark.parametrize("key", ["enter", "f4"])
def test_what_was_half_typed_before_its_prompt_does_not_come_back_beside_it(walker, key):
    walker.command("CFGTCP").press("f3").to("command").type("ADDTCPPORT 8080").press(key)
    walker.to("PROTOCOL.0").type("*TCPWEBUSR").press("enter", "f9", "f9")
    assert walker.fields()["command"] == "CFGTCP"


@pytest.mark.parametrize("key", ["enter", "f4"])
def test_what_was_half_typed_comes_back_when_its_prompt_was_left(walker, key):
    walker.to("command").type("ADDTCPPORT 8080").press(key, "f3").press("erase_eof", "f9")
    assert walker.fields()["command"] == "ADDTCPPORT 8080"


def test_a_command_without_parameters_says_so_and_runs_with_enter(walker):
    walker.to("command").type("WRKSRVTBLE").press("f4")
    assert walker.shows("No parameters to show")
    walker.press("enter")
    assert walker.title == "Work with Service Table Entries"


def test_f4_tells_what_it_could_not_take_over(walker):
    walker.to("command").type("ADDTCPPORT PRT(8080)").press("f4")
    assert walker.title == "Add TCP/IP Port Restriction (ADDTCPPORT)"
    assert walker.message == "Keyword PRT not valid for this command."


def test_the_cursor_goes_to_the_field_that_the_message_is_about(walker):
    walker.command("ADDTCPPORT 30").to("PORT.1").type("20").to("PROTOCOL.0")
    walker.type("*TCPWEBUSR").press("enter")
    upper = walker.display.field("PORT.1")
    assert (walker.keyboard.row, walker.keyboard.column) == (upper.row, upper.column)


def test_f5_among_more_values_takes_back_only_what_was_typed_there(walker):
    walker.to("command").type("STRTCPSVR SERVER(*FTP) HTTPSVR(*ADMIN)").press("f4")
    walker.to("SERVER.0+1").type("+").press("enter")
    walker.to("SERVER.0+1").type("*POP").press("f5", "enter")
    assert walker.fields()["HTTPSVR.0"] == "*ADMIN"
    assert walker.fields()["SERVER.0"] == "*FTP"


def test_f13_in_a_help_shows_the_keyboard(walker):
    walker.press("f1", "f13")
    assert walker.shows("The keyboard of this product - Help", "Esc 1")
    walker.press("f12", "f12")
    assert walker.title.endswith("IBM i Main Menu")
