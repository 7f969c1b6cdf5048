"""Commands that run without a screen."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from portres_tui.serve.limits import Limits
from portres_tui.serve.line import Ended
from portres_tui.serve.service import Commands, Lines, Service


async def test_who_runs_many_long_commands_keeps_nobody_else_waiting() -> None:
    over = threading.Event()

    def cl(_profile: str, text: str) -> Lines:
        if text == "LONG":
            over.wait(30)
        return [], 0

    no_seats: Any = None
    service = Service(no_seats, Limits(), Commands(cl, lambda _profile, _words: ([], 0)))
    long = [asyncio.create_task(service.command("ANN", "LONG", print)) for _ in range(20)]
    try:
        async with asyncio.timeout(10):
            assert await service.command("BEN", "SHORT", print) == Ended(0)
    finally:
        over.set()
    assert await asyncio.gather(*long) == [Ended(0)] * 20


@pytest.mark.parametrize("text", ["rm -rf /", "journal --out x", "check --home x"])
async def test_what_is_not_allowed_is_not_run(text: str) -> None:
    no_seats: Any = None
    ran: list[object] = []

    def runs(*what: object) -> Lines:
        ran.append(what)
        return [], 0

    service = Service(no_seats, Limits(), Commands(runs, runs))
    ended = await service.command("ANN", text, print)
    assert (ended.code, ran) == (1, [])
