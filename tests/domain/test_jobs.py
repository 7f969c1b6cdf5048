"""Jobs and the lines of their logs."""

from __future__ import annotations

import pytest

from portres_tui.domain.jobs import Job, JobType, LogEntry, may_see
from portres_tui.domain.messages import Message, MessageType

OWN, OTHER = "100013/WEBUSR/QPADEV0001", "100014/OPER/QPADEV0002"
JOBCTL = frozenset({"*JOBCTL", "*SAVSYS"})


def line(job: str, type: JobType = JobType.INTERACTIVE) -> LogEntry:
    return LogEntry(job, type, 0.0, 0, Message("PRT0304"))


def test_a_job_is_known_by_number_user_and_name() -> None:
    job = Job("100013", "WEBUSR", "QPADEV0001", JobType.INTERACTIVE, "QINTER", 0.0, 0.0)

    assert job.id == OWN


@pytest.mark.parametrize(
    ("ended", "lives"), [(None, True), (99.0, False), (100.0, False), (100.4, True)]
)
def test_a_job_lives_until_its_end_has_come(ended: float | None, lives: bool) -> None:
    job = Job("100013", "QTCP", "X", JobType.SERVER, "QSYSWRK", 0.0, 0.0, ended)

    assert job.lives(100.0) is lives


def test_a_line_is_a_request_or_something_that_was_sent() -> None:
    asked = Message("PRT0001", MessageType.REQUEST)

    assert LogEntry(OWN, JobType.BATCH, 0.0, 0, asked).is_request
    assert not line(OWN).is_request


def test_everybody_sees_the_own_log_and_those_of_servers() -> None:
    assert may_see(line(OWN), OWN, frozenset())
    assert may_see(line("100002/QTCP/QTVTELNET", JobType.SERVER), OWN, frozenset())


@pytest.mark.parametrize("type", [JobType.INTERACTIVE, JobType.BATCH])
def test_the_log_of_somebody_else_is_seen_with_jobctl_only(type: JobType) -> None:
    assert not may_see(line(OTHER, type), OWN, frozenset({"*ALLOBJ"}))
    assert may_see(line(OTHER, type), OWN, JOBCTL)
