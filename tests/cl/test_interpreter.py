"""The one door: what a command leaves behind, and what it does not."""

from __future__ import annotations

import random

import pytest
from runner import Run
from walker import Clock

from portres_tui.cl.definition import Show
from portres_tui.cl.interpreter import Reply
from portres_tui.commands import CATALOGUE
from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.messages import MessageType
from portres_tui.domain.system import Change

RESTRICTION = {"lower": 21, "upper": 21, "protocol": "*TCP", "profile": "WEBUSR"}
KEY = (21, 21, "*TCP", "WEBUSR")


def ids(reply: Reply) -> list[str]:
    return [sent.id for sent in reply.messages]


def own_log(run: Run, profile: str = "QSECOFR") -> list[LogEntry]:
    """The log of the profile's job, without the line that it began with."""
    return run.machine.job_log(run.session(profile).job.id)[1:]


# What a command leaves behind


def test_a_command_answers_with_what_it_sent(run: Run) -> None:
    reply = run("ADDTCPPORT 8080 *TCP WEBUSR")

    assert ids(reply) == ["PRT0203"]
    assert reply.messages[0].type is MessageType.COMPLETION
    assert (reply.failed, reply.show, reply.at, reply.signed_off) == (False, None, (), False)


def test_a_changing_command_is_one_journal_entry(run: Run, clock: Clock) -> None:
    job = run.session().job
    before = run.machine.revision()
    clock.forward(5)

    run("addtcpport 21 *tcp webusr")

    (entry,) = run.machine.journal(before)
    assert (entry.revision, run.machine.revision()) == (before + 1, before + 1)
    assert (entry.time, entry.job, entry.profile) == (clock(), job.id, "QSECOFR")
    assert entry.cl == "addtcpport 21 *tcp webusr"
    assert entry.changes == (Change("restrictions", KEY, None, RESTRICTION),)


def test_what_is_removed_stands_in_the_journal_as_it_was(run: Run) -> None:
    run("ADDTCPPORT 21 *TCP WEBUSR")
    before = run.machine.revision()

    run("RMVTCPPORT 21 *TCP WEBUSR")

    (entry,) = run.machine.journal(before)
    assert entry.changes == (Change("restrictions", KEY, RESTRICTION, None),)


def test_a_row_that_is_changed_stands_in_the_journal_before_and_after(run: Run) -> None:
    run("STRTCPSVR *FTP")
    before = run.machine.revision()

    run("ENDTCPSVR *FTP")

    (entry,) = run.machine.journal(before)
    (job,) = (each for each in entry.changes if each.table == "jobs")
    assert job.before is not None and job.after is not None
    assert job.before["ended"] is None and job.after["ended"] > entry.time
    after = {**job.after, "ended": None, "open": True, "printed": 0}
    assert after == job.before and not job.after["open"]
    assert [each.key for each in entry.changes if each.table == "sockets"] == [("*TCP", 21)]


def test_a_command_that_changes_many_rows_is_one_journal_entry_too(run: Run) -> None:
    for port in (8001, 8002, 8003):
        run(f"ADDTCPPORT {port} *TCP WEBUSR")
    before = run.machine.revision()

    run("RMVTCPPORT *ALL *TCP WEBUSR")

    (entry,) = run.machine.journal(before)
    assert [change.after for change in entry.changes] == [None] * 3


def test_the_job_log_has_the_request_and_then_its_messages(run: Run, clock: Clock) -> None:
    run("ADDTCPPORT 21 *TCP WEBUSR")

    request, answer = own_log(run)
    assert request.is_request and request.message.data == {"command": "ADDTCPPORT 21 *TCP WEBUSR"}
    assert (answer.message.id, answer.severity, answer.time) == ("PRT0204", 10, clock())
    assert request.sequence < answer.sequence


def test_a_server_job_that_was_submitted_is_told_with_the_reply(run: Run) -> None:
    reply = run("STRTCPSVR SERVER(*FTP *POP)")

    jobs = [run.machine.jobs.find(server=name)[0].id for name in ("*FTP", "*POP")]
    assert reply.submitted == tuple(jobs)
    assert [line.message.id for line in run.machine.job_log(jobs[0])] == ["CPF1124", "PRT0304"]


@pytest.mark.parametrize(
    "text",
    [
        "WRKTCPPORT", "WRKTCPSVR", "DSPTCPSVR *FTP", "DSPJOBLOG", "GO MAIN", "CFGTCP", "SIGNOFF",
        "STRTCPSVR *TELNET", "ENDTCPSVR *FTP",
    ],
)  # fmt: skip
def test_a_command_that_changes_nothing_leaves_no_revision(run: Run, text: str) -> None:
    run.session()
    before = run.machine.revision()

    reply = run(text)

    assert not reply.failed
    assert run.machine.revision() == before
    assert own_log(run)[0].message.data == {"command": text}


def test_a_command_may_answer_with_a_panel(run: Run) -> None:
    assert run("GO CFGTCP").show == run("CFGTCP").show == Show("CFGTCP")
    assert run("WRKTCPSVR").show == Show("WRKTCPSVR")
    assert run("WRKTCPPORT").show == Show("WRKTCPPORT")
    assert run("DSPTCPSVR SERVER(*HTTP) HTTPSVR(*ADMIN)").show == Show(
        "DSPTCPSVR", {"server": "*HTTP *ADMIN"}
    )


def test_signoff_says_that_the_job_is_over(run: Run) -> None:
    assert run("SIGNOFF").signed_off


# What a failed command leaves behind


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ADDTCPPORT 21 *TCP NOSUCH", ["CPF2204"]),
        ("ADDTCPPORT 21 *TCP", ["CPD0071", "CPF0001"]),
        ("NOSUCH", ["CPD0030", "CPF0001"]),
        ("ADDTCPPORT PORT(21", ["PRT0101", "CPF0001"]),
        ("STRTCPSVR SERVER(*FTP *NOSUCH)", ["PRT0305"]),
    ],
)
def test_a_failed_command_leaves_only_its_attempt_in_the_job_log(
    run: Run, text: str, told: list[str]
) -> None:
    run.session()
    before = run.machine.revision()

    reply = run(text)

    assert reply.failed and ids(reply) == told
    assert (run.machine.revision(), run.machine.journal(before)) == (before, [])
    assert [line.message.id for line in own_log(run)] == ["PRT0001", *told]
    assert reply.messages[-1].type is MessageType.ESCAPE
    assert all(sent.type is MessageType.DIAGNOSTIC for sent in reply.messages[:-1])


def test_a_command_without_the_authority_for_it_is_refused(run: Run) -> None:
    reply = run("ADDTCPPORT 21 *TCP WEBUSR", "WEBUSR")

    assert (reply.failed, ids(reply)) == (True, ["PRT0109"])
    assert reply.messages[0].data == {"command": "ADDTCPPORT", "authority": "*IOSYSCFG"}
    assert len(run.machine.restrictions) == 0


def test_authority_is_looked_at_before_the_values(run: Run) -> None:
    assert ids(run("ADDTCPPORT 0 *BOTH", "WEBUSR")) == ["PRT0109"]


def test_an_operator_may_start_servers_and_not_restrict_ports(run: Run) -> None:
    assert ids(run("STRTCPSVR *FTP", "OPER")) == ["PRT0301"]
    assert ids(run("RMVTCPPORT 21 *TCP WEBUSR", "OPER")) == ["PRT0109"]


@pytest.mark.parametrize("name", [n for n in CATALOGUE if "INTERACTIVE" in str(CATALOGUE[n].where)])
def test_a_command_that_needs_a_display_is_refused_in_batch(run: Run, name: str) -> None:
    reply = run(name, type=JobType.BATCH)

    assert (reply.failed, ids(reply)) == (True, ["CPD0031", "CPF0001"])
    assert reply.messages[0].data == {"command": name}


def test_a_question_mark_in_batch_asks_for_a_prompt_that_cannot_be_shown(run: Run) -> None:
    """`?STRTCPSVR` must not start all servers."""
    assert ids(run("?STRTCPSVR", type=JobType.BATCH)) == ["PRT0131", "CPF0001"]


def test_a_panel_that_can_be_printed_is_shown_in_batch_too(run: Run) -> None:
    assert run("DSPTCPSVR *FTP", type=JobType.BATCH).show is not None


@pytest.mark.parametrize(
    ("text", "id", "at"),
    [
        ("ADDTCPPORT 21 *TCP NOSUCH", "CPF2204", ("USRPRF.0",)),
        ("ADDTCPPORT (30 20) *TCP WEBUSR", "PRT0201", ("PORT.1", "PORT.0")),
        ("ADDTCPPORT 99 *TCP WEBUSR", "PRT0202", ("PORT.0",)),
        ("RMVTCPPORT 98 *TCP WEBUSR", "PRT0205", ("PORT.0",)),
        ("RMVTCPPORT (30 20) *TCP WEBUSR", "PRT0201", ("PORT.1", "PORT.0")),
        ("RMVTCPPORT (*ALL 20) *TCP WEBUSR", "PRT0208", ("PORT.1",)),
        ("RMVTCPPORT *ALL *UDP WEBUSR", "PRT0209", ("USRPRF.0",)),
        ("STRTCPSVR *NOSUCH", "PRT0305", ("SERVER.0",)),
        ("DSPTCPSVR *NOSUCH", "PRT0305", ("SERVER.0",)),
        ("DSPTCPSVR *HTTP", "PRT0309", ("HTTPSVR.0",)),
        ("DSPJOBLOG NOSUCH", "PRT0401", ("JOB.0",)),
        ("GO NOSUCH", "PRT0501", ("MENU.0",)),
        ("ADDTCPPORT 21 *BOTH WEBUSR", "CPF0001", ("PROTOCOL.0",)),
    ],
)
def test_the_reply_points_at_the_field_that_is_wrong(
    run: Run, text: str, id: str, at: tuple[str, ...]
) -> None:
    run("ADDTCPPORT 99 *TCP WEBUSR")

    reply = run(text)

    assert (ids(reply)[-1], reply.at) == (id, at)


@pytest.mark.parametrize("text", ["", "/* nothing is said */"])
def test_where_nothing_is_said_nothing_is_wrong(run: Run, text: str) -> None:
    assert not run(text).failed


def test_a_command_in_an_unknown_library_is_told_with_that_library(run: Run) -> None:
    told = run("MYLIB/ADDTCPPORT 21 *TCP WEBUSR").messages[0]

    assert told.data == {"command": "ADDTCPPORT", "library": "MYLIB"}


def test_an_instance_is_not_every_instance_because_it_is_called_all(run: Run) -> None:
    assert ids(run("STRTCPSVR SERVER(*HTTP) HTTPSVR(ALL)")) == ["PRT0305"]


def test_an_unknown_instance_is_told_at_the_field_of_the_instance(run: Run) -> None:
    assert run("STRTCPSVR SERVER(*HTTP) HTTPSVR(NOSUCH)").at[0] == "HTTPSVR.0"


def test_whose_log_it_is_decides_who_may_see_it(run: Run) -> None:
    server = run("STRTCPSVR *FTP").submitted[0]
    officer = run.session().job.id

    other = run.session("WEBUSR", JobType.BATCH).job.id

    assert run(f"DSPJOBLOG {server}", "WEBUSR").show is not None
    assert run(f"DSPJOBLOG {other}", "WEBUSR").show is not None
    assert ids(run(f"DSPJOBLOG {officer}", "WEBUSR")) == ["PRT0403"]
    assert run(f"DSPJOBLOG {officer}", "OPER").show == Show("DSPJOBLOG", {"job": officer})


def test_a_job_name_that_several_jobs_have_is_told_with_the_newest(run: Run) -> None:
    run("STRTCPSVR *SSHD")
    run("ENDTCPSVR *SSHD")
    (newest,) = run("STRTCPSVR *SSHD").submitted

    reply = run("DSPJOBLOG SSHD", type=JobType.BATCH)

    assert ids(reply) == ["PRT0402"] and reply.at == ("JOB.2", "JOB.1")
    assert reply.messages[0].data["newest"] == newest
    assert run(f"DSPJOBLOG {newest}").show == Show("DSPJOBLOG", {"job": newest})


# Whatever is typed


def random_command(chance: random.Random) -> str:
    """A command with parameters of its own or of another, and values that may fit."""
    keywords = sorted({parm.keyword for each in CATALOGUE.values() for parm in each.parms})
    values = [
        "*N", "*ALL", "*ONLY", "*TCP", "*UDP", "*FTP", "*HTTP", "*ADMIN", "*AUTOSTART", "*", "21",
        "8470", "0", "99999", "WEBUSR", "NOSUCH", "''", "'it''s'", "100001/QTCP/QTVTELNET", "//",
        "(1 2)", "((3))", "()", "MAIN", "\u00e4",
    ]  # fmt: skip
    words = [chance.choice([*CATALOGUE, "NOSUCH"])]
    words += chance.choices(values, k=chance.choice((0, 0, 1, 3)))
    for keyword in chance.sample(keywords, chance.randint(0, 4)):
        given = " ".join(chance.choices(values, k=chance.choice((0, 1, 1, 2, 9))))
        words.append(f"{keyword}({given})")
    return " ".join(words)


def test_no_command_line_ends_in_a_function_check(run: Run) -> None:
    chance = random.Random(7701)
    seen: set[str] = set()
    for _ in range(45 * len(CATALOGUE)):
        text = random_command(chance)
        reply = run(text)
        seen |= set(ids(reply))
        assert "PRT0900" not in ids(reply), text
        run.session().interpreter.wants_prompt(text, run.session().requester)
    assert {"CPD0084", "CPD0071", "CPD0043", "PRT0106", "PRT0107", "PRT0305"} <= seen
