"""F7=Find and F10=Restart statistics on Work with Active Jobs."""

from __future__ import annotations

from walker import Walker


def looked_for(walker: Walker, text: str) -> Walker:
    walker.press("f7", "erase_eof")
    return walker.type(text).press("enter")


def under_cursor(walker: Walker) -> str:
    return walker.rows[walker.keyboard.row - 1][4:].split()[0]


def test_find_puts_the_cursor_on_the_next_row_that_has_the_text(walker):
    looked_for(walker.command("WRKACTJOB"), "telnet")
    assert under_cursor(walker) == "QTVTELNET"
    assert walker.keyboard.column == 2


def test_a_job_is_found_by_its_user_and_a_subsystem_by_its_name(walker):
    looked_for(walker.command("WRKACTJOB"), "QTMHHTTP")
    assert under_cursor(walker) == "ADMIN"
    looked_for(walker, "qsyswrk")
    assert under_cursor(walker) == "QSYSWRK"


def test_f7_again_has_the_text_still_and_goes_on_behind_the_cursor(walker):
    looked_for(walker.command("WRKACTJOB JOB(QT*)"), "QTSMTP")
    first = under_cursor(walker)
    found = []
    for _ in range(3):
        walker.press("f7")
        assert walker.fields()["FIND.0"] == "QTSMTP"
        found.append(under_cursor(walker.press("enter")))
    assert [first, *found] == ["QTSMTPBRCL", "QTSMTPBRSR", "QTSMTPCLTD", "QTSMTPSRVD"]


def test_behind_the_end_of_the_list_find_goes_on_at_its_top(walker):
    looked_for(walker.command("WRKACTJOB").press("f18"), "QBATCH")
    assert under_cursor(walker) == "QBATCH"


def test_a_row_that_is_seen_already_moves_nothing(walker):
    walker.command("WRKACTJOB")
    before = walker.rows[9:18]
    looked_for(walker, "QINTER")
    assert walker.rows[9:18] == before
    assert under_cursor(walker) == "QINTER"


def test_what_is_not_in_the_list_is_said_and_can_be_typed_anew(walker):
    looked_for(walker.command("WRKACTJOB"), "NOBODY")
    assert walker.message == "'NOBODY' not found in the list."
    assert walker.display.field("FIND.0").wrong
    walker.press("erase_eof").type("ADMIN").press("enter")
    assert under_cursor(walker) == "ADMIN"


def test_f12_and_an_empty_text_go_back_to_the_list_as_it_was(walker):
    walker.command("WRKACTJOB").press("pagedown")
    before = walker.rows[9:18]
    for key in ("f12", "enter"):
        walker.press("f7", key)
        assert walker.title.startswith("Work with Active Jobs")
        assert walker.rows[9:18] == before


def test_options_that_are_typed_wait_while_somebody_looks_for_a_job(walker):
    walker.command("WRKACTJOB").option("ADMIN", "4")
    looked_for(walker, "QTVDEVICE")
    walker.press("enter")
    assert walker.title == "Confirm End of Active Jobs"
    assert walker.shows("ADMIN")


def test_f10_counts_elapsed_time_from_now_on(walker):
    walker.command("WRKACTJOB")
    walker.clock.forward(65)
    walker.press("f5")
    assert walker.shows("Elapsed time:   00:01:05")
    walker.press("f10")
    assert walker.shows("Elapsed time:   00:00:00")
    walker.clock.forward(5)
    walker.press("f5")
    assert walker.shows("Elapsed time:   00:00:05")


def test_the_keys_behind_f24_work_while_the_others_are_shown(walker):
    walker.command("WRKACTJOB").press("f18")
    assert walker.shows("Bottom")
    walker.press("f6")
    assert walker.message.startswith("File QSYSPRT number 1 printed")
