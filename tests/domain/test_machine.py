"""A new machine, and the jobs on it."""

from __future__ import annotations

import pytest
from console import Operator
from records import audit_entries
from walker import Clock

from portres_tui.domain.jobnames import matching_jobs, newest_job
from portres_tui.domain.jobs import Job, JobType
from portres_tui.domain.machine import (
    begin_job,
    end_job,
    next_job_number,
    renew,
)
from portres_tui.domain.serverjobs import status
from portres_tui.domain.system import JournalEntry, SystemValue, system_name
from portres_tui.store.memory import MemorySystem
from portres_tui.texts import machine as shipped


def test_a_new_machine_is_as_after_an_ipl(machine: MemorySystem, clock: Clock) -> None:
    states = {
        each.name: status(newest_job(machine, each.name), clock()) for each in machine.servers
    }

    active = {name for name, state in states.items() if state == "*ACTIVE"}
    assert active == {each.name for each in machine.servers if each.autostart}
    assert set(states.values()) == {"*ACTIVE", "*ENDED"}


def test_on_a_new_machine_exactly_the_active_servers_hold_their_ports(
    machine: MemorySystem, clock: Clock
) -> None:
    wanted = {
        (port.protocol, port.port, each.profile)
        for each in machine.servers
        if each.autostart
        for port in each.bound_ports
    }

    held = {(each.protocol, each.port, each.profile) for each in machine.sockets}

    assert held == wanted
    assert all(each.since < clock() for each in machine.sockets)


def test_a_new_machine_has_no_restriction_and_nothing_was_refused_on_it(
    machine: MemorySystem,
) -> None:
    assert len(machine.restrictions) == 0
    assert audit_entries(machine) == []
    assert {line.message.id for line in machine.log_last(999)} == {
        *("CPF1124", "CPF1164", "PRT0301", "PRT0304"),
    }


def test_a_new_machine_is_one_journal_entry_of_the_system(machine: MemorySystem) -> None:
    (made,) = machine.journal()

    assert (made.profile, made.revision, machine.revision()) == ("QSYS", 1, 1)


def test_the_log_of_a_job_on_a_new_machine_is_all_due(machine: MemorySystem, clock: Clock) -> None:
    assert all(line.time < clock() for line in machine.log_last(999))


def test_a_machine_has_a_name_and_an_empty_one_has_none(machine: MemorySystem) -> None:
    assert system_name(machine) == "PORTRES1"
    assert system_name(MemorySystem()) == ""


@pytest.mark.parametrize(
    ("type", "subsystem"), [(JobType.INTERACTIVE, "QINTER"), (JobType.BATCH, "QBATCH")]
)
def test_a_job_begins_in_the_subsystem_of_its_kind(
    operator: Operator, type: JobType, subsystem: str
) -> None:
    with operator.changing():
        job = begin_job(operator.system, "WEBUSR", "QPADEV", type, operator.clock())

    assert operator.system.jobs.get(job.number) == job
    assert (job.subsystem, job.started) == (subsystem, operator.clock())
    assert job.lives(operator.clock())


def test_a_job_that_has_ended_lives_no_more_and_its_row_stays(operator: Operator) -> None:
    with operator.changing():
        job = begin_job(operator.system, "WEBUSR", "QPADEV", JobType.BATCH, operator.clock())
    with operator.changing():
        end_job(operator.system, job, operator.clock())

    (found,) = matching_jobs(operator.system.jobs, "QPADEV", "", job.number)
    assert not found.lives(operator.clock())


def numbers(operator: Operator, count: int) -> list[str]:
    with operator.changing():
        return [next_job_number(operator.system) for _ in range(count)]


def test_job_numbers_count_up_across_transactions(operator: Operator) -> None:
    first = numbers(operator, 2) + numbers(operator, 1)

    assert [int(each) - int(first[0]) for each in first] == [0, 1, 2]
    assert len({job.number for job in operator.system.jobs} | set(first)) == (
        len(operator.system.jobs) + 3
    )


def test_the_number_behind_999999_is_000001(operator: Operator) -> None:
    with operator.changing():
        operator.system.values.put(SystemValue("NEXTJOB", "999998"))

    assert numbers(operator, 4) == ["999998", "999999", "000001", "000002"]


def test_a_machine_that_was_never_told_where_to_begin_begins_with_000001() -> None:
    system = MemorySystem()
    with system.transaction(JournalEntry(0, "", "", "")):
        assert next_job_number(system) == "000001"


def test_behind_the_wrap_a_number_that_is_in_use_is_passed_over(operator: Operator) -> None:
    used = {job.number for job in operator.system.jobs}
    with operator.changing():
        operator.system.values.put(SystemValue("NEXTJOB", min(used)))

    assert numbers(operator, 1)[0] not in used


def test_jobs_are_found_by_name_and_if_given_by_user_and_number(operator: Operator) -> None:
    with operator.changing():
        jobs = [
            begin_job(operator.system, user, "QPADEV", JobType.BATCH, operator.clock())
            for user in ("WEBUSR", "OPER", "WEBUSR")
        ]

    def found(user: str, number: str) -> list[Job]:
        return matching_jobs(operator.system.jobs, "QPADEV", user, number)

    assert found("", "") == jobs
    assert found("WEBUSR", "") == [jobs[0], jobs[2]]
    assert found("", jobs[1].number) == [jobs[1]]
    assert found("OPER", jobs[0].number) == []


def test_a_renewal_starts_the_subsystems_that_are_inactive_and_no_other(operator: Operator) -> None:
    system = operator.system
    ended, *others = list(system.subsystems)
    with operator.changing():
        system.subsystems.put(ended._replace(monitor=""))
        renew(system, shipped(), operator.clock(), lambda *_: None)

    now = list(system.subsystems)
    assert all(each.active for each in now)
    assert [each for each in now if each.name != ended.name] == others
