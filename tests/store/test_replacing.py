"""Another machine takes the place of the one that is there: whole, and of nobody who uses it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from portres_tui.domain.system import JournalEntry, SystemValue
from portres_tui.store import replacing
from portres_tui.store.copies import back_up, make_of
from portres_tui.store.errors import (
    MachineDamaged,
    MachineNotWritten,
    MachineUnreadable,
    Refused,
)
from portres_tui.store.health import examined
from portres_tui.store.making import FORMAT
from portres_tui.store.replacing import replace
from portres_tui.store.sessions import Attendance
from portres_tui.store.tiny import TinySystem

HEADER = JournalEntry(1.0, "100001/OPER/QPADEV0001", "OPER", "X")
JOB = "100013/OPER/QPADEV0013"


def name(system: TinySystem, text: str) -> None:
    with system.transaction(HEADER):
        system.values.put(SystemValue("SYSNAME", text))


def named(folder: Path) -> str:
    system = TinySystem(folder)
    value = system.values.get("SYSNAME")
    system.close()
    return value.value if value else ""


@pytest.fixture
def file(folder: Path, tmp_path: Path) -> Path:
    """A backup of a machine called OLD; the machine is called NEW now, and nobody has it open."""
    system = TinySystem(folder, create=True)
    name(system, "OLD")
    back_up(folder, tmp_path / "backup.db")
    name(system, "NEW")
    system.close()
    return tmp_path / "backup.db"


def restore(folder: Path, file: Path) -> Path | None:
    return replace(folder, "restore", lambda site: make_of(file, site))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        each.name: each.read_bytes()
        for each in folder.iterdir()
        if each.is_file() and each.name != "machine.lock"
    }


def test_a_backup_becomes_the_machine_and_what_was_there_is_kept(folder: Path, file: Path) -> None:
    aside = restore(folder, file)

    assert named(folder) == "OLD"
    assert aside and aside.name.startswith("machine.db.before-restore-")
    assert contents(folder).keys() == {"machine.db", aside.name}
    restore(folder, aside)
    assert named(folder) == "NEW"


def test_what_is_kept_is_never_overwritten(folder: Path, file: Path) -> None:
    kept = {restore(folder, file) for _ in range(3)}

    assert len(kept) == 3
    assert kept | {folder / "machine.db"} == set(folder.glob("machine.db*"))


def test_the_new_machine_is_a_new_machine_to_sqlite(folder: Path, file: Path) -> None:
    """Many readers beside one writer is a property of the file."""
    restore(folder, file)
    system = TinySystem(folder)
    assert system.db.rows.connection.execute("pragma journal_mode").fetchone() == ("wal",)
    system.close()


def test_what_is_kept_may_be_moved_back_by_hand(folder: Path, file: Path) -> None:
    aside = restore(folder, file)
    assert aside
    aside.replace(folder / "machine.db")
    reader, writer = TinySystem(folder), TinySystem(folder)
    connection = reader.db.rows.connection
    assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    connection.execute("begin")
    connection.execute("select * from journal").fetchall()
    name(writer, "BESIDE")
    connection.execute("rollback")
    reader.close()
    writer.close()
    assert named(folder) == "BESIDE"


def test_nobody_who_is_signed_on_loses_the_machine(folder: Path, file: Path) -> None:
    before = contents(folder)
    presence = Attendance(folder).attend(JOB, "OPER")

    with pytest.raises(Refused, match=f"signed on.*\n  job {JOB}, profile OPER, process "):
        restore(folder, file)

    assert contents(folder) == before
    presence.leave()
    restore(folder, file)


def test_who_has_the_machine_open_in_any_way_keeps_it(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "_WAIT", 0.01)
    reader = sqlite3.connect(folder / "machine.db")
    reader.execute("select * from journal").fetchall()

    with pytest.raises(Refused, match=r"has .*machine.db open.* end it first. `portres serve`"):
        restore(folder, file)

    reader.close()
    assert named(folder) == "NEW"


def test_who_opened_a_machine_that_is_no_more_there_writes_to_no_other(
    folder: Path, file: Path, tmp_path: Path
) -> None:
    system = TinySystem(folder)
    (tmp_path / "other.db").write_bytes(file.read_bytes())
    (tmp_path / "other.db").replace(folder / "machine.db")
    before = (folder / "machine.db").read_bytes()

    with pytest.raises(MachineNotWritten, match="another machine has taken its place"):
        name(system, "LATE")

    system.close()
    assert (folder / "machine.db").read_bytes() == before


def test_a_folder_without_a_machine_gets_one(tmp_path: Path, file: Path) -> None:
    assert restore(tmp_path / "empty", file) is None
    assert named(tmp_path / "empty") == "OLD"
    assert (tmp_path / "empty").stat().st_mode & 0o777 == 0o700


def spoil(sql: str) -> Callable[[Path], object]:
    def change(file: Path) -> None:
        connection = sqlite3.connect(file)
        connection.execute(sql)
        connection.commit()
        connection.close()

    return change


@pytest.mark.parametrize(
    ("change", "error", "told"),
    [
        (spoil("delete from journal"), None, ""),
        (spoil("drop table sockets"), Refused, "is damaged .*sockets: the table is missing"),
        (spoil("pragma application_id = 1"), MachineUnreadable, "another program"),
        (spoil(f"pragma user_version = {FORMAT + 1}"), MachineUnreadable, "newer portres"),
        (lambda file: file.write_bytes(b"no"), MachineDamaged, "not a database"),
        (lambda file: file.unlink(), MachineUnreadable, "No such file"),
    ],
)
def test_a_backup_is_examined_before_anything_is_moved(
    folder: Path,
    file: Path,
    change: Callable[[Path], object],
    error: type[Exception] | None,
    told: str,
) -> None:
    change(file)
    before = contents(folder)
    if error is None:
        restore(folder, file)
        return
    with pytest.raises(error, match=told) as raised:
        restore(folder, file)
    assert str(file) in str(raised.value)
    assert contents(folder) == before


def test_a_damaged_machine_is_put_aside_as_it_is(folder: Path, file: Path) -> None:
    system = TinySystem(folder)
    name(system, "LAST")
    left = contents(folder)
    system.close()
    (folder / "machine.db").write_bytes(b"garbage" * 1000)
    (folder / "machine.db-wal").write_bytes(left["machine.db-wal"])

    aside = restore(folder, file)

    assert aside and aside.read_bytes() == b"garbage" * 1000
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == left["machine.db-wal"]
    assert named(folder) == "OLD"
    assert examined(folder / "machine.db").problems == ()


def test_the_last_changes_of_a_machine_that_is_gone_are_put_aside(folder: Path, file: Path) -> None:
    (folder / "machine.db").unlink()
    (folder / "machine.db-wal").write_bytes(b"the last changes")

    aside = restore(folder, file)

    assert aside and aside.with_name(f"{aside.name}-wal").read_bytes() == b"the last changes"
    assert named(folder) == "OLD"


def test_what_a_killed_process_left_goes_with_the_old_machine(folder: Path, file: Path) -> None:
    system = TinySystem(folder)
    name(system, "LAST")
    left = contents(folder)
    system.close()
    for each in ("machine.db", "machine.db-wal"):
        (folder / each).write_bytes(left[each])

    aside = restore(folder, file)

    assert aside
    restore(folder, aside)
    assert named(folder) == "LAST"


def test_another_programs_database_is_left_where_it_is(folder: Path, file: Path) -> None:
    spoil("pragma application_id = 1")(folder / "machine.db")
    before = contents(folder)["machine.db"]

    with pytest.raises(MachineUnreadable, match="another program"):
        restore(folder, file)

    assert (folder / "machine.db").read_bytes() == before


def test_whom_the_old_machine_was_for_the_new_one_is_for(folder: Path, file: Path) -> None:
    (folder / "machine.db").chmod(0o660)
    restore(folder, file)
    assert (folder / "machine.db").stat().st_mode & 0o777 == 0o660


def test_a_machine_that_cannot_be_made_leaves_the_old_one(folder: Path, file: Path) -> None:
    before = contents(folder)

    def fail(site: Path) -> None:
        make_of(file, site)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replace(folder, "reset", fail)

    assert contents(folder) == before
    assert {each.name for each in folder.iterdir()} == {"machine.db", "machine.lock"}


def test_what_somebody_left_who_was_killed_is_in_nobodys_way(
    folder: Path, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "precious").touch()
    (folder / "making" / "making").mkdir(parents=True)
    (folder / "making" / "making" / "machine.db").write_text("half")
    (folder / "making" / "machine.lock").touch()
    (folder / "making" / "link").symlink_to(tmp_path / "elsewhere")

    restore(folder, file)

    assert named(folder) == "OLD"
    assert not (folder / "making").exists()
    assert (tmp_path / "elsewhere" / "precious").exists()
