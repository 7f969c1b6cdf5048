"""Nothing is left of those who have gone; `python -m tests.bench ssh:cycles` has 500 of them."""

from __future__ import annotations

from cycles import back_to, cycles, settled
from serving import Serving


async def test_of_sessions_that_ended_and_that_were_cut_off_nothing_is_left(
    server: Serving,
) -> None:
    await cycles(server, 6)
    before = await settled(server)

    await cycles(server, 24)

    after = await back_to(server, before)
    assert after[:4] == before[:4]
    assert after.memory - before.memory < 64 * 1024 * 1024
