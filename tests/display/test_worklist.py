"""Options down a list, paging it, and rows that change while somebody looks."""

from reserved import entries, reserve
from walker import Walker


def test_several_options_are_run_with_one_enter(walker):
    reserve(walker, "8001 *TCP WEBUSR", "8002 *TCP WEBUSR", "8003 *TCP WEBUSR")
    walker.command("WRKTCPPORT").option("8001", "4").option("8003", "4").press("enter")
    assert walker.shows("8001", "8003")
    assert "8002" not in walker.screen
    walker.press("enter")
    assert entries(walker) == [(8002, 8002, "*TCP", "WEBUSR")]


def test_f12_on_the_confirm_panel_keeps_what_was_typed(walker):
    reserve(walker, "8001 *TCP WEBUSR")
    walker.command("WRKTCPPORT").option("8001", "4").press("enter", "f12")
    assert "4" in walker.fields().values()
    assert len(entries(walker)) == 1


def test_a_wrong_option_turns_reverse_and_nothing_is_run(walker):
    reserve(walker, "8001 *TCP WEBUSR", "8002 *TCP WEBUSR")
    walker.command("WRKTCPPORT").option("8001", "4").option("8002", "9").press("enter")
    assert walker.title == "Work with TCP/IP Port Restrictions"
    wrong = next(field for field in walker.display.fields if field.wrong)
    assert (walker.keyboard.row, walker.keyboard.column) == (wrong.row, wrong.column)
    assert len(entries(walker)) == 2


def test_an_option_acts_on_the_row_that_was_painted_though_another_one_came_before_it(
    walker,
):
    reserve(walker, "8002 *TCP WEBUSR")
    walker.command("WRKTCPPORT").option("8002", "4")
    walker.session.interpreter.run("ADDTCPPORT 8001 *TCP WEBUSR", walker.session.requester)
    walker.press("enter", "enter")
    assert entries(walker) == [(8001, 8001, "*TCP", "WEBUSR")]


def test_a_row_that_is_gone_says_so_and_keeps_its_option(walker):
    reserve(walker, "8001 *TCP WEBUSR")
    walker.command("WRKTCPPORT").option("8001", "4")
    walker.session.interpreter.run("RMVTCPPORT 8001 *TCP WEBUSR", walker.session.requester)
    walker.press("enter", "enter")
    assert "not found" in walker.message


def test_an_option_that_fails_stops_those_behind_it(walker):
    reserve(walker, "8001 *TCP WEBUSR", "8002 *TCP WEBUSR")
    walker.command("WRKTCPPORT").option("8001", "4").option("8002", "4")
    walker.session.interpreter.run("RMVTCPPORT 8001 *TCP WEBUSR", walker.session.requester)
    walker.press("enter", "enter")
    assert "not found" in walker.message
    assert entries(walker) == [(8002, 8002, "*TCP", "WEBUSR")]
    assert walker.fields()["option 8002 8002 *TCP WEBUSR"] == "4"


def test_options_wait_while_the_list_is_paged(walker):
    reserve(walker, *(f"{port} *TCP WEBUSR" for port in range(8001, 8031)))
    walker.command("WRKTCPPORT").option("8002", "4").press("pagedown")
    assert "8002" not in walker.screen
    walker.option("8020", "4").press("enter")
    assert walker.shows("8002", "8020")
    walker.press("enter")
    assert len(entries(walker)) == 28


def test_values_on_the_first_row_without_an_option_are_not_lost_silently(walker):
    walker.command("WRKTCPPORT").to("entry.Lower").type("8080").press("enter")
    assert "1=Add" in walker.message
    assert walker.fields()["entry.Lower"] == "8080"


def test_f12_on_the_prompt_keeps_the_first_row(walker):
    walker.command("WRKTCPPORT").type("18080").press("enter", "f12")
    assert walker.fields()["entry.Lower"] == "8080"


def test_f4_with_an_option_prompts_its_command(walker):
    walker.command("WRKTCPSVR").option("DDM", "1").press("f4")
    assert walker.title == "Start TCP/IP Server (STRTCPSVR)"
    assert walker.fields()["SERVER.0"] == "*DDM"


def test_displays_of_several_options_come_one_by_one(walker):
    walker.command("WRKTCPSVR").option("FTP", "5").option("DDM", "5").press("enter")
    assert walker.shows("Display TCP/IP Server", "DDM")
    walker.press("enter")
    assert walker.shows("Display TCP/IP Server", "FTP")
    walker.press("enter")
    assert walker.title == "Work with TCP/IP Servers"
    assert not [t for name, t in walker.fields().items() if name.startswith("option") and t]


def test_a_click_on_the_legend_fills_the_option_under_the_cursor(walker):
    reserve(walker, "8001 *TCP WEBUSR")
    walker.command("WRKTCPPORT").press("tab", "tab", "tab", "tab", "tab").click("4=Remove")
    assert walker.fields()["option 8001 8001 *TCP WEBUSR"] == "4"


# Paging


def test_page_down_page_up_top_and_bottom(walker):
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


def test_every_row_is_seen_once_when_one_pages_through(walker):
    reserve(walker, *(f"{port} *TCP WEBUSR" for port in range(8001, 8041)))
    walker.command("WRKTCPPORT")
    seen = []
    while True:
        seen += [int(row.split()[0]) for row in walker.rows[8:20] if "WEBUSR" in row]
        if not walker.shows("More..."):
            break
        walker.press("pagedown")
    assert seen == list(range(8001, 8041))


# What others do


def test_a_server_list_shows_what_another_session_does_without_a_key(walker, tmp_path):
    walker.command("WRKTCPSVR").to("command").type("half typed")
    other = Walker(walker.session.system, walker.clock, home=tmp_path)
    other.command("ENDTCPSVR SERVER(*DDM)")
    walker.clock.forward(1)
    display = walker.conversation.repaint()
    walker.keyboard.merge(display)
    assert "*ENDED" in next(row for row in walker.rows if " DDM " in row)
    assert walker.fields()["command"] == "half typed"


def test_a_list_that_is_not_live_is_left_alone(walker):
    walker.command("WRKTCPPORT")
    assert walker.conversation.repaint() is None


def test_f5_shows_rows_that_have_come(walker):
    walker.command("WRKTCPPORT")
    walker.session.interpreter.run("ADDTCPPORT 8001 *TCP WEBUSR", walker.session.requester)
    walker.press("f5")
    assert walker.shows("8001")
