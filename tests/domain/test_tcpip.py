"""TCP/IP as a whole, subsystems and the IPL: what ends with them, and what begins again."""

from __future__ import annotations

import pytest
from console import Operator
from records import audit_entries

from portres_tui.domain import power, tcpip
from portres_tui.domain.connections import Connection
from portres_tui.domain.jobnames import newest_job
from portres_tui.domain.jobs import FORCED, Job, JobType
from portres_tui.domain.machine import (
    begin_job,
    end_subsystem,
    hindrance,
    ready_subsystem,
    start_subsystem,
    start_tcp,
)
from portres_tui.domain.subsystems import Subsystem
from portres_tui.domain.system import SystemValue


def subsystem(operator: Operator, name: str) -> Subsystem:
    found = operator.system.subsystems.get(name)
    assert found is not None
    return found


def open_jobs(operator: Operator, name: str) -> list[str]:
    return [job.name for job in operator.system.jobs.find(open=True) if job.subsystem == name]


def end(operator: Operator, name: str, code: int = 0) -> None:
    operator.logged.clear()
    with operator.changing():
        end_subsystem(
            operator.system, subsystem(operator, name), operator.clock(), code, operator._log
        )


def restart(operator: Operator) -> power.Ipl:
    operator.logged.clear()
    with operator.changing():
        requester = begin_job(
            operator.system, "OPER", "QPADEV", JobType.INTERACTIVE, operator.clock()
        )
        return power.restart(operator.system, requester, operator.clock(), FORCED, operator._log)


def ids(operator: Operator) -> list[str]:
    return [line.id for _, _, line in operator.logged]


# TCP/IP


def test_tcp_ip_is_active_unless_the_machine_says_that_it_ended(operator: Operator) -> None:
    assert tcpip.is_active(operator.system)
    with operator.changing():
        operator.system.values.put(SystemValue(tcpip.STATE, tcpip.ENDED))

    assert not tcpip.is_active(operator.system)


def test_with_tcp_ip_every_socket_connection_and_listening_server_is_gone(
    operator: Operator,
) -> None:
    telnet = newest_job(operator.system, "*TELNET")
    assert telnet
    with operator.changing():
        client = Connection("*TCP", 23, "10.1.1.7", 50123, telnet.id, "QTCP", operator.clock())
        operator.system.connections.put(client)

    with operator.changing():
        ended = tcpip.end(operator.system, operator.clock(), operator._log, idle=False)

    assert len(operator.system.sockets) == len(operator.system.connections) == 0
    assert telnet.id in [job.id for job in ended]
    assert {
        each.name for each in operator.system.servers if operator.status(each.name) != "*ENDED"
    } == set()
    assert [job for job in operator.system.jobs.find(open=True) if job.server or job.helps] == []


def test_a_server_that_listens_to_nothing_outlives_tcp_ip_unless_all_are_to_end(
    operator: Operator,
) -> None:
    operator.change(operator.server("*FTP")._replace(fault="*NOLISTEN"))
    job = operator.start("*FTP")

    for idle, status in ((False, "*ACTIVE"), (True, "*ENDED")):
        with operator.changing():
            ended = tcpip.end(operator.system, operator.clock(), operator._log, idle=idle)
        assert (job.id in [each.id for each in ended]) == idle
        assert operator.status("*FTP") == status


def test_the_job_that_starts_the_servers_tells_which_did_not_start(operator: Operator) -> None:
    with operator.changing():
        tcpip.end(operator.system, operator.clock(), operator._log, idle=True)
    operator.reserve(446, 446, "*TCP", "WEBUSR")
    operator.logged.clear()

    with operator.changing():
        starter, started = start_tcp(operator.system, operator.clock(), operator._log)

    told = [(job.id, line.data) for job, _, line in operator.logged if line.id == "PRT1102"]
    (failed,) = [job for job in started if not job.open]
    assert told == [(starter.id, {"server": "DDM", "job": failed.id})]
    assert len(started) == sum(each.autostart for each in operator.system.servers)


def test_a_server_whose_subsystem_is_inactive_is_passed_over_and_told(operator: Operator) -> None:
    end(operator, "QHTTPSVR")
    operator.logged.clear()

    with operator.changing():
        _, started = start_tcp(operator.system, operator.clock(), operator._log)

    assert started == []
    (told,) = [line for _, _, line in operator.logged if line.id == "PRT1106"]
    assert told.data == {"server": "HTTP ADMIN", "subsystem": "QHTTPSVR"}


# Subsystems


def test_a_subsystem_takes_its_jobs_with_it_and_its_monitor_job_ends_last(
    operator: Operator,
) -> None:
    assert {"QTVTELNET", "QTVDEVICE", "QSYSWRK"} <= set(open_jobs(operator, "QSYSWRK"))

    end(operator, "QSYSWRK")

    assert open_jobs(operator, "QSYSWRK") == []
    assert not subsystem(operator, "QSYSWRK").active
    ends = [(moment, job.name) for job, moment, line in operator.logged if line.id == "CPF1164"]
    assert max(ends)[0] == ends[-1][0] and ends[-1][1] == "QSYSWRK"
    assert operator.status("*TELNET") == "*ENDED"
    assert operator.status("*HTTP *ADMIN") == "*ACTIVE"
    assert operator.logged[-1][0].id == "000000/QSYS/SCPF"


@pytest.mark.parametrize("code", [0, FORCED])
def test_the_end_code_of_the_jobs_is_that_of_the_command(operator: Operator, code: int) -> None:
    end(operator, "QSERVER", code)

    codes = {line.data["code"] for _, _, line in operator.logged if line.id == "CPF1164"}
    assert codes == {str(code)}


def test_a_server_is_hindered_by_its_subsystem_and_by_no_other(operator: Operator) -> None:
    end(operator, "QUSRWRK")

    hindered = hindrance(operator.system, operator.server("DBGSVR"))

    assert hindered and hindered.id == "PRT1106"
    assert hindrance(operator.system, operator.server("*FTP")) is None
    with operator.changing():
        start_subsystem(
            operator.system, subsystem(operator, "QUSRWRK"), operator.clock(), operator._log
        )
    assert hindrance(operator.system, operator.server("DBGSVR")) is None


def test_a_server_of_a_subsystem_that_is_gone_is_hindered(operator: Operator) -> None:
    with operator.changing():
        operator.system.subsystems.remove("QUSRWRK")

    assert hindrance(operator.system, operator.server("DBGSVR"))


def test_a_subsystem_that_somebody_needs_is_started_once(operator: Operator) -> None:
    end(operator, "QINTER")
    operator.logged.clear()

    for _ in range(2):
        with operator.changing():
            ready_subsystem(operator.system, "QINTER", operator.clock(), operator._log)

    assert ids(operator) == ["CPF1124"]
    assert open_jobs(operator, "QINTER") == ["QINTER"]


# The IPL


def test_an_ipl_ends_every_job(operator: Operator) -> None:
    with operator.changing():
        session = begin_job(
            operator.system, "WEBUSR", "QPADEV", JobType.INTERACTIVE, operator.clock()
        )
    before = [job.number for job in operator.system.jobs.find(open=True)]

    restart(operator)

    assert session.number in before
    for number in before:
        job = operator.system.jobs.get(number)
        assert job is not None and not job.open and not job.lives(operator.clock() + 1)


def test_after_an_ipl_the_machine_is_as_a_new_one(operator: Operator) -> None:
    def state() -> tuple[set[str], set[tuple[str, int]]]:
        active = {
            each.name for each in operator.system.servers if operator.status(each.name) == "*ACTIVE"
        }
        return active, {(each.protocol, each.port) for each in operator.system.sockets}

    fresh = state()
    operator.start("*FTP")
    end(operator, "QHTTPSVR")
    with operator.changing():
        tcpip.end(operator.system, operator.clock(), operator._log, idle=True)

    restart(operator)

    assert state() == fresh
    assert tcpip.is_active(operator.system)
    assert all(each.active for each in operator.system.subsystems)


def test_a_restriction_that_a_running_server_did_not_feel_bites_at_the_ipl(
    operator: Operator,
) -> None:
    operator.reserve(23, 23, "*TCP", "WEBUSR")
    assert operator.status("*TELNET") == "*ACTIVE"

    done = restart(operator)

    assert operator.status("*TELNET") == "*ENDED"
    assert [job.server for job in power.failed(done)] == ["*TELNET"]
    (refused,) = audit_entries(operator.system)
    assert (refused.type, refused.violation, refused.job) == ("AF", "T", power.failed(done)[0].id)
    assert [line.data for _, _, line in operator.logged if line.id == "PRT1121"] == [
        {"active": "11", "failed": "1"}
    ]


def test_what_an_ipl_does_is_due_within_the_second_that_a_watch_looks_ahead(
    operator: Operator,
) -> None:
    operator.start("*FTP")
    operator.clock.forward(-59.9)  # it is starting just now

    restart(operator)

    begun = [m for job, m, line in operator.logged if line.id != "CPF1164"]
    assert max(begun) <= operator.clock() + 1


def test_the_system_job_tells_of_the_ipl(operator: Operator) -> None:
    restart(operator)

    told = [line.id for job, _, line in operator.logged if job.name == "SCPF"]
    assert told[0] == "PRT1120" and told[-1] == "PRT1121"
    assert told.count("PRT1109") == len(operator.system.subsystems)


def test_a_job_of_a_subsystem_that_is_gone_ends_too(operator: Operator) -> None:
    with operator.changing():
        stray = Job(
            "999000", "WEBUSR", "STRAY", JobType.BATCH, "QOLD", operator.clock(), operator.clock()
        )
        operator.system.jobs.put(stray)

    restart(operator)

    ended = operator.system.jobs.get("999000")
    assert ended and not ended.open
