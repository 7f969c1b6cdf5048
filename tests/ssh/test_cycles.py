"""Nothing is left of those who have gone; `python -m tests.bench ssh:cycles` has 500 of them."""

from __future__ import annotations

from cycles import cycles, state
from serving import Serving


async def test_of_sessions_that_ended_and_that_were_cut_off_nothing_is_left(
    server: Serving,
) -> None:
    await cycles(server, 6)
    before = await state(server)

    await cycles(server, 24)

    after = await state(server)
    assert after[:3] == before[:3]
    # A thread may open a file of its own late; what each session left would be 24 or more.
    assert after.descriptors - before.descriptors < 6
    assert after.memory - before.memory < 64 * 1024 * 1024
