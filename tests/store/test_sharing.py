"""Sharing sets permissions once, and whatever is made later follows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from portres_tui.domain.system import JournalEntry, SystemValue
from portres_tui.store.sharing import Sharing, share
from portres_tui.store.tiny import TinySystem

HEADER = JournalEntry(1.0, "100001/OPER/QPADEV0001", "OPER", "X")


def use(folder: Path) -> dict[str, int]:
    """The permissions in the folder while somebody works on the machine."""
    system = TinySystem(folder)
    with system.transaction(HEADER):
        system.values.put(SystemValue("COUNT", str(system.revision())))
    found = {each.name: each.stat().st_mode & 0o7777 for each in folder.rglob("*")}
    system.close()
    return found


@pytest.fixture
def used(folder: Path, tiny: TinySystem) -> Path:
    """The folder of a machine that was worked on."""
    tiny.close()
    (folder / "sessions").mkdir(mode=0o700)
    (folder / "sessions" / "100001").touch(mode=0o600)
    (folder / "print").mkdir(mode=0o700)
    (folder / "print" / "list.txt").touch(mode=0o600)
    (folder / "portres.log").touch(mode=0o600)
    (folder / "somebody's own").touch(mode=0o644)
    return folder


@pytest.mark.parametrize("sharing", Sharing)
def test_all_of_a_machine_is_shared_alike(used: Path, sharing: Sharing) -> None:
    for_folders, for_files = sharing.value

    share(used, sharing)

    assert used.stat().st_mode & 0o7777 == for_folders
    modes = use(used)
    assert modes.pop("somebody's own") == 0o644
    assert {modes.pop("sessions"), modes.pop("print")} == {for_folders}
    assert modes.keys() >= {"machine.db-wal", "machine.db-shm", "machine.lock", "100001"}
    assert set(modes.values()) == {for_files}


def test_what_was_shared_is_kept_again(used: Path) -> None:
    before = use(used)
    for sharing in (Sharing.GROUP, Sharing.READ, Sharing.NOBODY):
        share(used, sharing)
    assert use(used) == before
    assert used.stat().st_mode & 0o7777 == 0o700


def test_a_machine_may_be_shared_while_it_is_in_use(folder: Path, tiny: TinySystem) -> None:
    share(folder, Sharing.GROUP)
    with tiny.transaction(HEADER):
        tiny.values.put(SystemValue("COUNT", "1"))
    assert {each.stat().st_mode & 0o777 for each in folder.iterdir()} == {0o660}
