"""The store with many writers, sudden deaths, a full disk and many rows.

`store` prints all of it, `store:kill` one part, `store:kill:75` so many rounds of that one. Figures
are medians and ratios. A change that was lost or half done is printed as LOST.
"""

from __future__ import annotations

from importlib import import_module

PARTS = ("processes", "kill", "disk", "command", "list", "decide", "idle")
"""Each is a module of that name, `store_…`, whose `report` prints and gives back what was lost."""


def main(part: str = "", rounds: str = "") -> bool:
    """Print one part, or all. Was anything lost?"""
    lost: list[str] = []
    for name in [part] if part else PARTS:
        lost += import_module(f"tests.bench.store_{name}").report(*map(int, rounds.split()))
    for each in lost:
        print(f"LOST {each}")
    return bool(lost)
