"""What a server is called, started by and shown as, and what of it stays when a machine is renewed."""

from __future__ import annotations

import pytest

from portres_tui.domain.servers import ServerPort, TcpServer, kept

PORTS = (ServerPort(446), ServerPort(67, "*UDP"), ServerPort(448), ServerPort(992, tls=True))
DDM = TcpServer("*DDM", "DDM", PORTS, "QRWTLSTN", "QSYSWRK", "QUSER")


def test_the_commands_that_start_and_end_a_server_name_it() -> None:
    http = DDM._replace(name="*HTTP *ADMIN")

    assert DDM.end_command == "ENDTCPSVR SERVER(*DDM)"
    assert http.start_command == "STRTCPSVR SERVER(*HTTP) HTTPSVR(*ADMIN)"
    assert DDM._replace(family="DBGSVR").end_command == "ENDDBGSVR"
    assert http.change_command == "CHGTCPSVR SVRSPCVAL(*HTTP) HTTPSVR(*ADMIN)"
    assert DDM._replace(name="DBGSVR").change_command == ""


def test_what_was_changed_of_a_shipped_server_stays_when_its_machine_is_renewed() -> None:
    changed = DDM._replace(profile="QOLD", autostart=True, tls=True, fault="*NOLISTEN")

    assert kept(DDM, None) == DDM
    assert kept(DDM, changed) == changed._replace(profile=DDM.profile)
    http = DDM._replace(name="*HTTP APACHEDFT")
    assert kept(http, http._replace(profile="WEBUSR")).profile == "WEBUSR"


@pytest.mark.parametrize(
    ("server", "mark"),
    [
        (DDM._replace(assumed="the profile"), "A"),
        (DDM._replace(assumed="the job name"), "S"),
        (DDM._replace(profile="*CURRENT"), "S"),
        (DDM._replace(profile="WEBUSR"), ""),
        (DDM._replace(own=True), ""),
    ],
)
def test_a_profile_is_attested_unless_it_is_assumed_or_somebody_chose_it(
    server: TcpServer, mark: str
) -> None:
    assert server.profile_mark == mark
