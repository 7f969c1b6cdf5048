"""Servers on a machine with restrictions: who gets which port, and when that is looked at."""

from __future__ import annotations

import pytest
from console import Operator
from records import audit_entries

from portres_tui.domain.jobnames import newest_job
from portres_tui.domain.machine import bind_decision, end_server
from portres_tui.domain.ports import Reason
from portres_tui.domain.serverjobs import status
from portres_tui.domain.servers import ServerPort
from portres_tui.domain.users import UserProfile


def test_a_restriction_for_an_end_user_keeps_the_server_s_own_profile_out(
    operator: Operator,
) -> None:
    operator.reserve(21, 21, "*TCP", "WEBUSR")

    job = operator.start("*FTP")

    assert operator.errno() == "3401"
    assert operator.status("*FTP") == "*ENDED"
    assert operator.ports(job) == []


def test_a_refused_start_leaves_one_audit_entry(operator: Operator) -> None:
    operator.reserve(21, 21, "*TCP", "WEBUSR")

    job = operator.start("*FTP")

    (refused,) = audit_entries(operator.system)
    assert (refused.type, refused.violation, refused.job) == ("AF", "T", job.id)
    assert (refused.profile, dict(refused.data)) == ("QTCP", {"protocol": "*TCP", "port": "21"})


def test_without_the_restriction_the_server_starts_again(operator: Operator) -> None:
    operator.reserve(21, 21, "*TCP", "WEBUSR")
    operator.start("*FTP")
    with operator.changing():
        operator.system.restrictions.remove(21, 21, "*TCP", "WEBUSR")

    job = operator.start("*FTP")

    assert operator.status("*FTP") == "*ACTIVE"
    assert operator.ports(job) == [("*TCP", 21)]


def test_an_entry_for_the_server_s_profile_beside_the_other_cures_it_too(
    operator: Operator,
) -> None:
    operator.reserve(21, 21, "*TCP", "WEBUSR")
    operator.reserve(20, 21, "*TCP", "QTCP")

    operator.start("*FTP")

    assert operator.status("*FTP") == "*ACTIVE"


def test_a_running_server_lives_on_under_a_restriction_and_fails_at_its_next_start(
    operator: Operator,
) -> None:
    job = operator.start("*FTP")

    operator.reserve(21, 21, "*TCP", "WEBUSR")

    assert operator.status("*FTP") == "*ACTIVE"
    assert operator.ports(job) == [("*TCP", 21)]
    operator.end(job)
    operator.start("*FTP")
    assert operator.errno() == "3401"


def test_ending_a_server_frees_its_ports_at_once(operator: Operator) -> None:
    job = operator.start("*BOOTP")

    operator.end(job)

    assert operator.ports(job) == []
    assert bind_decision(operator.system, "QTCP", ServerPort(67, "*UDP")).reason is Reason.OPEN
    assert status(newest_job(operator.system, "*BOOTP"), operator.clock()) == "*ENDING"
    assert operator.status("*BOOTP") == "*ENDED"


def test_ending_a_server_is_told_in_its_log_when_it_is_over(operator: Operator) -> None:
    job = operator.start("*FTP")

    operator.end(job)

    ((ended, moment, line),) = operator.logged
    assert (ended.id, line.id, line.data["code"]) == (job.id, "CPF1164", "0")
    assert operator.clock() < moment <= operator.clock() + 1
    stored = operator.system.jobs.get(job.number)
    assert stored is not None and stored.ended == moment


def test_nothing_is_dated_behind_the_end_of_a_job(operator: Operator) -> None:
    job = operator.start("*FTP")
    begun = list(operator.logged)
    with operator.changing():
        end_server(operator.system, job, job.entered + 0.05, operator._log)

    ends = operator.logged[-1][1]

    assert all(moment <= ends for _, moment, _ in begun)


@pytest.mark.parametrize(("first", "second"), [("*BOOTP", "*DHCP"), ("*DHCP", "*BOOTP")])
def test_of_two_servers_that_share_a_port_the_first_wins(
    operator: Operator, first: str, second: str
) -> None:
    operator.start(first)

    operator.start(second)

    assert operator.errno() == "3420"
    assert operator.status(first) == "*ACTIVE"
    assert operator.status(second) == "*ENDED"
    assert audit_entries(operator.system) == []


def test_barring_bootp_bars_dhcp_too(operator: Operator) -> None:
    operator.reserve(67, 67, "*UDP", "LOCKBOX")

    errnos = [(operator.start(name), operator.errno())[1] for name in ("*BOOTP", "*DHCP")]

    assert errnos == ["3401", "3401"]


def test_a_server_with_a_tcp_and_a_udp_port_is_barred_by_either(operator: Operator) -> None:
    operator.reserve(53, 53, "*UDP", "LOCKBOX")

    job = operator.start("*DNS")

    assert operator.errno() == "3401"
    assert [line.id for _, _, line in operator.logged] == [
        "CPF1124",
        "PRT0304",
        "TCP7701",
        "CPF1164",
    ]
    assert operator.ports(job) == []


def test_a_range_for_an_application_swallows_the_host_servers_in_it(operator: Operator) -> None:
    operator.reserve(8400, 8500, "*TCP", "APPGRP")
    for name in ("*CENTRAL", "*SVRMAP"):
        operator.end(newest_job(operator.system, name))

    errnos = [(operator.start(name), operator.errno())[1] for name in ("*CENTRAL", "*SVRMAP")]

    assert errnos == ["3401", ""]


@pytest.mark.parametrize("listed", ["APPGRP", "NETGRP", "APPSRV"])
def test_a_server_under_a_member_may_bind_what_is_reserved_for_its_groups(
    operator: Operator, listed: str
) -> None:
    with operator.changing():
        profile = UserProfile("APPSRV", group="APPGRP", supplemental=("NETGRP",))
        operator.system.profiles.put(profile)
    operator.change(operator.server("*FTP")._replace(profile="APPSRV"))
    operator.reserve(21, 21, "*TCP", listed)

    operator.start("*FTP")

    assert operator.status("*FTP") == "*ACTIVE"


def test_a_restriction_outlives_its_profile(operator: Operator) -> None:
    operator.reserve(21, 21, "*TCP", "WEBUSR")
    with operator.changing():
        operator.system.profiles.remove("WEBUSR")

    operator.start("*FTP")

    assert operator.errno() == "3401"


def test_a_job_of_a_profile_that_is_gone_binds_as_that_name_without_groups(
    operator: Operator,
) -> None:
    operator.reserve(8080, 8080, "*TCP", "GONE")

    assert bind_decision(operator.system, "GONE", ServerPort(8080)).reason is Reason.NAMED
    assert bind_decision(operator.system, "AWAY", ServerPort(8080)).reason is Reason.RESERVED


def test_who_starts_a_server_does_not_matter_but_for_the_debug_server(operator: Operator) -> None:
    operator.reserve(21, 21, "*TCP", "OPER")
    operator.reserve(3825, 3825, "*TCP", "OPER")

    assert operator.start("*FTP", starter="OPER").user == "QTCP"
    assert operator.errno() == "3401"
    assert operator.start("DBGSVR", starter="WEBUSR").user == "WEBUSR"
    assert operator.errno() == "3401"
    assert operator.start("DBGSVR", starter="OPER").user == "OPER"
    assert operator.errno() == ""


def test_a_certificate_makes_a_tls_port_one_that_can_be_refused(operator: Operator) -> None:
    operator.reserve(636, 636, "*TCP", "LOCKBOX")

    operator.start("*DIRSRV")
    assert operator.errno() == ""

    operator.end(newest_job(operator.system, "*DIRSRV"))
    operator.change(operator.server("*DIRSRV")._replace(tls=True))
    operator.start("*DIRSRV")
    assert operator.errno() == "3401"


def test_a_restriction_protects_the_number_not_the_server_that_has_moved(
    operator: Operator,
) -> None:
    operator.reserve(21, 21, "*TCP", "LOCKBOX")
    operator.change(operator.server("*FTP")._replace(ports=(ServerPort(2121),)))

    operator.start("*FTP")

    assert operator.status("*FTP") == "*ACTIVE"


def test_sshd_runs_under_qsecofr_and_is_kept_out_by_an_entry_for_qtcp(operator: Operator) -> None:
    operator.reserve(22, 22, "*TCP", "QTCP")

    operator.start("*SSHD")

    assert operator.errno() == "3401"
