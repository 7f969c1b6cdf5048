"""The lock in front of writing: one writer at a time among all threads and processes.

The kernel queues those who wait in the order in which they came, and frees the lock of whoever
dies. Knows nothing of what is written.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portres_tui.store.errors import MachineBusy, unreadable


class WriteLock:
    """A lock on a file of its own, which holds the process number of the last holder."""

    def __init__(self, path: Path, wait: float) -> None:
        self._path = path
        self._wait = wait

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; MachineBusy after `wait` seconds, MachineUnreadable when its file may
        not be used. Not to be nested."""
        # A lock belongs to an open file: one opened for each holding also keeps threads apart.
        with unreadable(self._path, OSError):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            self._take(descriptor)
            os.pwrite(descriptor, f"{os.getpid():<19}\n".encode(), 0)
            yield
        finally:
            # A child forked meanwhile shares the open file, and would keep the lock by it.
            fcntl.flock(descriptor, fcntl.LOCK_UN)
            os.close(descriptor)

    def _take(self, descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not _queue(descriptor, self._wait):
                raise MachineBusy(self._path, _holder(descriptor), self._wait) from None


def _queue(descriptor: int, seconds: float) -> bool:
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
    return taken.wait(seconds)


def _holder(descriptor: int) -> int:
    text = os.pread(descriptor, 20, 0).strip()
    return int(text) if text.isdigit() else 0
