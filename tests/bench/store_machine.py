"""What the figures of the store share: machines of a size, and a clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from portres_tui.domain.ports import HIGHEST, PROTOCOLS, PortRestriction
from portres_tui.domain.system import BY_SYSTEM, JournalEntry
from portres_tui.opening import furnish
from portres_tui.store.tiny import TinySystem

HEADER = JournalEntry(1.0, *BY_SYSTEM, "")

_TOGETHER = 1000
"""Rows that are written in one transaction."""


class NotHere(Exception):
    """It cannot be shown on this computer, or by this user; the text says why."""


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for machines that goes with the block."""
    with TemporaryDirectory(prefix="portres-bench-") as name:
        yield Path(name)


def furnished(home: Path, restrictions: Iterable[PortRestriction] = ()) -> TinySystem:
    """The shipped machine with these restrictions."""
    system = TinySystem.open(home, lambda made: furnish(made, time.time()))
    left = iter(restrictions)
    while some := list(islice(left, _TOGETHER)):
        with system.transaction(HEADER):
            for each in some:
                system.restrictions.put(each)
    return system


def single_ports(n: int) -> Iterator[PortRestriction]:
    """The first `n` of all restrictions of one port each (131,070 at most), both protocols by turns."""
    for number in range(n):
        port, protocol = divmod(number, len(PROTOCOLS))
        assert port < HIGHEST
        yield PortRestriction(port + 1, port + 1, PROTOCOLS[protocol], "WEBUSR")


def seconds(act: Callable[[], object]) -> float:
    """How long this takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def medians(rounds: int, acts: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Median seconds of each, run by turns: what slows the computer down slows all of them."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for number in range(rounds):
        order = list(acts.items())
        for name, act in order if number % 2 else reversed(order):
            taken[name].append(seconds(act))
    return {name: median(each) for name, each in taken.items()}
