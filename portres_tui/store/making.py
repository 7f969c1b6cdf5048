"""How a machine's file comes to be: once, whole, and marked as what it is.

A new machine is made in a folder beside its place and moved there when it is complete, so nobody
ever sees half of one. Knows nothing of what is put into it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from portres_tui.domain.system import SHAPES, TableShape
from portres_tui.store.errors import MachineUnreadable, unreadable
from portres_tui.store.lock import WriteLock
from portres_tui.store.rows import WAIT, Layout, RowFile

FILE = "machine.db"

APPLICATION = int.from_bytes(b"PORT")
"""Stands in the file's header, and in no other program's files."""

FORMAT = 1
"""To be raised when documents or their indexed fields change so that neither version can read
what the other wrote. A field with a default can be added without."""


def _layout(shape: TableShape, *lookups: tuple[str, ...]) -> Layout:
    finds = tuple((name, *shape.key) for name in shape.finds)
    return Layout(shape.key, (*finds, *lookups))


LAYOUTS: Mapping[str, Layout] = {
    **{name: _layout(shape) for name, shape in SHAPES.items()},
    "restrictions": _layout(SHAPES["restrictions"], ("protocol", "lower", "upper", "profile")),
    "journal": Layout(),
    "log": Layout(lookups=(("job",),)),
    "audit": Layout(),
}
"""Every table of the file."""


def lay_out(path: Path) -> None:
    """Make an empty machine at `path`."""
    rows = RowFile(path, create=True)
    with rows.transaction():
        for name, layout in LAYOUTS.items():
            rows.declare(name, layout)
        rows.mark = APPLICATION, FORMAT
    rows.close()


def check(rows: RowFile) -> None:
    """MachineUnreadable when the file is no machine, or of a format that is not ours."""
    application, format = rows.mark
    if application != APPLICATION:
        raise MachineUnreadable(rows.path, "database of another program")
    if format != FORMAT:
        raise MachineUnreadable(rows.path, f"format {format}, where {FORMAT} can be read")


def make_once(folder: Path, build: Callable[[Path], None]) -> None:
    """Make the machine of `folder` if it has none: `build` makes one in the folder it is given.

    Of several processes one builds, and the others wait for it (MachineBusy).
    """
    path = folder / FILE
    if os.path.lexists(path):
        return
    with unreadable(path, OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with WriteLock(path.with_suffix(".lock"), WAIT).held():
        if not os.path.lexists(path):
            _make(path, build)


def _make(path: Path, build: Callable[[Path], None]) -> None:
    if os.path.lexists(f"{path}-wal"):
        raise MachineUnreadable(path, f"missing, but its last changes are in {path.name}-wal")
    site = path.parent / "making"
    _clear(site)
    site.mkdir(mode=0o700)
    build(site)
    if os.path.lexists(f"{site / FILE}-wal"):
        raise RuntimeError("a machine is moved to its place only when it is closed")
    (site / FILE).replace(path)
    _sync(path.parent)
    _clear(site)


def _clear(site: Path) -> None:
    """Remove a site, with what somebody left there who was killed while making."""
    if site.exists():
        for file in site.iterdir():
            file.unlink()
        site.rmdir()


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
