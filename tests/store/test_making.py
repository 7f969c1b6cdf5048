"""A machine comes to be once, whole, and its owner's alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from naming import NAMED, name_it, refuse

from portres_tui.domain.system import System
from portres_tui.store.errors import MachineUnreadable
from portres_tui.store.making import APPLICATION, FORMAT, LAYOUTS
from portres_tui.store.tiny import TinySystem


def test_a_new_machine_is_filled_once(folder: Path) -> None:
    TinySystem.open(folder, name_it).close()
    system = TinySystem.open(folder, refuse)
    assert system.values.get("SYSNAME") == NAMED
    assert system.revision() == 1
    system.close()


def test_the_machine_is_its_owners_alone(folder: Path) -> None:
    system = TinySystem.open(folder, name_it)
    name_it(system)
    assert folder.stat().st_mode & 0o777 == 0o700
    names = {file.name for file in folder.iterdir()}
    assert names == {"machine.db", "machine.db-wal", "machine.db-shm", "machine.lock"}
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    system.close()


def test_a_making_that_fails_leaves_no_machine(folder: Path) -> None:
    def fail(system: System) -> None:
        name_it(system)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        TinySystem.open(folder, fail)
    assert not (folder / "machine.db").exists()
    system = TinySystem.open(folder, name_it)
    assert system.revision() == 1
    system.close()


def test_a_machine_is_not_made_unless_asked_for(folder: Path) -> None:
    with pytest.raises(MachineUnreadable, match="No such file"):
        TinySystem(folder)
    assert not folder.exists()


def test_a_machine_whose_file_is_gone_but_not_its_log_is_not_made_anew(folder: Path) -> None:
    folder.mkdir()
    (folder / "machine.db-wal").write_bytes(b"the last changes")
    with pytest.raises(MachineUnreadable, match="missing"):
        TinySystem.open(folder, refuse)
    assert (folder / "machine.db-wal").read_bytes() == b"the last changes"


def test_the_file_says_whose_it_is(folder: Path, tiny: TinySystem) -> None:
    assert (folder / "machine.db").read_bytes()[68:72] == b"PORT"
    assert tiny.db.rows.mark == (APPLICATION, FORMAT)


def test_what_is_declared_has_an_index() -> None:
    assert LAYOUTS["sockets"].lookups == (("job", "protocol", "port"),)
    assert LAYOUTS["sockets"].columns == ("protocol", "port", "job")
