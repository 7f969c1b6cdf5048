"""Command Entry: the transcript of a job, and its long command line."""

from __future__ import annotations

from records import audit_entries
from walker import Walker

from portres_tui.domain.jobs import Job
from portres_tui.domain.system import JournalEntry


def entered(*commands: str, profile: str = "QSECOFR") -> Walker:
    walker = Walker(profile=profile).command("CALL QCMD")
    for text in commands:
        walker.command(text)
    return walker


def transcript(walker: Walker) -> list[str]:
    return [row.strip() for row in walker.rows[3:15] if row.strip()]


def test_commands_stay_with_their_messages_and_the_message_line_is_free() -> None:
    walker = entered("STRTCPSVR SERVER(*FTP)", "NOSUCHCMD")

    assert transcript(walker) == [
        "> STRTCPSVR SERVER(*FTP)",
        "FTP server submitted as job 100026/QTCP/QTFTP00026.",
        "> NOSUCHCMD",
        "Command NOSUCHCMD in library *LIBL not found.",
        "Error found on NOSUCHCMD command.",
    ]
    assert walker.message == ""


def test_what_failed_stays_on_the_line_to_be_mended() -> None:
    assert entered("NOSUCHCMD").fields()["command"] == "NOSUCHCMD"
    assert entered("STRTCPSVR *FTP").fields()["command"] == ""


def test_f9_on_an_earlier_command_brings_back_that_one() -> None:
    walker = entered("WRKTCPSVR *X", "STRTCPSVR SERVER(*FTP)", "STRTCPSVR SERVER(*SMTP)")
    row = next(n for n, text in enumerate(walker.rows, 1) if "> STRTCPSVR SERVER(*FTP)" in text)
    walker.keyboard.click(row, 8)

    assert walker.press("f9").fields()["command"] == "STRTCPSVR SERVER(*FTP)"
    assert walker.keyboard.row == 18, "the cursor stands behind it"


def test_f9_on_a_message_brings_back_the_last_command() -> None:
    walker = entered("STRTCPSVR SERVER(*FTP)", "STRTCPSVR SERVER(*SMTP)")
    walker.keyboard.click(5, 8)

    assert walker.press("f9").fields()["command"] == "STRTCPSVR SERVER(*SMTP)"


def test_a_command_may_have_313_characters() -> None:
    walker = entered()
    field = walker.display.field("command")
    assert field is not None and (field.row, field.column, field.length) == (18, 7, 313)
    text = f"SNDMSG MSG('{'x' * 270}') TOUSR(*SYSOPR)"
    walker.command(text)

    assert "Message sent to QSYSOPR." in transcript(walker)


def test_levels_count_the_calls_within_each_other_and_the_job_log_shows_them() -> None:
    walker = entered("STRTCPSVR *FTP", "CALL QCMD")
    assert walker.rows[1].endswith("Request level:   2")
    assert transcript(walker) == ["(No previous commands or messages)"]
    walker.command("STRTCPSVR *POP")
    assert transcript(walker)[0] == "2>> STRTCPSVR *POP"
    walker.press("f3")
    assert walker.rows[1].endswith("Request level:   1")
    assert "2>> STRTCPSVR *POP" not in transcript(walker)
    walker.command("DSPJOBLOG")

    for line in ("3 > CALL QCMD", "1 > STRTCPSVR *FTP", "1 > CALL QCMD", "2 > STRTCPSVR *POP"):
        assert walker.shows(line)


def test_detailed_messages_are_all_that_the_job_log_has() -> None:
    walker = entered("STRTCPSVR *FTP").press("f10")
    assert walker.shows("3>> CALL QCMD", "PRT0301  Completion", "F10=Exclude detailed messages")
    walker.press("f10")

    assert not walker.shows("3>> CALL QCMD") and not walker.shows("PRT0301")


def test_a_message_of_the_transcript_is_explained() -> None:
    walker = entered("NOSUCHCMD").click("in library *LIBL").press("f1")

    assert walker.title == "Additional Message Information" and walker.shows("CPD0030")


def test_f4_prompts_f12_brings_the_command_back_and_f9_the_one_before() -> None:
    walker = entered("STRTCPSVR *FTP").to("command").type("ADDTCPPORT 21").press("f4")
    assert walker.title.endswith("(ADDTCPPORT)")
    walker.press("f12")
    assert walker.fields()["command"] == "ADDTCPPORT 21"
    walker.press("f9", "f9")

    assert walker.fields()["command"] == "STRTCPSVR *FTP"


def test_a_command_that_is_run_from_its_prompt_is_in_the_transcript_too() -> None:
    walker = entered().to("command").type("ADDTCPPORT 8080 *TCP WEBUSR").press("f4", "enter")

    assert transcript(walker)[-1].startswith("Port restriction added")
    assert walker.message == ""


def test_page_keys_lead_through_the_transcript_and_enter_to_its_end() -> None:
    walker = entered(*(f"WRKNONE{number}" for number in range(6)))
    assert transcript(walker)[-1] == "Error found on WRKNONE5 command."
    last = transcript(walker)
    walker.press("pageup")
    assert transcript(walker) != last and walker.shows("More...")
    walker.press("pageup")
    assert walker.message == "Already at the top."
    walker.press("pagedown")
    assert transcript(walker) == last
    walker.press("pagedown")
    assert walker.message == "Already at the bottom."
    walker.press("f17").command("STRTCPSVR *POP")

    assert transcript(walker)[-2] == "> STRTCPSVR *POP"


def test_f3_and_f12_leave_command_entry() -> None:
    assert entered().press("f3").title.endswith("IBM i Main Menu")
    assert entered().press("f12").title.endswith("IBM i Main Menu")


def test_a_list_that_is_begun_here_leads_back_here() -> None:
    assert entered("WRKTCPSVR").press("f3").title.startswith("Command Entry")


def test_lines_of_other_jobs_are_not_in_the_transcript() -> None:
    walker = entered("STRTCPSVR *FTP")
    other: Job = walker.session.job._replace(number="999999")
    with walker.session.system.transaction(JournalEntry(0, other.id, "X", "")):
        walker.session.system.log(
            [
                each._replace(job=other.id)
                for each in walker.session.system.job_log(walker.session.job.id)
            ]
        )
    walker.press("enter")

    assert len(transcript(walker)) == 2


def test_a_user_with_limited_capabilities_gets_no_command_entry() -> None:
    walker = Walker(profile="APPUSER")
    profile = walker.session.system.profiles.get("APPUSER")
    assert profile is not None
    with walker.session.system.transaction(JournalEntry(0, "", "", "")):
        walker.session.system.profiles.put(profile._replace(limited="*YES"))
    limited = Walker(walker.session.system, walker.clock, "APPUSER").command("CALL QCMD")

    assert limited.message == "Command CALL not allowed with limited capabilities."


def test_a_profile_without_authority_is_refused_here_as_everywhere_and_that_is_audited() -> None:
    walker = entered("ADDTCPPORT 21 *TCP WEBUSR", profile="WEBUSR")

    assert transcript(walker)[-1].startswith("Special authority *IOSYSCFG required")
    assert list(walker.session.system.restrictions) == []
    (refused,) = audit_entries(walker.session.system)
    assert (refused.type, refused.violation, refused.profile) == ("TR", "C", "WEBUSR")
