"""Panels of jobs and spooled files at the keyboard."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest
from walker import Walker

from portres_tui.domain.jobs import JobType
from portres_tui.session import begin


def other(walker: Walker, profile: str) -> Walker:
    """Somebody else at the same machine."""
    return Walker(walker.session.system, walker.clock, profile)


def row(walker: Walker, text: str) -> str:
    return next(line for line in walker.rows if text in line)


def list_live(walker: Walker) -> None:
    """What the watch on the machine does when something has changed."""
    display = walker.conversation.repaint()
    assert display is not None
    walker.keyboard.merge(display)


# Work with Active Jobs


def test_each_job_tells_what_it_waits_for(walker: Walker) -> None:
    other(walker, "WEBUSR")
    begin(walker.session.system, Path("/nowhere"), "OPER", JobType.BATCH, walker.clock, UTC)
    walker.command("WRKACTJOB SBS(QINTER QBATCH)")

    def ends(text: str) -> str:
        return row(walker, text).split()[-1]

    assert (ends("WEBUSR"), ends("PORTRES   "), ends("QBATCH")) == ("DSPW", "RUN", "DEQW")
    assert row(walker, "QSECOFR").split()[-2:] == ["CMD-WRKACTJOB", "RUN"]
    walker.command("WRKACTJOB JOB(QT*)")
    assert (ends("QTVTELNET"), ends("QTVDEVICE")) == ("SELW", "DEQW")
    assert walker.shows("QSYSWRK") and "QINTER" not in walker.screen


def test_a_subsystem_with_no_job_of_the_name_is_left_out(walker: Walker) -> None:
    walker.command("WRKACTJOB JOB(NOSUCHJOB)")
    assert walker.shows("(No active jobs)")


def test_what_another_does_to_a_job_is_seen_while_one_looks(walker: Walker) -> None:
    walker.command("WRKACTJOB JOB(QTVTELNET)")
    other(walker, "OPER").command("ENDTCPSVR *TELNET")
    list_live(walker)
    assert row(walker, "QTVTELNET").split()[-1] == "END"
    walker.press("f5")
    assert "QTVTELNET" not in walker.screen


def test_elapsed_time_counts_from_the_opening_of_the_list(walker: Walker) -> None:
    walker.command("WRKACTJOB")
    walker.clock.forward(3 * 3600 + 25 * 60 + 7)
    walker.press("f5")
    assert walker.shows("Elapsed time:   03:25:07")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("3", "Option 3=Hold is not simulated."),
        ("7", "does not wait for a reply."),
        ("13", "Option 13=Disconnect is not simulated."),
    ],
)
def test_an_option_with_nothing_behind_it_says_so(walker: Walker, number: str, told: str) -> None:
    walker.command("WRKACTJOB JOB(QTVTELNET)").option("QTVTELNET", number).press("enter")
    assert told in walker.message


def test_a_subsystem_is_not_ended_like_a_job(walker: Walker) -> None:
    walker.command("WRKACTJOB JOB(QSYSWRK)").option("QSYSWRK", "4").press("enter")
    assert walker.message.endswith("monitors a subsystem. Use ENDSBS to end it.")


def test_several_jobs_are_ended_with_one_confirmation(walker: Walker) -> None:
    walker.command("WRKACTJOB JOB(QT*)")
    walker.option("QTVTELNET", "4").option("QTVDEVICE", "4").press("enter")
    assert walker.title == "Confirm End of Active Jobs"
    walker.press("enter")
    listed = "\n".join(walker.rows[:20])
    assert "QTVTELNET" not in listed and "QTVDEVICE" not in listed
    assert walker.title.startswith("Work with Active Jobs")


def test_somebody_whose_job_is_ended_is_out_with_the_next_key(walker: Walker) -> None:
    victim = other(walker, "WEBUSR")
    walker.command("WRKACTJOB SBS(QINTER)").option("WEBUSR", "4").press("enter", "enter")
    victim.press("enter")
    assert victim.conversation.ended and not walker.conversation.ended


def test_who_ends_their_own_job_is_out(walker: Walker) -> None:
    walker.command("WRKACTJOB SBS(QINTER)").option("QPADEV", "4").press("enter", "enter")
    assert walker.conversation.ended


def test_a_job_is_changed_from_the_list(walker: Walker) -> None:
    walker.command("WRKACTJOB SBS(QINTER)").option("QPADEV", "2").press("enter")
    assert walker.title == "Change Job (CHGJOB)"
    walker.to("DATFMT.0").press("erase_eof").type("*YMD").press("enter")
    assert walker.rows[1].split() == ["26/11/22", "14:00:00"]


# Menus of a job


def test_an_option_of_the_menu_is_chosen_by_its_number_or_with_a_click(walker: Walker) -> None:
    walker.command("DSPJOB JOB(QTVTELNET)").type("1").press("enter")
    assert walker.title == "Display Job Status Attributes" and walker.shows("23 *TCP")
    walker.press("enter")
    assert walker.title == "Display Job"
    walker.click("Display job definition attributes")
    assert walker.title == "Display Job Definition Attributes"


def test_an_option_that_is_not_built_says_so_and_another_number_is_wrong(walker: Walker) -> None:
    walker.command("DSPJOB").type("3").press("enter")
    assert walker.message == "Option 3 is not part of this simulator."
    walker.to("command").type("99").press("enter")
    assert walker.message == "Specified menu selection is not correct."


@pytest.mark.parametrize("typed", ["", "XX"])
def test_what_is_no_number_runs_nothing_on_display_job(walker: Walker, typed: str) -> None:
    walker.command("DSPJOB").type(typed).press("enter")
    assert walker.title == "Display Job" and walker.message != ""


def test_a_command_may_be_typed_on_work_with_job(walker: Walker) -> None:
    walker.command("WRKJOB").type("WRKTCPPORT").press("enter")
    assert walker.title == "Work with TCP/IP Port Restrictions"
    walker.press("f3")
    assert walker.title == "Work with Job"


def test_f3_leaves_the_menu_of_a_job_with_what_it_shows(walker: Walker) -> None:
    walker.command("WRKJOB JOB(QTVTELNET)").type("10").press("enter")
    assert walker.title == "Display Job Log"
    walker.press("f12")
    assert walker.title == "Work with Job"
    walker.type("1").press("enter", "f3")
    assert walker.rows[0].startswith(" MAIN")


def test_a_job_is_ended_from_its_menu(walker: Walker) -> None:
    walker.command("WRKJOB JOB(QTVTELNET)").press("pagedown").type("41").press("enter")
    assert walker.title == "End Job (ENDJOB)"
    assert walker.fields()["JOB.0"] == "QTVTELNET" and walker.fields()["JOB.2"] != ""
    walker.press("enter")
    assert walker.title == "Work with Job" and "ended, OPTION(*CNTRLD)" in walker.message
    assert walker.session.system.sockets.get("*TCP", 23) is None


def test_the_menu_pages_to_its_end_and_back(walker: Walker) -> None:
    walker.command("WRKJOB").press("pagedown", "pagedown")
    assert walker.shows("41. End job") and walker.message != ""
    walker.press("pageup")
    assert walker.shows(" 1. Display job status attributes", "More...")


# Select Job


def test_the_job_that_is_selected_is_the_one_that_is_shown(walker: Walker) -> None:
    for verb in ("END", "STR"):
        walker.command(f"{verb}TCPSVR SERVER(*TELNET)")
        walker.clock.forward(2)
    walker.command("WRKJOB JOB(QTVTELNET) OPTION(*JOBLOG)")
    assert walker.title == "Select Job"
    walker.option("100023", "1").press("enter")
    assert walker.title == "Display Job Log" and walker.shows("100023")
    walker.press("f12")
    assert walker.title == "Select Job"


# Spooled files


def test_a_file_of_several_pages_tells_the_page_and_line_that_is_shown(walker: Walker) -> None:
    for port in range(9001, 9081):
        walker.session.interpreter.run(f"ADDTCPPORT {port} *TCP WEBUSR", walker.session.requester)
    walker.command("WRKTCPPORT").press("f6", "f3")
    walker.command("DSPSPLF QSYSPRT")
    assert walker.shows("Page/Line   1/1", "9001")
    walker.press("f18")
    assert walker.shows("Page/Line   2/", "9080", "Bottom")
    walker.press("f17")
    assert walker.shows("Page/Line   1/1")


def test_a_wide_file_is_moved_sideways_as_far_as_there_is_something(walker: Walker) -> None:
    walker.session.spool("X", ["a" * 50 + "b" * 50, "short"])
    walker.command("DSPSPLF QSYSPRT").press("f20")
    assert walker.shows("Columns     40 - 118") and "short" not in walker.screen
    assert row(walker, "bbb").strip() == "a" * 11 + "b" * 50
    walker.press("f20", "f20")
    assert walker.message == "Nothing further to the right."
    walker.press("f19", "f19")
    assert walker.shows("Columns     1 - 79", "short")
    walker.press("f19")
    assert walker.message == "Nothing further to the left."


def test_a_log_is_printed_with_dates_in_the_format_of_its_job(walker: Walker) -> None:
    other(walker, "WEBUSR").command("CHGJOB DATFMT(*YMD) DATSEP('-')").command("SIGNOFF")
    (job,) = walker.session.system.jobs.find(user="WEBUSR")
    walker.command(f"ENDJOB JOB({job.id})").command(f"DSPSPLF QPJOBLOG JOB({job.id})")
    assert walker.shows("26-11-22")
    walker.press("f3")
    assert "26-11-22" not in walker.command(f"DSPJOBLOG JOB({job.id})").screen


def test_files_are_deleted_behind_a_confirmation(walker: Walker) -> None:
    walker.session.spool("FIRST", ["one"])
    walker.session.spool("SECOND", ["two"])
    walker.command("WRKSPLF").option("FIRST", "4").press("enter")
    assert walker.title == "Confirm Delete of Spooled Files"
    walker.press("f12", "enter", "enter")
    assert "FIRST" not in walker.screen and walker.shows("SECOND")
    assert "deleted" in walker.message


def test_a_list_of_spooled_files_may_be_of_one_user_and_of_one_word(walker: Walker) -> None:
    walker.session.spool("FIRST", ["one"])
    other(walker, "WEBUSR").session.spool("SECOND", ["two"])
    assert "FIRST" not in walker.command("WRKSPLF SELECT(WEBUSR)").screen
    walker.press("f3").command("WRKSPLF SELECT(*ALL *ALL *ALL FIRST)")
    assert walker.shows("FIRST") and "SECOND" not in walker.screen
