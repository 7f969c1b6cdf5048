"""Commands on spooled files: whose may be read and deleted by whom."""

from __future__ import annotations

import pytest
from records import audit_entries
from runner import Run

from portres_tui.cl.interpreter import Reply
from portres_tui.domain.system import JournalEntry


def ids(reply: Reply) -> list[str]:
    return [sent.id for sent in reply.messages]


@pytest.fixture
def printed(run: Run) -> Run:
    """WEBUSR has printed twice, and APPUSER once."""
    for profile, times in (("WEBUSR", 2), ("APPUSER", 1)):
        for _ in range(times):
            run.session(profile).spool("WRKTCPPORT", ["A list"])
    return run


def files(run: Run, profile: str) -> list[int]:
    return [file.number for file in run.machine.spooled.find(user=profile)]


def test_one_of_several_files_of_a_name_is_named_by_its_number_or_as_the_last(
    printed: Run,
) -> None:
    reply = printed("DSPSPLF QSYSPRT", "WEBUSR")
    assert ids(reply) == ["PRT1306"] and reply.at == ("SPLNBR.0",)

    def shown(text: str) -> object:
        show = printed(text, "WEBUSR").show
        return show and show.arguments["number"]

    assert shown("DSPSPLF QSYSPRT SPLNBR(1)") == 1
    assert shown("DSPSPLF QSYSPRT SPLNBR(*LAST)") == 2


def test_deleting_a_file_deletes_that_one_and_its_text(printed: Run) -> None:
    assert ids(printed("DLTSPLF QSYSPRT SPLNBR(1)", "WEBUSR")) == ["PRT1307"]

    assert files(printed, "WEBUSR") == [2] and files(printed, "APPUSER") == [1]
    assert len(printed.machine.spooled_text) == 2
    assert ids(printed("DLTSPLF QSYSPRT SPLNBR(1)", "WEBUSR")) == ["PRT1305"]


@pytest.mark.parametrize("verb", ["DSPSPLF", "DLTSPLF"])
def test_files_of_others_need_an_authority_and_the_attempt_is_on_record(
    printed: Run, verb: str
) -> None:
    job = printed.session("APPUSER").job.id

    reply = printed(f"{verb} QSYSPRT JOB({job})", "WEBUSR")

    assert reply.failed and ids(reply) == ["PRT1308"] and files(printed, "APPUSER") == [1]
    (entry,) = audit_entries(printed.machine)
    assert (entry.type, entry.violation, entry.data["command"]) == ("TR", "C", verb)


@pytest.mark.parametrize("authority", ["*SPLCTL", "*JOBCTL"])
@pytest.mark.parametrize("verb", ["DSPSPLF", "DLTSPLF"])
def test_each_of_two_authorities_is_enough(printed: Run, verb: str, authority: str) -> None:
    profile = printed.machine.profiles.get("OPER")
    assert profile is not None
    with printed.machine.transaction(JournalEntry(0, "", "", "")):
        printed.machine.profiles.put(profile._replace(special_authorities=(authority,)))
    job = printed.session("APPUSER").job.id

    assert not printed(f"{verb} QSYSPRT JOB({job})", "OPER").failed


def test_the_log_of_a_server_is_read_by_everybody_and_deleted_by_few(run: Run) -> None:
    run("ENDTCPSVR *TELNET")
    run.clock.forward(2)

    assert run("DSPSPLF QPJOBLOG JOB(QTVTELNET)", "WEBUSR").show is not None
    assert ids(run("DLTSPLF QPJOBLOG JOB(QTVTELNET)", "WEBUSR")) == ["PRT1308"]
    assert ids(run("DLTSPLF QPJOBLOG JOB(QTVTELNET)")) == ["PRT1307"]
    assert run("DSPJOBLOG JOB(QTVTELNET)").show is not None


def test_a_log_is_not_there_before_its_job_has_ended(run: Run) -> None:
    run("ENDTCPSVR *TELNET")
    assert ids(run("DSPSPLF QPJOBLOG JOB(QTVTELNET)")) == ["PRT1305"]

    run.clock.forward(2)
    assert run("DSPSPLF QPJOBLOG JOB(QTVTELNET)").show is not None


@pytest.mark.parametrize("text", ["WRKOUTQ NOSUCHQ", "WRKOUTQ QGPL/QEZJOBLOG"])
def test_a_queue_that_is_not_there_is_told_with_those_that_are(run: Run, text: str) -> None:
    reply = run(text)

    assert reply.failed and ids(reply) == ["PRT1304"] and reply.at == ("OUTQ.0",)
    assert reply.messages[0].data["known"] == "QEZJOBLOG, QPRINT"


def test_a_queue_may_be_named_with_its_library(run: Run) -> None:
    for text in ("WRKOUTQ QEZJOBLOG", "WRKOUTQ QUSRSYS/QEZJOBLOG", "WRKOUTQ *LIBL/QEZJOBLOG"):
        show = run(text).show
        assert show is not None and show.arguments == {"queue": "QEZJOBLOG"}
