"""Who comes and goes leaves nothing behind."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from cycles import State, back_to, cycles, state
from serving import Serving, furnished

COUNT = 500

KEPT = 100 * 1024
"""Bytes for each that may seem to be kept: pages that the allocator does not give back."""


def report(count: int = COUNT) -> list[str]:
    """Print what is there before and after; what is left over."""
    print(f"{count} come and go, half of them cut off in the middle of a picture")
    with tempfile.TemporaryDirectory() as folder:
        home = furnished(Path(folder) / "home")
        serving = Serving(home, "--ssh", "0", "--logins", "0", "--tries", "0").ready()
        try:
            return asyncio.run(_compared(serving, count))
        finally:
            serving.close()


async def _compared(serving: Serving, count: int) -> list[str]:
    await cycles(serving, 20)  # what is loaded once is there now
    before = await state(serving)
    _print("before", before)
    await cycles(serving, count)
    after = await back_to(serving, before)
    _print("after", after)
    left = [
        f"{name}: {now - then} left over"
        for name, then, now in zip(State._fields, before, after, strict=True)
        if name != "memory" and now > then
    ]
    grown = after.memory - before.memory
    return left + ([f"memory: {grown} bytes more"] if grown > count * KEPT else [])


def _print(when: str, now: State) -> None:
    print(
        f"  {when:<7} {now.sessions} sessions  {now.tasks} tasks  {now.apps} apps"
        f"  {now.descriptors} descriptors  {now.memory / 2**20:.1f} MB"
    )
