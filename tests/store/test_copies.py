"""A backup is a whole machine of one moment, or there is none."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from portres_tui.domain.system import JournalEntry, SystemValue
from portres_tui.store import places
from portres_tui.store.copies import back_up
from portres_tui.store.errors import (
    MachineDamaged,
    MachineNotWritten,
    MachineUnreadable,
    Refused,
)
from portres_tui.store.health import examined
from portres_tui.store.making import FORMAT
from portres_tui.store.tiny import TinySystem

HEADER = JournalEntry(1.0, "100001/OPER/QPADEV0001", "OPER", "X")


def count(system: TinySystem, number: int) -> None:
    with system.transaction(HEADER):
        system.values.put(SystemValue("COUNT", str(number)))
        system.values.put(SystemValue("TWIN", str(number)))


def kept(file: Path) -> tuple[str, str, int]:
    """What a backup holds, opened as a machine."""
    folder = file.with_suffix(".opened")
    folder.mkdir()
    (folder / "machine.db").write_bytes(file.read_bytes())
    system = TinySystem(folder)
    values = {row.name: row.value for row in system.values}
    found = values["COUNT"], values["TWIN"], system.revision()
    system.close()
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the backup goes, in a folder where nothing else is."""
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "monday.db"


def names(file: Path) -> set[str]:
    return {each.name for each in file.parent.iterdir()}


@pytest.mark.parametrize("open", [True, False], ids=["in use", "closed"])
def test_a_backup_is_the_machine_in_one_file_for_its_owner(
    folder: Path, tiny: TinySystem, file: Path, open: bool
) -> None:
    count(tiny, 1)
    if not open:
        tiny.close()

    report = back_up(folder, file)

    assert report.problems == ()
    assert report.documents["values"] == 2
    assert file.stat().st_mode & 0o777 == 0o600
    assert names(file) == {"monday.db"}
    assert kept(file) == ("1", "1", 1)


def test_backups_are_of_one_moment_while_others_write(
    folder: Path, tiny: TinySystem, file: Path
) -> None:
    done = threading.Event()

    def write() -> None:
        number = 1
        while not done.is_set():
            count(tiny, number := number + 1)

    count(tiny, 1)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        for day in range(5):
            copy = file.with_name(f"{day}.db")
            assert back_up(folder, copy).problems == ()
            number, twin, revision = kept(copy)
            assert number == twin == str(revision)
    finally:
        done.set()
        writer.join()


def test_a_backup_takes_the_place_of_another_file_only_when_told_to(
    folder: Path, tiny: TinySystem, file: Path
) -> None:
    count(tiny, 1)
    file.write_text("precious")

    with pytest.raises(Refused, match=r"exists already\. --force"):
        back_up(folder, file)
    assert file.read_text() == "precious"

    back_up(folder, file, force=True)
    assert kept(file)[0] == "1"


@pytest.mark.parametrize("name", ["machine.db", "machine.db-wal", "machine.lock", "machine.new"])
def test_a_backup_never_takes_the_place_of_the_machine(
    folder: Path, tiny: TinySystem, tmp_path: Path, name: str
) -> None:
    (tmp_path / "link").symlink_to(folder)
    for place in (folder, tmp_path / "link"):
        with pytest.raises(Refused, match="the machine's own"):
            back_up(folder, place / name, force=True)
    assert tiny.revision() == 0


def test_a_backup_goes_into_a_folder_that_exists_and_can_be_written(
    folder: Path, tiny: TinySystem, tmp_path: Path
) -> None:
    with pytest.raises(MachineNotWritten, match="No such file"):
        back_up(folder, tmp_path / "nowhere" / "monday.db")
    with pytest.raises(Refused, match="is a folder"):
        back_up(folder, tmp_path)


def test_a_backup_may_go_to_another_computer(
    folder: Path, tiny: TinySystem, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"30 27 0:40 / {file.parent.resolve()} rw - nfs4 server:/ rw\n")
    monkeypatch.setattr(places, "MOUNTS", table)
    count(tiny, 1)

    assert back_up(folder, file).problems == ()
    assert names(file) == {"monday.db"}


def test_no_backup_is_written_of_a_damaged_machine(
    folder: Path, tiny: TinySystem, file: Path
) -> None:
    count(tiny, 1)
    tiny.db.table("values").update({"value": 7}, doc_ids=[1])
    file.write_text("the last good one")

    report = back_up(folder, file, force=True)

    assert [str(each) for each in report.problems] == ["values 1: value: is not a text"]
    assert file.read_text() == "the last good one"
    assert names(file) == {"monday.db"}


def test_what_is_no_machine_is_not_backed_up(folder: Path, file: Path) -> None:
    with pytest.raises(MachineUnreadable, match="No such file"):
        back_up(folder, file)
    folder.mkdir()
    (folder / "machine.db").write_bytes(b"garbage" * 1000)
    with pytest.raises(MachineDamaged):
        back_up(folder, file)
    assert names(file) == set()


def test_a_machine_of_a_newer_version_is_not_backed_up(
    folder: Path, tiny: TinySystem, file: Path
) -> None:
    tiny.close()
    connection = sqlite3.connect(folder / "machine.db")
    connection.execute(f"pragma user_version = {FORMAT + 1}")
    connection.close()
    with pytest.raises(MachineUnreadable, match=f"format {FORMAT + 1}"):
        back_up(folder, file)


def test_a_backup_can_be_examined_where_it_is(folder: Path, tiny: TinySystem, file: Path) -> None:
    count(tiny, 1)
    back_up(folder, file)
    assert examined(file).problems == ()
    assert names(file) == {"monday.db"}
