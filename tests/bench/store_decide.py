"""How long it takes to say who may bind a port, with few and with many restrictions."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import product
from pathlib import Path
from statistics import median

from portres_tui.domain.portindex import PortIndex
from portres_tui.domain.ports import HIGHEST, PROTOCOLS, Binder, Decision, PortRestriction, decide
from portres_tui.store.tiny import TinySystem
from tests.bench.store_machine import folder, furnished, medians, seconds

SIZES = (1_000, 10_000)
WIDTHS = {"narrow": 20, "wide": 5_000}
"""The most ports of a restriction."""

ROUNDS = 7
QUESTIONS = 200

WHO = Binder("P1", ("P2",))

Question = tuple[str, int]
Ask = Callable[[Question], Decision]


def restrictions(size: int, widest: int) -> list[PortRestriction]:
    """So many, of up to `widest` ports each, in key order."""
    chance, made = random.Random(size + widest), set[PortRestriction]()
    while len(made) < size:
        lower = chance.randint(1, HIGHEST)
        upper = min(HIGHEST, lower + chance.randrange(widest))
        protocol, profile = chance.choice(PROTOCOLS), f"P{chance.randrange(10)}"
        made.add(PortRestriction(lower, upper, protocol, profile))
    return sorted(made)


def questions(entries: Sequence[PortRestriction]) -> list[Question]:
    """Ports that an entry covers, and any ports, by turns."""
    chance = random.Random(1)
    asked: list[Question] = []
    for entry in chance.sample(entries, QUESTIONS // 2):
        asked.append((entry.protocol, chance.randint(entry.lower, entry.upper)))
        asked.append((chance.choice(PROTOCOLS), chance.randint(1, HIGHEST)))
    return asked


@contextmanager
def _ways(entries: list[PortRestriction], home: Path) -> Iterator[dict[str, Ask]]:
    index = PortIndex(entries)
    system = furnished(home, entries)
    lasting = TinySystem(home, long_lived=True)
    try:
        yield {
            "scan": lambda asked: decide(WHO, *asked, entries),
            "index": _by(index),
            "long-lived": lambda asked: decide(WHO, *asked, lasting.covering(*asked)),
            "one-shot": lambda asked: decide(WHO, *asked, system.covering(*asked)),
        }
    finally:
        lasting.close()
        system.close()


def _compare(entries: list[PortRestriction]) -> tuple[dict[str, float], bool]:
    """Median seconds of a decision for each way, and whether all decide the same. `first` is the
    index asked about ports that it has not been asked about before."""
    asked = questions(entries)
    with folder() as home, _ways(entries, home) as ways:
        answers = [[ask(question) for question in asked] for ask in ways.values()]
        blocks = medians(ROUNDS, {name: partial(_all, ask, asked) for name, ask in ways.items()})
    fresh = [PortIndex(entries) for _ in range(ROUNDS)]
    blocks["first"] = median(seconds(partial(_all, _by(index), asked)) for index in fresh)
    same = all(each == answers[0] for each in answers)
    return {name: taken / len(asked) for name, taken in blocks.items()}, same


def _by(index: PortIndex) -> Ask:
    return lambda asked: decide(WHO, *asked, index.covering(*asked))


def _all(ask: Ask, asked: list[Question]) -> None:
    for question in asked:
        ask(question)


def report() -> list[str]:
    """Print the table."""
    wrong = []
    print(f"may somebody bind a port? µs, medians of {ROUNDS} x {QUESTIONS}")
    for size, (name, widest) in product(SIZES, WIDTHS.items()):
        found, same = _compare(restrictions(size, widest))
        ways = (f"{way} {t * 1e6:8.2f} ({found['scan'] / t:6.1f} x)" for way, t in found.items())
        print(f"  {size:6} {name:<7} {'   '.join(ways)}")
        wrong += [] if same else [f"{size} {name} restrictions: not all ways decide the same"]
    return wrong
