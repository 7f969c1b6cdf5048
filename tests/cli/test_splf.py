"""`portres splf` as a shell sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Portres = Callable[..., Any]
"""Runs `portres`; see conftest."""

pytestmark = pytest.mark.usefixtures("machine")


@pytest.fixture
def barred(portres: Portres) -> str:
    """The job of an FTP server that could not start, as number/user/name."""
    ran = portres(
        "run", "-c", "ADDTCPPORT PORT(21) PROTOCOL(*TCP) USRPRF(WEBUSR)", "-c", "STRTCPSVR *FTP"
    )
    return ran.out.partition("submitted as job ")[2].partition(".\n")[0]


def test_the_log_of_a_server_that_failed_is_written_to_standard_output(
    portres: Portres, barred: str
) -> None:
    done = portres("splf", "QPJOBLOG", "--job", barred)

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0].strip().startswith("Display Job Log")
    assert "errno value of 3401." in " ".join(done.out.split()) and " TCP7701 " in done.out


def test_without_a_job_it_is_the_newest_of_the_name(portres: Portres, barred: str) -> None:
    done = portres("splf", "qpjoblog")

    assert done.code == 0 and "PORTRES" in done.out.splitlines()[3]
    assert "ADDTCPPORT PORT(21)" in done.out and "STRTCPSVR *FTP" in done.out


def test_a_job_may_be_named_by_its_name_alone(portres: Portres, barred: str) -> None:
    done = portres("splf", "QPJOBLOG", "--job", barred.rpartition("/")[2], "--number", "1")

    assert (done.code, done.out) == (0, portres("splf", "QPJOBLOG", "--job", barred).out)


def test_without_a_name_the_files_are_listed_oldest_first(portres: Portres, barred: str) -> None:
    done = portres("splf")

    head, *rows = done.out.splitlines()
    assert (done.code, head.split()[:2]) == (0, ["FILE", "NUMBER"])
    assert [row.split()[3] for row in rows] == ["QTCPSTSVRS", barred[-10:], "PORTRES"]
    assert rows[1].split()[:5] == ["QPJOBLOG", "1", "QTCP", barred[-10:], "QEZJOBLOG"]
    assert rows[1].endswith(barred)
    assert portres("splf", "--job", barred).out.splitlines() == [head, rows[1]]


def test_reading_begins_no_job_and_changes_nothing(portres: Portres, barred: str) -> None:
    before = portres("splf").out
    portres("splf", "QPJOBLOG")

    assert portres("splf").out == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("QSYSPRT",), "There is no such spooled file: QSYSPRT."),
        (("QPJOBLOG", "--job", "NOSUCHJOB"), "QPJOBLOG of job NOSUCHJOB."),
        (("QPJOBLOG", "--number", "7"), "QPJOBLOG number 7."),
    ],
)
def test_a_file_that_is_not_there_is_told_and_the_exit_code_says_so(
    portres: Portres, words: tuple[str, ...], told: str
) -> None:
    done = portres("splf", *words)

    assert (done.code, done.out) == (1, "") and told in done.err


@pytest.mark.parametrize(
    "words", [("1X",), ("QPJOBLOG", "--job", "A/B"), ("QPJOBLOG", "--number", "0")]
)
def test_words_that_name_nothing_are_refused(portres: Portres, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        portres("splf", *words)
    assert ended.value.code == 2


def test_where_there_is_no_machine_none_is_made(portres: Portres, tmp_path: Path) -> None:
    done = portres("splf", "--home", str(tmp_path / "nowhere"))

    assert done.code == 2 and "There is no machine" in done.err
    assert not (tmp_path / "nowhere").exists()
