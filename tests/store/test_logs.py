"""The history log and the audit journal by pages, in every store."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from records import audit_entries

from portres_tui.domain.audit import AuditEntry
from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.logs import ANY, SYSTEM_JOB, Audited, History, Place, historic, place_of
from portres_tui.domain.messages import diagnostic
from portres_tui.domain.system import JournalEntry, System

HEADER = JournalEntry(1.0, "100001/OPER/QPADEV0001", "OPER", "")
JOBS = ("100001/OPER/QPADEV0001", "100002/QTCP/QTFTP00002", "100003/OPER/NIGHTLY", SYSTEM_JOB)
IDS = ("CPF1124", "CPF1164", "TCP7701", "PRT0301")


def logged(system: System, n: int, seed: int = 1) -> list[LogEntry]:
    """So many lines of several jobs, dated a little ahead as they come; in the order of history."""
    chance = random.Random(seed)
    entries = [
        LogEntry(
            chance.choice(JOBS),
            JobType.SERVER,
            at // 3 + chance.choice((0.0, 0.25, 0.5)),
            chance.choice((0, 30, 40, 99)),
            diagnostic(chance.choice(IDS)),
        )
        for at in range(n)
    ]
    with system.transaction(HEADER):
        system.log(entries)
    return sorted(filter(historic, system.log_after(0, n)), key=place_of)


def forward(system: System, wanted: History, size: int) -> list[LogEntry]:
    seen: list[LogEntry] = []
    while page := system.history(wanted, place_of(seen[-1]) if seen else None, size):
        assert len(page) <= size
        seen += page
    return seen


def backward(system: System, wanted: History, size: int) -> list[LogEntry]:
    seen: list[LogEntry] = []
    while page := system.history_before(wanted, place_of(seen[0]) if seen else None, size):
        assert len(page) <= size
        seen = page + seen
    return seen


def test_history_is_what_started_and_ended_what_is_severe_and_what_the_system_itself_says() -> None:
    def line(job: str, severity: int, id: str) -> bool:
        return historic(LogEntry(job, JobType.SERVER, 1.0, severity, diagnostic(id)))

    assert line(JOBS[0], 0, "CPF1124") and line(JOBS[0], 0, "CPF1164")
    assert line(JOBS[0], 40, "TCP7701") and not line(JOBS[0], 39, "TCP7701")
    assert line(SYSTEM_JOB, 0, "PRT0301") and not line(JOBS[0], 0, "PRT0301")


@pytest.mark.parametrize("pages", [forward, backward])
@pytest.mark.parametrize("size", [1, 7, 200])
def test_pages_of_history_tell_every_line_once_in_the_order_of_time(
    system: System, pages: Callable[[System, History, int], list[LogEntry]], size: int
) -> None:
    lines = logged(system, 90)

    assert pages(system, History(), size) == lines and 20 < len(lines) < 90


@pytest.mark.parametrize(
    "wanted",
    [
        History(since=5.0, until=9.25),
        History(job=(ANY, ANY, "NIGHTLY")),
        History(job=(ANY, "OPER", ANY)),
        History(job=("100002", "QTCP", "QTFTP00002")),
        History(ids=("TCP7701",)),
        History(ids=("CPF1124", "CPF1164"), until=12.0, job=(ANY, "OPER", ANY)),
    ],
)
def test_of_history_only_what_is_wanted_is_told(system: System, wanted: History) -> None:
    lines = [each for each in logged(system, 120, seed=2) if wanted.takes(each)]

    assert lines
    assert forward(system, wanted, 5) == backward(system, wanted, 5) == lines


def test_history_goes_on_from_a_place_that_no_line_has(system: System) -> None:
    lines = logged(system, 60)
    place: Place = (lines[9].time, lines[9].sequence)
    between = (place[0] + 0.01, 0)

    behind = [each for each in lines if place_of(each) > between]
    assert system.history(History(), between, 2) == behind[:2]
    assert system.history_before(History(), between, 1) == [
        [each for each in lines if place_of(each) < between][-1]
    ]
    assert system.history(History(), None, 0) == system.history_before(History(), None, 0) == []


def test_a_job_log_is_read_from_behind_a_line(system: System) -> None:
    logged(system, 30)
    whole = system.job_log(JOBS[0])

    assert system.job_log(JOBS[0], whole[2].sequence) == whole[3:]
    assert system.job_log(JOBS[0], 999) == []


def audited(system: System, n: int) -> list[AuditEntry]:
    kinds = (("AF", "T"), ("TR", "C"), ("TC", "R"))
    with system.transaction(HEADER):
        for at in range(n):
            type, violation = kinds[at % 3]
            profile = ("QTCP", "WEBUSR")[at % 2]
            system.audit(AuditEntry(type, violation, float(at), JOBS[at % 3], profile))
    return audit_entries(system)


@pytest.mark.parametrize(
    "wanted",
    [
        Audited(),
        Audited(("AF",)),
        Audited(("AF", "TC")),
        Audited(profile="WEBUSR"),
        Audited(("TR",), "QTCP", 4.0, 30.0),
        Audited(("XX",)),
    ],
)
def test_the_audit_journal_is_paged_both_ways_by_what_is_wanted(
    system: System, wanted: Audited
) -> None:
    entries = [each for each in audited(system, 40) if wanted.takes(each)]
    down: list[AuditEntry] = []
    while page := system.audit_page(wanted, down[-1].sequence if down else None, 4):
        down += page
    up: list[AuditEntry] = []
    while page := system.audit_before(wanted, up[0].sequence if up else None, 4):
        up = page + up

    assert down == up == entries
