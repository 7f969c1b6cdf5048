"""A machine of an older format is brought to the newer one, behind a copy; with an invented format."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from portres_tui.domain.logs import Audited, History
from portres_tui.domain.system import JournalEntry, SystemValue, system_name
from portres_tui.opening import open_machine
from portres_tui.store import making, migration
from portres_tui.store.copies import make_of
from portres_tui.store.errors import MachineNotWritten, MachineUnreadable, Refused
from portres_tui.store.health import examined
from portres_tui.store.making import APPLICATION, FORMAT
from portres_tui.store.migration import Step
from portres_tui.store.replacing import replace
from portres_tui.store.rows import RowFile
from portres_tui.store.sessions import Attendance
from portres_tui.store.tiny import TinySystem

HEADER = JournalEntry(1.0, "100001/OPER/QPADEV0001", "OPER", "X")


def shout(rows: RowFile) -> None:
    """The invented step: values are written in capitals."""
    for id, document in rows.select("values"):
        rows.replace("values", id, {**document, "value": document["value"].upper()})


def stumble(rows: RowFile) -> None:
    shout(rows)
    raise ValueError("no room")


@pytest.fixture
def old(folder: Path) -> Path:
    """A machine of the format of today."""
    system = TinySystem(folder, create=True)
    with system.transaction(HEADER):
        system.values.put(SystemValue("GREETING", "quiet"))
    system.close()
    return folder


def advance(monkeypatch: pytest.MonkeyPatch, *steps: Step, formats: int | None = None) -> None:
    """A later version, which knows these steps."""
    monkeypatch.setattr(making, "FORMAT", FORMAT + (formats or len(steps)))
    monkeypatch.setattr(migration, "STEPS", dict(enumerate(steps, FORMAT)))


def value(folder: Path) -> str:
    system = TinySystem(folder)
    row = system.values.get("GREETING")
    system.close()
    return row.value if row else ""


def copies(folder: Path) -> list[Path]:
    return list(folder.glob("machine.db.before-*"))


def test_an_older_machine_is_brought_to_the_format_of_today(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advance(monkeypatch, shout)

    assert value(old) == "QUIET"

    system = TinySystem(old)
    assert system.db.rows.mark == (APPLICATION, FORMAT + 1)
    assert system.revision() == 1
    system.close()


def test_a_copy_of_the_older_machine_is_kept_and_can_be_restored(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        advance(later, shout)
        value(old)
        value(old)
    (copy,) = copies(old)
    assert copy.name.startswith(f"machine.db.before-format-{FORMAT + 1}-")
    assert copy.stat().st_mode & 0o777 == 0o600

    replace(old, "restore", lambda site: make_of(copy, site))

    assert value(old) == "quiet"


def test_every_step_on_the_way_is_taken(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sign(rows: RowFile) -> None:
        rows.replace(
            "values", 1, {"name": "GREETING", "value": rows.select("values")[0][1]["value"] + "!"}
        )

    advance(monkeypatch, sign, shout, sign)
    assert value(old) == "QUIET!!"


def test_a_step_that_fails_leaves_the_machine_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        advance(later, shout, stumble)
        with pytest.raises(MachineUnreadable, match=r"no room.*as it was.*before-format") as raised:
            value(old)
    (copy,) = copies(old)
    assert str(copy) in str(raised.value)
    assert value(old) == "quiet"


def test_a_format_that_no_step_leads_from_is_refused(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        advance(later, shout, formats=2)
        with pytest.raises(MachineUnreadable, match="no way is known"):
            value(old)
    assert copies(old) == []
    assert value(old) == "quiet"


def test_nobody_who_is_signed_on_finds_another_format(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence = Attendance(old).attend("100013/OPER/QPADEV0013", "OPER")
    with monkeypatch.context() as later:
        advance(later, shout)
        with pytest.raises(Refused, match="100013/OPER/QPADEV0013"):
            value(old)
        presence.leave()
        assert value(old) == "QUIET"


def test_a_machine_that_may_not_be_written_stays_as_it_is(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advance(monkeypatch, shout)
    rows = RowFile(old / "machine.db", read_only=True)
    with pytest.raises(MachineUnreadable, match="nothing may be written"):
        making.check(rows)
    with pytest.raises(MachineNotWritten), rows.transaction():
        pass
    rows.close()
    assert copies(old) == []


def test_of_several_that_come_at_once_one_takes_the_steps(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []

    def once(rows: RowFile) -> None:
        taken.append(shout(rows))

    advance(monkeypatch, once)
    threads = [threading.Thread(target=value, args=(old,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(taken) == len(copies(old)) == 1
    assert value(old) == "QUIET"


def test_a_backup_of_an_older_format_is_brought_on_when_it_is_restored(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "backup.db"
    backup.write_bytes((old / "machine.db").read_bytes())
    with monkeypatch.context() as later:
        advance(later, shout)
        replace(old, "restore", lambda site: make_of(backup, site))
        assert value(old) == "QUIET"
    assert backup.read_bytes()[60:64] == FORMAT.to_bytes(4)


FIRST = """
create table restrictions (id integer primary key autoincrement, doc text not null,
    lower as (json_extract(doc, '$.lower')), upper as (json_extract(doc, '$.upper')),
    protocol as (json_extract(doc, '$.protocol')), profile as (json_extract(doc, '$.profile')));
create table profiles (id integer primary key autoincrement, doc text not null,
    name as (json_extract(doc, '$.name')));
create table servers (id integer primary key autoincrement, doc text not null,
    name as (json_extract(doc, '$.name')));
create table jobs (id integer primary key autoincrement, doc text not null,
    number as (json_extract(doc, '$.number')), server as (json_extract(doc, '$.server')));
create table sockets (id integer primary key autoincrement, doc text not null,
    protocol as (json_extract(doc, '$.protocol')), port as (json_extract(doc, '$.port')),
    job as (json_extract(doc, '$.job')));
create table "values" (id integer primary key autoincrement, doc text not null,
    name as (json_extract(doc, '$.name')));
create table journal (id integer primary key autoincrement, doc text not null);
create table log (id integer primary key autoincrement, doc text not null,
    job as (json_extract(doc, '$.job')));
create table audit (id integer primary key autoincrement, doc text not null);
create unique index "jobs by number" on jobs (number);
create index "jobs by server number" on jobs (server, number);
create unique index "profiles by name" on profiles (name);
insert into "values" (doc) values ('{"name":"SYSNAME","value":"OLDNAME"}');
insert into profiles (doc) values ('{"name":"QSECOFR","text":"Mine","user_class":"*SECOFR"}');
insert into jobs (doc) values ('{"number":"100001","user":"QTCP","name":"QTFTP00001",
    "type":"*SERVER","subsystem":"QSYSWRK","entered":1.0,"started":1.2,"ended":1.6,
    "server":"*FTP"}');
insert into log (doc) values ('{"job":"100001/QTCP/QTFTP00001","job_type":"*SERVER","time":1.5,
    "severity":40,"message":{"id":"TCP7701","type":"Diagnostic","data":{}}}');
insert into audit (doc) values ('{"type":"AF","violation":"T","time":1.5,
    "job":"100001/QTCP/QTFTP00001","profile":"QTCP","data":{}}');
insert into jobs (doc) values ('{"number":"100002","user":"QTCP","name":"QTFTP00002",
    "type":"*SERVER","subsystem":"QSYSWRK","entered":2.0,"started":2.2,"ended":null,
    "server":"*FTP"}');
"""
"""A machine of format 1."""


def test_a_machine_of_the_first_format_gets_what_came_later(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    connection = sqlite3.connect(folder / "machine.db", isolation_level=None)
    connection.executescript(FIRST)
    connection.execute("pragma journal_mode = wal")
    connection.execute(f"pragma application_id = {APPLICATION}")
    connection.execute("pragma user_version = 1")
    connection.close()

    system = open_machine(folder)

    assert [job.number for job in system.jobs.find(open=True) if job.server] == ["100002"]
    assert (system_name(system), getattr(system.profiles.get("QSECOFR"), "text", "")) == (
        "OLDNAME",
        "Mine",
    )
    assert [each.message.id for each in system.history(History(until=2.0), None, 9)] == ["TCP7701"]
    assert [each.violation for each in system.audit_page(Audited(("AF",)), None, 9)] == ["T"]
    assert len(system.services) and system.subsystems.get("QSYSWRK")
    system.close()
    report = examined(folder / "machine.db")
    assert [str(each) for each in report.problems if "index" not in str(each)] == []
    assert len(copies(folder)) == 1
