"""The lock in front of writing: one writer at a time among all threads and processes.

The kernel queues those who wait in the order in which they came, and frees the lock of whoever
dies. One that is stopped holds on to it, so who waits is told whom for, and may give up. Knows
nothing of what is written.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from portres_tui.domain.system import Patience
from portres_tui.store.errors import Holder, MachineBusy, unreadable

TOLD_AFTER = 2.0
"""Seconds after which who waits is told whom for."""

_LOOK = 0.1
"""Seconds between two questions whether to go on waiting."""

_LINE = 80


class _Own(threading.local):
    patience: Patience | None = None


class WriteLock:
    """A lock on a file of its own, which tells the last holder.

    Each thread sets its `patience` to decide how long it waits; otherwise it is `wait` seconds. With
    `keep` the file stays open between two holdings, until `close`.
    """

    def __init__(self, path: Path, wait: float, *, keep: bool = False) -> None:
        self._path = path
        self._name = os.fspath(path)
        self._wait = wait
        self._keep = keep
        self._free: list[int] = []
        self._own = _Own()

    @property
    def patience(self) -> Patience | None:
        """This thread's."""
        return self._own.patience

    @patience.setter
    def patience(self, patience: Patience | None) -> None:
        self._own.patience = patience

    def close(self) -> None:
        """Let go of the file."""
        self._keep = False
        while self._free:
            os.close(self._free.pop())

    @contextmanager
    def held(self, job: str = "", profile: str = "") -> Iterator[None]:
        """Hold the lock for a job; see `take`."""
        holding = self.take(job, profile)
        try:
            yield
        finally:
            self.free(holding)

    def take(self, job: str = "", profile: str = "") -> int:
        """Take the lock for a job: what is to be given to `free`. MachineBusy when the wait is given
        up, MachineUnreadable when its file may not be used. Not to be nested."""
        descriptor = self._descriptor()
        try:
            self._lock(descriptor)
            line = f"{os.getpid()} {job} {profile}"[: _LINE - 1]
            os.pwrite(descriptor, f"{line:<{_LINE - 1}}\n".encode(), 0)
        except BaseException:
            _unlock(descriptor)
            os.close(descriptor)
            raise
        return descriptor

    def free(self, holding: int) -> None:
        """Let the next one have the lock."""
        _unlock(holding)
        if self._keep:
            self._free.append(holding)
        else:
            os.close(holding)

    def _descriptor(self) -> int:
        """A lock belongs to an open file: that no two holders have the same also keeps threads
        apart. A file that was removed meanwhile would lock nobody out."""
        with suppress(IndexError):  # another thread may have taken the last one
            while not _stands(descriptor := self._free.pop(), self._name):
                os.close(descriptor)
            return descriptor
        with unreadable(self._path, OSError):
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def _lock(self, descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._wait_for(descriptor)

    def _wait_for(self, descriptor: int) -> None:
        taken, began = _queue(descriptor), time.monotonic()
        while not taken.wait(min(_LOOK, self._wait)):
            waited, holder = time.monotonic() - began, _holder(descriptor)
            if not self._goes_on(holder, waited):
                raise MachineBusy(self._path, holder, waited)

    def _goes_on(self, holder: Holder, waited: float) -> bool:
        if self.patience is None:
            return waited < self._wait
        return waited < TOLD_AFTER or self.patience(holder, waited)


def _stands(descriptor: int, name: str) -> bool:
    """Is an open file still the one that has this name?"""
    try:
        return os.path.samestat(os.stat(name), os.fstat(descriptor))  # noqa: PTH116 - it must be quick
    except OSError:
        return False


def _unlock(descriptor: int) -> None:
    """Free it by name: a child forked meanwhile shares the open file, and would keep the lock."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)


def _queue(descriptor: int) -> threading.Event:
    """Wait in the kernel's queue, in a thread: a fair wait cannot be given up in any other way.

    The thread waits on a descriptor of its own. When the wait is given up, that is the last one on
    the open file, so that closing it frees the lock that came too late.
    """
    taken = threading.Event()
    own = os.dup(descriptor)

    def wait() -> None:
        try:
            fcntl.flock(own, fcntl.LOCK_EX)
            taken.set()
        finally:
            os.close(own)

    threading.Thread(target=wait, name="lock", daemon=True).start()
    return taken


def _holder(descriptor: int) -> Holder:
    words = os.pread(descriptor, _LINE, 0).decode("ascii", "replace").split()
    if not words or not words[0].isdigit():
        return Holder()
    return Holder(int(words[0]), *words[1:3])
