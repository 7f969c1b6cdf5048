"""Another machine in the place of the one that is there, which is kept beside it.

A database must not be moved while anybody has it open: SQLite finds the files beside it by name, and
would take those of one machine for the other's. So nobody may be signed on, and the old machine is
closed first, which SQLite does only for who is alone with it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from portres_tui.store.errors import MachineDamaged, MachineUnreadable, Refused
from portres_tui.store.files import Opened, connect, sql_told
from portres_tui.store.making import APPLICATION, FILE, move_in, site, write_lock
from portres_tui.store.outside import unwritten
from portres_tui.store.sessions import live_sessions

_WAIT = 1.0
"""Seconds that are waited for who has the machine open."""


def replace(home: Path, why: str, build: Callable[[Path], None]) -> Path | None:
    """Put the machine that `build` makes, in the folder it is given, in the place of that of `home`.
    Where the old one is kept; None if there was none.

    Refused while anybody is signed on or has the machine open. Whatever goes wrong, the old machine
    is where it was.
    """
    path = home / FILE
    with write_lock(home).held():
        refuse_company(home)
        with site(home) as place:
            build(place)
            with unwritten(path):
                aside = _put_aside(path, why)
                move_in(place, path)
        return aside


def refuse_company(home: Path) -> None:
    """Refused while anybody is signed on, telling who. Under the write lock nobody can sign on."""
    if live := live_sessions(home):
        who = "\n".join(f"  {each}" for each in live)
        raise Refused(f"Others are signed on to the machine; sign them off first:\n{who}")


def name_aside(path: Path, why: str) -> Path:
    """A name beside the machine that no file has, for what it was before."""
    stem = f"{path.name}.before-{why}-{time.strftime('%Y%m%d-%H%M%S')}"
    names = (path.with_name(f"{stem}{f'-{n}' if n > 1 else ''}") for n in range(1, 1000))
    return next(name for name in names if not os.path.lexists(name))


def _put_aside(path: Path, why: str) -> Path | None:
    """Give the old machine a second name; it has the first one until the new machine takes it."""
    aside = name_aside(path, why)
    if os.path.lexists(path):
        _close(path)
        os.link(path, aside)
    # What is left now are the last changes of a machine that is damaged or gone.
    for suffix in ("-wal", "-journal"):
        if os.path.lexists(f"{path}{suffix}"):
            Path(f"{path}{suffix}").rename(f"{aside}{suffix}")
    Path(f"{path}-shm").unlink(missing_ok=True)
    return aside if any(path.parent.glob(f"{aside.name}*")) else None


def _close(path: Path) -> None:
    """Put all of a machine into its one file, and see that nobody has it open. A damaged one is left
    as it is. MachineUnreadable when it is another program's."""
    with suppress(MachineDamaged):
        opened = Opened(path)
        try:
            opened.refuse_read_only()
            if _whole(path):
                _settle(path)
        finally:
            opened.close()


def _whole(path: Path) -> bool:
    with sql_told(path), closing(connect(path, "ro", _WAIT)) as connection:
        application = connection.execute("pragma application_id").fetchone()[0]
        if application != APPLICATION:
            raise MachineUnreadable(path, "database of another program")
        return bool(connection.execute("pragma quick_check(1)").fetchone()[0] == "ok")


def _settle(path: Path) -> None:
    try:
        with closing(connect(path, "rw", _WAIT)) as connection:
            connection.execute("pragma journal_mode = delete")
    except sqlite3.OperationalError as error:
        raise Refused(
            f"Another program has {path} open ({error}); end it first. `portres serve` has it open"
            " also while nobody is signed on."
        ) from error
