"""The shipped machine: what stands on it, and that it says what of it is assumed."""

from __future__ import annotations

import re

import pytest

from portres_tui.domain.servers import TcpServer
from portres_tui.domain.users import SPECIAL_AUTHORITIES, UserProfile
from portres_tui.texts import machine

EXPECTED = """
*FTP             21                     QTFTPnnnnn  QSYSWRK   QTCP      S
*TELNET          23,992t                QTVTELNET   QSYSWRK   QTCP      A
*SMTP            25                     QTSMTPSRVD  QSYSWRK   QTCP      S
*POP             110                    QTPOPnnnnn  QSYSWRK   QTCP      A
*LPD             515                    QTLPDnnnnn  QSYSWRK   QTCP      A
*REXEC           512                    QTRXCnnnnn  QSYSWRK   QTCP      A
*TFTP            69u                    QTTFTnnnnn  QSYSWRK   QTFTP     A
*BOOTP           67u                    QTBOOTP     QSYSWRK   QTCP      A
*DHCP            67u                    QTODDHCPS   QSYSWRK   QTCP      A
*DNS             53,53u                 QTOBDNS     QSYSWRK   QTCP      A
*SNMP            161u                   QTMSNMP     QSYSWRK   QTCP      A
*NTP             123u                   QTOTNTP     QSYSWRK   QTCP      A
*DDM             446,447,448            QRWTLSTN    QSYSWRK   QUSER     A
*DIRSRV          389,636t               QUSRDIR     QSYSWRK   QDIRSRV   S
*HTTP_*ADMIN     2001,2010t             ADMIN       QHTTPSVR  QTMHHTTP  S
*HTTP_APACHEDFT  80                     APACHEDFT   QHTTPSVR  QTMHHTTP  A
*IAS_ADMIN2      2004,2005t             ADMIN2      QHTTPSVR  QLWISVR   S
*MGTC            5544,5555              QYPSJSVR    QSYSWRK   QYPSJSVR  S
*NETSVR          137u,138u,139,445      QZLSSERVER  QSERVER   QPGMR     A
*SSHD            22                     SSHD        QSYSWRK   QSECOFR   A
DBGSVR           3825                   QB5ROUTER   QUSRWRK   *CURRENT  S
DBGSRV           8001,8005,8008         QDBGSRV     QUSRWRK   QDBGSRV   S
*SVRMAP          449                    QZSOSMAPD   QSYSWRK   QUSER     A
*CENTRAL         8470,9470t             QZSCSRVSD   QSYSWRK   QUSER     A
*DATABASE        8471,9471t             QZDASRVSD   QSERVER   QUSER     A
*DTAQ            8472,9472t             QZHQSRVD    QSYSWRK   QUSER     A
*FILE            8473,9473t             QPWFSERVSD  QSERVER   QUSER     A
*NETPRT          8474,9474t             QNPSERVD    QSYSWRK   QUSER     A
*RMTCMD          8475,9475t             QZRCSRVSD   QSYSWRK   QUSER     A
*SIGNON          8476,9476t             QZSOSGND    QSYSWRK   QUSER     A
"""
"""Name (blank as `_`), ports in order (`u` UDP, `t` TLS), job, subsystem, profile, mark."""

ROWS = [line.split() for line in EXPECTED.strip().splitlines()]

HOST_SERVERS = {
    "*CENTRAL", "*DATABASE", "*DTAQ", "*FILE", "*NETPRT", "*RMTCMD", "*SIGNON", "*SVRMAP",
}  # fmt: skip

SERVERS = {server.name: server for server in machine().servers}
PROFILES = {profile.name: profile for profile in machine().profiles}
VALUES = {value.name: value.value for value in machine().values}


def ports(server: TcpServer) -> str:
    kinds = {"*TCP": "", "*UDP": "u"}
    each = (f"{p.port}{kinds[p.protocol]}{'t' if p.tls else ''}" for p in server.ports)
    return ",".join(each)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_server_has_its_ports_job_subsystem_and_profile(row: list[str]) -> None:
    server = SERVERS[row[0].replace("_", " ")]

    found = [ports(server), server.job, server.subsystem, server.profile, server.mark]

    assert found == row[1:]


def test_no_other_server_is_shipped() -> None:
    assert SERVERS.keys() == {row[0].replace("_", " ") for row in ROWS}
    assert len(machine().servers) == len(SERVERS)


def test_only_the_servers_said_to_start_by_themselves_do() -> None:
    starting = {server.name for server in SERVERS.values() if server.autostart}

    assert starting == HOST_SERVERS | {"*TELNET", "*DDM", "*HTTP *ADMIN", "*SMTP"}


def test_every_server_runs_under_a_profile_that_exists() -> None:
    profiles = {server.profile for server in SERVERS.values()}

    assert profiles - {"*CURRENT"} <= PROFILES.keys()


def test_ports_are_ports_of_a_known_protocol() -> None:
    every = [port for server in SERVERS.values() for port in server.ports]

    assert all(1 <= port.port <= 65535 for port in every)
    assert {port.protocol for port in every} == {"*TCP", "*UDP"}
    assert all(server.ports for server in SERVERS.values())


def test_no_two_servers_but_bootp_and_dhcp_want_the_same_port() -> None:
    wanted: dict[tuple[str, int], set[str]] = {}
    for server in SERVERS.values():
        for port in server.ports:
            wanted.setdefault((port.protocol, port.port), set()).add(server.name)

    shared = {port: names for port, names in wanted.items() if len(names) > 1}

    assert shared == {("*UDP", 67): {"*BOOTP", "*DHCP"}}


def test_what_is_assumed_of_a_server_is_told_and_of_an_attested_one_nothing() -> None:
    for server in SERVERS.values():
        assert server.mark == ("A" if server.assumed else "S"), server.name


def test_names_fit_their_columns_and_messages() -> None:
    for server in SERVERS.values():
        assert 1 <= len(server.title) <= 20, server.name
        for job in (server.job, *server.helpers):
            assert re.fullmatch(r"[A-Z][A-Z0-9]*(nnnnn)?", job) and len(job) <= 10, job


def test_no_two_servers_have_the_same_title_or_job() -> None:
    assert len({server.title for server in SERVERS.values()}) == len(SERVERS)
    assert len({server.job for server in SERVERS.values()}) == len(SERVERS)


def test_the_command_that_starts_a_server_belongs_to_its_family() -> None:
    commands = {name: server.start_command for name, server in SERVERS.items()}

    assert {name for name in commands if "STRHOSTSVR" in commands[name]} == HOST_SERVERS
    assert commands["*FTP"] == "STRTCPSVR SERVER(*FTP)"
    assert commands["*HTTP *ADMIN"] == "STRTCPSVR SERVER(*HTTP) HTTPSVR(*ADMIN)"
    assert commands["*IAS ADMIN2"] == "STRTCPSVR SERVER(*IAS) INSTANCE(ADMIN2)"
    assert commands["DBGSVR"] == "STRDBGSVR"
    assert commands["DBGSRV"] == "STRDBGSVC"


def test_no_server_is_shipped_with_a_certificate() -> None:
    assert not any(server.tls for server in SERVERS.values())


def test_groups_are_profiles_that_exist_and_that_nobody_signs_on_with() -> None:
    named = {group for profile in PROFILES.values() for group in profile.groups}

    assert named == {"APPGRP"}
    assert not PROFILES["APPGRP"].signs_on


def test_the_application_s_profiles_are_members_of_its_group() -> None:
    members = {name for name, profile in PROFILES.items() if "APPGRP" in profile.groups}

    assert members == {"APPUSER", "APPSRV"}


def test_profile_names_are_names_of_ibm_i() -> None:
    assert len(PROFILES) == len(machine().profiles)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]{0,9}", name) for name in PROFILES)
    assert all(profile.mark in ("S", "A") for profile in PROFILES.values())


def test_officers_hold_every_special_authority() -> None:
    officers = [p for p in PROFILES.values() if p.user_class == "*SECOFR"]

    assert {p.name for p in officers} == {"QSECOFR", "QSYS", "TRAINER"}
    assert all(p.special_authorities == SPECIAL_AUTHORITIES for p in officers)


def test_an_operator_may_end_jobs_but_not_configure() -> None:
    held = PROFILES["OPER"].special_authorities

    assert PROFILES["OPER"].user_class == "*SYSOPR"
    assert held == ("*JOBCTL", "*SAVSYS")


@pytest.mark.parametrize("name", ["WEBUSR", "APPUSER", "CFTUSER", "OPER", "TRAINER", "QSECOFR"])
def test_people_sign_on(name: str) -> None:
    assert PROFILES[name].signs_on


@pytest.mark.parametrize("name", ["LOCKBOX", "QTCP", "QTMHHTTP", "QDIRSRV", "QSYS"])
def test_nobody_signs_on_with_a_protected_profile(name: str) -> None:
    assert not PROFILES[name].signs_on


def test_profiles_of_this_product_are_marked_as_assumed() -> None:
    own = [profile for profile in PROFILES.values() if not profile.name.startswith("Q")]

    assert own and all(profile.mark == "A" for profile in own)


def test_the_machine_has_a_name_and_a_first_job_number() -> None:
    assert re.fullmatch(r"[A-Z][A-Z0-9]{0,7}", VALUES["SYSNAME"])
    assert re.fullmatch(r"\d{6}", VALUES["NEXTJOB"])


def test_the_machine_is_read_once() -> None:
    assert machine() is machine()
    assert all(isinstance(profile, UserProfile) for profile in machine().profiles)
