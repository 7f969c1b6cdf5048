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
LOGS = {"journal", "log", "audit"}

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
