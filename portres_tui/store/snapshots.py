"""A copy of a database that cannot be opened where it is. Imported only when one is needed.

SQLite needs a file in shared memory beside a database in WAL mode, even to read it. Whoever may not
make one there reads a copy, in a private folder that is gone when it is closed.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from portres_tui.store.errors import MachineUnreadable
from portres_tui.store.files import log_of

_TRIES = 20

_State = tuple[int, int, int] | None
"""A file's inode, size in bytes and time of change in ns; None when there is none."""


class Snapshot:
    """The database at `path` as it stands now, with its log. MachineUnreadable when it cannot be
    copied whole."""

    def __init__(self, path: Path) -> None:
        try:
            self._folder = TemporaryDirectory(prefix="portres-")
            self.path = Path(self._folder.name) / path.name
            self.taken = _copied(path, self.path)
        except OSError as error:
            self.close()
            reason = f"cannot be copied to {gettempdir()} to be read there: {error.strerror}"
            raise MachineUnreadable(path, reason) from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Remove the copy."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()


def _copied(path: Path, copy: Path) -> float:
    """Copy the files while nobody changes them; the time in seconds since the epoch."""
    for _ in range(_TRIES):
        before, taken = _states(path), time.time()
        for source, target in zip(_files(path), _files(copy), strict=True):
            target.unlink(missing_ok=True)
            try:
                shutil.copyfile(source, target)
            except FileNotFoundError:
                if source == path:
                    raise
        if _states(path) == before:
            return taken
    raise MachineUnreadable(path, "cannot be copied to be read: it changes all the time")


def _files(path: Path) -> tuple[Path, Path]:
    """A database and its log."""
    return path, log_of(path)


def _states(path: Path) -> list[_State]:
    return [_state(each) for each in _files(path)]


def _state(path: Path) -> _State:
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return state.st_ino, state.st_size, state.st_mtime_ns
