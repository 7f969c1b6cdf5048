"""The model of the job log pane: order, time, filter, selection and the look of a line."""

from __future__ import annotations

from datetime import UTC

import pytest

from portres_tui.display.logpane import KEPT, LogPane
from portres_tui.domain.dates import Calendar
from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.messages import Message, MessageDescription, MessageFile, MessageType

TEXTS = {
    "TCP7701": "&1 server unable to establish connection.",
    "PRT0001": "&1",
    "CPF1124": "Job &1 started.",
}
MESSAGES = MessageFile(
    {id: MessageDescription(id, 0, text, ("what",)) for id, text in TEXTS.items()},
    Calendar(zone=UTC),
)
JOB = "100014/QTCP/QTFTP00014"


def entry(sequence, time=None, severity=0, id="CPF1124", what="A", type=MessageType.INFORMATIONAL):
    moment = float(sequence if time is None else time)
    sent = Message(id, type, {"what": what})
    return LogEntry(JOB, JobType.SERVER, moment, severity, sent, sequence)


def pane(*entries, now=1e9, rows=3, may_see=lambda entry: True):
    made = LogPane(may_see)
    made.rows = rows
    made.add(entries)
    made.advance(now)
    return made


def counted(count, **more):
    """Entries of which number n is sent at 00:00:n."""
    return [entry(number, **more) for number in range(1, count + 1)]


def seconds(pane):
    return [int(line.text[7:9]) for line in pane.lines(MESSAGES, 80)]


def selected(pane):
    return pane.selected.sequence


def test_a_pane_without_entries_says_so() -> None:
    assert [line.text for line in pane().lines(MESSAGES, 80)] == ["(No messages)"]
    assert pane().selected is None


def test_the_keys_of_a_pane_without_entries_find_nothing_to_do() -> None:
    empty = pane(entry(1))
    empty.severity = 30
    empty.next_severity()
    for press in (lambda: empty.scroll(-3), empty.home, lambda: empty.move(-1)):
        press()
        assert (empty.follows, empty.selected) == (True, None)


def test_the_newest_entry_stands_last_and_is_selected() -> None:
    made = pane(*counted(5))
    assert seconds(made) == [3, 4, 5]
    assert [line.selected for line in made.lines(MESSAGES, 80)] == [False, False, True]


def test_entries_are_ordered_by_time_and_then_by_sequence() -> None:
    made = pane(entry(1, time=30), entry(2, time=10), entry(3, time=10))
    assert seconds(made) == [10, 10, 30]
    made.move(-1)
    assert selected(made) == 3


def test_an_entry_that_is_not_due_is_not_seen() -> None:
    made = pane(entry(1, time=10), entry(2, time=20), now=10)
    assert seconds(made) == [10]


def test_an_entry_arrives_when_it_is_due_and_only_once() -> None:
    made = pane(entry(1, time=10), entry(2, time=20), now=10)
    assert [each.sequence for each in made.advance(20)] == [2]
    assert made.advance(30) == []
    assert seconds(made) == [10, 20]


def test_an_entry_that_may_not_be_seen_never_arrives() -> None:
    made = pane(*counted(4), may_see=lambda each: each.sequence != 4)
    assert seconds(made) == [1, 2, 3]


def test_the_pane_follows_what_arrives() -> None:
    made = pane(*counted(3))
    made.add([entry(4)])
    made.advance(1e9)
    assert (seconds(made), selected(made)) == ([2, 3, 4], 4)


def test_the_lines_stay_where_they_are_while_an_older_entry_is_selected() -> None:
    made = pane(*counted(5))
    made.move(-1)
    made.add([entry(6), entry(7)])
    made.advance(1e9)
    assert (seconds(made), selected(made)) == ([3, 4, 5], 4)


def test_moving_beyond_the_first_row_scrolls() -> None:
    made = pane(*counted(5))
    made.move(-3)
    assert (seconds(made), selected(made)) == ([2, 3, 4], 2)
    made.move(1)
    assert (seconds(made), selected(made)) == ([2, 3, 4], 3)


def test_the_selection_stops_at_both_ends() -> None:
    made = pane(*counted(5))
    made.move(-99)
    assert (seconds(made), selected(made)) == ([1, 2, 3], 1)
    made.move(99)
    assert (seconds(made), selected(made)) == ([3, 4, 5], 5)


def test_end_returns_to_following() -> None:
    made = pane(*counted(5))
    made.home()
    assert not made.follows
    made.end()
    assert made.follows
    assert seconds(made) == [3, 4, 5]


def test_reaching_the_newest_returns_to_following() -> None:
    made = pane(*counted(5))
    made.move(-1)
    made.move(1)
    assert made.follows


def test_a_page_moves_lines_and_selection() -> None:
    made = pane(*counted(9))
    made.scroll(-3)
    assert (seconds(made), selected(made)) == ([4, 5, 6], 6)
    made.scroll(-3)
    assert (seconds(made), selected(made)) == ([1, 2, 3], 3)
    made.scroll(3)
    assert (seconds(made), selected(made)) == ([4, 5, 6], 6)


def test_a_row_that_is_pointed_at_is_selected() -> None:
    made = pane(*counted(5))
    made.point(0)
    assert (seconds(made), selected(made)) == ([3, 4, 5], 3)


def test_pointing_below_the_last_line_selects_the_last_line() -> None:
    made = pane(*counted(2), rows=10)
    made.point(7)
    assert selected(made) == 2


def test_the_filter_goes_round() -> None:
    made = pane()
    seen = []
    for _ in range(5):
        seen.append(made.severity)
        made.next_severity()
    assert seen == [0, 10, 30, 40, 0]


def test_the_filter_leaves_out_what_is_less_severe() -> None:
    made = pane(entry(1), entry(2, severity=10), entry(3, severity=40))
    made.next_severity()
    assert seconds(made) == [2, 3]
    assert "severity 10+" in made.title(active=True)


def test_an_entry_that_is_filtered_out_hands_its_selection_to_the_next() -> None:
    made = pane(entry(1, severity=40), entry(2), entry(3, severity=40), entry(4, severity=40))
    made.move(-2)
    made.next_severity()
    assert selected(made) == 3


def test_the_newest_is_the_newest_severe_one_or_the_one_with_that_id() -> None:
    made = pane(entry(1), entry(2, severity=40, id="TCP7701"), entry(3), entry(4, time=2e9))

    assert [made.newest().sequence, made.newest("CPF1124").sequence] == [2, 3]
    assert made.newest("CPE3401") is None
    assert (pane(*counted(2)).newest().sequence, pane().newest()) == (2, None)


def test_only_so_many_entries_are_kept() -> None:
    made = pane(*counted(KEPT + 5))
    made.home()
    assert selected(made) == 6


def test_the_selection_moves_on_when_its_entry_is_dropped() -> None:
    made = pane(*counted(KEPT))
    made.home()
    made.add([entry(KEPT + 1), entry(KEPT + 2)])
    made.advance(1e9)
    assert selected(made) == 3


def line(width=80, **more):
    return pane(entry(1, time=45296, **more)).lines(MESSAGES, width)[0]


def test_a_line_has_time_job_id_severity_and_text() -> None:
    shown = line(id="TCP7701", severity=30, what="FTP").text
    assert shown == " 12:34:56 QTFTP00014 TCP7701 30 FTP server unable to establish connection."


def test_a_wide_pane_shows_whole_job_names() -> None:
    assert line(width=110).text.startswith(" 12:34:56 100014/QTCP/QTFTP00014       CPF1124 00 Job")


def test_a_severe_line_has_a_mark_besides_its_brightness() -> None:
    severe, mild = line(severity=40), line(severity=30)
    assert (severe.loud, severe.text[0]) == (True, "*")
    assert (mild.loud, mild.text[0]) == (False, " ")


def test_a_request_is_shown_as_typed() -> None:
    shown = line(id="PRT0001", what="STRTCPSVR *FTP", type=MessageType.REQUEST).text
    assert shown == " 12:34:56 QTFTP00014            > STRTCPSVR *FTP"


def test_a_line_that_is_too_long_is_cut_and_says_so() -> None:
    shown = line(what="x" * 80).text
    assert (len(shown), shown[-4:]) == (80, "xx >")


@pytest.mark.parametrize("odd", ["\x1b[2J", "\n", "漢", "e\u0301"])
def test_a_character_without_a_cell_of_its_own_never_reaches_the_screen(odd) -> None:
    shown = line(what=odd).text
    assert shown.isprintable()
    assert "?" in shown


def test_the_title_says_what_the_keys_do() -> None:
    assert pane().title(active=True) == (
        "Job log  severity 0+   Enter/F1=Message  F11=Severity  F12=Return"
    )
    assert pane().title(active=False) == "Job log  severity 0+   Esc J=Go to job log"


def test_what_other_people_s_jobs_say_can_be_left_out() -> None:
    made = LogPane(lambda _entry: True, lambda entry: entry.sequence != 2)
    made.add(counted(3))
    made.advance(1e9)
    assert made.title(active=True).endswith("F12=Return  F10=Own")
    made.next_jobs()
    assert seconds(made) == [1, 3]
    assert made.title(active=True).startswith("Own jobs  severity 0+ ")
    assert made.title(active=True).endswith("F12=Return  F10=All")
    made.next_jobs()
    assert seconds(made) == [1, 2, 3]


def test_the_title_tells_how_to_follow_again() -> None:
    made = pane(*counted(5))
    made.home()
    assert made.title(active=True).endswith("End=Newest")
