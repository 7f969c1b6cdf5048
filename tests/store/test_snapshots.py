"""A machine that is only read: as it is where that is possible, else a copy of one moment."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from portres_tui.store import snapshots
from portres_tui.store.errors import MachineNotWritten, MachineUnreadable
from portres_tui.store.files import Opened
from portres_tui.store.rows import RowFile
from portres_tui.store.snapshots import Snapshot
from portres_tui.store.tiny import TinySystem


def values(rows: RowFile) -> list[Any]:
    return [document["value"] for _, document in rows.select("values")]


@pytest.fixture
def path(folder: Path, tiny: TinySystem) -> Path:
    tiny.db.table("values").insert({"name": "COUNT", "value": "1"})
    return folder / "machine.db"


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_who_only_reads_a_machine_in_use_sees_it_change(path: Path, tiny: TinySystem) -> None:
    rows = RowFile(path, read_only=True)
    assert (rows.opened.read_only, rows.opened.taken) == (True, None)
    before = rows.version()
    tiny.db.table("values").update({"value": "2"})
    assert values(rows) == ["2"]
    assert rows.version() != before
    rows.close()


def test_who_only_reads_a_closed_machine_reads_a_copy(path: Path, tiny: TinySystem) -> None:
    tiny.close()
    before = names(path.parent)
    rows = RowFile(path, read_only=True)
    assert rows.opened.taken is not None
    assert abs(rows.opened.taken - path.stat().st_mtime) < 3600
    assert values(rows) == ["1"]
    assert names(path.parent) == before
    writer = TinySystem(path.parent)
    writer.db.table("values").update({"value": "2"})
    assert values(rows) == ["1"]
    writer.close()
    rows.close()


def test_who_only_reads_is_refused_before_anything_happens(path: Path, tiny: TinySystem) -> None:
    rows = RowFile(path, read_only=True)
    lock = path.with_suffix(".lock").read_bytes()
    with pytest.raises(MachineNotWritten, match="opened read-only"), rows.transaction():
        pytest.fail("it has begun")
    assert path.with_suffix(".lock").read_bytes() == lock
    rows.close()


def test_a_copy_goes_with_who_reads_it(
    path: Path, tiny: TinySystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.close()
    place = tmp_path / "copies"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    rows = RowFile(path, read_only=True)
    (copy,) = place.iterdir()
    assert copy.stat().st_mode & 0o777 == 0o700
    rows.close()
    assert names(place) == set()


def test_where_no_copy_can_be_made_the_place_is_named(
    path: Path, tiny: TinySystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.close()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(MachineUnreadable, match=r"cannot be copied to .*nowhere.*No such file"):
        Opened(path, read_only=True)


def disturb(path: Path, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody changes the file while it is copied, so often."""
    copy: Callable[..., Any] = shutil.copyfile
    left = [times]

    def disturbed(source: Path, target: Path) -> None:
        copy(source, target)
        if source == path and left[0]:
            left[0] -= 1
            path.write_bytes(path.read_bytes() + b"x")

    monkeypatch.setattr(snapshots.shutil, "copyfile", disturbed)


def test_a_file_that_changes_while_it_is_copied_is_copied_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "some.db"
    path.write_bytes(b"0")
    disturb(path, 3, monkeypatch)
    snapshot = Snapshot(path)
    assert snapshot.path.read_bytes() == path.read_bytes() == b"0xxx"
    snapshot.close()


def test_a_file_that_never_rests_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "some.db"
    path.write_bytes(b"0")
    disturb(path, 1000, monkeypatch)
    with pytest.raises(MachineUnreadable, match="it changes all the time"):
        Snapshot(path)


def test_a_log_that_is_put_away_meanwhile_is_no_more_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "some.db"
    path.write_bytes(b"0")
    log = tmp_path / "some.db-wal"
    log.write_bytes(b"1")
    copy: Callable[..., Any] = shutil.copyfile

    def put_away(source: Path, target: Path) -> None:
        copy(source, target)
        if source == log:
            path.write_bytes(b"01")
            log.unlink()

    monkeypatch.setattr(snapshots.shutil, "copyfile", put_away)
    snapshot = Snapshot(path)
    assert {each.name: each.read_bytes() for each in snapshot.path.parent.iterdir()} == {
        "some.db": b"01"
    }
    snapshot.close()
