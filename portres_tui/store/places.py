"""What the place of a machine allows: whether its file system can keep one, and who may write there.

Knows nothing of what is kept. On Linux the kernel's table of mounts tells a network file system;
what macOS tells of one stands in `darwin`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from portres_tui.store.errors import MachineUnreadable

MOUNTS = Path("/proc/self/mountinfo")

_TYPES = """
    9p afs beegfs blobfuse ceph cifs coda curlftpfs davfs davfs2 gcsfuse gfs2 glusterfs gpfs
    gvfsd-fuse juicefs lustre mfs moosefs ncpfs nfs nfs3 nfs4 ocfs2 orangefs osxfs prl_fs pvfs2
    rclone s3fs smb2 smb3 smbfs smbnetfs sshfs vboxsf vmhgfs vmhgfs-fuse
"""
NETWORK = frozenset(_TYPES.split())
"""Types of file systems that computers share, a host and its guests among them: each has memory
and often locks of its own, and both hold the machine together. FUSE's without their `fuse.`."""


def refuse_network(path: Path) -> None:
    """MachineUnreadable when `path`, which need not exist, is on a network file system."""
    if kind := network_type(path):
        raise MachineUnreadable(
            path,
            f"on a network file system ({kind}), where several computers would damage it;"
            " a machine needs a folder on a disk of this computer",
        )


def network_type(path: Path) -> str:
    """The type of the network file system that `path` is on; empty when it is on none."""
    if sys.platform == "darwin":
        from portres_tui.store import darwin

        return darwin.network_type(path)
    return _mounted_type(path)


def _mounted_type(path: Path) -> str:
    try:
        mounts = MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return ""
    place, found, kind = os.path.realpath(path), "", ""
    for point, type in _mounts(mounts):
        # Of two on the same point, the later one covers the other.
        if len(point) >= len(found) and _holds(point, place):
            found, kind = point, type.removeprefix("fuse.")
    return kind if kind in NETWORK else ""


def _mounts(text: str) -> Iterator[tuple[str, str]]:
    """Mount points and types: the fifth word of a line, and the first behind its dash."""
    for line in text.splitlines():
        left, _, right = line.partition(" - ")
        point = left.split(" ", 5)[4]
        yield _unescaped(point) if "\\" in point else point, right.partition(" ")[0]


def _unescaped(point: str) -> str:
    """The kernel writes blanks, tabs, line feeds and backslashes as three octal digits."""
    for code in ("040", "011", "012", "134"):
        point = point.replace(f"\\{code}", chr(int(code, 8)))
    return point


def _holds(point: str, place: str) -> bool:
    return place == point or place.startswith(point if point.endswith("/") else f"{point}/")


def writable(path: Path) -> bool:
    """May this process write the database at `path`, and lay SQLite's files and the lock beside
    it?"""
    if not os.access(path.parent, os.W_OK | os.X_OK):
        return False
    files: tuple[str | Path, ...] = (path, f"{path}-wal", f"{path}-shm", path.with_suffix(".lock"))
    return all(map(_writable_if_there, files))


def _writable_if_there(file: str | Path) -> bool:
    """A file may come between the two looks, so it is asked once more."""
    return os.access(file, os.W_OK) or not os.path.lexists(file) or os.access(file, os.W_OK)


def file_mode(path: Path) -> int:
    """The permissions of the machine at `path` and of the files beside it: its owner's alone, and
    its group's as far as the machine's own are."""
    try:
        return 0o600 | path.stat().st_mode & 0o060
    except FileNotFoundError:
        return 0o600


def umask(path: Path) -> int:
    """The umask that gives new files and folders beside the machine what the machine has."""
    group = file_mode(path) & 0o060
    return 0o077 ^ (group | (0o010 if group else 0))
