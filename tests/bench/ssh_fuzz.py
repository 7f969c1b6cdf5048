"""Whether our output leads to the cells that Textual's own leads to, at many random points."""

from __future__ import annotations

import asyncio

from twins import KEYS, fuzz, product

CHECKPOINTS, SEEDS = 100, range(100, 110)


def report() -> list[str]:
    """Print how many points were compared; where the two differed."""
    wrong = []
    for seed in SEEDS:
        wrong += asyncio.run(fuzz(product, KEYS, CHECKPOINTS, seed))
    print(
        f"cell by cell as Textual writes: {CHECKPOINTS * len(SEEDS)} checkpoints, {len(wrong)} differ"
    )
    return wrong
