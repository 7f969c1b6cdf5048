"""What happens when somebody sits down at it: tasks, messages, and what may go wrong."""

from contextlib import contextmanager

import pytest
from reserved import entries, reserve
from walker import Clock, Walker

from portres_tui.display.keyboard import Aid
from portres_tui.domain.system import MachineError
from portres_tui.opening import furnish
from portres_tui.store.memory import MemorySystem


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


# Tasks


def test_f3_goes_back_to_the_panel_on_whose_command_line_the_task_began(walker):
    walker.command("WRKTCPSVR").command("WRKTCPPORT").type("18080").press("enter", "f3")
    assert walker.title == "Work with TCP/IP Servers"
    walker.press("f3")
    assert walker.title.endswith("IBM i Main Menu")


def test_f3_behind_a_prompt_that_has_run_leaves_its_panel_too(walker):
    walker.to("command").type("DSPJOBLOG").press("f4", "enter")
    assert walker.title == "Display Job Log"
    walker.press("f3")
    assert walker.title.endswith("IBM i Main Menu")


def test_f12_leads_from_the_other_view_to_the_first_one(walker):
    walker.command("DSPJOBLOG").press("f10")
    assert walker.title == "Display All Messages"
    walker.press("f12")
    assert walker.title == "Display Job Log"
    walker.press("f12")
    assert walker.title.endswith("IBM i Main Menu")


def test_f3_leaves_the_whole_task_from_deep_inside(walker):
    walker.command("CFGTCP").type("4").press("enter").type("1").press("enter", "f3")
    assert walker.rows[0].startswith(" CFGTCP")


# Messages


def test_a_click_on_the_message_line_explains_the_message(walker):
    walker.command("ADDTCPPORT 21 *TCP WEBUSR").click("Port restriction added")
    assert walker.title == "Additional Message Information"
    assert walker.shows("PRT0204")


def test_f9_there_says_where_the_message_comes_from(walker):
    walker.command("ADDTCPPORT 21 *TCP WEBUSR").click("Port restriction added").press("f9")
    assert walker.shows("PORTRES", "PRTMSGF", "its ID is not known")


def test_enter_there_goes_back_to_the_panel(walker):
    walker.command("ADDTCPPORT 21 *TCP WEBUSR").click("Port restriction added").press("enter")
    assert walker.title.endswith("IBM i Main Menu")


def test_f1_on_a_command_that_is_typed_explains_the_command(walker):
    walker.to("command").type("RMVTCPPORT").press("f1")
    assert walker.shows("RMVTCPPORT", "- Help")


# What is typed is not lost


def test_a_message_is_still_there_when_the_help_that_came_instead_of_it_is_left(walker):
    walker.command("ADDTCPPORT PORT(21) PROTOCOL(*TCP) USRPRF(WEBUSR)")
    told = walker.message
    assert told == "Port restriction added but may affect TCP/IP processing."

    walker.press("f1")
    assert walker.shows("IBM i Main Menu - Help")
    walker.press("f12")
    assert walker.message == told
    walker.click(told)
    assert walker.title == "Additional Message Information"
    walker.press("enter", "enter")
    assert walker.message != told


def test_f12_on_a_prompt_gives_the_typed_command_back(walker):
    walker.to("command").type("addtcpport port(98)").press("f4", "f12")
    assert walker.fields()["command"] == "addtcpport port(98)"


def test_f9_puts_the_cursor_behind_the_command(walker):
    walker.command("WRKTCPSVR").press("f9")
    assert (walker.keyboard.row, walker.keyboard.column) == (21, 7 + len("WRKTCPSVR"))


def test_a_value_that_is_too_long_is_not_cut_unseen(walker):
    walker.to("command").type("ADDTCPPORT PORT(123456) PROTOCOL(*TCP) USRPRF(WEBUSR)")
    walker.press("f4")
    assert walker.fields()["PORT.0"] == "123456"
    walker.press("enter")
    assert walker.message.startswith("Value '123456' not valid")
    assert entries(walker) == []


def test_a_command_that_is_half_typed_is_prompted_and_what_is_missing_is_told(walker):
    walker.to("command").type("addtcpport port(99").press("f4")
    assert walker.fields()["PORT.0"] == "99"
    assert walker.message == "Right parenthesis missing."


def test_marks_of_what_is_wrong_stay_while_the_message_is_read(walker):
    walker.command("ADDTCPPORT").press("enter").click("Parameter PORT required.")
    assert walker.title == "Additional Message Information"
    walker.press("f12")
    assert next(f.name for f in walker.display.fields if f.wrong) == "PORT.0"


def test_a_wrong_option_on_another_page_is_brought_up(walker):
    reserve(walker, *(f"{port} *TCP WEBUSR" for port in range(8001, 8041)))
    walker.command("WRKTCPPORT").press("pagedown").option("8020", "7")
    walker.press("pageup", "enter")
    wrong = next(field for field in walker.display.fields if field.wrong)
    assert "8020" in walker.rows[wrong.row - 1]


def test_what_was_confirmed_is_done_though_a_prompt_behind_it_is_cancelled(walker):
    reserve(walker, "8001 *TCP WEBUSR")
    walker.command("WRKTCPPORT").type("18080").option("8001", "4")
    walker.press("enter", "enter", "f12")
    assert entries(walker) == []
    assert walker.fields()["entry.Lower"] == "8080"


def test_the_wrong_one_of_several_values_is_marked(walker):
    walker.to("command").type("STRTCPSVR (*FTP *BOGUS *POP)").press("f4", "enter")
    assert [f.name for f in walker.display.fields if f.wrong] == ["SERVER.0+1"]


# What may go wrong


class Unwritable(MemorySystem):
    """A machine that cannot be written any more, once `full` is set."""

    full = False

    @contextmanager
    def transaction(self, header):
        if self.full:
            raise MachineError("the disk is full")
        with super().transaction(header):
            yield


@pytest.fixture
def full(tmp_path):
    clock, system = Clock(), Unwritable()
    furnish(system, clock())
    walker = Walker(system, clock, home=tmp_path)
    system.full = True
    return walker


def test_a_machine_that_cannot_be_written_can_be_looked_at_and_signed_off_from(full):
    full.command("ADDTCPPORT 8080 *TCP WEBUSR")
    assert full.message == "The machine cannot be used now. Nothing was changed."
    full.command("WRKTCPSVR")
    assert full.title == "Work with TCP/IP Servers"
    full.press("f3").command("SIGNOFF")
    assert full.conversation.ended


def test_a_panel_that_cannot_be_painted_tells_so_on_the_one_below(walker, monkeypatch):
    def broken(*_):
        raise LookupError("nobody expected this")

    monkeypatch.setattr("portres_tui.display.worklist.WorkListFrame.paint", broken)
    walker.command("WRKTCPSVR")
    assert walker.title.endswith("IBM i Main Menu")
    walker.click("Function check")
    assert walker.shows("PRT0900", "nobody expected this")


def test_what_is_typed_stays_while_a_line_of_the_pane_is_explained(walker):
    walker.to("command").type("half typed")
    entry = walker.session.system.log_last(1)[0]
    aid = Aid("f1", walker.fields(), walker.keyboard.row, walker.keyboard.column)
    walker.keyboard.show(walker.conversation.explain(entry, aid))
    assert walker.title == "Additional Message Information"
    walker.press("f12")
    assert walker.fields()["command"] == "half typed"
    assert walker.keyboard.column == 17
