"""What our output writes leads to the same cells as what Textual writes."""

from __future__ import annotations

import pytest
from twins import KEYS, fuzz, product


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_same_keys_lead_to_the_same_cells_as_textual_itself_writes(seed) -> None:
    assert await fuzz(product, KEYS, 40, seed) == []
