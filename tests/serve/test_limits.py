"""How many may come, and how fast."""

from __future__ import annotations

import pytest

from portres_tui.serve.limits import Gate, LimitReached, Limits, whence


def test_no_more_sessions_are_let_in_than_there_may_be_and_one_that_leaves_makes_room() -> None:
    gate = Gate(Limits(sessions=2, per_profile=0))
    gate.enter("ANN")
    gate.enter("BOB")
    with pytest.raises(LimitReached, match="2 sessions"):
        gate.enter("CY")
    gate.leave("ANN")
    gate.enter("CY")


def test_a_profile_has_a_limit_of_its_own() -> None:
    gate = Gate(Limits(sessions=10, per_profile=1))
    gate.enter("ANN")
    with pytest.raises(LimitReached, match="1 sessions of ANN"):
        gate.enter("ANN")
    gate.enter("BOB")


def test_an_address_that_failed_too_often_is_turned_away_until_that_is_forgotten() -> None:
    gate = Gate(Limits(tries=2, forgets=100.0))
    gate.failed("a", 0.0)
    gate.failed("a", 1.0)
    with pytest.raises(LimitReached, match="failed sign-ons"):
        gate.came("a", 2.0)
    gate.came("b", 2.0)
    gate.came("a", 101.5)


def test_an_address_may_connect_only_so_often_in_a_minute() -> None:
    gate = Gate(Limits(logins=2))
    gate.came("a", 0.0)
    gate.came("a", 1.0)
    with pytest.raises(LimitReached, match="in a minute"):
        gate.came("a", 2.0)
    gate.came("a", 61.5)


def test_a_class_of_a_hundred_is_let_in_that_comes_at_once_from_one_address() -> None:
    gate = Gate(Limits())
    for number in range(100):
        gate.came("a", 0.0)
        gate.wait()
        gate.enter(f"LRN{number:03}")


def test_without_limits_everybody_is_let_in() -> None:
    gate = Gate(Limits(sessions=0, per_profile=0, tries=0, logins=0))
    for _ in range(1000):
        gate.failed("a", 0.0)
        gate.came("a", 0.0)
        gate.enter("ANN")


def test_a_flood_of_addresses_does_not_fill_the_memory() -> None:
    gate = Gate(Limits())
    for number in range(12_000):
        gate.failed(str(number), float(number))
    assert len(gate._failed) == 10_000


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
    ],
)
def test_a_network_of_ipv6_counts_as_one_address(address: str, counted: str) -> None:
    assert whence(address) == counted
