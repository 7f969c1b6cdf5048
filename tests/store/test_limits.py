"""How much the machine keeps of what only grows, as a system value says it."""

from __future__ import annotations

import pytest

from portres_tui.domain.system import (
    BY_SYSTEM,
    RETENTION,
    JournalEntry,
    Limit,
    System,
    SystemValue,
    limits,
)


def put(system: System, name: str, text: str) -> None:
    with system.transaction(JournalEntry(1.0, *BY_SYSTEM, "X")):
        system.values.put(SystemValue(name, text))


def test_limits_are_as_shipped_unless_a_value_says_otherwise(system: System) -> None:
    assert limits(system) == {name: shipped for name, (_, shipped) in RETENTION.items()}
    put(system, "KEEPJRN", "7,500")
    put(system, "KEEPAUD", "0,0")
    shipped = RETENTION["log"][1]
    said = {"journal": Limit(7, 500), "audit": Limit(0, 0)}
    assert {name: limits(system)[name] for name in ("journal", "log", "audit")} == {
        "log": shipped,
        **said,
    }


@pytest.mark.parametrize(
    "text", ["", "7", "7,", "-1,5", "7;5", "seven,5", "7,5,3", "\u0667,\u0665"]
)
def test_a_value_that_cannot_be_read_says_nothing(system: System, text: str) -> None:
    put(system, "KEEPLOG", text)
    assert limits(system)["log"] == RETENTION["log"][1]
