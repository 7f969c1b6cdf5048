"""Simulated clients: who connects to which port, from where, and what they leave behind."""

from __future__ import annotations

import pytest
from console import Operator
from walker import Clock

from portres_tui.domain.connections import (
    CLIENT_PORTS,
    HOST,
    INTERFACES,
    Connection,
    clients,
    connected,
    idle,
)
from portres_tui.domain.machine import as_served, services_named
from portres_tui.domain.servers import ServerPort, Socket, TcpServer
from portres_tui.domain.services import Service
from portres_tui.store.memory import MemorySystem

JOB = "100007/QTCP/QTVTELNET"
PORT = Socket("*TCP", 23, JOB, "QTCP", 1000.5)


def server(count: int) -> TcpServer:
    return TcpServer("*X", "X", (ServerPort(23),), "X", "QSYSWRK", "QTCP", clients=count)


def at(machine: MemorySystem, port: int) -> list[Connection]:
    return [each for each in machine.connections if each.local_port == port]


def test_a_server_gets_its_clients_within_a_second_behind_the_bind() -> None:
    found = list(clients(server(5), [PORT]))

    assert len({each.remote_address for each in found}) == 5
    assert all(PORT.since < each.since <= PORT.since + 0.5 for each in found)
    assert {(each.local_port, each.job, each.profile) for each in found} == {(23, JOB, "QTCP")}
    assert all(each.remote_port in CLIENT_PORTS for each in found)


def test_the_same_machine_has_the_same_clients() -> None:
    assert list(clients(server(3), [PORT])) == list(clients(server(3), [PORT]))


def test_a_server_that_bound_nothing_or_only_udp_has_no_clients() -> None:
    assert list(clients(server(3), [])) == []
    assert list(clients(server(3), [PORT._replace(protocol="*UDP")])) == []


def test_a_client_takes_a_port_that_is_not_taken_until_there_is_none_left() -> None:
    first = connected(PORT, "10.1.9.1", (), 1.0)
    assert first is not None
    second = connected(PORT, "10.1.9.1", {first.remote_port}, 1.0)

    assert second is not None and second.remote_port != first.remote_port
    assert connected(PORT, "10.1.9.1", CLIENT_PORTS, 1.0) is None


def test_the_newer_the_sign_of_life_the_less_a_connection_is_idle() -> None:
    connection = Connection("*TCP", 23, "10.1.9.1", 50000, JOB, "QTCP", 1000.0, pulse=60.0)

    assert [connection.idle(1000.0 + t) for t in (0, 59, 60, 61)] == [0, 59, 0, 1]


def test_bytes_only_grow_with_the_age_of_a_connection() -> None:
    connection = Connection("*TCP", 23, "10.1.9.1", 50000, JOB, "QTCP", 1000.0, pulse=60.0)

    sent = [connection.sent(1000.0 + 30 * step) for step in range(9)]

    assert sent == sorted(sent) and 0 < sent[0] < sent[-1]
    assert 0 < connection.received(1000.0) < connection.sent(1000.0)


def test_a_port_is_idle_since_its_newest_client_came() -> None:
    early = Connection("*TCP", 23, "10.1.9.1", 50000, JOB, "QTCP", 1010.0)
    to_come = early._replace(remote_port=50001, since=2000.0)

    assert idle(PORT, [], 1020.5) == 20.0
    assert idle(PORT, [early, to_come], 1020.5) == 10.5


def test_the_machine_has_an_address_of_its_own_and_the_loopback() -> None:
    assert [each.address for each in INTERFACES] == [HOST, "127.0.0.1"]


def test_on_a_new_machine_the_clients_have_connected(machine: MemorySystem, clock: Clock) -> None:
    counts = {each.job.rpartition("/")[2]: len(at(machine, each.port)) for each in machine.sockets}

    assert counts["QTVTELNET"] == 2 and counts["QZDASRVSD"] == 2
    assert all(each.since < clock() for each in machine.connections)
    assert not any(each.remote_address == HOST for each in machine.connections)


def test_clients_come_when_a_server_starts_and_go_when_it_ends(operator: Operator) -> None:
    assert at(operator.system, 21) == []
    job = operator.start("*FTP")
    (client,) = at(operator.system, 21)
    assert operator.clock() < client.since < operator.clock() + 1
    assert (client.job, client.profile) == (job.id, "QTCP")

    operator.end(job)

    assert at(operator.system, 21) == []


def test_a_server_that_was_refused_its_port_gets_no_clients(operator: Operator) -> None:
    operator.reserve(21, 21, "*TCP", "WEBUSR")
    operator.start("*FTP")

    assert at(operator.system, 21) == []


@pytest.mark.parametrize(
    ("entry", "port"),
    [
        (Service("ftp-control", 2121, "*TCP"), 2121),
        (Service("ftp-control", 2121, "*UDP"), 21),
        (Service("transfer", 2100, "*TCP", aliases=("ftp-control",)), 2100),
    ],
    ids=["moved", "other-protocol", "alias"],
)
def test_a_server_is_served_where_the_service_table_says(
    operator: Operator, entry: Service, port: int
) -> None:
    with operator.changing():
        operator.system.services.remove("ftp-control", 21, "*TCP")
        operator.system.services.put(entry)

    assert [each.port for each in as_served(operator.system, operator.server("*FTP")).ports] == [
        port
    ]


def test_a_name_of_its_own_goes_before_an_alias(operator: Operator) -> None:
    with operator.changing():
        operator.system.services.put(Service("a-transfer", 2100, "*TCP", aliases=("telnet",)))

    assert [each.port for each in services_named(operator.system, "telnet")] == [23]
    assert services_named(operator.system, "nowhere") == []


def test_a_service_is_named_in_cl_by_its_address() -> None:
    assert Service("o'clock", 37, "*UDP").address == "SERVICE('o''clock') PORT(37) PROTOCOL('udp')"
