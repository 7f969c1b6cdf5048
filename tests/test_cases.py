"""The 17 cases that an operator meets: each is set up, seen and cured by a program of CL commands.

What a case leaves in job logs, NETSTAT and the audit journal stands in its job log
(`scripts/case_NN_*.joblog`, held by test_scripts.py). Here is what the machine is like at its end.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from programs import PROGRAMS, job_log
from records import audit_entries
from walker import Clock

from portres_tui.domain.audit import REFUSED_BIND
from portres_tui.domain.jobnames import newest_job
from portres_tui.domain.machine import as_served
from portres_tui.store.memory import MemorySystem

CASES = [each for each in PROGRAMS if each.stem.startswith("case_")]


class End(NamedTuple):
    """What a case ends with: servers that listen to all of their ports, and such as are kept from it
    on purpose. `refused` counts the binds that were refused on the way, by a restriction."""

    listening: tuple[str, ...]
    barred: tuple[str, ...] = ()
    refused: int = 0


HOST_SERVERS = (
    "*SVRMAP", "*CENTRAL", "*DATABASE", "*DTAQ", "*FILE", "*NETPRT", "*RMTCMD", "*SIGNON",
)  # fmt: skip
STARTED_BY_THEMSELVES = ("*DDM", "*HTTP *ADMIN", "*SMTP", "*TELNET")

ENDS = {
    1: End(("*FTP",), refused=1),
    2: End((), ("*FTP",), refused=1),  # nothing is wrong, so nothing is cured
    3: End((), ("*SMTP", "*DNS", "*NAMES"), refused=4),
    4: End(("*DHCP",), ("*BOOTP",), refused=1),
    5: End(("*FTP",), refused=1),
    6: End(HOST_SERVERS, refused=7),
    7: End(("*APP",), refused=2),
    8: End(("*TELNET",), ("*INTRUDER",), refused=1),
    9: End(("*SSHD", "*HTTP APACHEDFT"), refused=2),
    10: End(("*HTTP *ADMIN",)),
    11: End(("*TELNET",)),
    12: End(("DBGSVR", "DBGSRV")),
    13: End(("*FIRST", "*SECOND")),
    14: End(("*DDM",)),
    15: End(("*FTP",), refused=1),
    16: End((*STARTED_BY_THEMSELVES, "*FTP", *HOST_SERVERS)),
    17: End(("*CFT", *STARTED_BY_THEMSELVES, *HOST_SERVERS), refused=2),
}


def number(case: Path) -> int:
    return int(case.stem.split("_")[1])


def held(machine: MemorySystem, name: str) -> list[bool]:
    """Of each port that a server binds, whether the server's newest job has it."""
    server, job = machine.servers.get(name), newest_job(machine, name)
    assert server and server.ports and job
    ports = as_served(machine, server).bound_ports
    sockets = [machine.sockets.get(port.protocol, port.port) for port in ports]
    return [each is not None and each.job == job.id for each in sockets]


def test_there_are_17_cases_and_each_has_its_number() -> None:
    assert [number(case) for case in CASES] == list(range(1, 18)) == list(ENDS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_says_what_is_learned_and_shows_who_listens(case: Path) -> None:
    text = case.read_text("utf-8")

    assert f"/* Case {number(case)}. " in text and "What an operator learns: " in text
    assert re.search(r"^(NETSTAT OPTION\(\*CNN\)|DSPTCPSVR) ", text, re.MULTILINE)
    assert "\nDSPAUDJRNE ENTTYP(AF)\n" in text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_ends_cured_with_every_refused_bind_on_record(
    case: Path, machine: MemorySystem, clock: Clock
) -> None:
    end = ENDS[number(case)]

    job_log(case, machine, clock)

    assert [name for name in end.listening if not all(held(machine, name))] == []
    assert [name for name in end.barred if any(held(machine, name))] == []
    kinds = [entry.kind for entry in audit_entries(machine)]
    assert kinds.count(REFUSED_BIND) == end.refused
