"""A session in a terminal: keys, commands that take a moment, and its end."""

from __future__ import annotations

import gc
import logging

import pytest
from textual.strip import Strip
from textual.worker import WorkerFailed

from portres_tui.display.buffer import Span
from portres_tui.domain.system import BY_SYSTEM, JournalEntry, SystemValue
from portres_tui.tui.app import STROKES
from portres_tui.tui.works import IDLE

SERVER_JOB = "100014/QTCP/QTFTP00014"
HEADER = JournalEntry(1.0, *BY_SYSTEM, "")


async def test_the_first_display_is_shown_with_the_cursor_in_its_place(watching) -> None:
    async with watching() as seen:
        assert "The Menu" in seen.screen[0]
        assert seen.cursor == (20, 7)


async def test_what_is_typed_is_seen_and_moves_the_cursor(watching) -> None:
    async with watching() as seen:
        await seen.type("dsp x")
        assert seen.screen[19].startswith("      dsp x ")
        assert seen.cursor == (20, 12)


async def test_what_was_seen_before_is_not_drawn_again_and_leaves_nothing_for_a_collector(
    watching,
) -> None:
    def strips() -> int:
        return sum(isinstance(each, Strip) for each in gc.get_objects())

    async with watching() as seen:
        await seen.type("ab")
        await seen.press("backspace", "backspace")
        gc.disable()
        try:
            before = strips()
            for _ in range(5):
                await seen.type("ab")
                await seen.press("backspace", "backspace")
            assert strips() == before
        finally:
            gc.enable()


async def test_an_aid_key_takes_the_fields_to_the_conversation(watching) -> None:
    async with watching() as seen:
        await seen.type("wrktcpsvr")
        await seen.press("enter")
        await seen.until_seen("The List")
        [aid] = seen.told.aids
        assert (aid.key, aid.fields, (aid.row, aid.column)) == (
            "enter",
            {"name": "", "line": "wrktcpsvr"},
            (20, 16),
        )
        assert seen.cursor == (5, 10)


async def test_esc_and_a_digit_is_a_function_key(watching) -> None:
    async with watching() as seen:
        await seen.press("escape", "6")
        await seen.until_seen("The List")
        assert seen.told.aids[0].key == "f6"


async def test_the_status_line_shows_a_pending_esc(watching) -> None:
    async with watching() as seen:
        await seen.press("escape")
        assert seen.screen[23][:76].endswith(" Esc ")
        await seen.press("escape")
        assert seen.screen[23].strip() == ""


async def test_keys_typed_while_a_command_runs_are_kept_for_the_next_display(watching) -> None:
    async with watching() as seen:
        seen.told.gate.clear()
        await seen.press("enter", "a", "b", "enter", "c")
        assert (seen.sees("The Menu"), seen.sees("ab")) == (True, False)
        seen.told.gate.set()
        await seen.until(lambda: len(seen.told.aids) == 2)
        assert seen.told.aids[1].fields["name"] == "AB"
        await seen.until(lambda: seen.screen[4][9] == "C")


async def test_a_command_that_takes_long_is_told_in_the_status_line(watching) -> None:
    async with watching() as seen:
        seen.told.gate.clear()
        await seen.press("enter")
        await seen.until(lambda: seen.screen[23][:76].endswith(" X "))
        seen.told.gate.set()
        await seen.until_seen("The List")
        assert seen.screen[23].strip() == ""


async def test_the_end_of_the_conversation_ends_the_app(watching) -> None:
    async with watching() as seen:
        await seen.press("f3")
        await seen.until(lambda: seen.app.return_code == 0)
    assert not seen.app.crashed


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+z", "ctrl+backslash"])
async def test_no_control_key_ends_the_session_or_does_anything(watching, key) -> None:
    async with watching() as seen:
        before = seen.screen
        await seen.press(key)
        await seen.type("x")
        assert seen.app.is_running
        assert seen.screen[:19] == before[:19]
        assert seen.screen[19].startswith("      x ")
        assert seen.told.aids == []


async def test_an_operator_error_is_told_until_the_next_key(watching) -> None:
    async with watching() as seen:
        await seen.press("up", "x")
        assert seen.screen[23][:76].endswith(" X 0005 Cursor in protected area of display. ")
        await seen.press("ctrl+r")
        assert seen.screen[23].strip() == ""


async def test_row_25_is_the_status_line_where_there_is_one(watching) -> None:
    async with watching(80, 25) as seen:
        await seen.press("insert", "up", "x")
        assert seen.screen[23].strip() == ""
        told = " X 0005 Cursor in protected area of display.  IM"
        assert seen.screen[24].rstrip() == told


async def test_pasted_lines_go_into_the_fields(watching) -> None:
    async with watching() as seen:
        await seen.press("tab")
        seen.paste("ab\nsome command\n")
        await seen.until_seen("some command")
        assert seen.screen[4][9:13] == "AB  "
        assert seen.told.aids == []


async def test_a_click_moves_the_cursor(watching) -> None:
    async with watching() as seen:
        await seen.pilot.click(offset=(11, 4))
        assert seen.cursor == (5, 12)


async def test_the_wheel_turns_pages(watching) -> None:
    async with watching() as seen:
        seen.wheel_down()
        await seen.until_seen("The List")
        assert seen.told.aids[0].key == "pagedown"


async def test_a_terminal_that_is_too_small_says_what_is_needed_and_keeps_what_was_typed(
    watching,
) -> None:
    async with watching() as seen:
        await seen.type("abc")
        await seen.pilot.resize_terminal(70, 20)
        assert seen.screen[0].rstrip() == (
            "The terminal is 70x20; 80x24 is needed. Enlarge it to continue."
        )
        assert not any(line.strip() for line in seen.screen[1:])
        await seen.press("x", "enter", "ctrl+n")
        await seen.pilot.resize_terminal(80, 24)
        assert seen.screen[19].startswith("      abc ")
        assert seen.told.aids == []


async def test_a_narrow_terminal_is_told_over_several_lines(watching) -> None:
    async with watching(30, 24) as seen:
        assert seen.screen[0].rstrip() == "The terminal is 30x24; 80x24"


async def test_a_refused_entry_sounds_the_bell(watching) -> None:
    async with watching() as seen:
        rung = []
        seen.app.bell = lambda: rung.append(True)
        seen.told.answer = seen.told.answer._replace(alarm=True)
        await seen.press("enter")
        await seen.until_seen("The List")
        assert rung == [True]


async def test_nothing_changes_on_the_display_while_a_command_runs(watching) -> None:
    async with watching() as seen:
        await seen.until(lambda: seen.told.said == ["repaint"])
        await seen.press("enter")
        await seen.until_seen("*STARTING")
        seen.told.view.clear()
        seen.told.live = seen.told.answer._replace(spans=(Span(7, 2, "*ACTIVE"),))
        seen.log()
        await seen.until(lambda: seen.told.said[-1] == "repaint")
        seen.told.gate.clear()
        await seen.press("enter")
        seen.told.view.set()
        await seen.until(lambda: not seen.app.works._looking)
        await seen.pilot.pause()
        assert seen.sees("*STARTING")
        assert not seen.sees("*ACTIVE")


async def test_what_was_typed_ahead_comes_before_a_look_at_the_machine(watching) -> None:
    async with watching() as seen:
        await seen.until(lambda: seen.told.said == ["repaint"])
        seen.told.gate.clear()
        await seen.press("enter", "enter")
        seen.log()
        seen.app.works.look()
        await seen.pilot.pause()
        seen.told.gate.set()
        await seen.until(lambda: len(seen.told.said) == 4)
        assert seen.told.said == ["repaint", "press", "press", "repaint"]


async def test_old_entries_go_while_nobody_types_and_never_while_a_command_runs(
    watching, machine, clock
) -> None:
    with machine.transaction(HEADER):
        machine.values.put(SystemValue("KEEPLOG", "0,1"))
    async with watching() as seen:
        seen.log(*(seen.refused(1.0) for _ in range(50)))
        works = seen.app.works
        await seen.until(lambda: seen.told.said == ["repaint"])
        works._wait_until_idle()
        seen.told.gate.clear()
        await seen.press("enter")
        works._wait_until_idle()
        await seen.pilot.pause()
        assert len(machine.job_log(SERVER_JOB)) == 50
        seen.told.gate.set()
        await seen.until(lambda: not seen.app._conversing)
        works.pressed = clock() - IDLE - 1
        works._wait_until_idle()
        await seen.until(lambda: machine.job_log(SERVER_JOB) == [])


async def test_an_error_of_ours_is_logged_and_ends_the_session_with_1(watching, caplog) -> None:
    caplog.set_level(logging.CRITICAL, "portres")
    with pytest.raises(WorkerFailed):
        async with watching() as seen:
            await seen.press("f24")
            await seen.until(lambda: seen.app.crashed)
    assert "nobody expected this" in caplog.text
    assert seen.app.return_code == 1


async def test_a_key_is_kept_with_what_was_sent_for_it(watching) -> None:
    async with watching() as seen:
        await seen.send("\x1b[15~", "\x1b6", "\x1b", "7")
        strokes = seen.app.keys.strokes
        assert strokes == (("\x1b[15~", "f5"), ("\x1b6", "f6"), ("\x1b7", "f7"))
        assert seen.app.keys.terminal == "xterm"


async def test_what_is_typed_is_kept_only_while_a_panel_shows_it(watching) -> None:
    async with watching() as seen:
        await seen.send("secret")
        assert seen.app.keys.strokes == ()
        seen.told.watches_keys = True
        asked = seen.told.said.count("repaint")
        await seen.send("x")
        assert seen.app.keys.strokes == (("x", "x"),)
        await seen.until(lambda: seen.told.said.count("repaint") > asked)


async def test_keys_that_come_while_a_panel_is_being_read_are_seen_too(watching) -> None:
    async with watching() as seen:
        seen.told.watches_keys = True
        await seen.send("x")
        await seen.until(lambda: not seen.app.works._looking)
        asked = seen.told.said.count("repaint")
        seen.told.view.clear()
        await seen.send("y")
        await seen.until(lambda: seen.told.said.count("repaint") == asked + 1)
        await seen.send("z")
        seen.told.view.set()
        await seen.until(lambda: seen.told.said.count("repaint") > asked + 1)


async def test_only_so_many_keys_are_kept(watching) -> None:
    async with watching() as seen:
        await seen.send(*["\t"] * 30, "\x1b[A")
        assert len(seen.app.keys.strokes) == STROKES
        assert seen.app.keys.strokes[-1].became == "up"
