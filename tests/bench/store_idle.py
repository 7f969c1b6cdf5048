"""What a session costs while nobody does anything, and how soon it hears of what others commit."""

from __future__ import annotations

import random
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

from portres_tui.store.making import FILE
from portres_tui.store.table import RowDB
from portres_tui.store.tiny import TinySystem
from tests.bench.store_machine import HEADER, folder
from tests.bench.store_worker import LINE
from tests.bench.terminal import Program

SETTLED = 3.0
"""Seconds until a session has come to rest."""

IDLE = 30.0
"""Seconds that it is watched for then."""

NEWS = 20
"""How often somebody commits something."""

_ENV = {"TERM": "xterm-256color", "LANG": "C.UTF-8"}


def _spent(pid: int) -> float:
    """Seconds of processor time that all threads of a process have had."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((each / "schedstat").read_text().split()[0]) for each in threads) / 1e9


def _idle() -> None:
    with folder() as home:
        session = Program(
            [sys.executable, "-m", "portres_tui"], {**_ENV, "PORTRES_HOME": str(home)}
        )
        try:
            session.until(b"===>")
            _read(session, SETTLED)
            before = _spent(session.pid)
            _read(session, IDLE)
            cost = (_spent(session.pid) - before) / IDLE
        finally:
            session.end()
    print(f"a session that nobody types in: {cost:.3%} of a core, watched for {IDLE:.0f} s")


def _read(session: Program, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while (rest := ends - time.monotonic()) > 0:
        session.read(rest)


def _news() -> None:
    """Commits at random moments: by a system of this process, and by a connection of which it knows
    no more than of another process."""
    with (
        folder() as home,
        closing(TinySystem(home, create=True)) as ours,
        RowDB(home / FILE) as foreign,
    ):
        heard = threading.Event()
        ours.listen(heard.set)
        ways: dict[str, Callable[[], object]] = {
            "this": lambda: _commit(ours),
            "another": lambda: foreign.table("seen").insert({}),
        }
        for whose, commit in ways.items():
            waits = [_heard(heard, commit) for _ in range(NEWS)]
            print(
                f"  what {whose} process commits is heard of after {median(waits) * 1e3:7.2f} ms,"
                f" at the latest {max(waits) * 1e3:7.2f} ms"
            )


def _commit(system: TinySystem) -> None:
    with system.transaction(HEADER):
        system.log([LINE])


def _heard(heard: threading.Event, commit: Callable[[], object]) -> float:
    """Seconds from the end of a commit to the word of it."""
    time.sleep(random.uniform(0.3, 0.6))  # what was found of the last one has been told by then
    heard.clear()
    commit()
    began = time.perf_counter()
    heard.wait()
    return time.perf_counter() - began


def report() -> list[str]:
    """Print both."""
    try:
        _idle()
    except FileNotFoundError:
        print("a session that nobody types in: not shown, needs Linux and its /proc")
    _news()
    return []
