"""How files of texts become values, and what is said of a file that is wrong."""

from __future__ import annotations

import sys
from datetime import UTC
from pathlib import Path
from subprocess import run

import pytest

from portres_tui import texts
from portres_tui.domain.dates import Calendar
from portres_tui.domain.machine import Shipped
from portres_tui.domain.messages import diagnostic

MESSAGE = """
[TCP7701]
severity = 40
text = "&1 server unable to establish connection."
fields = ["server", "call", "errno"]
technical = "&2 failed with errno &3."
mark = "S"
source = "IBM"
"""

GROUPS = """
values = {SYSNAME = "SYS1"}
subsystems = {QSYSWRK = "System work"}
services = {attested = ["tftp"], others = {ftp-data = "20"}}
profiles = [{each = {QTCP = {text = "TCP/IP"}}}]
[[servers]]
shared = {subsystem = "QSYSWRK", profile = "QTCP", jobs = ["QTFTPnnnnn"], assumed = "the profile"}
[servers.each]
"*FTP" = {title = "FTP", ports = ["21"]}
[servers.each."*X"]
title = "X"
ports = ["69 UDP tftp", "992 TLS"]
jobs = ["X1", "X2"]
profile = "WEBUSR"
assumed = ""
"""


def read(text: str) -> Shipped:
    return texts._machine(texts._toml(text))


def test_a_message_table_becomes_a_description() -> None:
    described = texts._descriptions([MESSAGE])["TCP7701"]

    assert (described.id, described.severity, described.mark) == ("TCP7701", 40, "S")
    assert described.fields == ("server", "call", "errno")
    assert described.cause == "" and not described.reference


def test_messages_of_several_files_make_one_message_file() -> None:
    other = '[PRT0101]\nseverity = 30\ntext = "No."\n'

    assert list(texts._descriptions([MESSAGE, other])) == ["TCP7701", "PRT0101"]


def test_a_message_with_an_unknown_key_is_an_error_that_names_both() -> None:
    with pytest.raises(ValueError, match=r"PRT0101: unknown colour"):
        texts._descriptions(['[PRT0101]\nseverity = 0\ntext = "."\ncolour = "red"\n'])


def test_a_message_without_a_severity_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match=r"PRT0101.*severity"):
        texts._descriptions(['[PRT0101]\ntext = "."\n'])


def test_a_message_described_in_two_files_is_an_error() -> None:
    with pytest.raises(ValueError, match="TCP7701: described twice"):
        texts._descriptions([MESSAGE, MESSAGE])


def test_the_message_file_words_dates_in_the_way_of_its_calendar() -> None:
    american, european = Calendar("*MDY", UTC), Calendar("*DMY", UTC)

    assert texts.messages(american).calendar is american
    assert texts.messages(european).calendar is european


def test_the_shipped_message_file_knows_tcp7701() -> None:
    shipped = texts.messages(Calendar())
    unable = diagnostic("TCP7701", server="FTP", call="bind", errno=3401)

    assert shipped.first_level(unable) == "FTP server unable to establish connection."


def test_a_row_has_what_its_group_shares_unless_it_says_otherwise() -> None:
    ftp, other = read(GROUPS).servers

    assert (ftp.profile, ftp.job, ftp.mark) == ("QTCP", "QTFTPnnnnn", "A")
    assert (other.profile, other.job, other.helpers, other.mark) == ("WEBUSR", "X1", ("X2",), "S")
    assert other.subsystem == "QSYSWRK"


def test_a_port_is_tcp_unless_it_says_udp_and_waits_only_if_it_says_tls() -> None:
    udp, tls = read(GROUPS).servers[1].ports

    assert (udp.port, udp.protocol, udp.tls, udp.service) == (69, "*UDP", False, "tftp")
    assert (tls.port, tls.protocol, tls.tls, tls.service) == (992, "*TCP", True, "")


def test_the_service_table_has_what_ports_are_named_by_and_some_others() -> None:
    found = {each.name: (each.port, each.protocol, each.mark) for each in read(GROUPS).services}

    assert found == {"ftp-data": (20, "*TCP", "A"), "tftp": (69, "*UDP", "S")}


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('title = "FTP"', 'name = "*FTP"', r"\*FTP: .*title"),
        ('title = "FTP"', 'titel = "FTP"', r"\*FTP: unknown titel"),
        ("69 UDP", "69 SCTP", "69 SCTP tftp: not a port"),
        ("69 UDP", "tftp", "tftp"),
        ('text = "TCP/IP"', 'txt = "TCP/IP"', "QTCP: unknown txt"),
    ],
)
def test_what_no_row_can_hold_is_an_error_that_names_it(right: str, wrong: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read(GROUPS.replace(right, wrong))


def test_a_help_file_is_a_title_a_body_and_sections() -> None:
    topic = texts._topic("# Title\n\nOne\nline.\n\nTwo.\n\n## PORT\n\nA port.\n\n## USRPRF\nWho.\n")

    assert topic.title == "Title"
    assert topic.body == "One line.\n\nTwo."
    assert topic.sections == {"PORT": "A port.", "USRPRF": "Who."}


def test_an_example_keeps_its_lines_and_blanks() -> None:
    topic = texts._topic(
        "# T\n\nSuch as\n\n    ADDTCPPORT  PORT(21)\n      USRPRF(QTCP)\n\nends.\n"
    )

    assert topic.body == "Such as\n\n    ADDTCPPORT  PORT(21)\n      USRPRF(QTCP)\n\nends."


@pytest.mark.parametrize("name", ["NOSUCH", "../panels/MAIN", "", "MAIN.md", "."])
def test_there_is_no_help_on_what_is_not_a_name_of_a_topic(name: str) -> None:
    assert texts.help_topic("commands", name) is None


def test_nothing_is_read_before_it_is_asked_for() -> None:
    code = "import sys, portres_tui.texts; sys.exit('tomllib' in sys.modules)"
    root = Path(texts.__file__).parents[2]

    assert run([sys.executable, "-c", code], check=False, cwd=root).returncode == 0
