"""Who is signed on: a session lives while its process holds a lock on the session's own file.

The kernel frees the lock of whoever dies, however it dies, so nobody has to say goodbye. Knows jobs
by their names only.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from portres_tui.store.errors import unreadable

FOLDER = "sessions"


class LiveSession(NamedTuple):
    """A session whose process lives: its job (number/user/name), profile and process number. Of one
    that this account may not look into only the job's number is known."""

    job: str
    profile: str
    pid: int

    @property
    def number(self) -> str:
        """The job's number."""
        return self.job.partition("/")[0]

    def __str__(self) -> str:
        return f"job {self.job}, profile {self.profile}, process {self.pid}"


class Attendance:
    """The sessions of the machine in `home`."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER
        self._own: dict[str, LiveSession] = {}

    def attend(self, job: str, profile: str) -> Presence:
        """Be there for a job until `Presence.leave`, or until the process ends.
        MachineUnreadable when the file cannot be made."""
        with unreadable(self._folder, OSError):
            self._folder.mkdir(mode=0o770, exist_ok=True)
            path = self._folder / job.partition("/")[0]
            descriptor = _locked(path)
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{job} {profile} {os.getpid()}\n".encode(), 0)
        self._own[path.name] = LiveSession(job, profile, os.getpid())
        return Presence(path, descriptor, lambda: self._own.pop(path.name, None))

    def live(self) -> list[LiveSession]:
        """The sessions whose processes live, by job number. Files of others are removed. Those that
        attended here are known to live without a look."""
        files = (
            {each.name: each for each in self._folder.iterdir()} if self._folder.is_dir() else {}
        )
        own = dict(self._own)
        found = ([own[name]] if name in own else _session(files[name]) for name in sorted(files))
        return [each for sessions in found for each in sessions]


class Presence:
    """A lock that is held."""

    def __init__(self, path: Path, descriptor: int, left: Callable[[], object]) -> None:
        self._path = path
        self._descriptor = descriptor
        self._left = left

    def leave(self) -> None:
        """The session is over."""
        self._left()
        self._path.unlink(missing_ok=True)
        os.close(self._descriptor)


def live_sessions(home: Path) -> list[LiveSession]:
    """Who is signed on to the machine in `home`."""
    return Attendance(home).live()


def _locked(path: Path) -> int:
    """A lock on the file that stands at `path`: one that was removed meanwhile tells nobody."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if path.exists() and os.path.samestat(path.stat(), os.fstat(descriptor)):
            return descriptor
        os.close(descriptor)


def _session(file: Path) -> Iterator[LiveSession]:
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CLOEXEC)
    except PermissionError:  # another account's: it may well live
        yield LiveSession(f"{file.name}//", "", 0)
        return
    except OSError:  # it has just gone
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file.unlink(missing_ok=True)
    except BlockingIOError:
        words = os.pread(descriptor, 100, 0).decode().split()
        if len(words) == 3:  # else it is only just beginning
            yield LiveSession(words[0], words[1], int(words[2]))
    finally:
        os.close(descriptor)
