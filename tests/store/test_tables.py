"""Tables, their order and their pages, in every store."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from portres_tui.domain.connections import Connection
from portres_tui.domain.jobs import Job, JobType
from portres_tui.domain.messages import information
from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.queues import MessageQueue, QueuedMessage
from portres_tui.domain.servers import ServerPort, Socket, TcpServer
from portres_tui.domain.services import Service
from portres_tui.domain.spool import SpooledFile, SpooledText
from portres_tui.domain.subsystems import Subsystem
from portres_tui.domain.system import SHAPES, JournalEntry, System, SystemValue
from portres_tui.domain.users import Password, UserProfile

HEADER = JournalEntry(1.0, "100001/OPER/QPADEV0001", "OPER", "X")

FTP = PortRestriction(21, 21, "*TCP", "WEBUSR")
ROWS: dict[str, list[object]] = {
    "restrictions": [FTP, PortRestriction(1050, 1059, "*UDP", "PAOLO")],
    "profiles": [
        UserProfile("APPUSER", "Ordering, “new”", group="APPGRP", supplemental=("SALES", "STOCK")),
        UserProfile("OPER", "Operator", "*SYSOPR", ("*JOBCTL", "*SAVSYS"), signs_on=False),
    ],
    "servers": [
        TcpServer("*FTP", "FTP", (ServerPort(21),), "QTFTPnnnnn", "QSYSWRK", "QTCP", mark="S"),
        TcpServer(
            "*TELNET",
            "TELNET",
            (ServerPort(23), ServerPort(992, tls=True)),
            "QTVTELNET",
            "QSYSWRK",
            "QTCP",
            helpers=("QTVDEVICE",),
            autostart=True,
        ),
    ],
    "jobs": [
        Job("000007", "QTCP", "QTFTP00007", JobType.SERVER, "QSYSWRK", 1.5, 1.75, None, "*FTP"),
        Job("000008", "OPER", "NIGHTLY", JobType.BATCH, "QBATCH", 2.0, 2.125, 3.1, open=False),
    ],
    "sockets": [
        Socket("*TCP", 21, "000007/QTCP/QTFTP00007", "QTCP", 2.1),
        Socket("*UDP", 67, "000009/QTCP/QTBOOTP", "QTCP", 0.1 + 0.2),
    ],
    "passwords": [
        Password("APPUSER", "$argon2id$v=19$m=8$c2FsdA$aGFzaA", 1.5, tries=2),
        Password("OPER", "$argon2id$v=19$m=8$c2FsdA$b3RoZXI", 2.5, expired=True, last=3.5),
    ],
    "services": [
        Service("ftp-control", 21, "*TCP", mark="S"),
        Service("mine", 8205, "*UDP", "My own", aliases=("ours", "Theirs")),
    ],
    "subsystems": [
        Subsystem("QSERVER", "File server"),
        Subsystem("QSYSWRK", "System work", "000003/QSYS/QSYSWRK"),
    ],
    "connections": [
        Connection("*TCP", 21, "10.1.1.7", 51234, "000007/QTCP/QTFTP00007", "QTCP", 2.1),
        Connection("*TCP", 23, "10.1.1.8", 51235, "000009/QTCP/QTVTELNET", "QTCP", 2.2, 7.5),
    ],
    "queues": [MessageQueue("OPER", 1), MessageQueue("QSYSOPR", 7)],
    "messages": [
        QueuedMessage(
            "OPER", 1, 1.5, 0, information("PRT0001", command="X"), "000008/ANN/NIGHTLY", "ANN"
        ),
        QueuedMessage(
            "QSYSOPR", 1, 2.5, 40, information("CPF1124"), "000008/ANN/NIGHTLY", "ANN", reply=""
        ),
    ],
    "spooled": [
        SpooledFile("000008/OPER/NIGHTLY", 1, "QPJOBLOG", "OPER", "NIGHTLY", 3.1, 7, "QEZJOBLOG"),
        SpooledFile("000008/OPER/NIGHTLY", 2, "QPRINT", "OPER", "", 3.2, 2),
    ],
    "spooled_text": [
        SpooledText("000008/OPER/NIGHTLY", 1, ("one", "", "  three")),
        SpooledText("000008/OPER/NIGHTLY", 2, ("four",)),
    ],
    "values": [SystemValue("SYSNAME", "SYSNAM03"), SystemValue("ZONE", "")],
}
"""Two rows of each table, in the order of their keys."""


def fill(system: System, rows: Iterable[PortRestriction]) -> None:
    with system.transaction(HEADER):
        for row in rows:
            system.restrictions.put(row)


def random_restrictions(n: int, seed: int) -> list[PortRestriction]:
    chance = random.Random(seed)
    made: set[PortRestriction] = set()
    while len(made) < n:
        lower, width = chance.randint(1, 300), chance.choice((0, 0, 1, 9, 200))
        protocol, profile = chance.choice(("*TCP", "*UDP")), chance.choice(("ANN", "BOB", "CY"))
        made.add(PortRestriction(lower, lower + width, protocol, profile))
    return chance.sample(sorted(made), n)


# Tables


def test_the_examples_have_rows_of_every_table() -> None:
    assert set(ROWS) == set(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_a_row_comes_back_as_it_was_put(system: System, name: str) -> None:
    table = getattr(system, name)
    with system.transaction(HEADER):
        for row in reversed(ROWS[name]):
            table.put(row)
    assert list(table) == ROWS[name]
    assert [table.get(*SHAPES[name].key_of(row)) for row in ROWS[name]] == ROWS[name]
    assert [type(row) for row in table] == [SHAPES[name].row] * 2


def test_an_enumeration_comes_back_as_itself(system: System) -> None:
    with system.transaction(HEADER):
        for job in ROWS["jobs"]:
            system.jobs.put(job)  # type: ignore[arg-type]
    assert [job.type for job in system.jobs if job.type is JobType.SERVER] == [JobType.SERVER]


def test_there_is_no_row_under_a_key_that_was_not_put(system: System) -> None:
    fill(system, [FTP])
    assert system.restrictions.get(21, 21, "*UDP", "WEBUSR") is None
    assert system.values.get("SYSNAME") is None


def test_putting_a_row_replaces_the_one_with_its_key(system: System) -> None:
    with system.transaction(HEADER):
        system.values.put(SystemValue("SYSNAME", "OLD"))
        system.values.put(SystemValue("SYSNAME", "NEW"))
    assert list(system.values) == [SystemValue("SYSNAME", "NEW")]
    assert len(system.values) == 1


def test_a_removed_row_is_gone_and_cannot_be_removed_again(system: System) -> None:
    fill(system, [FTP])
    with system.transaction(HEADER):
        system.restrictions.remove(21, 21, "*TCP", "WEBUSR")
        with pytest.raises(KeyError):
            system.restrictions.remove(21, 21, "*TCP", "WEBUSR")
    assert list(system.restrictions) == []


def test_rows_stand_in_the_order_of_their_keys_and_not_of_their_text(system: System) -> None:
    rows = random_restrictions(60, seed=1)
    fill(system, rows)
    assert list(system.restrictions) == sorted(rows)
    assert [row.lower for row in system.restrictions] != sorted(
        (row.lower for row in rows), key=str
    )


def test_rows_are_found_by_a_declared_field_in_key_order(system: System) -> None:
    socket = Socket("*TCP", 23, "A", "QTCP", 1.0)
    with system.transaction(HEADER):
        for row in (socket, socket._replace(port=7), socket._replace(port=9, job="B")):
            system.sockets.put(row)
    assert system.sockets.find(job="A") == [socket._replace(port=7), socket]
    assert system.sockets.find(job="C") == []
    assert system.sockets.last(job="A") == socket._replace(port=7)
    assert system.sockets.last(job="C") is None


def test_rows_are_not_found_by_other_fields(system: System) -> None:
    with pytest.raises(TypeError, match="subsystem"):
        system.jobs.find(subsystem="QSYSWRK")


# Pages


@pytest.mark.parametrize("size", [1, 7, 60, 100])
def test_pages_forward_tell_all_rows_once(system: System, size: int) -> None:
    rows = sorted(random_restrictions(60, seed=2))
    fill(system, rows)
    key_of = SHAPES["restrictions"].key_of
    seen: list[PortRestriction] = []
    while page := system.restrictions.page(key_of(seen[-1]) if seen else None, size):
        assert len(page) <= size
        seen += page
    assert seen == rows


@pytest.mark.parametrize("size", [1, 7, 60, 100])
def test_pages_backward_tell_all_rows_once(system: System, size: int) -> None:
    rows = sorted(random_restrictions(60, seed=3))
    fill(system, rows)
    key_of = SHAPES["restrictions"].key_of
    seen: list[PortRestriction] = []
    while page := system.restrictions.page_before(key_of(seen[0]) if seen else None, size):
        assert len(page) <= size
        seen = page + seen
    assert seen == rows


def test_a_page_may_start_at_a_key_that_no_row_has(system: System) -> None:
    rows = sorted(random_restrictions(40, seed=4))
    fill(system, rows)
    nowhere = (rows[20].lower, rows[20].upper, rows[20].protocol, rows[20].profile + "A")
    assert system.restrictions.page(nowhere, 3) == rows[21:24]
    assert system.restrictions.page_before(nowhere, 3) == rows[18:21]


def test_a_page_of_nothing_is_empty(system: System) -> None:
    fill(system, [FTP])
    assert system.restrictions.page(None, 0) == system.restrictions.page_before(None, 0) == []


# Covering


def test_covering_agrees_with_a_look_at_every_restriction(system: System) -> None:
    rows = random_restrictions(120, seed=5)
    fill(system, rows)
    for protocol in ("*TCP", "*UDP"):
        for port in range(0, 520, 3):
            expected = sorted(row for row in rows if row.covers(protocol, port))
            assert list(system.covering(protocol, port)) == expected
