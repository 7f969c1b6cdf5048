"""Clients that mean no good: each gets an answer, and the others go on working."""

from __future__ import annotations

import pytest
from hostile import ATTACKS, Attack, tried
from serving import Serving


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
async def test_others_go_on_and_nothing_is_left(server: Serving, attack: Attack) -> None:
    done = await tried(attack, server, 1)
    assert done.outcome
    assert done.gained < 128 * 1024 * 1024, done
