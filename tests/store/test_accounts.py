"""Accounts of one computer at one machine: who may write it, who may look at it, who may not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from portres_tui.store.tiny import TinySystem

PROGRAM = Path(__file__).with_name("account.py")

ANN, BEN, EVE = 60_001, 60_002, 60_003
CLASS, OTHERS = 60_100, 60_101
"""Two groups; Ann and Ben are in the first."""

AS_ROOT = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root can be several accounts one after the other"
)

Account = Callable[[str], Any]
"""Does something, and gives what came of it."""

Login = Callable[..., Account]


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that every account can reach; the one of pytest is for one account only."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        (Path(name) / "tmp").mkdir()
        (Path(name) / "tmp").chmod(0o777)
        yield Path(name)


@pytest.fixture
def folder(place: Path) -> Path:
    return place / "machine"


@pytest.fixture
def login(place: Path, folder: Path) -> Iterator[Login]:
    """An account at the machine: a process of its own, which puts copies into `tmp`."""
    processes: list[subprocess.Popen[str]] = []

    def start(user: int = EVE, *groups: int) -> Account:
        process = subprocess.Popen(
            [
                sys.executable,
                str(PROGRAM),
                str(user),
                ",".join(map(str, groups or (user,))),
                str(folder),
            ],
            env={
                **os.environ,
                "PYTHONPATH": str(PROGRAM.parents[2]),
                "TMPDIR": str(place / "tmp"),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)

        def do(deed: str) -> Any:
            assert process.stdin and process.stdout
            process.stdin.write(f"{deed}\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        return do

    yield start
    for process in processes:
        process.kill()
        process.communicate()


@pytest.fixture
def machine(folder: Path) -> Iterator[TinySystem]:
    """A machine of ours, which others may look at."""
    TinySystem(folder, create=True).close()
    folder.chmod(0o755)
    (folder / "machine.db").chmod(0o644)
    system = TinySystem(folder)
    yield system
    system.close()
    folder.chmod(0o755)


def closed(folder: Path) -> None:
    """Nobody may write, and it is not open."""
    TinySystem(folder).close()
    (folder / "machine.db").chmod(0o444)
    folder.chmod(0o555)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_a_machine_that_may_not_be_written_is_read_from_a_copy(
    place: Path, folder: Path, machine: TinySystem, login: Login
) -> None:
    machine.close()
    closed(folder)
    before = contents(folder)
    reader = login()

    opened = reader("open")

    assert opened["read_only"] and opened["taken"] > 1e9
    assert reader("read") == 0
    assert reader("add") == f"MachineNotWritten: {folder / 'machine.db'}: opened read-only"
    assert reader("read") == 0
    assert contents(folder) == before
    (copy,) = (place / "tmp").iterdir()
    assert copy.stat().st_mode & 0o777 == 0o700
    reader("close")
    assert list((place / "tmp").iterdir()) == []


def test_a_machine_that_may_not_be_read_is_refused(folder: Path, login: Login) -> None:
    TinySystem(folder, create=True).close()
    folder.chmod(0o755)
    (folder / "machine.db").chmod(0)

    told = login()("open")

    assert told == f"MachineUnreadable: {folder / 'machine.db'}: Permission denied"


def test_a_machine_that_somebody_else_works_on_is_read_as_it_changes(
    folder: Path, machine: TinySystem, login: Login
) -> None:
    writer = machine.db.table("values")
    writer.insert({"name": "COUNT", "value": "1"})
    (folder / "machine.db").chmod(0o444)
    folder.chmod(0o555)
    reader = login()

    assert reader("open") == {"read_only": True, "taken": None}
    assert reader("read") == 1
    writer.update({"value": "2"})
    assert reader("read") == 2
    assert reader("add") == f"MachineNotWritten: {folder / 'machine.db'}: opened read-only"


def test_a_reader_hinders_nobody_and_outlives_the_writers(
    folder: Path, machine: TinySystem, login: Login
) -> None:
    machine.db.table("values").insert({"name": "COUNT", "value": "1"})
    (folder / "machine.db").chmod(0o444)
    folder.chmod(0o555)
    reader = login()
    reader("open")
    (folder / "machine.db").chmod(0o644)
    folder.chmod(0o755)
    machine.close()
    again = TinySystem(folder)
    for number in range(2, 5):
        again.db.table("values").update({"value": str(number)})
        assert reader("read") == number
    again.close()
    assert reader("read") == 4


@AS_ROOT
@pytest.mark.parametrize("mode", [0o755, 0o777], ids=["folder not ours", "folder for all"])
def test_who_may_only_read_lays_nothing_beside_the_machine(
    folder: Path, machine: TinySystem, login: Login, mode: int
) -> None:
    """A file of SQLite's that belonged to the reader would keep the owner from writing."""
    machine.close()
    folder.chmod(mode)
    before = contents(folder)
    reader = login()

    assert reader("open")["read_only"]
    assert reader("read") == 0
    assert contents(folder) == before


@AS_ROOT
def test_what_a_killed_writer_left_in_the_log_is_in_the_copy(
    folder: Path, machine: TinySystem, login: Login
) -> None:
    machine.db.table("values").insert({"name": "COUNT", "value": "7"})
    left = {name: contents(folder)[name] for name in ("machine.db", "machine.db-wal")}
    machine.close()
    for name, content in left.items():
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o644)
    reader = login()

    assert reader("open")["taken"]
    assert reader("read") == 7
    assert contents(folder)["machine.db-wal"] == left["machine.db-wal"]


@AS_ROOT
def test_a_machine_is_its_owners_alone_until_it_is_shared(
    place: Path, folder: Path, login: Login
) -> None:
    place.chmod(0o777)
    ann, ben = login(ANN, CLASS), login(BEN, CLASS)

    assert ann("open") == {"read_only": False, "taken": None}
    assert "Permission denied" in ben("open")


@AS_ROOT
def test_accounts_of_a_group_work_on_a_machine_in_turn(
    place: Path, folder: Path, login: Login
) -> None:
    """Whoever comes first makes SQLite's files, whoever goes last takes them away."""
    place.chmod(0o777)
    ann, ben, eve = login(ANN, ANN, CLASS), login(BEN, BEN, CLASS), login(EVE, OTHERS)
    ann("open")
    os.chown(folder, -1, CLASS)

    assert ann("share") is None
    for number in range(1, 9, 2):
        assert ben("open") == {"read_only": False, "taken": None}
        assert [ann("add"), ben("add")] == [number, number + 1]
        ann("close")
        assert ben("read") == number + 1
        assert ann("open") == {"read_only": False, "taken": None}
        ben("close")
    modes = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
    assert set(modes.values()) == {0o660}
    assert "machine.db-wal" in modes
    assert "Permission denied" in eve("open")


@AS_ROOT
def test_a_group_may_be_let_look_at_a_machine_and_be_shut_out_again(
    place: Path, folder: Path, login: Login
) -> None:
    place.chmod(0o777)
    ann, ben, late = login(ANN, ANN, CLASS), login(BEN, BEN, CLASS), login(BEN, BEN, CLASS)
    ann("open")
    os.chown(folder, -1, CLASS)

    ann("show")
    assert ben("open") == {"read_only": True, "taken": None}
    assert ann("add") == 1
    assert ben("read") == 1
    assert "opened read-only" in ben("add")
    ann("keep")
    assert "Permission denied" in late("open")


@AS_ROOT
def test_only_a_machine_of_ones_own_and_in_a_group_of_ones_own_is_shared(
    place: Path, folder: Path, login: Login
) -> None:
    place.chmod(0o777)
    ann, ben = login(ANN, ANN, CLASS), login(BEN, BEN, CLASS)
    ann("open")
    os.chown(folder, -1, OTHERS)
    assert "Operation not permitted" in ann("share")
    os.chown(folder, -1, CLASS)
    ann("share")
    assert "Operation not permitted" in ben("keep")
    assert ben("open") == {"read_only": False, "taken": None}
