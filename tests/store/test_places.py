"""Where a machine can be kept, and who may write there."""

from __future__ import annotations

from pathlib import Path

import pytest

from portres_tui.store import places
from portres_tui.store.errors import MachineUnreadable
from portres_tui.store.health import examined
from portres_tui.store.places import file_mode, network_type, umask, writable
from portres_tui.store.tiny import TinySystem

MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 master:2 - ext4 /dev/vda rw,discard
30 27 0:40 / /home rw,relatime shared:7 - nfs4 server:/home rw,vers=4.2
31 30 254:1 / /home/local rw,relatime - xfs /dev/vdb rw
32 27 0:41 / /data rw - ext4 /dev/vdc rw
33 27 0:42 / /data rw - cifs //server/data rw
34 27 0:43 / /mnt/my\\040disk rw - fuse.sshfs ann@server:/ rw
35 27 0:44 / /mnt/c\\134d rw - 9p C:\\134 rw
36 27 0:45 / /cover rw - nfs server:/a rw
37 27 0:46 / /cover rw - tmpfs tmpfs rw
"""


def mounts(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table = folder / "mountinfo"
    table.write_text(text)
    monkeypatch.setattr(places, "MOUNTS", table)


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("/srv/machine.db", ""),
        ("/home", "nfs4"),
        ("/home/ann/machine.db", "nfs4"),
        ("/home/local/machine.db", ""),
        ("/homestead/machine.db", ""),
        ("/data/x/machine.db", "cifs"),
        ("/mnt/my disk/machine.db", "sshfs"),
        ("/mnt/c\\d/machine.db", "9p"),
        ("/cover/machine.db", ""),
        ("/home/ann/../../srv/machine.db", ""),
    ],
)
def test_the_mount_that_holds_a_path_tells_its_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, type: str
) -> None:
    mounts(tmp_path, MOUNTS, monkeypatch)
    assert network_type(Path(path)) == type


def test_a_system_without_such_a_table_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "MOUNTS", tmp_path / "nowhere")
    assert network_type(Path("/home/ann")) == ""


@pytest.mark.parametrize("link", [False, True], ids=["there", "behind a link"])
def test_no_machine_is_made_on_a_network_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: bool
) -> None:
    far = tmp_path / "far"
    far.mkdir()
    mounts(tmp_path, f"30 27 0:40 / {far.resolve()} rw - nfs4 server:/ rw\n", monkeypatch)
    folder = far / "machine"
    if link:
        (tmp_path / "near").symlink_to(far)
        folder = tmp_path / "near" / "machine"

    with pytest.raises(MachineUnreadable, match=r"network file system \(nfs4\)"):
        TinySystem.open(folder, lambda system: None)

    assert list(far.iterdir()) == []


def test_a_machine_on_a_network_file_system_is_neither_used_nor_looked_at(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    TinySystem(folder, create=True).close()
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    mounts(tmp_path, f"30 27 0:40 / {folder.resolve()} rw - fuse.sshfs ann@b:/ rw\n", monkeypatch)

    for use in (TinySystem, lambda folder: examined(folder / "machine.db")):
        with pytest.raises(MachineUnreadable, match="sshfs"):
            use(folder)

    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_a_machine_that_is_ours_can_be_written(folder: Path, tiny: TinySystem) -> None:
    assert writable(folder / "machine.db")


def test_new_files_are_for_those_whom_the_machine_is_for(folder: Path, tiny: TinySystem) -> None:
    path = folder / "machine.db"
    found = []
    for mode in (0o600, 0o640, 0o660, 0o666):
        path.chmod(mode)
        found.append((file_mode(path), umask(path)))
    assert found == [(0o600, 0o077), (0o640, 0o027), (0o660, 0o007), (0o660, 0o007)]
    assert (file_mode(folder / "none"), umask(folder / "none")) == (0o600, 0o077)
