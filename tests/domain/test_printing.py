"""What is printed, and the log of every job that ends."""

from __future__ import annotations

from console import Operator

from portres_tui.domain.jobs import Job, JobType
from portres_tui.domain.machine import begin_job, end_job, renew
from portres_tui.domain.printing import discard, files_of, has_files, spool
from portres_tui.domain.spool import PAGE, SpooledFile, heading, paged
from portres_tui.domain.system import SystemValue
from portres_tui.texts import machine as shipped


def begun(operator: Operator, name: str = "NIGHTLY") -> Job:
    with operator.changing():
        return begin_job(operator.system, "OPER", name, JobType.BATCH, operator.clock())


def files(operator: Operator, job: Job) -> list[tuple[int, str, str]]:
    return [(each.number, each.name, each.queue) for each in files_of(operator.system, job.id)]


def test_the_log_of_a_job_that_ends_is_spooled(operator: Operator) -> None:
    job = begun(operator)
    assert not has_files(operator.system, job.id)
    with operator.changing():
        end_job(operator.system, job, operator.clock())

    (file,) = files_of(operator.system, job.id)
    assert file == SpooledFile(
        job.id, 1, "QPJOBLOG", "OPER", "NIGHTLY", operator.clock(), 0, "QEZJOBLOG"
    )
    assert operator.system.spooled_text.get(job.id, 1) is None


def test_the_log_of_a_server_that_could_not_start_is_spooled(operator: Operator) -> None:
    operator.reserve(21, 21, "*TCP", "WEBUSR")
    job = operator.start("*FTP")

    assert files(operator, job) == [(1, "QPJOBLOG", "QEZJOBLOG")]


def test_the_logs_of_a_server_that_is_ended_are_spooled_with_those_of_its_helpers(
    operator: Operator,
) -> None:
    job = operator.start("*FTP")
    assert files(operator, job) == []
    (smtp,) = (each for each in operator.system.jobs.find(open=True) if each.server == "*SMTP")
    helpers = [each for each in operator.system.jobs.find(open=True) if each.helps == "*SMTP"]
    operator.end(smtp)

    assert len(helpers) == 4
    for each in (smtp, *helpers):
        assert files(operator, each) == [(1, "QPJOBLOG", "QEZJOBLOG")]


def test_numbers_of_files_count_up_within_a_job_and_are_not_given_again(operator: Operator) -> None:
    job, other = begun(operator), begun(operator, "OTHER")
    with operator.changing():
        for each in (job, job, other):
            spool(operator.system, each, "WRKTCPPORT", ("one",), operator.clock())
    newest = files_of(operator.system, job.id)[-1]
    with operator.changing():
        discard(operator.system, newest)
    with operator.changing():
        spool(operator.system, job, "WRKTCPPORT", ("one",), operator.clock())
        end_job(operator.system, job, operator.clock())

    assert [number for number, _, _ in files(operator, job)] == [1, 3, 4]
    assert [number for number, _, _ in files(operator, other)] == [1]
    assert [(each.job, each.number) for each in operator.system.spooled_text] == [
        (job.id, 1), (job.id, 3), (other.id, 1),
    ]  # fmt: skip


def test_a_job_has_all_its_files_however_many(operator: Operator) -> None:
    job = begun(operator)
    with operator.changing():
        for _ in range(120):
            spool(operator.system, job, "X", ("one",), operator.clock())

    assert [number for number, _, _ in files(operator, job)] == list(range(1, 121))


def test_a_line_that_no_page_holds_is_cut(operator: Operator) -> None:
    job = begun(operator)
    with operator.changing():
        spool(operator.system, job, "LONGERTHANTEN", ("x" * 400,), operator.clock())

    (text,) = operator.system.spooled_text
    assert (len(text.lines[0]), files_of(operator.system, job.id)[0].user_data) == (
        378,
        "LONGERTHAN",
    )


def test_jobs_of_an_older_machine_get_their_logs_spooled_when_it_is_renewed(
    operator: Operator,
) -> None:
    job = begun(operator)
    with operator.changing():
        operator.system.jobs.put(job._replace(ended=operator.clock(), open=False))
    with operator.changing():
        renew(operator.system, shipped(), operator.clock(), lambda *_: None)
    assert files(operator, job) == [(1, "QPJOBLOG", "QEZJOBLOG")]
    with operator.changing():
        renew(operator.system, shipped(), operator.clock(), lambda *_: None)
    assert files(operator, job) == [(1, "QPJOBLOG", "QEZJOBLOG")]


def test_every_page_is_full_and_begins_with_its_heading() -> None:
    body = [f"row {n}" for n in range(100)]
    text = paged(lambda page: heading("A list", "SYS1", "11/22/26  14:00:00", page), ["Row"], body)

    pages = [text[at : at + PAGE] for at in range(0, len(text), PAGE)]
    assert [len(page) for page in pages] == [60, 48]
    assert [page[0].split() for page in pages] == [
        ["A", "list", "Page", "1"], ["A", "list", "Page", "2"],
    ]  # fmt: skip
    assert all(page[3] == "Row" for page in pages)
    assert [line for page in pages for line in page[4:]] == body
    assert all(len(line) <= 78 for line in text)


def test_what_has_nothing_in_it_is_a_page_all_the_same() -> None:
    assert len(paged(lambda page: heading("A list", "S", "", page), [], [])) == 3


def test_every_new_job_writes_dates_as_the_system_values_say(operator: Operator) -> None:
    with operator.changing():
        operator.system.values.put(SystemValue("QDATFMT", "*YMD"))
    (running,) = (each for each in operator.system.jobs.find(open=True) if each.server == "*SMTP")
    operator.end(running)
    job = operator.start("*SMTP")
    helpers = [each for each in operator.system.jobs.find(open=True) if each.helps == "*SMTP"]

    assert len(helpers) == 4 and {
        each.date_format for each in (job, *helpers, begun(operator))
    } == {"*YMD"}
