"""What comes of starting a server, decided at once and dated over the next second."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portres_tui.domain.jobs import Job, JobType
from portres_tui.domain.messages import MessageType
from portres_tui.domain.ports import Decision, Reason
from portres_tui.domain.serverjobs import (
    BINDS,
    ENDS,
    SHUTDOWN,
    STARTS,
    ServerStatus,
    Start,
    running,
    start,
    status,
    submitted,
)
from portres_tui.domain.servers import ServerPort, TcpServer

NOW = 1_000.0
PORTS = (ServerPort(446), ServerPort(67, "*UDP"), ServerPort(448), ServerPort(992, tls=True))
DDM = TcpServer("*DDM", "DDM", PORTS, "QRWTLSTN", "QSYSWRK", "QUSER")

OPEN = Decision(Reason.OPEN)
RESERVED = Decision(Reason.RESERVED)
IN_USE = Decision(Reason.IN_USE, holder="123456/QTCP/QTBOOTP")


def refusing(*ports: int, by: Decision = RESERVED) -> Callable[[ServerPort], Decision]:
    return lambda port: by if port.port in ports else OPEN


ADMITTING = refusing()


def started(decide: Callable[[ServerPort], Decision] = ADMITTING, server: TcpServer = DDM) -> Start:
    return start(server, submitted(server, "QUSER", "100023", NOW), decide)


def ids(outcome: Start) -> list[str]:
    return [line.id for _, line in outcome.log]


def test_a_server_job_runs_in_its_subsystem_under_its_profile() -> None:
    job = submitted(DDM, "QUSER", "100023", NOW)

    assert (job.id, job.type, job.subsystem) == (
        "100023/QUSER/QRWTLSTN",
        JobType.SERVER,
        "QSYSWRK",
    )
    assert (job.server, job.entered, job.started, job.ended) == ("*DDM", NOW, NOW + STARTS, None)


def test_a_job_name_with_a_number_ends_in_that_of_the_job() -> None:
    ftp = DDM._replace(job="QTFTPnnnnn")

    assert submitted(ftp, "QTCP", "123456", NOW).name == "QTFTP23456"


def test_a_start_binds_its_ports_in_order() -> None:
    asked: list[ServerPort] = []

    def decide(port: ServerPort) -> Decision:
        asked.append(port)
        return OPEN

    outcome = started(decide)

    assert asked == list(PORTS[:3])
    assert [(each.protocol, each.port) for each in outcome.sockets] == [
        ("*TCP", 446),
        ("*UDP", 67),
        ("*TCP", 448),
    ]


def test_a_port_that_the_job_has_bound_itself_is_in_use() -> None:
    twice = DDM._replace(ports=(ServerPort(446, service="one"), ServerPort(446, service="two")))

    outcome = started(server=twice)

    assert ids(outcome)[-2:] == ["TCP7701", "CPF1164"]
    assert outcome.log[-2][1].data["errno"] == "3420"
    assert (outcome.sockets, outcome.audit) == ((), ())


def test_a_socket_belongs_to_the_job_and_its_profile_from_the_bind_on() -> None:
    socket = started().sockets[0]

    assert (socket.job, socket.profile) == ("100023/QUSER/QRWTLSTN", "QUSER")
    assert socket.since == NOW + BINDS


def test_the_log_of_a_server_that_is_up_tells_each_port() -> None:
    outcome = started()

    assert ids(outcome) == ["CPF1124", "PRT0304", "PRT0304", "PRT0304"]
    assert [line.data["port"] for _, line in outcome.log[1:]] == ["446", "67", "448"]
    assert outcome.job.ended is None and outcome.audit == ()


def test_the_first_port_that_is_refused_ends_the_job() -> None:
    asked: list[int] = []

    def decide(port: ServerPort) -> Decision:
        asked.append(port.port)
        return refusing(67)(port)

    outcome = started(decide)

    assert asked == [446, 67]
    assert ids(outcome) == ["CPF1124", "PRT0304", "TCP7701", "CPF1164"]
    assert outcome.job.ended == NOW + ENDS


def test_a_server_that_ends_keeps_none_of_the_ports_that_it_had_bound() -> None:
    assert started(refusing(448)).sockets == ()


@pytest.mark.parametrize(("decision", "errno"), [(RESERVED, "3401"), (IN_USE, "3420")])
def test_a_failed_bind_is_told_as_tcp7701_with_its_errno(decision: Decision, errno: str) -> None:
    outcome = started(refusing(446, by=decision))

    (unable,) = (line for _, line in outcome.log if line.id == "TCP7701")
    assert unable.type is MessageType.DIAGNOSTIC
    assert unable.data == {"server": "DDM", "call": "bind", "errno": errno}


def test_a_job_that_could_not_bind_ends_abnormally() -> None:
    (_, last) = started(refusing(446)).log[-1]

    assert (last.id, last.data["code"]) == ("CPF1164", "30")
    assert last.data["ended"] == str(NOW + ENDS)


def test_a_bind_that_a_restriction_refused_is_audited() -> None:
    (entry,) = started(refusing(67)).audit

    assert (entry.type, entry.violation) == ("AF", "T")
    assert (entry.job, entry.profile) == ("100023/QUSER/QRWTLSTN", "QUSER")
    assert entry.data == {"protocol": "*UDP", "port": "67"}
    assert entry.time == NOW + BINDS


def test_a_port_that_is_merely_busy_is_not_audited() -> None:
    assert started(refusing(67, by=IN_USE)).audit == ()


@pytest.mark.parametrize("decide", [ADMITTING, refusing(446), refusing(448, by=IN_USE)])
def test_everything_is_dated_in_order_within_the_second_ahead(
    decide: Callable[[ServerPort], Decision],
) -> None:
    moments = [moment for moment, _ in started(decide).log]

    assert moments == sorted(moments)
    assert all(NOW < moment <= NOW + 1 for moment in moments)


def test_a_tls_port_is_bound_only_with_a_certificate() -> None:
    assert 992 not in [port.port for port in DDM.bound_ports]
    assert DDM._replace(tls=True).bound_ports == PORTS


def test_a_tls_port_that_is_not_bound_cannot_fail() -> None:
    assert started(refusing(992)).job.ended is None
    assert started(refusing(992), DDM._replace(tls=True)).job.ended is not None


def at(job: Job, *seconds: float) -> list[str]:
    """The status of the server so many seconds after the submission."""
    return [status(job, NOW + each) for each in seconds]


def test_a_server_is_starting_until_it_binds_and_active_from_then_on() -> None:
    assert at(started().job, 0, BINDS - 0.01, BINDS, 3_600) == [
        "*STARTING",
        "*STARTING",
        "*ACTIVE",
        "*ACTIVE",
    ]


def test_a_server_that_fails_is_starting_then_ending_then_ended() -> None:
    job = started(refusing(446)).job

    assert at(job, 0, BINDS, ENDS, 10) == ["*STARTING", "*ENDING", "*ENDED", "*ENDED"]


def test_a_server_that_is_ended_takes_a_moment() -> None:
    job = started().job._replace(ended=NOW + 60 + SHUTDOWN)

    assert at(job, 60, 60 + SHUTDOWN) == ["*ENDING", "*ENDED"]


def test_a_server_that_never_had_a_job_is_ended() -> None:
    assert status(None, NOW + 10) is ServerStatus.ENDED


def test_the_running_job_is_the_one_whose_end_is_not_decided() -> None:
    alive = started().job
    ending = alive._replace(number="100024", ended=NOW + SHUTDOWN)

    assert running(alive) == alive
    assert running(ending) is None
    assert running(None) is None


def test_a_server_that_may_not_open_a_file_ends_and_asks_for_no_port() -> None:
    http = DDM._replace(name="*HTTP *ADMIN", fault="*FILEAUT")

    outcome = started(refusing(446), http)

    assert ids(outcome) == ["CPF1124", "HTP8029", "CPF1164"]
    assert outcome.log[1][1].data == {"file": "/www/admin/conf/httpd.conf", "errno": "3401"}
    assert outcome.job.ended == NOW + ENDS and not outcome.job.open
    (entry,) = outcome.audit
    assert (entry.type, entry.violation) == ("AF", "A")
    assert entry.data == {"object": "/www/admin/conf/httpd.conf"} and outcome.sockets == ()


def test_a_deaf_server_lives_and_has_no_socket() -> None:
    outcome = started(refusing(446), DDM._replace(fault="*NOLISTEN"))

    assert ids(outcome) == ["CPF1124", "MCH3601"]
    assert outcome.job.open and outcome.sockets == ()
    assert status(outcome.job, NOW + 1) is ServerStatus.ACTIVE
