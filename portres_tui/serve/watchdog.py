"""Tells the log who kept all others waiting: a callback of the event loop that took long.

Replaces the private `Handle._run` of asyncio, the one place through which every callback goes: its
own debug mode, which tells the same, costs several times what the callbacks do.
"""

from __future__ import annotations

import logging
import time
from asyncio import Handle
from collections.abc import Callable
from contextvars import Context
from typing import Any

from portres_tui.serve.limits import Sparing

_log = logging.getLogger("portres")

SLOW = 0.02
"""Seconds from which on others notice."""

_asyncio: Any = Handle
_ours = _asyncio._run  # noqa: SLF001 - see above


def watch(name: Callable[[Context], str]) -> None:
    """Begin to watch this process: once in a second is told. `name` is whose the work in a context is, "" for nobody's."""
    sparing = Sparing()

    def run(handle: Any) -> None:
        began, computed = time.perf_counter(), time.thread_time()
        _ours(handle)
        took = time.perf_counter() - began
        if took > SLOW and sparing.tells(began):
            whose, busy = name(handle._context), time.thread_time() - computed  # noqa: SLF001
            _log.warning("%s", told(took, busy, whose, repr(handle)))

    _asyncio._run = run  # noqa: SLF001


def unwatch() -> None:
    """End it."""
    _asyncio._run = _ours  # noqa: SLF001


def told(took: float, computed: float, name: str, what: str) -> str:
    """The sentence for the log. What was not computed was waited for: another thread, a busy
    computer."""
    spent = f"{1000 * took:.0f} ms ({1000 * computed:.0f} computed)"
    return f"all waited {spent} for {name or 'nobody in particular'}: {what[:200]}"
