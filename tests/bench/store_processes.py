"""Many processes that add one to the same value: is the sum exact, and how long does each wait?"""

from __future__ import annotations

import time
from collections import Counter
from contextlib import closing
from statistics import median
from typing import NamedTuple

from portres_tui.store.tiny import TinySystem
from tests.bench.store_crew import crew
from tests.bench.store_machine import folder
from tests.bench.store_worker import number_in

RUNS = 5
ALONE = ("count", 1, 200)
CROWDS = (
    ("count", 8, 200),
    ("count", 32, 200),
    ("count", 100, 50),
    ("come_and_go", 8, 200),
)
"""A role of `store_worker`, how many processes play it, and how often each adds one."""


class Counted(NamedTuple):
    """What came of one run. `waits` are the seconds from asking for an addition to having it."""

    asked: int
    counted: int
    revision: int
    errors: tuple[str, ...]
    waits: tuple[float, ...]
    seconds: float

    @property
    def lost(self) -> list[str]:
        """Every addition has been counted once, but for those that were refused."""
        done = self.asked - len(self.errors)
        if len(self.waits) == done == self.counted == self.revision:
            return []
        told = f"{len(self.waits)} of {self.asked} acknowledged, {len(self.errors)} errors"
        return [f"additions: {told}, but {self.counted} counted in revision {self.revision}"]

    @property
    def each(self) -> float:
        """Seconds that an addition took of the machine."""
        return self.seconds / self.asked


def count(role: str, writers: int, times: int) -> Counted:
    """Let this many processes count on a new machine. RuntimeError when one of them fails."""
    with folder() as home:
        TinySystem(home, create=True).close()
        with crew(writers, role, home, times) as workers:
            began = time.perf_counter()
            for worker in workers:
                worker.go()
            results = [each for worker in workers for each in worker.result()]
            seconds = time.perf_counter() - began
        with closing(TinySystem(home)) as system:
            counted, revision = number_in(system, "COUNT"), system.revision()
    errors = tuple(each for each in results if isinstance(each, str))
    waits = tuple(each for each in results if not isinstance(each, str))
    return Counted(writers * times, counted, revision, errors, waits, seconds)


def report() -> list[str]:
    """Print the table."""
    runs: dict[tuple[str, int, int], list[Counted]] = {crowd: [] for crowd in (ALONE, *CROWDS)}
    for _ in range(RUNS):
        for crowd, found in runs.items():
            found.append(count(*crowd))
    base = median(run.each for run in runs[ALONE])
    print(
        f"processes that add one to the same value, {RUNS} runs each, medians of the runs;"
        " come_and_go opens the machine for each, and pauses"
    )
    for (role, writers, times), found in runs.items():
        _print(f"{writers:3} x {times:3} {role}", found, base)
    return [each for found in runs.values() for run in found for each in run.lost]


def _print(name: str, found: list[Counted], base: float) -> None:
    exact = sum(not run.lost for run in found)
    errors = Counter(error for run in found for error in run.errors)
    middle = median(median(run.waits) for run in found)
    worst = median(max(run.waits) for run in found)
    ratios = [max(run.waits) / median(run.waits) for run in found]
    print(
        f"  {name:<21} exact {exact} of {len(found)}, errors {errors.total()};"
        f" an addition {median(run.each for run in found) / base:5.2f} x alone;"
        f" wait median {middle * 1e3:6.1f} ms, worst {worst * 1e3:6.1f} ms,"
        f" worst/median {median(ratios):5.1f} ({min(ratios):.1f}-{max(ratios):.1f})"
    )
    for error, times in errors.items():
        print(f"      {times} x {error}")
