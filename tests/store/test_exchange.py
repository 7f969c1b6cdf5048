"""The machine's tables as TinyDB's own JSON files have them: out, and in again as a whole or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from records import audit_entries
from tinydb import TinyDB, where
from walker import Clock

from portres_tui.domain.jobnames import newest_job
from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.system import BY_SYSTEM, SHAPES, JournalEntry, SystemValue
from portres_tui.domain.users import Password, UserProfile
from portres_tui.opening import furnish
from portres_tui.store.codec import encode
from portres_tui.store.errors import MachineDamaged, Refused
from portres_tui.store.exchange import as_text, exported, faults, parsed, put, taken
from portres_tui.store.health import examined
from portres_tui.store.sessions import Attendance
from portres_tui.store.tiny import TinySystem

HEADER = JournalEntry(1.0, *BY_SYSTEM, "/* import */")
FTP = PortRestriction(21, 21, "*TCP", "WEBUSR")
CONNECTION = {
    "protocol": "*TCP",
    "local_port": 23,
    "remote_port": 50000,
    "job": "000001/QTCP/A",
    "profile": "QTCP",
    "since": 1.0,
}
MESSAGE = {
    "queue": "ANN",
    "number": 1,
    "time": 1.0,
    "severity": 0,
    "message": {"id": "PRT1501", "type": "Information", "data": {}},
    "job": "000001/ANN/A",
    "profile": "ANN",
}
LOGS = {"journal", "log", "audit"}

QSECOFR = {"name": "QSECOFR"}
RESTRICTION = {"lower": 21, "upper": 21, "protocol": "*TCP", "profile": "WEBUSR"}


@pytest.fixture
def shipped(tiny: TinySystem, clock: Clock) -> TinySystem:
    """The shipped machine with one restriction, in the fixture's folder."""
    furnish(tiny, clock())
    with tiny.transaction(HEADER):
        tiny.restrictions.put(FTP)
    return tiny


@pytest.fixture
def other(tmp_path: Path) -> Iterator[TinySystem]:
    """An empty machine."""
    system = TinySystem(tmp_path / "other", create=True)
    yield system
    system.close()


def export(folder: Path, *, logs: bool = False, passwords: bool = True) -> dict[str, Any]:
    """What somebody else reads."""
    tables = exported(folder / "machine.db", logs=logs, passwords=passwords)
    found: dict[str, Any] = parsed(as_text(tables))
    return found


def take(system: TinySystem, folder: Path, tables: dict[str, Any], *, logs: bool = False) -> None:
    assert list(faults(tables)) == []
    names = taken(tables, logs=logs)
    put(system, folder, {name: tables[name] for name in names}, HEADER)


def state(system: TinySystem) -> dict[str, list[Any]]:
    return {name: list(getattr(system, name)) for name in SHAPES}


def test_tinydb_itself_reads_an_export(folder: Path, shipped: TinySystem, tmp_path: Path) -> None:
    file = tmp_path / "tables.json"
    file.write_text(as_text(exported(folder / "machine.db", logs=True, passwords=True)))

    with TinyDB(file, access_mode="r") as db:
        assert db.tables() == {*SHAPES, *LOGS}
        for name in db.tables():
            assert list(db.table(name)) == list(shipped.db.table(name))
        (found,) = db.table("restrictions").search(where("profile") == "WEBUSR")
        assert (found.doc_id, found) == (1, RESTRICTION)


def test_logs_and_journal_are_exported_when_asked_for(folder: Path, shipped: TinySystem) -> None:
    assert export(folder).keys() == set(SHAPES)
    assert export(folder, logs=True).keys() == {*SHAPES, *LOGS}


def test_the_hashes_of_passwords_are_exported_only_when_asked_for(
    folder: Path, shipped: TinySystem
) -> None:
    with shipped.transaction(HEADER):
        shipped.passwords.put(Password("QSECOFR", "$argon2id$secret", 1.0))

    without = export(folder, logs=True, passwords=False)

    assert without.keys() == {*SHAPES, *LOGS} - {"passwords"}
    assert "$argon2id$secret" not in json.dumps(without)
    (document,) = export(folder)["passwords"].values()
    assert document["hash"] == "$argon2id$secret"


def test_a_file_without_passwords_leaves_those_of_profiles_that_it_has(
    folder: Path, shipped: TinySystem, other: TinySystem, tmp_path: Path
) -> None:
    ours, gone = (Password(name, "hash", 1.0) for name in ("QSECOFR", "GONE"))
    with other.transaction(HEADER):
        other.profiles.put(UserProfile("GONE"))
        other.passwords.put(ours)
        other.passwords.put(gone)

    take(other, tmp_path / "other", export(folder, passwords=False))

    assert other.profiles.get("GONE") is None
    assert list(other.passwords) == [ours]
    assert examined(tmp_path / "other" / "machine.db").problems == ()


def test_an_export_of_what_is_no_json_is_refused(folder: Path, shipped: TinySystem) -> None:
    rows = shipped.db.rows
    with rows.transaction():
        rows.connection.execute("update journal set doc = '{'")
        rows.connection.execute("insert into journal (doc) values ('{')")
    with pytest.raises(MachineDamaged, match="journal 1 is not JSON"):
        export(folder, logs=True)


def test_an_import_makes_another_machine_the_same(
    folder: Path, shipped: TinySystem, other: TinySystem, tmp_path: Path
) -> None:
    take(other, tmp_path / "other", export(folder))

    assert state(other) == state(shipped)
    assert other.revision() == 1
    assert other.journal()[0].cl == "/* import */"
    assert len(other.journal()[0].changes) == sum(map(len, state(other).values()))
    assert examined(tmp_path / "other" / "machine.db").problems == ()


def test_an_import_takes_logs_and_journal_only_when_told_to(
    folder: Path, shipped: TinySystem, other: TinySystem, tmp_path: Path
) -> None:
    job = shipped.log_last(1)[0].job
    take(other, tmp_path / "other", export(folder, logs=True))
    assert other.job_log(job) == []

    take(other, tmp_path / "other", export(folder, logs=True), logs=True)

    assert other.log_after(0, 1000) == shipped.log_after(0, 1000)
    assert audit_entries(other) == audit_entries(shipped)
    assert other.journal() == shipped.journal()
    assert examined(tmp_path / "other" / "machine.db").problems == ()


def test_the_revision_goes_on_behind_an_imported_journal(
    folder: Path, shipped: TinySystem, other: TinySystem, tmp_path: Path
) -> None:
    take(other, tmp_path / "other", export(folder, logs=True), logs=True)

    assert [each.revision for each in other.journal()] == [1, 2, 3]
    assert other.journal()[:2] == shipped.journal()
    assert other.journal()[2].cl == "/* import */"


def test_the_newest_job_of_a_server_is_the_newest_behind_an_import_too(
    folder: Path, shipped: TinySystem
) -> None:
    tables = export(folder)
    newest = newest_job(shipped, "*TELNET")
    assert newest is not None
    older = newest._replace(number="999999", entered=1.0, started=1.0, ended=2.0, open=False)
    tables["jobs"] = {"1": encode(older), **{str(int(n) + 1): j for n, j in tables["jobs"].items()}}

    take(shipped, folder, tables)

    assert newest_job(shipped, "*TELNET") == newest


def test_a_table_in_the_file_takes_the_place_of_the_machines_and_no_other_does(
    folder: Path, shipped: TinySystem
) -> None:
    before = state(shipped)

    take(shipped, folder, {"restrictions": {"7": {**RESTRICTION, "lower": 20}}, "_default": {}})
    assert list(shipped.restrictions) == [FTP._replace(lower=20)]
    take(shipped, folder, {"restrictions": {}})
    assert state(shipped) == {**before, "restrictions": []}


def test_what_is_as_it_was_leaves_no_trace(folder: Path, shipped: TinySystem) -> None:
    revision = shipped.revision()
    take(shipped, folder, export(folder))
    assert shipped.revision() == revision


def test_a_file_of_tinydb_is_imported(folder: Path, shipped: TinySystem, tmp_path: Path) -> None:
    file = tmp_path / "tables.json"
    with TinyDB(file) as db:
        db.insert({"a": 1})
        db.truncate()
        db.table("restrictions").insert(RESTRICTION)
        db.table("values").insert({"name": "SYSNAME", "value": "TINY"})

    take(shipped, folder, parsed(file.read_text()))

    assert list(shipped.values) == [SystemValue("SYSNAME", "TINY")]


def test_nobody_who_is_signed_on_finds_other_tables(folder: Path, shipped: TinySystem) -> None:
    presence = Attendance(folder).attend("100013/OPER/QPADEV0013", "OPER")
    before = state(shipped)

    with pytest.raises(Refused, match="100013/OPER/QPADEV0013"):
        take(shipped, folder, {"restrictions": {}})

    assert state(shipped) == before
    presence.leave()


def wrong_in(field: str, value: object) -> dict[str, Any]:
    return {"restrictions": {"3": {**RESTRICTION, field: value}}}


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ([], "the file holds no tables"),
        ({"users": {}}, "'users': a machine has no such table"),
        ({"_default": {"1": {}}}, "'_default': a machine has no such table"),
        ({"\x1b[2J": {}}, r"'\x1b[2J': a machine has no such table"),
        ({"values": []}, "values: holds no documents"),
        ({"values": {"one": {}}}, "values: 'one' is no number of a document"),
        ({"values": {"0": {}}}, "values: '0' is no number of a document"),
        ({"values": {"٣": {}}}, r"values: '\u0663' is no number of a document"),
        ({"values": {"9": 1}}, "values 9: is not an object with fields"),
        (wrong_in("lower", "21"), "restrictions 3: lower: is not a whole number"),
        (wrong_in("upper", 20), "restrictions 3: lower is above upper"),
        (wrong_in("colour", "red"), "restrictions 3: colour: is not a field"),
        (wrong_in("profile", "web"), "restrictions 3: profile: is not a name of IBM i"),
        (wrong_in("profile", "A\x07"), "restrictions 3: profile: is not a name of IBM i"),
        (
            {"profiles": {"1": {**QSECOFR, "text": "\x1b]0;x\x07"}}},
            "profiles 1: text: has characters that cannot be shown",
        ),
        (
            {"restrictions": {"3": RESTRICTION, "12": RESTRICTION}},
            "restrictions 12: has the key of 3: 21 21 *TCP WEBUSR",
        ),
        ({"profiles": {"1": {"name": "OPER"}}}, "profiles: QSECOFR is missing"),
        ({"profiles": {"1": {**QSECOFR, "signs_on": False}}}, "profiles: QSECOFR is missing"),
        (
            {"connections": {"1": {**CONNECTION, "remote_address": "999.1.1.1"}}},
            "connections 1: remote_address: is not an IPv4 address",
        ),
        (
            {"messages": {"1": {**MESSAGE, "number": 10**30}}},
            "messages 1: number: is too high",
        ),
        (
            {"sockets": {"1": {"protocol": "*TCP", "port": 1, "job": "x", "profile": "A"}}},
            "sockets 1: job: is not a job, number/user/name",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_told_by_table_document_and_field(
    tables: Any, told: str
) -> None:
    assert str(next(iter(faults(tables)))).startswith(told)


def entry(revision: int) -> dict[str, Any]:
    return {"time": 1.0, "job": "1/A/B", "profile": "A", "cl": "", "revision": revision}


def test_a_journal_is_imported_only_without_gaps_and_under_its_own_revisions() -> None:
    good = {**entry(1), "job": "000001/A/B"}
    assert list(faults({"journal": {"1": good, "2": {**good, "revision": 2}}})) == []
    (gap,) = faults({"journal": {"1": good, "3": {**good, "revision": 3}}})
    (number,) = faults({"journal": {"2": good}})
    (job,) = faults({"journal": {"1": entry(1)}})
    assert str(gap) == "journal: documents are missing between others"
    assert str(number) == "journal 2: revision: is not the document's number"
    assert str(job) == "journal 1: job: is not a job, number/user/name"


def test_every_fault_is_told() -> None:
    bad = {**RESTRICTION, "lower": 0, "protocol": "x"}
    assert len(list(faults({"restrictions": {"1": bad, "2": bad}, "users": {}}))) == 5


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Expecting value"),
        ('{"values": {"1": {}, "1": {}}}', "'1' stands twice in one object"),
        ("[" * 100_000, "within each other"),
    ],
)
def test_a_text_that_is_not_plain_json_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parsed(text)


def test_numbers_that_no_json_has_are_wrong() -> None:
    text = json.dumps({"jobs": {"1": {"number": "000001", "entered": float("nan")}}})
    assert any("entered: is not a number" in str(each) for each in faults(parsed(text)))


def test_nor_may_they_stand_in_what_the_journal_tells_of_a_row() -> None:
    change = {"table": "values", "key": ["A"], "before": None, "after": {"value": float("nan")}}
    told = {**entry(1), "job": "000001/A/B", "changes": [change]}

    (fault,) = faults({"journal": {"1": told}})
    assert str(fault).endswith("after.value: holds a number that no JSON has")
