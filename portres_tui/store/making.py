"""How a machine's file comes to be: once, whole, and marked as what it is.

A machine is made in a site, a folder beside its place, and moved to its place when it is complete,
so nobody ever sees half of one. Knows nothing of what is put into it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from portres_tui.domain.jobs import SEVERE
from portres_tui.domain.logs import HISTORIC, SYSTEM_JOB
from portres_tui.domain.system import SHAPES, TableShape
from portres_tui.store.errors import MachineUnreadable, unreadable
from portres_tui.store.files import sql_told
from portres_tui.store.layout import Layout
from portres_tui.store.lock import WriteLock
from portres_tui.store.places import file_mode, refuse_network
from portres_tui.store.rows import WAIT, RowFile

FILE = "machine.db"

APPLICATION = int.from_bytes(b"PORT")
"""Stands in the file's header, and in no other program's files."""

FORMAT = 2
"""To be raised when documents or their indexed fields change so that neither version can read
what the other wrote. A field with a default can be added without."""


def _layout(shape: TableShape, *lookups: tuple[str, ...]) -> Layout:
    finds = [tuple(dict.fromkeys((name, *shape.key))) for name in shape.finds]
    return Layout(shape.key, (*(each for each in finds if each != shape.key), *lookups))


_HISTORY = (
    f"json_extract(doc, '$.severity') >= {SEVERE}"
    f" or json_extract(doc, '$.message.id') in ({', '.join(map(repr, HISTORIC))})"
    f" or json_extract(doc, '$.job') = {SYSTEM_JOB!r}"
)
"""What domain.logs.historic says, as SQL."""

LAYOUTS: Mapping[str, Layout] = {
    **{name: _layout(shape) for name, shape in SHAPES.items()},
    "restrictions": _layout(SHAPES["restrictions"], ("protocol", "lower", "upper", "profile")),
    "journal": Layout(),
    "log": Layout(lookups=(("job",), ("history", "time")), computed=(("history", _HISTORY),)),
    "audit": Layout(lookups=(("type",),)),
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
    """MachineUnreadable when the file is no machine, or of a newer format. One of an older format
    is brought to ours."""
    application, format = rows.mark
    refuse_foreign(rows.path, application, format)
    if format < FORMAT:
        from portres_tui.store.migration import STEPS, migrate

        migrate(rows, FORMAT, STEPS)
    if not rows.opened.read_only and _journal_mode(rows) != "wal":
        _log_ahead(rows)


def _journal_mode(rows: RowFile, wanted: str = "") -> str:
    sql = f"pragma journal_mode = {wanted}" if wanted else "pragma journal_mode"
    with sql_told(rows.path):
        return str(rows.connection.execute(sql).fetchone()[0])


def _log_ahead(rows: RowFile) -> None:
    """A machine that was put aside has no log of its own; one that is used again gets one, so that
    reading and writing go on beside each other."""
    with write_lock(rows.path.parent).held():
        rows.opened.refuse_replaced()
        _journal_mode(rows, "wal")


def refuse_foreign(path: Path, application: int, format: int) -> None:
    """MachineUnreadable when the numbers in the file's header are no machine's, or those of a
    machine that only a newer version knows."""
    if application != APPLICATION:
        raise MachineUnreadable(path, "database of another program")
    if format > FORMAT:
        known = f"this version knows formats up to {FORMAT}"
        raise MachineUnreadable(path, f"format {format} of a newer portres; {known}")


def make_once(folder: Path, build: Callable[[Path], None]) -> None:
    """Make the machine of `folder` if it has none: `build` makes one in the folder it is given.

    Of several processes one builds, and the others wait for it (MachineBusy).
    """
    path = folder / FILE
    if os.path.lexists(path):
        return
    with write_lock(folder).held():
        if not os.path.lexists(path):
            if os.path.lexists(f"{path}-wal"):
                lost = f"missing, but its last changes are in {path.name}-wal"
                raise MachineUnreadable(path, lost)
            with site(folder) as place:
                build(place)
                move_in(place, path)


def write_lock(folder: Path) -> WriteLock:
    """The lock of the machine of `folder`, which is made if it is missing. MachineUnreadable where
    no machine can be."""
    path = folder / FILE
    refuse_network(path)
    with unreadable(path, OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return WriteLock(path.with_suffix(".lock"), WAIT)


@contextmanager
def site(folder: Path) -> Iterator[Path]:
    """A folder for making a machine, in the folder where it belongs. Only under the write lock."""
    place = folder / "making"
    with unreadable(place, OSError):
        _clear(place)
        place.mkdir(mode=0o700)
    try:
        yield place
    finally:
        _clear(place)


def move_in(site: Path, path: Path) -> None:
    """Move the machine of a site to its place, which may have one: it takes over who may use it."""
    made = site / FILE
    if os.path.lexists(f"{made}-wal"):
        raise RuntimeError("a machine is moved to its place only when it is closed")
    made.chmod(file_mode(path))
    made.replace(path)
    sync(path.parent)


def _clear(site: Path) -> None:
    """Remove a site, with what somebody left there who was killed while making: one machine may be
    made in the site of another."""
    if site.is_dir() and not site.is_symlink():
        for each in site.iterdir():
            _clear(each)
        site.rmdir()
    else:
        site.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
