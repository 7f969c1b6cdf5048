"""What the machine keeps of what only grows, in every store."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from records import audit_entries

from portres_tui.domain.audit import AuditEntry
from portres_tui.domain.jobs import Job, JobType, LogEntry
from portres_tui.domain.messages import completion
from portres_tui.domain.printing import spool, spool_log
from portres_tui.domain.system import (
    BY_SYSTEM,
    RETENTION,
    JournalEntry,
    Limit,
    System,
    SystemValue,
    limits,
)
from portres_tui.store.retention import BATCH
from portres_tui.store.tiny import TinySystem

DAY = 86_400.0
NOON = 20_000.5 * DAY
"""Noon (UTC) of some day."""

WHOLE = Limit(0, 0)
PLENTY = 100_000


def header(time: float) -> JournalEntry:
    return JournalEntry(time, *BY_SYSTEM, "X")


def journal(system: System, *times: float) -> None:
    """One transaction at each of these times."""
    for time in times:
        with system.transaction(header(time)):
            system.values.put(SystemValue("COUNT", str(system.revision())))


def job(number: int, ended: float | None, server: str = "", entered: float = 0.0) -> Job:
    kind = JobType.SERVER if server else JobType.BATCH
    name = f"{number:06}"
    return Job(name, "OPER", "NIGHTLY", kind, "QBATCH", entered, entered, ended, server)


def lines(system: System, jobs: Iterable[Job], *times: float) -> None:
    """Put these jobs, and a line at each of these times into the log of each."""
    message = completion("PRT0001")
    with system.transaction(header(1.0)):
        for each in jobs:
            system.jobs.put(each)
            system.log([LogEntry(each.id, each.type, time, 0, message) for time in times])


def audits(system: System, *times: float) -> None:
    with system.transaction(header(1.0)):
        for time in times:
            system.audit(AuditEntry("AF", "T", time, "000001/A/B", "A"))


def keep(system: System, name: str, limit: Limit, budget: int = PLENTY) -> bool:
    return system.retain({name: limit}, NOON, budget)


def revisions(system: System) -> list[int]:
    return [entry.revision for entry in system.journal()]


def logged(system: System) -> list[int]:
    return [entry.sequence for entry in system.log_last(PLENTY)]


def audited(system: System) -> list[int]:
    return [entry.sequence for entry in audit_entries(system)]


def numbers(system: System) -> list[int]:
    return [int(each.number) for each in system.jobs]


# By age and by number


def test_a_day_is_kept_whole(system: System) -> None:
    midnight = NOON - 0.5 * DAY
    audits(system, midnight - DAY - 1, midnight - DAY, NOON)
    assert not keep(system, "audit", Limit(1, 0))
    assert audited(system) == [2, 3]


def test_of_too_many_the_oldest_go(system: System) -> None:
    audits(system, *[NOON] * 9)
    keep(system, "audit", Limit(0, 4))
    assert audited(system) == [6, 7, 8, 9]


def test_both_limits_hold(system: System) -> None:
    audits(system, *[NOON - 9 * DAY] * 3, *[NOON] * 6)
    keep(system, "audit", Limit(5, 8))
    assert audited(system) == [4, 5, 6, 7, 8, 9]
    keep(system, "audit", Limit(5, 2))
    assert audited(system) == [8, 9]


def test_a_limit_of_nothing_is_none(system: System) -> None:
    audits(system, 1.0, 2.0)
    assert not keep(system, "audit", WHOLE)
    assert audited(system) == [1, 2]


def test_what_is_full_is_cut_by_a_tenth_more_so_that_it_does_not_fill_at_once(
    system: System,
) -> None:
    audits(system, *[NOON] * 50)
    keep(system, "audit", Limit(0, 50))
    assert len(audited(system)) == 50
    audits(system, NOON)
    keep(system, "audit", Limit(0, 50))
    assert len(audited(system)) == 45


def test_each_kind_has_limits_of_its_own(system: System) -> None:
    journal(system, 1.0, 2.0)
    lines(system, [], 1.0)
    audits(system, 1.0, 2.0)
    system.retain({"journal": Limit(0, 1), "audit": WHOLE, "log": WHOLE}, NOON, PLENTY)
    assert (revisions(system), audited(system)) == ([2], [1, 2])


# Numbers


def test_the_newest_journal_entry_stays_and_the_revision_goes_on_from_it(system: System) -> None:
    journal(system, 1.0, 2.0, 3.0)
    keep(system, "journal", Limit(1, 1))
    assert (revisions(system), system.revision()) == ([3], 3)
    journal(system, NOON)
    assert (revisions(system), system.revision()) == ([3, 4], 4)
    assert [entry.revision for entry in system.journal(3)] == [4]
    assert [entry.revision for entry in system.journal(0, 1)] == [3]


def test_numbers_of_log_entries_are_not_given_again(system: System) -> None:
    lines(system, [job(1, ended=2.0)], 1.0, 1.0)
    audits(system, 1.0)
    system.retain({"log": Limit(1, 0), "audit": Limit(1, 0)}, NOON, PLENTY)
    assert logged(system) == audited(system) == []
    lines(system, [job(2, ended=None)], NOON)
    audits(system, NOON)
    assert (logged(system), audited(system)) == ([3], [2])
    assert [entry.sequence for entry in system.log_after(2, 5)] == [3]


# Jobs


def test_the_log_of_a_job_that_lives_stays(system: System) -> None:
    lines(system, [job(1, ended=None), job(2, ended=9.0), job(3, ended=NOON + 0.4)], 1.0, 2.0)
    assert not keep(system, "log", Limit(1, 1))
    assert logged(system) == [1, 2, 5, 6]
    assert numbers(system) == [1, 3]


def test_a_job_goes_with_the_last_line_of_its_log(system: System) -> None:
    lines(system, [job(1, ended=9.0)], 1.0, NOON)
    keep(system, "log", Limit(1, 0))
    assert (logged(system), numbers(system)) == ([2], [1])
    system.retain({"log": Limit(1, 0)}, NOON + 9 * DAY, PLENTY)
    assert (logged(system), numbers(system)) == ([], [])


def test_lines_of_a_job_that_is_not_known_any_more_go(system: System) -> None:
    lines(system, [job(1, ended=9.0)], 1.0)
    with system.transaction(header(2.0)):
        system.jobs.remove("000001")
        system.jobs.put(job(1, ended=None)._replace(name="ANOTHER"))
    keep(system, "log", Limit(1, 0))
    assert (logged(system), numbers(system)) == ([], [1])


def test_the_newest_job_of_a_server_stays_until_there_is_a_newer_one(system: System) -> None:
    lines(system, [job(n, ended=9.0, server="*FTP", entered=float(n)) for n in (1, 2)], 3.0)
    lines(system, [job(3, ended=9.0, server="*POP")], 3.0)
    keep(system, "log", Limit(1, 0))
    assert (numbers(system), logged(system)) == ([2, 3], [2, 3])
    lines(system, [job(4, ended=NOON, server="*FTP", entered=NOON)], NOON)
    keep(system, "log", Limit(1, 0))
    assert (numbers(system), logged(system)) == ([3, 4], [3, 4])


def test_many_jobs_that_go_leave_one_journal_entry_by_the_system(system: System) -> None:
    lines(system, [job(n, ended=9.0) for n in range(1, 101)], 1.0, 2.0)
    before = system.revision()
    keep(system, "log", Limit(1, 0))
    (entry,) = system.journal(before)
    assert (entry.time, entry.job, entry.profile, entry.cl) == (NOON, *BY_SYSTEM, "")
    assert len(entry.changes) == 100
    assert {(each.table, each.after) for each in entry.changes} == {("jobs", None)}


def test_logs_and_journal_go_without_a_journal_entry(system: System) -> None:
    journal(system, 1.0, 2.0)
    lines(system, [job(1, ended=None)], 1.0)
    audits(system, 1.0)
    before = system.revision()
    assert not system.retain(dict.fromkeys(RETENTION, Limit(1, 1)), NOON, PLENTY)
    assert (revisions(system), logged(system), audited(system)) == ([before], [1], [])


# A little at a time


def test_no_more_goes_than_the_budget_allows(system: System) -> None:
    audits(system, *[1.0] * 10)
    assert keep(system, "audit", Limit(1, 0), budget=4)
    assert audited(system) == [5, 6, 7, 8, 9, 10]
    assert keep(system, "audit", Limit(1, 0), budget=4)
    assert not keep(system, "audit", Limit(1, 0), budget=4)
    assert audited(system) == []


def test_every_transaction_is_small(tiny: TinySystem) -> None:
    count = 2 * BATCH + 50
    lines(tiny, [job(n, ended=9.0) for n in range(1, count + 1)], 1.0)
    statements: list[str] = []
    tiny.db.rows.connection.set_trace_callback(statements.append)
    keep(tiny, "log", Limit(1, 0))
    tiny.db.rows.connection.set_trace_callback(None)
    assert numbers(tiny) == logged(tiny) == []
    writes = [[]]
    for each in map(str.lower, statements):
        if each.startswith("commit"):
            writes.append([])
        elif each.startswith(("delete", "insert", "update")):
            writes[-1].append(each)
    assert [len(each) for each in writes] == [2 * BATCH + 1, 2 * BATCH + 1, 101, 0]


def test_a_machine_with_nothing_to_let_go_of_is_not_written(system: System) -> None:
    journal(system, NOON)
    lines(system, [job(1, ended=None), job(2, ended=NOON)], NOON)
    before = system.stamp()
    assert not system.retain(limits(system), NOON, BATCH)
    assert system.stamp() == before


def test_it_may_run_in_several_threads_and_processes_at_once(
    folder: Path, tiny: TinySystem
) -> None:
    audits(tiny, *[1.0] * 600, *[NOON] * 3)
    lines(tiny, [job(n, ended=9.0) for n in range(1, 201)], 1.0, 2.0)
    machines = [tiny, tiny, TinySystem(folder)]
    errors: list[BaseException] = []

    def work(machine: TinySystem) -> None:
        try:
            while machine.retain(dict.fromkeys(RETENTION, Limit(1, 0)), NOON, 100):
                pass
        except BaseException as error:  # noqa: BLE001 - told below
            errors.append(error)

    threads = [threading.Thread(target=work, args=(each,)) for each in machines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    machines[2].close()
    assert errors == []
    assert (audited(tiny), logged(tiny), numbers(tiny)) == ([601, 602, 603], [], [])
    gone = [change.key for entry in tiny.journal() for change in entry.changes if not change.after]
    assert len(gone) == len(set(gone))


# What was printed


def test_a_job_that_goes_takes_what_it_printed_with_it(system: System) -> None:
    lines(system, [job(1, ended=9.0), job(2, ended=NOON)], 1.0)
    with system.transaction(header(2.0)):
        for number in ("000001", "000002"):
            found = system.jobs.get(number)
            assert found is not None
            spool(system, found, "WRKTCPPORT", ("one", "two"), 2.0)
            found = system.jobs.get(number)
            assert found is not None
            spool_log(system, found)
    lines(system, [], NOON)
    with system.transaction(header(NOON)):
        system.log([LogEntry(job(2, NOON).id, JobType.BATCH, NOON, 0, completion("PRT0001"))])
    before = system.revision()
    keep(system, "log", Limit(1, 0))
    assert numbers(system) == [2]
    assert [(each.job[:6], each.number) for each in system.spooled] == [
        ("000002", 1),
        ("000002", 2),
    ]
    assert [(each.job[:6], each.number) for each in system.spooled_text] == [("000002", 1)]
    (entry,) = system.journal(before)
    assert {each.table for each in entry.changes} == {"jobs", "spooled", "spooled_text"}
