"""Telling those who listen in this process that somebody has committed something to a machine.

What this process commits is told at once, by who commits it. What others commit is found by one look
of the process every now and then, however many listen. Knows nothing of what was committed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from weakref import WeakValueDictionary

from portres_tui.domain.system import MachineError, Tell

EVERY = 0.25
"""Seconds between two looks."""


class _Listener(NamedTuple):
    stamp: Callable[[], object]
    tell: Tell


class Feed:
    """Who listens to one machine. `stamp` is what a listener's own machine says changes with every
    commit; it is asked only while that listener listens."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._listeners: list[_Listener] = []
        self._over = threading.Event()

    def listen(self, stamp: Callable[[], object], tell: Tell) -> Callable[[], None]:
        """Begin to tell; what comes back ends it, and nothing is told after that."""
        listener = _Listener(stamp, tell)
        with self._lock:
            self._listeners.append(listener)
            if len(self._listeners) == 1:
                self._over = threading.Event()
                arguments = (self._over, stamp())
                threading.Thread(
                    target=self._look, args=arguments, name="feed", daemon=True
                ).start()
        return lambda: self._leave(listener)

    def tell(self) -> None:
        """Something was committed."""
        with self._lock:
            for listener in self._listeners:
                listener.tell()

    def _leave(self, listener: _Listener) -> None:
        with self._lock:
            self._listeners = [each for each in self._listeners if each is not listener]
            if not self._listeners:
                self._over.set()

    def _look(self, over: threading.Event, seen: object) -> None:
        while not over.wait(EVERY):
            with self._lock:
                stamp = self._stamp(seen)
                if stamp != seen and not over.is_set():
                    self.tell()
                seen = stamp

    def _stamp(self, seen: object) -> object:
        """The stamp of whoever has listened longest; as it was when it cannot be had just now."""
        try:
            return self._listeners[0].stamp() if self._listeners else seen
        except MachineError:
            return seen


_feeds: WeakValueDictionary[Path, Feed] = WeakValueDictionary()
_asking = threading.Lock()


def feed(path: Path) -> Feed:
    """The feed of the machine at `path`: the same for all who have it open in this process."""
    with _asking:
        return _feeds.setdefault(path.resolve(), Feed())
