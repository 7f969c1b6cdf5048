"""Writers that are killed with -9 at random moments, and what the machine has of their changes.

A writer changes two rows and logs a line in each transaction, and acknowledges it when that has
returned.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from typing import NamedTuple

from tests.bench.store_crew import Worker, crew
from tests.bench.store_machine import folder
from tests.bench.store_witness import Witness

ROUNDS = 200
WRITERS = 3
LIFE = 25
"""Rounds on one machine, so that its files stay small enough to be examined in each."""

LATEST = 0.08
"""Seconds: the longest that a writer lives once it may open the machine."""


class Killed(NamedTuple):
    """What came of it. `unacknowledged` counts changes whose writer died before it could say so,
    `looks` how often both rows were read while they were written."""

    rounds: int
    acknowledged: int
    unacknowledged: int
    looks: int
    lost: tuple[str, ...]


def kill(rounds: int, seed: int = 1, life: int = LIFE) -> Killed:
    """So many rounds, on a new machine every `life` rounds."""
    chance, acknowledged, changes, looks = random.Random(seed), 0, 0, 0
    lost: list[str] = []
    for begin in range(0, rounds, life):
        with folder() as place, Witness.of(place) as witness:
            for number in range(begin, min(begin + life, rounds)):
                told = _round(witness, chance)
                acknowledged += sum(map(len, told.values()))
                lost += [f"round {number + 1}: {each}" for each in witness.verify(told)]
            changes, looks = changes + witness.revision, looks + witness.looks
    return Killed(rounds, acknowledged, changes - acknowledged, looks, tuple(lost))


def _round(witness: Witness, chance: random.Random) -> Mapping[str, list[int]]:
    """The numbers that each job acknowledged before it was killed."""
    with crew(WRITERS, "pair", witness.home) as writers:
        began = time.perf_counter()
        for writer in writers:
            writer.go()
        ends = {chance.uniform(0, LATEST): writer for writer in writers}
        for end in sorted(ends):
            while time.perf_counter() < began + end:
                witness.look()
            ends[end].kill()
        return {f"{writer.pid}/A/B": _acknowledged(writer) for writer in writers}


def _acknowledged(writer: Worker) -> list[int]:
    said, error = writer.ended()
    if error:
        raise RuntimeError(error)
    return [int(line) for line in said.splitlines()]


def report() -> list[str]:
    """Print what came of it."""
    found = kill(ROUNDS)
    print(f"{found.rounds} rounds of {WRITERS} writers, each killed within {LATEST * 1e3:.0f} ms")
    print(
        f"  acknowledged {found.acknowledged}, lost or half {len(found.lost)};"
        f" {found.unacknowledged} more were done when their writer died;"
        f" both rows read {found.looks} times meanwhile"
    )
    return [*found.lost]
