"""`portres journal` as a shell sees it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from zones import NEW_YORK, local_time

import portres_tui
from portres_tui.cli import journal
from portres_tui.cli.words import parse
from portres_tui.domain.jobs import Job, JobType
from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.system import BY_SYSTEM, JournalEntry, SystemValue
from portres_tui.domain.users import UserProfile
from portres_tui.store.tiny import TinySystem

MORNING = 1_795_356_000.25
"""22 November 2026, 14:00:00 UTC; that is 15:00:00 in the zone of these tests."""

FTP = PortRestriction(21, 21, "*TCP", "WEBUSR")
OPER = ("100001/OPER/QPADEV0001", "OPER")
JOB = Job("100001", "OPER", "QPADEV0001", JobType.INTERACTIVE, "QINTER", MORNING, MORNING)

List = Callable[..., list[str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the machine is, in a place an hour ahead of UTC."""
    monkeypatch.setenv("PORTRES_HOME", str(tmp_path / "machine"))
    with local_time("CET-1"):
        yield tmp_path / "machine"


@pytest.fixture
def machine(home: Path) -> Iterator[TinySystem]:
    """A machine on which five things were changed, one every minute."""
    system = TinySystem(home, create=True)
    with system.transaction(JournalEntry(MORNING, *BY_SYSTEM, "")):
        system.values.put(SystemValue("NEXTJOB", "100001"))
        system.jobs.put(JOB)
    with system.transaction(JournalEntry(MORNING + 60, *OPER, "ADDTCPPORT 21 *TCP WEBUSR")):
        system.restrictions.put(FTP)
    with system.transaction(JournalEntry(MORNING + 120, *OPER, "/* a */ ?qsys/crtusrprf ANN")):
        system.profiles.put(UserProfile("ANN"))
    with system.transaction(JournalEntry(MORNING + 180, *BY_SYSTEM[:1], "QSECOFR", "CHGUSRPRF")):
        system.profiles.put(UserProfile("ANN", "It is “new”", supplemental=("SALES",)))
        system.jobs.put(JOB._replace(ended=MORNING + 180.5))
    with system.transaction(JournalEntry(MORNING + 240, *OPER, "RMVTCPPORT 21 *TCP WEBUSR")):
        system.restrictions.remove(*FTP)
    yield system
    system.close()


@pytest.fixture
def lines(machine: TinySystem, capsys: pytest.CaptureFixture[str]) -> List:
    """What `portres journal` prints."""

    def run(*words: str) -> list[str]:
        assert parse(["journal", *words]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return out.splitlines()

    return run


def revisions(lines: list[str]) -> list[int]:
    return [int(line[:6]) for line in lines if line[:6].strip()]


def test_each_entry_is_a_line_with_its_changes_below_it(lines: List) -> None:
    by_oper = "100001/OPER/QPADEV0001        OPER       "
    assert lines() == [
        "     1  2026-11-22 15:00:00  000000/QSYS/SCPF              QSYS",
        "        values NEXTJOB  added",
        "        jobs 100001  added",
        f"     2  2026-11-22 15:01:00  {by_oper} ADDTCPPORT 21 *TCP WEBUSR",
        "        restrictions 21 21 *TCP WEBUSR  added",
        f"     3  2026-11-22 15:02:00  {by_oper} /* a */ ?qsys/crtusrprf ANN",
        "        profiles ANN  added",
        "     4  2026-11-22 15:03:00  000000/QSYS/SCPF              QSECOFR     CHGUSRPRF",
        '        profiles ANN  text: "" -> "It is “new”", supplemental: [] -> ["SALES"]',
        "        jobs 100001  ended: none -> 2026-11-22 15:03:00",
        f"     5  2026-11-22 15:04:00  {by_oper} RMVTCPPORT 21 *TCP WEBUSR",
        "        restrictions 21 21 *TCP WEBUSR  removed",
    ]


def test_each_entry_is_a_json_object_with_stable_names(lines: List) -> None:
    told = [json.loads(line) for line in lines("--json")]
    fields = {"lower": 21, "upper": 21, "protocol": "*TCP", "profile": "WEBUSR"}
    assert [each["revision"] for each in told] == [1, 2, 3, 4, 5]
    assert told[1] == {
        "revision": 2,
        "time": MORNING + 60,
        "job": OPER[0],
        "profile": "OPER",
        "cl": "ADDTCPPORT 21 *TCP WEBUSR",
        "changes": [
            {
                "table": "restrictions",
                "key": [21, 21, "*TCP", "WEBUSR"],
                "before": None,
                "after": fields,
            }
        ],
    }
    assert (told[4]["changes"][0]["before"], told[4]["changes"][0]["after"]) == (fields, None)
    assert all(f'"{name}"' in journal.ABOUT for name in (*told[1], *told[1]["changes"][0]))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--since", "2026-11-22"], [1, 2, 3, 4, 5]),
        (["--since", "2026-11-23"], []),
        (["--since", "2026-11-22T15:03"], [4, 5]),
        (["--since", "2026-11-22 15:03:00"], [4, 5]),
        (["--since", "2026-11-22T15:03:01"], [5]),
        (["--until", "2026-11-22"], [1, 2, 3, 4, 5]),
        (["--until", "2026-11-21"], []),
        (["--until", "2026-11-22T15:01"], [1, 2]),
        (["--until", "2026-11-22T15:01:00"], [1, 2]),
        (["--since", "2026-11-22T15:01", "--until", "2026-11-22T15:01"], [2]),
        (["--profile", "OPER"], [2, 3, 5]),
        (["--profile", "qsecofr"], [4]),
        (["--profile", "NOBODY"], []),
        (["--command", "ADDTCPPORT"], [2]),
        (["--command", "crtusrprf"], [3]),
        (["--command", "ADDTCP"], []),
        (["--object", "restrictions"], [2, 5]),
        (["--object", "restrictions", "21"], [2, 5]),
        (["--object", "restrictions 21 *tcp"], [2, 5]),
        (["--object", "restrictions", "21", "*TCP", "WEB"], [2, 5]),
        (["--object", "restrictions", "22"], []),
        (["--object", "jobs", "100001"], [1, 4]),
        (["--last", "2"], [4, 5]),
        (["--last", "9"], [1, 2, 3, 4, 5]),
        (["--last", "1", "--object", "profiles"], [4]),
        (["--last", "1", "--profile", "NOBODY"], []),
        (["--profile", "OPER", "--object", "profiles"], [3]),
    ],
)
def test_options_choose_entries(lines: List, words: list[str], expected: list[int]) -> None:
    assert revisions(lines(*words)) == expected


@pytest.mark.parametrize(
    "words",
    [
        ["--since", "2026-13-01"],
        ["--until", "tomorrow"],
        ["--until", "9999-12-31"],
        ["--since", "2026-11-22", "--until", "2026-11-21"],
        ["--profile", "NO SUCH"],
        ["--command", "1"],
        ["--object", "ports"],
        ["--object", ""],
        ["--last", "0"],
        ["--last", "all"],
    ],
)
def test_a_wrong_word_is_told_with_its_option(
    machine: TinySystem, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    try:
        code = parse(["journal", *words])
    except SystemExit as end:
        code = end.code
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert words[-2] in err.splitlines()[-1]


def test_a_minute_that_comes_twice_when_clocks_are_set_back_is_meant_both_times(
    machine: TinySystem, lines: List
) -> None:
    with local_time(NEW_YORK):
        first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC).timestamp()
        for moment in (first, first + 3600):
            with machine.transaction(JournalEntry(moment, *OPER, "X")):
                machine.values.put(SystemValue("COUNT", str(moment)))
        minute = "2026-11-01T01:30"
        assert revisions(lines("--since", minute, "--until", minute)) == [6, 7]


# Reading


def test_a_long_journal_is_read_in_pages(
    machine: TinySystem, lines: List, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(120):
        with machine.transaction(JournalEntry(MORNING, *OPER, "X")):
            machine.values.put(SystemValue("COUNT", str(n)))
    read: list[int] = []
    whole = TinySystem.journal

    def page(system: TinySystem, after: int = 0, n: int | None = None) -> Any:
        found = whole(system, after, n)
        read.append(len(found))
        return found

    monkeypatch.setattr(TinySystem, "journal", page)
    assert revisions(lines()) == list(range(1, 126))
    assert max(read) == journal.PAGE < 125
    assert revisions(lines("--last", "110")) == list(range(16, 126))


def test_it_works_while_others_write_and_shows_what_is_committed(
    machine: TinySystem, lines: List
) -> None:
    with machine.transaction(JournalEntry(MORNING, *OPER, "X")):
        machine.values.put(SystemValue("COUNT", "1"))
        assert revisions(lines()) == [1, 2, 3, 4, 5]
    assert revisions(lines()) == [1, 2, 3, 4, 5, 6]


def test_reading_begins_no_job_and_changes_nothing(machine: TinySystem, lines: List) -> None:
    before = machine.stamp()
    lines()
    assert machine.stamp() == before
    assert [job.number for job in machine.jobs] == ["100001"]


def test_where_there_is_no_machine_none_is_made(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert parse(["journal"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and str(home) in err and "--home" in err
    assert not home.exists()


def test_a_machine_that_is_damaged_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / "machine.db").write_bytes(b"not a machine\n" * 100)
    assert parse(["journal"]) == 1
    assert "file is not a database" in capsys.readouterr().err


# The terminal


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_nothing_in_the_journal_gives_orders_to_the_terminal(
    machine: TinySystem, lines: List, words: tuple[str, ...]
) -> None:
    key = "\x1b]0;x\x07 \x7f \x9b1m \u202e \n \r"
    nasty = f"{key} \ud800"
    with machine.transaction(JournalEntry(MORNING, key, key, nasty)):
        machine.values.put(SystemValue(key, nasty))
    with machine.transaction(JournalEntry(MORNING, *OPER, "CHGSYSVAL")):
        machine.values.put(SystemValue(key, ""))
    told = lines(*words, "--last", "2")
    assert all(line.isprintable() for line in told)
    assert len(told) == (2 if words else 4)
    if words:
        assert json.loads(told[0])["cl"] == nasty
    else:
        assert "\\x1b" in told[0] and "\\u202e" in told[1]


def test_whoever_reads_on_no_more_ends_it_quietly(machine: TinySystem, home: Path) -> None:
    with machine.transaction(JournalEntry(MORNING, *OPER, "X")):
        for port in range(1, 4000):
            machine.restrictions.put(FTP._replace(lower=port, upper=port))
    process = subprocess.Popen(
        [sys.executable, "-m", "portres_tui", "journal"],
        env={**os.environ, "PYTHONPATH": str(Path(portres_tui.__file__).parents[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    assert process.stdout.readline().startswith(b"     1  ")
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait() == 1
