"""An examination finds what is damaged, says where, and writes nothing."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from walker import Clock

from portres_tui import texts
from portres_tui.domain.jobs import JobType
from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.system import BY_SYSTEM, SHAPES, JournalEntry, System
from portres_tui.opening import furnish
from portres_tui.session import begin
from portres_tui.store.errors import MachineUnreadable
from portres_tui.store.health import Problem, Report, examined
from portres_tui.store.tiny import TinySystem

COMMANDS = """\
ADDTCPPORT PORT(21) PROTOCOL(*TCP) USRPRF(WEBUSR)
ADDTCPPORT PORT(8000 8010) PROTOCOL(*UDP) USRPRF(APPUSER)
RMVTCPPORT PORT(8000 8010) PROTOCOL(*UDP) USRPRF(APPUSER)
STRTCPSVR SERVER(*FTP)
STRTCPSVR SERVER(*ALL)
ENDTCPSVR SERVER(*TELNET)
ADDTCPPORT PORT(1 'x\ty\x1b') NOSUCH
NOSUCH
"""


def use(system: System, clock: Clock, folder: Path) -> None:
    """Make it a machine with something in every table."""
    furnish(system, clock())
    session = begin(system, folder, "QSECOFR", JobType.BATCH, clock)
    for text in COMMANDS.splitlines():
        session.interpreter.run(text, session.requester)


@pytest.fixture
def system(folder: Path, clock: Clock) -> TinySystem:
    system = TinySystem(folder, create=True)
    use(system, clock, folder)
    return system


@pytest.fixture
def path(folder: Path, system: TinySystem) -> Path:
    """A used machine that nobody has open."""
    system.close()
    return folder / "machine.db"


def contents(folder: Path) -> dict[str, bytes]:
    """The files that hold the machine. SQLite also has one in shared memory, for who has it open."""
    files = (each for each in folder.iterdir() if each.is_file() and each.suffix != ".db-shm")
    return {file.name: file.read_bytes() for file in files}


def page(path: Path, table: str) -> int:
    """Where the first page of a table begins."""
    connection = sqlite3.connect(path)
    sql = "select rootpage from sqlite_master where name = ?"
    (root,) = connection.execute(sql, (table,)).fetchone()
    connection.close()
    return (int(root) - 1) * 4096


def told(report: Report) -> list[str]:
    return [str(each) for each in report.problems]


def test_what_the_product_itself_writes_is_whole(folder: Path, system: TinySystem) -> None:
    report = examined(folder / "machine.db")

    assert (report.problems, report.notes) == ((), ())
    counts = {name: len(getattr(system, name)) for name in SHAPES}
    assert {name: report.documents[name] for name in SHAPES} == counts
    assert counts["servers"] and counts["jobs"] and counts["services"]
    assert report.documents["journal"] == system.revision()
    system.close()


@pytest.mark.parametrize("open", [True, False], ids=["in use", "closed"])
def test_an_examination_writes_nothing(folder: Path, system: TinySystem, open: bool) -> None:
    if not open:
        system.close()
    before = contents(folder)

    assert not examined(folder / "machine.db").problems

    assert contents(folder) == before
    system.close()


def test_each_examination_sees_one_moment(folder: Path, system: TinySystem) -> None:
    """Two restrictions come and go together, while it reads."""
    pair = [PortRestriction(port, port, "*TCP", "WEBUSR") for port in (7000, 7001)]
    for _ in range(10):
        with system.transaction(JournalEntry(1.0, *BY_SYSTEM, "")):
            for each in pair:
                system.restrictions.put(each)
        assert examined(folder / "machine.db").documents["restrictions"] == 3
        with system.transaction(JournalEntry(1.0, *BY_SYSTEM, "")):
            for each in pair:
                system.restrictions.remove(*each)
        assert examined(folder / "machine.db").documents["restrictions"] == 1
    system.close()


NO_NAME = "is not a name of IBM i (1-10 of A-Z 0-9 $ # @ _ ., no digit first)"


def change(document: str) -> str:
    return f"update restrictions set doc = {document} where id = 1"


SPOILT = {
    "a field is missing": (
        change("json_remove(doc, '$.profile')"),
        ["restrictions 1: profile: is missing"],
    ),
    "a value is of another type": (
        change("json_set(doc, '$.upper', '21')"),
        ["restrictions 1: upper: is not a whole number"],
    ),
    "a value is out of range": (
        change("json_set(doc, '$.upper', 70000)"),
        ["restrictions 1: upper: is not a port, 1-65535"],
    ),
    "a name is none": (
        change("json_set(doc, '$.profile', 'web user')"),
        [f"restrictions 1: profile: {NO_NAME}"],
    ),
    "a document is a list": (
        "update audit set doc = '[]' where id = 1",
        ["audit 1: is not an object with fields"],
    ),
    "a document is cut off": (
        "update journal set doc = '{\"time\": ' where id = 1",
        ["journal 1: is not JSON"],
    ),
    "a document is not text": (
        "update journal set doc = x'ff00' where id = 1",
        ["journal 1: is not JSON"],
    ),
    "two have one key": (
        """drop index "profiles by name";
        update profiles set doc = (select doc from profiles where id = 1) where id = 2""",
        [
            "profiles: the index by name is missing",
            "profiles 2: another document has this key: QSECOFR",
        ],
    ),
    "a table is missing": ("drop table sockets", ["sockets: the table is missing"]),
    "the journal has a gap": (
        "delete from journal where id = 3",
        ["journal 4: those behind 2 are missing"],
    ),
    "an entry has another's revision": (
        "update journal set doc = json_set(doc, '$.revision', 9) where id = 2",
        ["journal 2: revision: is 9"],
    ),
    "a number would be given again": (
        "update sqlite_sequence set seq = 1 where name = 'servers'",
        [f"servers {len(texts.machine().servers)}: beyond the numbers that were given out"],
    ),
}


@pytest.mark.parametrize("case", SPOILT)
def test_damage_is_told_with_its_place(path: Path, case: str) -> None:
    sql, problems = SPOILT[case]
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.close()

    assert told(examined(path)) == problems


@pytest.mark.parametrize("table", ["journal", "log", "audit"])
def test_the_oldest_entries_may_be_gone(path: Path, table: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"delete from {table} where id = (select min(id) from {table})")
    connection.commit()
    connection.close()

    assert told(examined(path)) == []


def test_a_damaged_page_leaves_the_other_tables_readable(path: Path) -> None:
    at = page(path, "audit")
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xff" * 4096)

    report = examined(path)

    assert report.of("")
    assert [each.id for each in report.of("audit")] == [None]
    assert not report.of("servers")
    assert report.documents["servers"] == len(texts.machine().servers)


def test_an_index_that_says_something_else_is_told(path: Path) -> None:
    start = page(path, "restrictions")
    whole = path.read_bytes()
    at = whole.index(b"WEBUSR", start, start + 4096)
    path.write_bytes(whole[:at] + b"APPUSR" + whole[at + 6 :])

    assert told(examined(path)) == [
        "row 1 missing from index restrictions by protocol lower upper profile",
        "row 1 missing from index restrictions by lower upper protocol profile",
    ]


def test_an_entry_that_outlives_its_profile_is_a_note(folder: Path, system: TinySystem) -> None:
    with system.transaction(JournalEntry(1.0, *BY_SYSTEM, "")):
        system.restrictions.put(PortRestriction(7000, 7000, "*TCP", "GONE"))
        system.restrictions.put(PortRestriction(7001, 7001, "*TCP", "GONE"))

    report = examined(folder / "machine.db")

    assert report.problems == ()
    assert report.notes == ("restrictions: GONE is not among the profiles (2 times)",)
    system.close()


def test_what_is_no_database_is_damage(folder: Path) -> None:
    folder.mkdir()
    (folder / "machine.db").write_bytes(b"garbage" * 1000)

    report = examined(folder / "machine.db")

    assert report.problems == (Problem("", None, "file is not a database"),)


@pytest.mark.parametrize(
    ("mark", "reason"), [("application_id = 7", "another program"), ("user_version = 99", "newer")]
)
def test_what_is_another_programs_or_of_a_newer_version_is_not_examined(
    path: Path, mark: str, reason: str
) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"pragma {mark}")
    connection.close()

    with pytest.raises(MachineUnreadable, match=reason):
        examined(path)


def strewn(whole: bytes, dice: random.Random) -> bytes:
    """Some bytes overwritten."""
    spoilt = bytearray(whole)
    for _ in range(dice.choice([1, 5, 100])):
        at, length = dice.randrange(len(spoilt)), dice.choice([1, 8, 2000])
        spoilt[at : at + length] = dice.randbytes(len(spoilt[at : at + length]))
    return bytes(spoilt)


def outcome(examine: Callable[[Path], Report], path: Path) -> str:
    try:
        return "damaged" if examine(path).problems else "whole"
    except MachineUnreadable:
        return "unreadable"


def test_whatever_is_in_the_file_is_examined_and_left_alone(path: Path) -> None:
    whole, dice, found = path.read_bytes(), random.Random(7), []
    for _ in range(40):
        spoilt = strewn(whole, dice)
        path.write_bytes(spoilt)
        found.append(outcome(examined, path))
        assert contents(path.parent)["machine.db"] == spoilt
    assert found.count("damaged") > 20
