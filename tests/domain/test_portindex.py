"""The index answers what a look at every entry would."""

import random

import pytest

from portres_tui.domain.portindex import PortIndex
from portres_tui.domain.ports import PROTOCOLS, Binder, PortRestriction, decide

WHO = Binder("P1", ("P2", "P3"))


def entries(chance: random.Random, count: int, widest: int) -> list[PortRestriction]:
    made = set()
    while len(made) < count:
        lower = chance.randint(1, 65535)
        upper = min(65535, lower + chance.randint(0, widest))
        made.add(
            PortRestriction(lower, upper, chance.choice(PROTOCOLS), f"P{chance.randint(0, 9)}")
        )
    return sorted(made)


@pytest.mark.parametrize(("count", "widest"), [(300, 200), (60, 60_000)])
def test_it_finds_and_decides_for_every_port_as_a_scan_does(count: int, widest: int) -> None:
    kept = entries(random.Random(count + widest), count, widest)
    index = PortIndex(kept)
    for protocol in PROTOCOLS:
        own = [entry for entry in kept if entry.protocol == protocol]
        edges = {e.lower for e in own} | {e.upper + 1 for e in own} | {0}
        expected: list[PortRestriction] = []
        decision = decide(WHO, protocol, 0, kept)
        for port in range(65_536):
            if port in edges:
                expected = [entry for entry in own if entry.lower <= port <= entry.upper]
                decision = decide(WHO, protocol, port, kept)
            found = index.covering(protocol, port)
            assert list(found) == expected
            assert decide(WHO, protocol, port, found) == decision


@pytest.mark.parametrize("count", [0, 300])
def test_single_ports_are_found_and_none_beside_them(count: int) -> None:
    kept = entries(random.Random(count), count, 0)
    index = PortIndex(kept)
    for protocol in PROTOCOLS:
        for port in {0, 65_535, *(e.lower + step for e in kept for step in (-1, 0, 1))}:
            expected = [entry for entry in kept if entry.covers(protocol, port)]
            assert list(index.covering(protocol, port)) == expected


def test_it_lets_go_of_old_answers_and_gives_the_same_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("portres_tui.domain.portindex.KEPT", 20)
    kept = entries(random.Random(20), 100, 20_000)
    index = PortIndex(kept)
    for port in (*range(1, 65_536, 997), *range(1, 65_536, 997)):
        for protocol in PROTOCOLS:
            expected = [each for each in kept if each.covers(protocol, port)]
            assert list(index.covering(protocol, port)) == expected


def test_it_follows_what_comes_and_goes() -> None:
    chance = random.Random(64)
    pool, kept, index = entries(chance, 200, 500), set(), PortIndex()
    for _ in range(3_000):
        entry = chance.choice(pool)
        change = chance.choice((kept.add, kept.discard))
        change(entry)
        (index.add if change == kept.add else index.remove)(entry)
        port = chance.choice((entry.lower, entry.upper, chance.randint(1, 65_535)))
        expected = sorted(each for each in kept if each.covers(entry.protocol, port))
        assert list(index.covering(entry.protocol, port)) == expected
