"""What happens when somebody sits down at it: keys in, displays out."""

from contextlib import contextmanager

import pytest
from walker import Clock, Walker

from portres_tui.display.keyboard import Aid
from portres_tui.domain.system import MachineError
from portres_tui.opening import furnish
from portres_tui.store.memory import MemorySystem


@pytest.fixture
def walker(tmp_path):
    return Walker(home=tmp_path)


def entries(walker):
    return [(e.lower, e.upper, e.protocol, e.profile) for e in walker.session.system.restrictions]


def reserve(walker, *commands):
    for each in commands:
        walker.command(f"ADDTCPPORT {each}")
    return walker


def test_the_whole_job_reserve_fail_look_remove_start(walker):
    walker.command("CFGTCP").type("4").press("enter")
    assert walker.title == "Work with TCP/IP Port Restrictions"
    walker.type("121").press("tab", "tab").type("*TCPWEBUSR").press("enter")
    assert walker.title == "Add TCP/IP Port Restriction (ADDTCPPORT)"
    assert walker.fields()["USRPRF.0"] == "WEBUSR"
    walker.press("enter")
    assert walker.message == "Port restriction added but may affect TCP/IP processing."
    assert entries(walker) == [(21, 21, "*TCP", "WEBUSR")]

    walker.press("f3").command("STRTCPSVR SERVER(*FTP)")
    assert "submitted" in walker.message
    walker.clock.forward(1)
    walker.command("WRKTCPSVR").option("FTP", "10").press("enter")
    assert walker.shows("Display Job Log", "FTP server unable to establish connection.")

    walker.press("enter", "f3").command("WRKTCPPORT").option("WEBUSR", "4").press("enter")
    assert walker.title == "Confirm Remove of TCP/IP Port Restrictions"
    walker.press("enter")
    assert "removed" in walker.message
    assert walker.shows("(No port restrictions)")

    walker.press("f3").command("STRTCPSVR SERVER(*FTP)")
    walker.clock.forward(1)
    walker.command("WRKTCPSVR")
    assert "*ACTIVE" in next(row for row in walker.rows if " FTP " in row)


class TestMenus:
    def test_enter_on_an_empty_command_line_asks_for_something(self, walker):
        walker.press("enter")
        assert walker.message == "Type an option number or command."

    def test_an_option_that_is_not_there_is_refused_and_stays_to_be_corrected(self, walker):
        walker.command("55")
        assert walker.message == "Specified menu selection is not correct."
        assert walker.fields()["command"] == "55"

    def test_an_option_that_is_not_built_says_so(self, walker):
        walker.command("2")
        assert walker.message == "Option 2 is not part of this simulator."
        assert walker.title.endswith("IBM i Main Menu")

    def test_f3_and_f12_on_the_first_menu_say_how_to_sign_off(self, walker):
        for key in ("f3", "f12"):
            walker.press(key)
            assert "SIGNOFF" in walker.message
            assert not walker.conversation.ended

    def test_option_90_and_signoff_end_the_session(self, tmp_path):
        for text in ("90", "signoff"):
            walker = Walker(home=tmp_path)
            walker.command(text)
            assert walker.conversation.ended

    def test_a_click_on_an_option_chooses_it(self, walker):
        walker.command("CFGTCP").click("4. Work with TCP/IP port restrictions")
        assert walker.title == "Work with TCP/IP Port Restrictions"

    def test_a_click_on_a_function_key_presses_it(self, walker):
        walker.command("CFGTCP").click("F12=Cancel")
        assert walker.rows[0].startswith(" MAIN")

    def test_the_notice_that_this_is_a_simulator_stands_on_the_first_panel_only(self, walker):
        assert "not an IBM product" in walker.message
        walker.command("CFGTCP").press("f12")
        assert walker.message == ""


class TestCommandLine:
    def test_an_unknown_command_says_so_and_stays_to_be_corrected(self, walker):
        walker.command("NOSUCHCMD")
        assert walker.message.startswith("Command NOSUCHCMD in library *LIBL not found.")
        assert walker.message.endswith("+")
        assert walker.fields()["command"] == "NOSUCHCMD"

    def test_page_down_on_the_message_line_shows_the_message_that_waits(self, walker):
        walker.command("NOSUCHCMD")
        walker.keyboard.click(24, 60)
        walker.press("pagedown")
        assert walker.message == "Error found on NOSUCHCMD command."
        walker.press("pageup")
        assert walker.message.startswith("Command NOSUCHCMD")

    def test_f9_brings_back_commands_the_latest_first(self, walker):
        walker.command("WRKTCPPORT").press("f3").command("CFGTCP").press("f3")
        walker.press("f9")
        assert walker.fields()["command"] == "CFGTCP"
        walker.press("f9")
        assert walker.fields()["command"] == "WRKTCPPORT"

    def test_f9_behind_the_oldest_command_begins_again_with_the_latest(self, walker):
        walker.command("WRKTCPPORT").press("f3").command("CFGTCP").press("f3")
        walker.press("f9", "f9", "f9")
        assert walker.fields()["command"] == "CFGTCP"

    def test_f9_without_any_command_says_that_there_is_none(self, walker):
        walker.press("f9")
        assert walker.message == "No command to retrieve."

    def test_f4_prompts_a_half_typed_command_with_what_was_typed(self, walker):
        walker.to("command").type("addtcpport usrprf(appuser)").press("f4")
        assert walker.title == "Add TCP/IP Port Restriction (ADDTCPPORT)"
        assert walker.fields()["USRPRF.0"] == "APPUSER"

    def test_f4_on_nothing_asks_for_a_command(self, walker):
        walker.press("f4")
        assert "F4" in walker.message

    def test_f4_on_an_unknown_command_leaves_it_to_be_corrected(self, walker):
        walker.to("command").type("nosuch").press("f4")
        assert "not found" in walker.message
        assert walker.fields()["command"] == "nosuch"

    def test_a_command_without_its_required_parameters_prompts(self, walker):
        walker.command("ADDTCPPORT PORT(8080)")
        assert walker.title == "Add TCP/IP Port Restriction (ADDTCPPORT)"
        assert walker.fields()["PORT.0"] == "8080"

    def test_a_question_mark_before_a_command_prompts_it(self, walker):
        walker.command("?STRTCPSVR SERVER(*FTP)")
        assert walker.title == "Start TCP/IP Server (STRTCPSVR)"

    def test_who_lacks_the_authority_is_refused_before_being_prompted(self, tmp_path):
        walker = Walker(profile="WEBUSR", home=tmp_path)
        walker.command("ADDTCPPORT")
        assert walker.message.startswith("Special authority *IOSYSCFG required")
        assert walker.title.endswith("IBM i Main Menu")

    def test_a_function_key_that_the_panel_does_not_have_is_refused(self, walker):
        walker.press("f22")
        assert "F22" in walker.message


class TestPrompts:
    def test_a_missing_value_turns_its_field_reverse_and_gets_the_cursor(self, walker):
        walker.command("ADDTCPPORT").press("enter")
        wrong = [field.name for field in walker.display.fields if field.wrong]
        assert wrong == ["PORT.0", "PROTOCOL.0", "USRPRF.0"]
        assert (walker.keyboard.row, walker.keyboard.column) == (6, 37)
        assert entries(walker) == []

    def test_the_alarm_sounds_for_a_wrong_field_and_for_no_other_answer(self, walker):
        walker.command("ADDTCPPORT")
        assert not walker.display.alarm
        walker.press("enter")
        assert walker.display.alarm
        walker.press("f5")
        assert not walker.display.alarm

    def test_a_wrong_value_names_the_parameter_and_the_rest_stays(self, walker):
        walker.command("ADDTCPPORT").type("99999").press("tab").type("*TCPWEBUSR").press("enter")
        assert walker.message.startswith("Value '99999' not valid for parameter PORT.")
        assert walker.fields()["USRPRF.0"] == "WEBUSR"

    def test_f5_takes_back_what_was_typed(self, walker):
        walker.to("command").type("ADDTCPPORT PORT(8080)").press("f4")
        walker.to("PORT.0").press("erase_eof").type("1").press("f5")
        assert walker.fields()["PORT.0"] == "8080"

    def test_f12_goes_back_without_running(self, walker):
        walker.command("ADDTCPPORT").type("8080").press("f12")
        assert walker.title.endswith("IBM i Main Menu")
        assert entries(walker) == []

    def test_f4_in_a_field_lists_its_values_and_a_click_takes_one(self, walker):
        walker.command("ADDTCPPORT").to("PROTOCOL.0").press("f4")
        assert walker.title == "Specify Value for Parameter PROTOCOL"
        walker.click("*UDP")
        assert walker.fields()["PROTOCOL.0"] == "*UDP"

    def test_f4_where_there_is_no_list_says_so(self, walker):
        walker.command("ADDTCPPORT").to("USRPRF.0").press("f4")
        assert "no list" in walker.message

    def test_a_plus_in_a_list_gives_room_for_more_values(self, walker):
        walker.to("command").type("STRTCPSVR").press("f4")
        walker.to("SERVER.0").press("erase_eof").type("*FTP").to("SERVER.0+1").type("+")
        walker.press("enter")
        assert walker.title == "Specify More Values for Parameter SERVER"
        walker.to("SERVER.0+1").type("*SMTP").press("enter")
        assert walker.title == "Start TCP/IP Server (STRTCPSVR)"
        walker.press("enter")
        requests = [e for e in walker.session.system.job_log(walker.session.job.id) if e.is_request]
        assert requests[-1].message.data["command"] == "STRTCPSVR SERVER(*FTP *SMTP)"

    def test_a_question_mark_in_a_field_shows_its_help(self, walker):
        walker.command("ADDTCPPORT").to("USRPRF.0").type("?").press("enter")
        assert walker.shows("USRPRF - Help")
        walker.press("f12")
        assert walker.fields()["USRPRF.0"] == ""

    def test_f1_in_a_field_explains_the_parameter_and_f2_the_command(self, walker):
        walker.command("ADDTCPPORT").to("PROTOCOL.0").press("f1")
        assert walker.shows("PROTOCOL - Help")
        walker.press("f2")
        assert walker.shows("Add TCP/IP Port Restriction (ADDTCPPORT) - Help")
        walker.press("f3")
        assert walker.title == "Add TCP/IP Port Restriction (ADDTCPPORT)"

    def test_f11_shows_keywords_and_f24_the_other_keys(self, walker):
        walker.command("ADDTCPPORT").press("f24")
        assert walker.shows("F11=Keywords")
        walker.press("f11")
        assert walker.shows("USRPRF", "F11=Choices")

    def test_the_command_that_was_prompted_comes_back_with_f9(self, walker):
        walker.command("ADDTCPPORT").type("8080").press("tab", "tab").type("*TCPWEBUSR")
        walker.press("enter", "f9")
        expected = "ADDTCPPORT PORT(8080) PROTOCOL(*TCP) USRPRF(WEBUSR)"
        assert walker.fields()["command"] == expected

    def test_a_command_without_parameters_says_so_and_runs_with_enter(self, walker):
        walker.to("command").type("WRKTCPSVR").press("f4")
        assert walker.shows("No parameters to show")
        walker.press("enter")
        assert walker.title == "Work with TCP/IP Servers"

    def test_f4_tells_what_it_could_not_take_over(self, walker):
        walker.to("command").type("ADDTCPPORT PRT(8080)").press("f4")
        assert walker.title == "Add TCP/IP Port Restriction (ADDTCPPORT)"
        assert walker.message == "Keyword PRT not valid for this command."

    def test_the_cursor_goes_to_the_field_that_the_message_is_about(self, walker):
        walker.command("ADDTCPPORT 30").to("PORT.1").type("20").to("PROTOCOL.0")
        walker.type("*TCPWEBUSR").press("enter")
        upper = walker.display.field("PORT.1")
        assert (walker.keyboard.row, walker.keyboard.column) == (upper.row, upper.column)

    def test_f5_among_more_values_takes_back_only_what_was_typed_there(self, walker):
        walker.to("command").type("STRTCPSVR SERVER(*FTP) HTTPSVR(*ADMIN)").press("f4")
        walker.to("SERVER.0+1").type("+").press("enter")
        walker.to("SERVER.0+1").type("*POP").press("f5", "enter")
        assert walker.fields()["HTTPSVR.0"] == "*ADMIN"
        assert walker.fields()["SERVER.0"] == "*FTP"

    def test_f13_in_a_help_shows_the_keyboard(self, walker):
        walker.press("f1", "f13")
        assert walker.shows("The keyboard of this product - Help", "Esc 1")
        walker.press("f12", "f12")
        assert walker.title.endswith("IBM i Main Menu")


class TestOptionsDownTheList:
    def test_several_options_are_run_with_one_enter(self, walker):
        reserve(walker, "8001 *TCP WEBUSR", "8002 *TCP WEBUSR", "8003 *TCP WEBUSR")
        walker.command("WRKTCPPORT").option("8001", "4").option("8003", "4").press("enter")
        assert walker.shows("8001", "8003")
        assert "8002" not in walker.screen
        walker.press("enter")
        assert entries(walker) == [(8002, 8002, "*TCP", "WEBUSR")]

    def test_f12_on_the_confirm_panel_keeps_what_was_typed(self, walker):
        reserve(walker, "8001 *TCP WEBUSR")
        walker.command("WRKTCPPORT").option("8001", "4").press("enter", "f12")
        assert "4" in walker.fields().values()
        assert len(entries(walker)) == 1

    def test_a_wrong_option_turns_reverse_and_nothing_is_run(self, walker):
        reserve(walker, "8001 *TCP WEBUSR", "8002 *TCP WEBUSR")
        walker.command("WRKTCPPORT").option("8001", "4").option("8002", "9").press("enter")
        assert walker.title == "Work with TCP/IP Port Restrictions"
        wrong = next(field for field in walker.display.fields if field.wrong)
        assert (walker.keyboard.row, walker.keyboard.column) == (wrong.row, wrong.column)
        assert len(entries(walker)) == 2

    def test_an_option_acts_on_the_row_that_was_painted_though_another_one_came_before_it(
        self, walker
    ):
        reserve(walker, "8002 *TCP WEBUSR")
        walker.command("WRKTCPPORT").option("8002", "4")
        walker.session.interpreter.run("ADDTCPPORT 8001 *TCP WEBUSR", walker.session.requester)
        walker.press("enter", "enter")
        assert entries(walker) == [(8001, 8001, "*TCP", "WEBUSR")]

    def test_a_row_that_is_gone_says_so_and_keeps_its_option(self, walker):
        reserve(walker, "8001 *TCP WEBUSR")
        walker.command("WRKTCPPORT").option("8001", "4")
        walker.session.interpreter.run("RMVTCPPORT 8001 *TCP WEBUSR", walker.session.requester)
        walker.press("enter", "enter")
        assert "not found" in walker.message

    def test_an_option_that_fails_stops_those_behind_it(self, walker):
        reserve(walker, "8001 *TCP WEBUSR", "8002 *TCP WEBUSR")
        walker.command("WRKTCPPORT").option("8001", "4").option("8002", "4")
        walker.session.interpreter.run("RMVTCPPORT 8001 *TCP WEBUSR", walker.session.requester)
        walker.press("enter", "enter")
        assert "not found" in walker.message
        assert entries(walker) == [(8002, 8002, "*TCP", "WEBUSR")]
        assert walker.fields()["option 8002 8002 *TCP WEBUSR"] == "4"

    def test_options_wait_while_the_list_is_paged(self, walker):
        reserve(walker, *(f"{port} *TCP WEBUSR" for port in range(8001, 8031)))
        walker.command("WRKTCPPORT").option("8002", "4").press("pagedown")
        assert "8002" not in walker.screen
        walker.option("8020", "4").press("enter")
        assert walker.shows("8002", "8020")
        walker.press("enter")
        assert len(entries(walker)) == 28

    def test_values_on_the_first_row_without_an_option_are_not_lost_silently(self, walker):
        walker.command("WRKTCPPORT").to("entry.Lower").type("8080").press("enter")
        assert "1=Add" in walker.message
        assert walker.fields()["entry.Lower"] == "8080"

    def test_f12_on_the_prompt_keeps_the_first_row(self, walker):
        walker.command("WRKTCPPORT").type("18080").press("enter", "f12")
        assert walker.fields()["entry.Lower"] == "8080"

    def test_f4_with_an_option_prompts_its_command(self, walker):
        walker.command("WRKTCPSVR").option("DDM", "1").press("f4")
        assert walker.title == "Start TCP/IP Server (STRTCPSVR)"
        assert walker.fields()["SERVER.0"] == "*DDM"

    def test_displays_of_several_options_come_one_by_one(self, walker):
        walker.command("WRKTCPSVR").option("FTP", "5").option("DDM", "5").press("enter")
        assert walker.shows("Display TCP/IP Server", "DDM")
        walker.press("enter")
        assert walker.shows("Display TCP/IP Server", "FTP")
        walker.press("enter")
        assert walker.title == "Work with TCP/IP Servers"
        assert not [t for name, t in walker.fields().items() if name.startswith("option") and t]

    def test_a_click_on_the_legend_fills_the_option_under_the_cursor(self, walker):
        reserve(walker, "8001 *TCP WEBUSR")
        walker.command("WRKTCPPORT").press("tab", "tab", "tab", "tab", "tab").click("4=Remove")
        assert walker.fields()["option 8001 8001 *TCP WEBUSR"] == "4"


class TestPaging:
    def test_page_down_page_up_top_and_bottom(self, walker):
        reserve(walker, *(f"{port} *TCP WEBUSR" for port in range(8001, 8041)))
        walker.command("WRKTCPPORT")
        assert walker.shows("8001", "More...")
        walker.press("f18")
        assert walker.shows("8040", "Bottom")
        walker.press("pagedown")
        assert walker.message == "Already at the bottom."
        walker.press("f17")
        assert walker.shows("8001")
        walker.press("pageup")
        assert walker.message == "Already at the top."
        walker.press("pagedown")
        first = [row.split()[0] for row in walker.rows[8:20]]
        walker.press("pagedown", "pageup")
        assert [row.split()[0] for row in walker.rows[8:20]] == first

    def test_every_row_is_seen_once_when_one_pages_through(self, walker):
        reserve(walker, *(f"{port} *TCP WEBUSR" for port in range(8001, 8041)))
        walker.command("WRKTCPPORT")
        seen = []
        while True:
            seen += [int(row.split()[0]) for row in walker.rows[8:20] if "WEBUSR" in row]
            if not walker.shows("More..."):
                break
            walker.press("pagedown")
        assert seen == list(range(8001, 8041))


class TestLive:
    def test_a_server_list_shows_what_another_session_does_without_a_key(self, walker, tmp_path):
        walker.command("WRKTCPSVR").to("command").type("half typed")
        other = Walker(walker.session.system, walker.clock, home=tmp_path)
        other.command("ENDTCPSVR SERVER(*DDM)")
        walker.clock.forward(1)
        display = walker.conversation.repaint()
        walker.keyboard.merge(display)
        assert "*ENDED" in next(row for row in walker.rows if " DDM " in row)
        assert walker.fields()["command"] == "half typed"

    def test_a_list_that_is_not_live_is_left_alone(self, walker):
        walker.command("WRKTCPPORT")
        assert walker.conversation.repaint() is None

    def test_f5_shows_rows_that_have_come(self, walker):
        walker.command("WRKTCPPORT")
        walker.session.interpreter.run("ADDTCPPORT 8001 *TCP WEBUSR", walker.session.requester)
        walker.press("f5")
        assert walker.shows("8001")


class TestMessages:
    def test_a_click_on_the_message_line_explains_the_message(self, walker):
        walker.command("ADDTCPPORT 21 *TCP WEBUSR").click("Port restriction added")
        assert walker.title == "Additional Message Information"
        assert walker.shows("PRT0204")

    def test_f9_there_says_where_the_message_comes_from(self, walker):
        walker.command("ADDTCPPORT 21 *TCP WEBUSR").click("Port restriction added").press("f9")
        assert walker.shows("PORTRES", "PRTMSGF", "its ID is not known")

    def test_enter_there_goes_back_to_the_panel(self, walker):
        walker.command("ADDTCPPORT 21 *TCP WEBUSR").click("Port restriction added").press("enter")
        assert walker.title.endswith("IBM i Main Menu")

    def test_f1_on_a_command_that_is_typed_explains_the_command(self, walker):
        walker.to("command").type("RMVTCPPORT").press("f1")
        assert walker.shows("RMVTCPPORT", "- Help")


class Unwritable(MemorySystem):
    """A machine that cannot be written any more, once `full` is set."""

    full = False

    @contextmanager
    def transaction(self, header):
        if self.full:
            raise MachineError("the disk is full")
        with super().transaction(header):
            yield


class TestNothingIsLost:
    def test_f12_on_a_prompt_gives_the_typed_command_back(self, walker):
        walker.to("command").type("addtcpport port(98)").press("f4", "f12")
        assert walker.fields()["command"] == "addtcpport port(98)"

    def test_f9_puts_the_cursor_behind_the_command(self, walker):
        walker.command("WRKTCPSVR").press("f9")
        assert (walker.keyboard.row, walker.keyboard.column) == (21, 7 + len("WRKTCPSVR"))

    def test_a_value_that_is_too_long_is_not_cut_unseen(self, walker):
        walker.to("command").type("ADDTCPPORT PORT(123456) PROTOCOL(*TCP) USRPRF(WEBUSR)")
        walker.press("f4")
        assert walker.fields()["PORT.0"] == "123456"
        walker.press("enter")
        assert walker.message.startswith("Value '123456' not valid")
        assert entries(walker) == []

    def test_a_command_that_is_half_typed_is_prompted_and_what_is_missing_is_told(self, walker):
        walker.to("command").type("addtcpport port(99").press("f4")
        assert walker.fields()["PORT.0"] == "99"
        assert walker.message == "Right parenthesis missing."

    def test_marks_of_what_is_wrong_stay_while_the_message_is_read(self, walker):
        walker.command("ADDTCPPORT").press("enter").click("Parameter PORT required.")
        assert walker.title == "Additional Message Information"
        walker.press("f12")
        assert next(f.name for f in walker.display.fields if f.wrong) == "PORT.0"

    def test_a_wrong_option_on_another_page_is_brought_up(self, walker):
        reserve(walker, *(f"{port} *TCP WEBUSR" for port in range(8001, 8041)))
        walker.command("WRKTCPPORT").press("pagedown").option("8020", "7")
        walker.press("pageup", "enter")
        wrong = next(field for field in walker.display.fields if field.wrong)
        assert "8020" in walker.rows[wrong.row - 1]

    def test_what_was_confirmed_is_done_though_a_prompt_behind_it_is_cancelled(self, walker):
        reserve(walker, "8001 *TCP WEBUSR")
        walker.command("WRKTCPPORT").type("18080").option("8001", "4")
        walker.press("enter", "enter", "f12")
        assert entries(walker) == []
        assert walker.fields()["entry.Lower"] == "8080"

    def test_the_wrong_one_of_several_values_is_marked(self, walker):
        walker.to("command").type("STRTCPSVR (*FTP *BOGUS *POP)").press("f4", "enter")
        assert [f.name for f in walker.display.fields if f.wrong] == ["SERVER.0+1"]


class TestTasks:
    def test_f3_goes_back_to_the_panel_on_whose_command_line_the_task_began(self, walker):
        walker.command("WRKTCPSVR").command("WRKTCPPORT").type("18080").press("enter", "f3")
        assert walker.title == "Work with TCP/IP Servers"
        walker.press("f3")
        assert walker.title.endswith("IBM i Main Menu")

    def test_f3_behind_a_prompt_that_has_run_leaves_its_panel_too(self, walker):
        walker.to("command").type("DSPJOBLOG").press("f4", "enter")
        assert walker.title == "Display Job Log"
        walker.press("f3")
        assert walker.title.endswith("IBM i Main Menu")

    def test_f12_leads_from_the_other_view_to_the_first_one(self, walker):
        walker.command("DSPJOBLOG").press("f10")
        assert walker.title == "Display All Messages"
        walker.press("f12")
        assert walker.title == "Display Job Log"
        walker.press("f12")
        assert walker.title.endswith("IBM i Main Menu")


class TestTrouble:
    @pytest.fixture
    def full(self, tmp_path):
        clock, system = Clock(), Unwritable()
        furnish(system, clock())
        walker = Walker(system, clock, home=tmp_path)
        system.full = True
        return walker

    def test_a_machine_that_cannot_be_written_can_be_looked_at_and_signed_off_from(self, full):
        full.command("ADDTCPPORT 8080 *TCP WEBUSR")
        assert full.message == "The machine cannot be used now. Nothing was changed."
        full.command("WRKTCPSVR")
        assert full.title == "Work with TCP/IP Servers"
        full.press("f3").command("SIGNOFF")
        assert full.conversation.ended

    def test_a_panel_that_cannot_be_painted_tells_so_on_the_one_below(self, walker, monkeypatch):
        def broken(*_):
            raise LookupError("nobody expected this")

        monkeypatch.setattr("portres_tui.display.worklist.WorkListFrame.paint", broken)
        walker.command("WRKTCPSVR")
        assert walker.title.endswith("IBM i Main Menu")
        walker.click("Function check")
        assert walker.shows("PRT0900", "nobody expected this")

    def test_what_is_typed_stays_while_a_line_of_the_pane_is_explained(self, walker):
        walker.to("command").type("half typed")
        entry = walker.session.system.log_last(1)[0]
        aid = Aid("f1", walker.fields(), walker.keyboard.row, walker.keyboard.column)
        walker.keyboard.show(walker.conversation.explain(entry, aid))
        assert walker.title == "Additional Message Information"
        walker.press("f12")
        assert walker.fields()["command"] == "half typed"
        assert walker.keyboard.column == 17


def printed(walker):
    """What the session has printed last."""
    return list(walker.session.system.spooled_text)[-1].lines


def test_f6_prints_the_whole_list_into_a_spooled_file_that_the_message_names(walker):
    reserve(walker, "8001 *TCP WEBUSR", "(8100 8200) *UDP APPGRP")
    reserve(walker, *(f"{port} *TCP WEBUSR" for port in range(9001, 9100)))
    walker.command("WRKTCPPORT").press("f6")
    assert walker.message == "File QSYSPRT number 1 printed to output queue QPRINT."
    text = printed(walker)
    assert text[0].strip().startswith("Work with TCP/IP Port Restrictions")
    assert text[0].endswith("Page     1") and text[60].endswith("Page     2")
    assert text[1].split() == ["System:", "PORTRES1", "11/22/26", "14:00:00"]
    assert " 8100   8200  *UDP      APPGRP" in text
    assert len([line for line in text if line.endswith("WEBUSR")]) == 100


def test_what_is_printed_is_one_journal_entry_of_the_job_that_printed_it(walker):
    walker.command("WRKTCPPORT")
    before = walker.session.system.revision()
    walker.press("f6")
    (entry,) = walker.session.system.journal(before)
    assert (entry.job, entry.profile) == (walker.session.job.id, "QSECOFR")
    assert entry.cl == "/* Print WRKTCPPORT */"
    assert {change.table for change in entry.changes} == {"jobs", "spooled", "spooled_text"}


def test_f6_on_a_machine_that_cannot_be_written_says_so(walker, monkeypatch):
    def refuse(header):
        raise MachineError("no room")

    walker.command("WRKTCPPORT")
    monkeypatch.setattr(walker.session.system, "transaction", refuse)
    walker.press("f6")
    assert walker.message == "Nothing was printed. The machine cannot be written."


def test_the_print_key_prints_what_is_seen_and_leaves_it_as_it_is(walker):
    walker.command("77").to("command").type("half typed").press("print")
    assert walker.message == "File QSYSPRT number 1 printed to output queue QPRINT."
    assert walker.fields()["command"] == "half typed"
    text = "\n".join(printed(walker))
    assert "Print Key Output" in text and "User . . . . . . . . :   QSECOFR" in text
    assert "Specified menu selection is not correct." in text
    assert "===> half typed___" in text


def test_f3_leaves_the_whole_task_from_deep_inside(walker):
    walker.command("CFGTCP").type("4").press("enter").type("1").press("enter", "f3")
    assert walker.rows[0].startswith(" CFGTCP")
