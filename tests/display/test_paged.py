"""Displays that read their entries a page at a time: every entry once, and no more than a page."""

from __future__ import annotations

from walker import MORNING, Walker

from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.messages import diagnostic
from portres_tui.domain.system import JournalEntry

JOB = "100777/QTCP/QTFTP00777"


def logged(n: int) -> Walker:
    """A machine whose history has so many lines more, of one or two rows each."""
    walker = Walker()
    lines = [
        LogEntry(JOB, JobType.SERVER, MORNING - n + at, 40, diagnostic("CPF9898", text=_text(at)))
        for at in range(n)
    ]
    with walker.session.system.transaction(JournalEntry(0, JOB, "QTCP", "")):
        walker.session.system.log(lines)
    return walker.command("DSPLOG JOB(QTFTP00777)")


def _text(at: int) -> str:
    return f"line {at:04} " + "words " * (0 if at % 3 else 15)


def seen(walker: Walker) -> list[str]:
    return [row.split()[1] for row in walker.rows[3:18] if row.startswith(" line ")]


def test_pages_down_and_up_tell_every_entry_once() -> None:
    walker = logged(100)
    down = [*seen(walker)]
    while walker.shows("More..."):
        down += seen(walker.press("pagedown"))
    assert down == [f"{at:04}" for at in range(100)]
    assert walker.press("pagedown").message == "Already at the bottom."

    walker.press("f18")
    up = [*seen(walker)]
    while walker.press("pageup").message == "":
        up = [each for each in seen(walker) if each not in up] + up  # the first page is a full one
    assert up == down and walker.message == "Already at the top."


def test_top_bottom_and_refresh() -> None:
    walker = logged(60).press("f18")
    assert seen(walker)[-1] == "0059"
    assert seen(walker.press("f17"))[0] == "0000"
    page = seen(walker.press("pagedown"))
    assert seen(walker.press("f5")) == page


def test_details_are_shown_of_the_entries_of_the_same_page() -> None:
    walker = logged(60).press("pagedown")
    first = seen(walker)[0]
    walker.press("f10")
    assert seen(walker)[0] == first and walker.shows("CPF9898", JOB)
    walker.press("f12")

    assert seen(walker)[0] == first and not walker.shows("CPF9898")


def test_an_entry_is_explained() -> None:
    walker = logged(5).click("line 0002").press("f1")

    assert walker.title == "Additional Message Information" and walker.shows("CPF9898")


def test_a_page_is_all_that_is_read_of_a_long_history(monkeypatch) -> None:
    walker = logged(5)
    system, asked = walker.session.system, []
    page, before = system.history, system.history_before

    def counted(method):
        def history(wanted, place, n):
            asked.append(n)
            return method(wanted, place, n)

        return history

    monkeypatch.setattr(system, "history", counted(page))
    monkeypatch.setattr(system, "history_before", counted(before))
    monkeypatch.setattr(system, "log_after", None)
    walker.press("f5", "pagedown", "f18", "pageup", "f17")

    assert asked and max(asked) < 20


def test_nothing_to_show_is_said() -> None:
    walker = Walker().command("DSPLOG JOB(NOSUCHJOB)")

    assert walker.shows("(No entries)")
    assert walker.press("pagedown").message == "Already at the bottom."
    assert walker.press("pageup").message == "Already at the top."
