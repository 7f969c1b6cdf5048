"""When a process that serves many clears its memory of what nobody uses any more, so that nobody waits
for it: all that was there at the beginning is never looked at again, what is young is looked at seldom,
and everything only while nobody presses a key, or when many sessions have ended.

A session leaves a ring of objects behind, which is all that has to be found. Knows no session.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable

THRESHOLDS = (2_500, 40, 1_000)
"""Of the three generations; for the oldest one more than comes about in a day."""

QUIET = 2.0
"""Seconds without a key in which nobody is at work."""

MANY = 50
"""Sessions whose remains are cleared away even while keys are pressed."""

SWITCH = 0.0005
"""Seconds that a thread computes while another waits: who types waits for this several times a key."""


class Garbage:
    """Of the process. `pressed` is when somebody pressed a key last, by `clock`."""

    def __init__(
        self, pressed: Callable[[], float], clock: Callable[[], float], quiet: float = QUIET
    ) -> None:
        self._pressed = pressed
        self._clock = clock
        self._quiet = quiet
        self._left = 0
        self._timer: asyncio.TimerHandle | None = None
        self._before = gc.get_threshold(), sys.getswitchinterval()

    def begin(self) -> None:
        """All that is there now stays."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(*THRESHOLDS)
        sys.setswitchinterval(SWITCH)

    def end(self) -> None:
        """As it was before."""
        thresholds, interval = self._before
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(interval)
        if self._timer:
            self._timer.cancel()

    def left(self) -> None:
        """A session has ended."""
        self._left += 1
        if self._timer is None:
            self._wait()

    def _wait(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(self._quiet, self._look)

    def _look(self) -> None:
        if self._clock() - self._pressed() < self._quiet and self._left < MANY:
            self._wait()
            return
        self._timer, self._left = None, 0
        gc.collect()
