"""The job log pane on screen, and what is live while nobody presses a key."""

from __future__ import annotations

from portres_tui.display.buffer import Display, Span
from portres_tui.domain.delivery import deliver
from portres_tui.domain.jobs import JobType
from portres_tui.domain.messages import information
from portres_tui.domain.system import JournalEntry

SENDER = "100099/OPER/QPADEV0099"
TITLE = "Job log  severity"
EXPLAINED = "Additional Message Information"
REFUSED = "FTP server unable to establish connection."


def rows_of(seen, text: str) -> list[int]:
    """The rows, counted from 1, in which a text stands."""
    return [row for row, line in enumerate(seen.screen, 1) if text in line]


async def test_the_pane_comes_over_the_lower_half_and_goes_again(watching) -> None:
    async with watching() as seen:
        assert rows_of(seen, TITLE) == []
        await seen.press("ctrl+n")
        assert rows_of(seen, TITLE) == [14]
        await seen.until_seen("CPF1124")
        assert "The Menu" in seen.screen[0]
        await seen.press("f12")
        assert rows_of(seen, TITLE) == []
        await seen.press("escape", "j")
        assert rows_of(seen, TITLE) == [14]
        await seen.press("escape", "J")
        assert rows_of(seen, TITLE) == []
        await seen.press("ctrl+n", "f3")
        assert rows_of(seen, TITLE) == []


async def test_the_cursor_is_seen_only_while_the_keys_go_to_the_display(watching) -> None:
    async with watching() as seen:
        await seen.press("ctrl+n")
        await seen.until(lambda: seen.terminal.cursor.hidden)
        await seen.press("ctrl+n")
        await seen.until(lambda: not seen.terminal.cursor.hidden)


async def test_the_pane_has_a_place_of_its_own_in_a_high_terminal(watching) -> None:
    async with watching(120, 45) as seen:
        await seen.until_seen("CPF1124")
        assert rows_of(seen, TITLE) == [26]
        assert seen.sees(f" {seen.app.station.session.job.id} ")
        await seen.press("escape", "j")
        assert rows_of(seen, "Enter/F1=Message") == [26]
        await seen.press("f12")
        assert rows_of(seen, "Esc J=Go to job log") == [26]


async def test_the_pane_moves_when_the_terminal_changes_its_size(watching) -> None:
    async with watching(80, 31) as seen:
        assert rows_of(seen, TITLE) == []
        await seen.pilot.resize_terminal(80, 32)
        assert rows_of(seen, TITLE) == [26]
        await seen.pilot.resize_terminal(80, 24)
        assert rows_of(seen, TITLE) == []


async def test_keys_in_the_pane_reach_neither_display_nor_conversation(watching) -> None:
    async with watching(80, 40) as seen:
        await seen.until_seen("CPF1124")
        await seen.type("abc")
        await seen.press("ctrl+n", "x", "tab", "f6", "delete", "ctrl+e")
        seen.paste("pasted")
        await seen.press("ctrl+n", "d")
        assert seen.screen[19].startswith("      abcd ")
        assert seen.told.aids == []


async def test_enter_in_the_pane_explains_the_selected_entry_and_submits_nothing(
    watching, clock
) -> None:
    async with watching() as seen:
        seen.log(seen.refused(clock()), seen.refused(clock(), server="TELNET"))
        await seen.press("ctrl+n")
        await seen.until_seen("TELNET server")
        await seen.press("up", "enter")
        await seen.until_seen(EXPLAINED)
        assert [each.message.data["server"] for each in seen.told.explained] == ["FTP"]
        assert seen.told.aids == []
        assert rows_of(seen, TITLE) == []
        await seen.press("enter")
        await seen.until(lambda: len(seen.told.aids) == 1)


async def test_enter_in_the_pane_waits_for_no_command(watching) -> None:
    async with watching() as seen:
        await seen.press("ctrl+n")
        await seen.until_seen("CPF1124")
        await seen.press("ctrl+n")
        seen.told.gate.clear()
        await seen.press("enter", "ctrl+n", "enter")
        seen.told.gate.set()
        await seen.until_seen("The List")
        assert (len(seen.told.aids), seen.told.explained) == (1, [])


async def test_enter_in_an_empty_pane_does_nothing(watching) -> None:
    async with watching() as seen:
        await seen.press("ctrl+n")
        await seen.until_seen("CPF1124")
        await seen.press("f11", "f11", "f11")
        assert seen.sees("(No messages)")
        await seen.press("enter")
        assert (seen.told.aids, seen.told.explained) == ([], [])


async def test_the_filter_is_told_in_the_title(watching) -> None:
    async with watching() as seen:
        await seen.press("ctrl+n", "f11", "f11")
        assert rows_of(seen, "severity 30+") == [14]


async def test_a_click_into_the_pane_selects_and_takes_the_keys(watching, clock) -> None:
    async with watching(80, 40) as seen:
        seen.log(seen.refused(clock()), seen.refused(clock(), server="TELNET"))
        await seen.until_seen("TELNET server")
        [row] = rows_of(seen, REFUSED)
        await seen.pilot.click(offset=(20, row - 1))
        await seen.press("f1")
        await seen.until_seen(EXPLAINED)
        assert [each.message.data["server"] for each in seen.told.explained] == ["FTP"]


async def test_a_click_into_the_display_takes_the_keys_back(watching) -> None:
    async with watching(80, 40) as seen:
        await seen.press("ctrl+n")
        await seen.pilot.click(offset=(6, 19))
        await seen.type("x")
        assert seen.screen[19].startswith("      x ")


async def test_the_wheel_scrolls_the_pane_under_the_pointer(watching, clock) -> None:
    async with watching(80, 40) as seen:
        seen.log(*(seen.refused(clock(), server=f"S{number}") for number in range(50)))
        await seen.until_seen("S49 server")
        await seen.press("ctrl+n", "home")
        before = seen.screen[26]
        seen.wheel_down(row=30)
        await seen.until(lambda: seen.screen[26] != before)
        assert seen.told.aids == []


async def test_a_line_appears_when_its_time_comes_and_nobody_presses_a_key(watching, clock) -> None:
    async with watching(80, 40) as seen:
        seen.log(seen.refused(clock() + 0.5), seen.refused(clock(), severity=30, server="NOW"))
        await seen.until_seen("NOW server")
        assert not seen.sees(REFUSED)
        clock.forward(0.5)
        await seen.until_seen(REFUSED)
        assert seen.told.aids == []


async def test_a_severe_line_out_of_sight_makes_a_message_waiting(watching, clock) -> None:
    async with watching() as seen:
        clock.forward(1)
        seen.log(seen.refused(clock()))
        await seen.until(lambda: seen.screen[23][:76].endswith(" MW "))
        await seen.press("ctrl+n")
        await seen.press("ctrl+n")
        assert seen.screen[23].strip() == ""


async def test_who_reads_the_system_operator_s_queue_has_seen_what_failed(watching, clock) -> None:
    async with watching() as seen:
        clock.forward(1)
        seen.log(seen.refused(clock()))
        await seen.until(lambda: seen.screen[23][:76].endswith(" MW "))
        seen.app.station.session.look({"queue": "QSYSOPR"})
        await seen.press("enter")
        await seen.until(lambda: " MW " not in seen.screen[23])


async def test_a_message_that_reaches_that_far_is_not_hidden_by_mw(watching, clock) -> None:
    long = "A message with seventy-nine characters, which is as many as the last row has..."
    async with watching() as seen:
        clock.forward(1)
        seen.log(seen.refused(clock()))
        await seen.until(lambda: seen.screen[23][:76].endswith(" MW "))
        seen.told.answer = Display("LONG", (Span(24, 2, long),))
        await seen.press("enter")
        await seen.until_seen(long)
        seen.told.answer = Display("SHORT", ())
        await seen.press("enter")
        await seen.until(lambda: seen.screen[23][:76].endswith(" MW "))


async def test_what_other_people_do_can_be_left_out_of_the_pane(watching, clock) -> None:
    async with watching() as seen:
        other = seen.refused(clock(), server="THEIR")._replace(
            job=SENDER, job_type=JobType.INTERACTIVE
        )
        seen.log(other, seen.refused(clock()))
        await seen.press("ctrl+n")
        await seen.until_seen("THEIR server")
        await seen.press("f10")
        assert not seen.sees("THEIR server") and seen.sees(REFUSED)
        assert seen.sees("Own jobs  severity")


async def test_a_message_on_the_user_s_queue_waits_until_it_was_displayed(
    watching, clock, machine
) -> None:
    async with watching() as seen:
        with machine.transaction(JournalEntry(0.0, SENDER, "OPER", "")):
            told = information("PRT1501", text="hello")
            deliver(machine, "QSECOFR", clock(), told, job=SENDER)
        await seen.until(lambda: seen.screen[23][:76].endswith(" MW "))
        await seen.press("ctrl+n")
        await seen.press("ctrl+n")
        assert seen.screen[23][:76].endswith(" MW ")
        clock.forward(1)
        seen.app.station.session.look({"queue": "QSECOFR"})
        await seen.press("enter")
        await seen.until(lambda: " MW " not in seen.screen[23])


async def test_a_line_of_little_severity_makes_no_message_waiting(watching, clock) -> None:
    async with watching() as seen:
        pane = seen.app.screen.log_pane.pane
        clock.forward(1)
        seen.log(seen.refused(clock(), severity=30))
        await seen.until(lambda: pane.selected and pane.selected.message.id == "TCP7701")
        assert seen.screen[23].strip() == ""


async def test_a_live_repaint_leaves_what_is_typed_and_the_cursor(watching) -> None:
    async with watching() as seen:
        await seen.press("enter")
        await seen.until_seen("*STARTING")
        await seen.type("ab")
        spans = [
            span._replace(text=span.text.replace("*STARTING", "*ACTIVE"))
            for span in seen.told.answer.spans
        ]
        seen.told.live = seen.told.answer._replace(spans=tuple(spans))
        seen.log()
        await seen.until_seen("*ACTIVE")
        assert (seen.screen[4][9:13], seen.cursor) == ("AB  ", (5, 12))


async def test_a_live_repaint_of_another_display_is_not_shown(watching, clock) -> None:
    async with watching(80, 40) as seen:
        seen.told.live = seen.told.answer
        seen.log(seen.refused(clock()))
        await seen.until_seen(REFUSED)
        assert seen.sees("The Menu")


async def test_what_comes_while_the_machine_is_read_is_read_afterwards(watching, clock) -> None:
    async with watching(120, 45) as seen:
        await seen.until(lambda: seen.told.said == ["repaint"])
        seen.told.view.clear()
        seen.log(seen.refused(clock()))
        await seen.until(lambda: len(seen.told.said) == 2)
        seen.log(seen.refused(clock(), server="TELNET"))
        seen.told.view.set()
        await seen.until_seen("TELNET server unable to establish connection.")
        assert seen.sees(REFUSED)
