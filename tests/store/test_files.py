"""A machine that cannot be read is refused, and nothing is written to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from naming import HEADER, NAMED, name_it, refuse

from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.system import SystemValue
from portres_tui.store.errors import MachineUnreadable
from portres_tui.store.making import FORMAT
from portres_tui.store.tiny import TinySystem


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def closed(folder: Path) -> dict[str, bytes]:
    TinySystem.open(folder, name_it).close()
    return contents(folder)


def killed(folder: Path) -> dict[str, bytes]:
    """The files of a machine whose last transaction is in its log only."""
    system = TinySystem.open(folder, name_it)
    with system.transaction(HEADER):
        system.values.put(SystemValue("LAST", "words"))
    left = contents(folder)
    system.close()
    return {name: left[name] for name in ("machine.db", "machine.db-wal")}


def cut(n: int) -> Callable[[bytes], bytes]:
    return lambda whole: whole[:n]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: b"garbage" * 1000,
        lambda whole: b'{"restrictions": {}}',
        lambda whole: b"\0" * len(whole),
        lambda whole: b"\0" * 16 + whole[16:],
        lambda whole: whole[:16] + b"\xff" * 84 + whole[100:],
        lambda whole: whole[:100] + b"\xff" * 3996 + whole[4096:],
        *map(cut, (0, 1, 15, 16, 50, 99, 100, 101, 4095, 4096, 5000, 8192)),
    ],
)
@pytest.mark.parametrize("log", [False, True], ids=["alone", "with a log"])
def test_a_damaged_machine_is_refused_and_not_touched(
    folder: Path, spoil: Callable[[bytes], bytes], log: bool
) -> None:
    left = killed(folder) if log else closed(folder)
    for name, content in {**left, "machine.db": spoil(left["machine.db"])}.items():
        (folder / name).write_bytes(content)
    before = contents(folder)
    ways: tuple[Callable[[], TinySystem], ...] = (
        lambda: TinySystem(folder),
        lambda: TinySystem.open(folder, refuse),
    )
    for open_it in ways:
        with pytest.raises(MachineUnreadable) as refused:
            open_it()
        assert refused.value.path == folder / "machine.db"
        assert refused.value.reason in str(refused.value)
    after = contents(folder)
    assert {name: after[name] for name in before} == before


def test_what_a_killed_process_left_is_read(folder: Path) -> None:
    for name, content in killed(folder).items():
        (folder / name).write_bytes(content)
    system = TinySystem.open(folder, refuse)
    assert system.values.get("LAST") == SystemValue("LAST", "words")
    system.close()


def grown(folder: Path) -> tuple[dict[str, bytes], bytes]:
    """The files of a killed process whose log holds a new first page, and that page."""
    system = TinySystem.open(folder, name_it)
    with system.transaction(HEADER):
        for port in range(1, 300):
            system.restrictions.put(PortRestriction(port, port, "*TCP", "WEBUSR"))
    left = contents(folder)
    system.close()
    log = left["machine.db-wal"]
    frames = [log[at : at + 24 + 4096] for at in range(32, len(log), 24 + 4096)]
    (first_page,) = [frame[24:] for frame in frames if int.from_bytes(frame[:4]) == 1]
    return {name: left[name] for name in ("machine.db", "machine.db-wal")}, first_page


def test_a_machine_whose_log_was_being_put_into_it_is_read(folder: Path) -> None:
    """Its first page tells of pages that are still in the log."""
    left, first_page = grown(folder)
    (folder / "machine.db-wal").write_bytes(left["machine.db-wal"])
    (folder / "machine.db").write_bytes(first_page + left["machine.db"][4096:])
    system = TinySystem.open(folder, refuse)
    assert len(list(system.restrictions)) == 299
    system.close()


def test_a_destroyed_file_is_not_taken_for_what_its_log_holds(folder: Path) -> None:
    left, _ = grown(folder)
    (folder / "machine.db-wal").write_bytes(left["machine.db-wal"])
    (folder / "machine.db").write_bytes(b"garbage" * 1000)
    before = contents(folder)
    with pytest.raises(MachineUnreadable, match="not a database"):
        TinySystem.open(folder, refuse)
    assert contents(folder) == before


def test_a_folder_in_the_place_of_the_file_is_refused(folder: Path) -> None:
    (folder / "machine.db").mkdir(parents=True)
    with pytest.raises(MachineUnreadable, match="Is a directory"):
        TinySystem.open(folder, refuse)


def test_a_file_in_the_place_of_the_folder_is_refused(folder: Path) -> None:
    folder.write_text("not a folder")
    with pytest.raises(MachineUnreadable):
        TinySystem.open(folder, refuse)
    assert folder.read_text() == "not a folder"


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        ("application_id = 0", "another program"),
        (f"user_version = {FORMAT + 1}", f"format {FORMAT + 1}"),
    ],
)
def test_a_database_of_another_program_or_a_newer_format_is_refused(
    folder: Path, mark: str, reason: str
) -> None:
    TinySystem.open(folder, name_it).close()
    connection = sqlite3.connect(folder / "machine.db")
    connection.execute(f"pragma {mark}")
    connection.close()
    before = (folder / "machine.db").read_bytes()
    with pytest.raises(MachineUnreadable, match=reason):
        TinySystem(folder)
    assert (folder / "machine.db").read_bytes() == before


def test_damage_that_is_met_later_is_told(folder: Path) -> None:
    system = TinySystem.open(folder, name_it)
    root = system.db.rows.connection.execute(
        "select rootpage from sqlite_master where name = 'profiles'"
    ).fetchone()[0]
    system.close()
    with (folder / "machine.db").open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    system = TinySystem(folder)
    assert system.values.get("SYSNAME") == NAMED
    with pytest.raises(MachineUnreadable, match="malformed"):
        system.db.table("profiles").all()
    system.close()
