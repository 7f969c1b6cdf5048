"""Commands on jobs: what they do to jobs, for whom, and what is on record of it."""

from __future__ import annotations

import pytest
from records import audit_entries
from runner import Run

from portres_tui.cl.definition import Show
from portres_tui.cl.interpreter import Reply
from portres_tui.domain.jobs import CONTROLLED, IMMEDIATE, Job, JobType
from portres_tui.domain.printing import files_of
from portres_tui.domain.system import JournalEntry


def ids(reply: Reply) -> list[str]:
    return [sent.id for sent in reply.messages]


def active(run: Run, name: str) -> list[Job]:
    return [job for job in run.machine.jobs.find(open=True) if job.name == name]


def listens(run: Run, port: int) -> bool:
    return run.machine.sockets.get("*TCP", port) is not None


def give(run: Run, profile: str, *authorities: str) -> None:
    found = run.machine.profiles.get(profile)
    assert found is not None
    with run.machine.transaction(JournalEntry(0, "", "", "")):
        run.machine.profiles.put(found._replace(special_authorities=authorities))


# ENDJOB


def test_ending_the_job_of_a_server_frees_its_port_and_ends_its_helpers(run: Run) -> None:
    assert listens(run, 23)

    reply = run("ENDJOB JOB(QTVTELNET)")

    assert ids(reply) == ["PRT1205"]
    assert not listens(run, 23)
    assert active(run, "QTVTELNET") == active(run, "QTVDEVICE") == []


def test_ending_a_helper_leaves_its_server_alone(run: Run) -> None:
    run("ENDJOB JOB(QTVDEVICE)")

    assert listens(run, 23)
    assert active(run, "QTVDEVICE") == [] and len(active(run, "QTVTELNET")) == 1


@pytest.mark.parametrize(("option", "code"), [("*CNTRLD", CONTROLLED), ("*IMMED", IMMEDIATE)])
@pytest.mark.parametrize("name", ["QTVTELNET", "QTVDEVICE"])
def test_the_end_code_tells_how_a_job_was_ended(
    run: Run, name: str, option: str, code: int
) -> None:
    (job,) = active(run, name)
    run(f"ENDJOB JOB({job.id}) OPTION({option})")

    ended = run.machine.jobs.get(job.number)
    assert ended is not None and ended.end_code == code
    assert [line.message.id for line in run.machine.job_log(job.id)][-2:] == ["PRT1207", "CPF1164"]


def test_the_session_of_somebody_else_is_over_when_its_job_is_ended(run: Run) -> None:
    other = run.session("WEBUSR")
    assert other.lives()

    assert ids(run(f"ENDJOB JOB({other.job.id}) OPTION(*IMMED)")) == ["PRT1205"]

    assert not other.lives()
    told = [line.message for line in run.machine.job_log(other.job.id)]
    assert told[-2].data["by"] == run.session().job.id
    assert told[-1].data["code"] == str(IMMEDIATE)
    other.close()
    assert [line.message.id for line in run.machine.job_log(other.job.id)].count("CPF1164") == 1


def test_who_ends_their_own_job_is_signed_off_at_once(run: Run) -> None:
    own = run.session().job

    reply = run(f"ENDJOB JOB({own.id}) OPTION(*IMMED)")

    assert reply.signed_off and not run.session().lives()
    assert [line.message.id for line in run.machine.job_log(own.id)] == [
        "CPF1124", "PRT0001", "PRT1207", "CPF1164",
    ]  # fmt: skip


def test_a_job_that_has_ended_does_not_end_again(run: Run) -> None:
    (job,) = active(run, "QTVTELNET")
    run(f"ENDJOB JOB({job.id})")
    before = run.machine.jobs.get(job.number)

    assert ids(run(f"ENDJOB JOB({job.id}) OPTION(*IMMED)")) == ["PRT1206"]
    assert run.machine.jobs.get(job.number) == before


def test_the_job_of_a_subsystem_is_not_ended(run: Run) -> None:
    run.session()
    before = run.machine.revision()

    reply = run("ENDJOB JOB(QSYSWRK)")

    assert reply.failed and ids(reply) == ["PRT1204"] and reply.at == ("JOB.0",)
    assert run.machine.revision() == before


def test_jobs_of_others_are_left_to_who_has_the_authority(run: Run) -> None:
    run.session("WEBUSR")
    before = run.machine.revision()

    reply = run("ENDJOB JOB(QTVTELNET)", "WEBUSR")

    assert reply.failed and ids(reply) == ["PRT1201"]
    assert run.machine.revision() == before and listens(run, 23)
    (entry,) = audit_entries(run.machine)
    assert (entry.type, entry.violation, entry.profile) == ("TR", "C", "WEBUSR")
    assert entry.data["command"] == "ENDJOB"


@pytest.mark.parametrize("authority", ["*JOBCTL", "*IOSYSCFG"])
def test_each_of_two_authorities_is_enough_to_end_jobs_of_others(run: Run, authority: str) -> None:
    give(run, "WEBUSR", authority)

    assert not run("ENDJOB JOB(QTVTELNET)", "WEBUSR").failed
    assert not listens(run, 23)


def test_ones_own_jobs_need_no_authority(run: Run) -> None:
    other = run.session("WEBUSR", JobType.BATCH)

    assert not run(f"ENDJOB JOB({other.job.id})", "WEBUSR").failed
    assert not other.lives()


def test_what_a_job_has_printed_goes_with_it_if_asked_and_its_log_stays(run: Run) -> None:
    kept, gone = run.session("WEBUSR"), run.session("APPUSER")
    for session in (kept, gone):
        session.spool("WRKTCPPORT", ["A list"])
    run(f"ENDJOB JOB({kept.job.id})")
    run(f"ENDJOB JOB({gone.job.id}) SPLFILE(*YES)")

    def names(job: str) -> list[str]:
        return [file.name for file in files_of(run.machine, job)]

    assert names(kept.job.id) == ["QSYSPRT", "QPJOBLOG"]
    assert names(gone.job.id) == ["QPJOBLOG"]


# A name that several jobs have


@pytest.fixture
def twice(run: Run) -> Run:
    """TELNET has been ended and started again: two jobs have its name."""
    for verb in ("END", "STR"):
        run(f"{verb}TCPSVR SERVER(*TELNET)")
        run.clock.forward(2)
    return run


COMMANDS = [
    "DSPJOBLOG JOB(QTVTELNET)",
    "WRKJOB JOB(QTVTELNET)",
    "DSPJOB JOB(QTCP/QTVTELNET) OPTION(*STSA)",
    "ENDJOB JOB(QTVTELNET)",
    "CHGJOB JOB(QTVTELNET) DATFMT(*YMD)",
    "DSPSPLF FILE(QPJOBLOG) JOB(QTVTELNET)",
]


@pytest.mark.parametrize("text", COMMANDS)
def test_at_a_display_one_of_several_jobs_is_selected_and_nothing_is_done_before(
    twice: Run, text: str
) -> None:
    before = twice.machine.revision()

    reply = twice(text)

    assert reply.show is not None and reply.show.panel == "SELJOB"
    assert twice.machine.revision() == before
    again = reply.show.arguments["again"].format(job="100023/QTCP/QTVTELNET")
    chosen = twice(again)
    assert chosen.show is None or chosen.show.panel != "SELJOB"
    assert again.split()[0] == text.split(maxsplit=1)[0]


@pytest.mark.parametrize("text", [each for each in COMMANDS if not each.startswith("WRK")])
def test_in_batch_a_name_that_is_not_unique_is_told_with_the_newest_job(
    twice: Run, text: str
) -> None:
    (newest,) = active(twice, "QTVTELNET")

    reply = twice(text, type=JobType.BATCH)

    assert reply.failed and ids(reply) == ["PRT0402"]
    assert reply.messages[0].data["newest"] == newest.id


def test_ending_a_job_may_be_told_not_to_ask(twice: Run) -> None:
    assert ids(twice("ENDJOB JOB(QTVTELNET) DUPJOBOPT(*MSG)")) == ["PRT0402"]


# CHGJOB


def test_dates_are_written_in_the_new_format_from_the_next_command_on(run: Run) -> None:
    session = run.session()
    run("CHGJOB DATFMT(*DMY) DATSEP('.') TIMSEP(*BLANK)")

    assert session.lives()
    assert session.messages.calendar.date(run.clock()) == "22.11.26"
    assert session.messages.calendar.time(run.clock()) == "14 00 00"


def test_what_is_not_named_stays_as_it_was(run: Run) -> None:
    run("CHGJOB DATSEP('-')")
    before = run.machine.revision()
    run("CHGJOB")

    job = run.machine.jobs.get(run.session().job.number)
    assert job is not None
    assert (job.date_format, job.date_separator, job.time_separator) == ("*MDY", "-", ":")
    assert run.machine.revision() == before


def test_the_job_of_somebody_else_is_changed_with_authority_only(run: Run) -> None:
    other = run.session("WEBUSR")

    assert not run(f"CHGJOB JOB({other.job.id}) DATFMT(*YMD)").failed
    assert other.lives() and other.job.date_format == "*YMD"
    assert ids(run(f"CHGJOB JOB({run.session().job.id}) DATFMT(*YMD)", "WEBUSR")) == ["PRT1201"]


# Looking


def test_a_log_that_is_somebody_else_s_is_refused_by_every_command_that_shows_one(
    run: Run,
) -> None:
    own = run.session().job.id
    for text in (f"DSPJOBLOG JOB({own})", f"DSPJOB JOB({own}) OPTION(*JOBLOG)"):
        assert ids(run(text, "WEBUSR")) == ["PRT0403"]


def test_without_a_job_ones_own_is_meant(run: Run) -> None:
    own = run.session().job.id

    assert run("DSPJOBLOG").show == Show("DSPJOBLOG", {"job": own})
    assert run("WRKJOB").show == Show("WRKJOB", {"job": own})
    assert run("DSPJOB OPTION(*DFNA)").show == Show("JOBDFNA", {"job": own})


def test_users_with_limited_capabilities_may_look_at_jobs_and_sign_off(run: Run) -> None:
    profile = run.machine.profiles.get("WEBUSR")
    assert profile is not None
    with run.machine.transaction(JournalEntry(0, "", "", "")):
        run.machine.profiles.put(profile._replace(limited="*YES"))
    session = run.session("WEBUSR")

    def typed(text: str) -> bool:
        return not session.interpreter.run(text, session.requester, typed=True).failed

    assert typed("DSPJOB") and typed("DSPJOBLOG") and typed("SIGNOFF")
    assert not typed("WRKACTJOB") and not typed("ENDJOB JOB(QTVTELNET)")
