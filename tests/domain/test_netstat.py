"""What is connected, as lists show it."""

from __future__ import annotations

import pytest
from console import Operator
from walker import Clock

from portres_tui.domain import netstat
from portres_tui.domain.connections import HOST, Connection
from portres_tui.domain.netstat import Row, idle_time, octets, short
from portres_tui.domain.services import Service
from portres_tui.store.memory import MemorySystem


def shown(machine: MemorySystem, now: float, **subset: str) -> list[tuple[int, str, str]]:
    """Local port, remote address and state of each row."""
    found = netstat.chosen(netstat.rows(machine, now), subset)
    return [(each.local_port, each.remote_address, each.state) for each in found]


def test_a_listener_stands_before_its_clients_and_ports_stand_in_order(
    machine: MemorySystem, clock: Clock
) -> None:
    assert shown(machine, clock())[:5] == [
        (23, "*", "Listen"),
        (23, "10.1.2.43", "Established"),
        (23, "10.1.2.50", "Established"),
        (25, "*", "Listen"),
        (25, "10.1.2.45", "Established"),
    ]


def test_a_port_of_udp_has_no_state(operator: Operator) -> None:
    operator.start("*DNS")

    found = netstat.rows(operator.system, operator.clock() + 1)

    assert [(r.protocol, r.state) for r in found if r.local_port == 53] == [
        ("*TCP", "Listen"),
        ("*UDP", "*UDP"),
    ]


def test_what_is_dated_ahead_is_not_there_yet(operator: Operator) -> None:
    operator.start("*FTP")
    now = operator.clock()

    assert [len(shown(operator.system, now + t, local="21")) for t in (0.4, 0.6, 1.0)] == [0, 1, 2]


def test_a_row_tells_the_name_of_its_port_and_whose_it_is(operator: Operator) -> None:
    job = operator.start("*FTP")
    with operator.changing():
        operator.system.services.put(Service("another", 21, "*TCP"))

    listener, client = (
        r for r in netstat.rows(operator.system, operator.clock()) if r.job == job.id
    )

    assert (listener.service, listener.user, listener.local_address) == ("another", "QTCP", "*")
    assert (client.service, client.user, client.local_address) == ("another", "QTCP", HOST)
    assert client.sent > client.received > 0 == listener.sent


def test_a_row_is_found_again_by_its_ends(machine: MemorySystem, clock: Clock) -> None:
    for each in netstat.rows(machine, clock()):
        ends = each.remote_address if each.remote_port else ""
        key = (each.protocol, each.local_port, ends, each.remote_port)
        assert netstat.row(machine, clock(), key) == each
    assert netstat.row(machine, clock(), ("*TCP", 8001, "", 0)) is None


def test_no_two_rows_have_the_same_identity(machine: MemorySystem, clock: Clock) -> None:
    found = netstat.rows(machine, clock())

    assert len({each.id for each in found}) == len(found) == 21


@pytest.mark.parametrize(
    ("name", "seen"),
    [("telnet", "telnet"), ("ftp-data", "ftp-data"), ("ftp-control", "ftp-con >"),
     ("ninechars", "ninecha >")],
)  # fmt: skip
def test_a_long_name_is_cut_to_seven_characters(name: str, seen: str) -> None:
    assert short(name) == seen


@pytest.mark.parametrize(
    ("seconds", "seen"),
    [
        (0.9, "000:00:00"),
        (1281, "000:21:21"),
        (37158, "010:19:18"),
        (3_599_999, "999:59:59"),
        (3_600_000, "+++++++++"),
    ],
)
def test_idle_time_is_told_in_hours_as_long_as_there_is_room(seconds: float, seen: str) -> None:
    assert idle_time(seconds) == seen


def test_addresses_stand_in_the_order_of_their_numbers() -> None:
    given = ["10.1.2.10", "*", "9.255.1.1", "10.1.2.9"]

    assert sorted(given, key=octets) == ["*", "9.255.1.1", "10.1.2.9", "10.1.2.10"]


@pytest.mark.parametrize(
    ("subset", "count"),
    [
        ({}, 21),
        ({"type": "*UDP"}, 0),
        ({"state": "ESTABLISHED"}, 7),
        ({"local": "23"}, 3),
        ({"local": "23", "local upper": "25"}, 5),
        ({"local": "23", "state": "LISTEN"}, 1),
        ({"address": "10.1.2.43"}, 1),
        ({"address": "10.1.2.*"}, 7),
        ({"address": "10.1.3.*"}, 0),
        ({"remote": "49152", "remote upper": "65535"}, 7),
        ({"user": "QTMHHTTP"}, 1),
    ],
)
def test_a_subset_narrows_the_rows(
    machine: MemorySystem, clock: Clock, subset: dict[str, str], count: int
) -> None:
    assert len(shown(machine, clock(), **subset)) == count


def test_a_row_is_named_in_cl_by_both_of_its_ends() -> None:
    row = Row("*TCP", HOST, 23, "10.1.9.1", 50000, "Established", "QTCP", "X", 0.0, 0.0)

    assert row.address == (
        "PROTOCOL(*TCP) LCLINTNETA('10.1.1.10') LCLPORT(23) RMTINTNETA('10.1.9.1') RMTPORT('50000')"
    )
    listens = row._replace(local_address="*", remote_address="*", remote_port=0)
    assert listens.address.endswith("LCLPORT(23) RMTINTNETA('*') RMTPORT('*')")


def test_the_idle_time_of_a_client_is_its_own() -> None:
    machine = MemorySystem()
    operator = Operator(machine, Clock(1000.0))
    with operator.changing():
        machine.connections.put(
            Connection("*TCP", 23, "10.1.9.1", 50000, "100001/QTCP/X", "QTCP", 1000.0, pulse=100.0)
        )

    (row,) = netstat.rows(machine, 1250.0)

    assert (row.idle, row.service) == (50.0, "")
