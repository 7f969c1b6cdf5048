"""Writers that are killed with -9 at random moments, and what the machine has of their changes.

A writer changes two rows and logs a line in each transaction, and acknowledges it when that has
returned.
"""

from __future__ import annotations

import random
import time
from typing import NamedTuple

from tests.bench.store_crew import crew
from tests.bench.store_machine import folder
from tests.bench.store_witness import Witness

ROUNDS = 200
WRITERS = 3
LIFE = 25
"""Rounds on one machine, so that its files stay small enough to be examined in each."""

LATEST = 0.08
"""Seconds: the longest that a writer lives from the moment on that counts for its round."""

_WORKING = 0.5
"""In this share of the rounds, that is when one of them has acknowledged its first change; in the
others, when they may open the machine."""


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
                told, wrong = _round(witness, chance)
                acknowledged += sum(map(len, told.values()))
                wrong += witness.verify(told)
                lost += [f"round {number + 1}: {each}" for each in wrong]
            changes, looks = changes + witness.revision, looks + witness.looks
    return Killed(rounds, acknowledged, changes - acknowledged, looks, tuple(lost))


def _round(witness: Witness, chance: random.Random) -> tuple[dict[str, list[int]], list[str]]:
    """The numbers that each job acknowledged before it was killed, and what failed before that."""
    with crew(WRITERS, "pair", witness.home) as writers:
        for writer in writers:
            writer.go()
        # Death comes while a writer opens the machine as well as long after.
        first = writers[0].word() if chance.random() < _WORKING else ""
        began = time.perf_counter()
        ends = {chance.uniform(0, LATEST): writer for writer in writers}
        for end in sorted(ends):
            while time.perf_counter() < began + end:
                witness.look()
            ends[end].kill()
        said, errors = zip(*(writer.ended() for writer in writers), strict=True)
    words = [f"{first} {said[0]}", *said[1:]]
    told = {
        f"{writer.pid}/A/B": [int(word) for word in each.split()]
        for writer, each in zip(writers, words, strict=True)
    }
    return told, [error for error in errors if error]


def report(rounds: int = ROUNDS) -> list[str]:
    """Print what came of it."""
    found = kill(rounds)
    print(f"{found.rounds} rounds of {WRITERS} writers, each killed within {LATEST * 1e3:.0f} ms")
    print(
        f"  acknowledged {found.acknowledged}, lost or half {len(found.lost)};"
        f" {found.unacknowledged} more were done when their writer died;"
        f" both rows read {found.looks} times meanwhile"
    )
    return [*found.lost]
