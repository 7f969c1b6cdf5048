"""Commands that run without a screen, and the end of all."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from portres_tui.domain.messages import Message
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


class Chair:
    """A seat whose session ends when it is told to."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.left = asyncio.Event()

    async def ended(self) -> Ended:
        await self.left.wait()
        return Ended(1, self.told[-1])

    def announce(self, sending: Message) -> None:
        self.told.append(sending.id)

    def dismiss(self, told: str) -> None:
        self.told.append(told)
        self.left.set()

    def hang_up(self) -> None:
        self.told.append("hang up")


class Slow:
    """Seats that are found when the test wants it."""

    def __init__(self) -> None:
        self.found = asyncio.Event()
        self.asked = asyncio.Event()
        self.chair = Chair()

    async def take(self, _line: object, _profile: str) -> Chair:
        self.asked.set()
        await self.found.wait()
        return self.chair

    async def close(self) -> None:
        pass


def _sit(_guest: object) -> None:
    pass


@pytest.mark.parametrize("grace", [0.0, 30.0])
async def test_who_comes_just_before_the_end_is_told_and_waited_for(grace: float) -> None:
    seats: Any = Slow()
    nothing: Any = None
    service = Service(seats, Limits(), Commands(nothing, nothing))
    session = asyncio.create_task(service.session(nothing, "ANN", _sit))
    await seats.asked.wait()
    closing = asyncio.create_task(service.close(grace))
    await asyncio.sleep(0.05)
    assert not closing.done()
    seats.found.set()
    if grace:
        await asyncio.sleep(0.05)
        assert seats.chair.told == ["PRT1806"]
        service.hurry()
    async with asyncio.timeout(10):
        await closing
        ended = await session
    assert "The serving process was ended" in ended.told


async def test_users_are_told_once_more_shortly_before_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("portres_tui.serve.service.LAST", 0.1)
    seats: Any = Slow()
    seats.found.set()
    nothing: Any = None
    service = Service(seats, Limits(), Commands(nothing, nothing))
    session = asyncio.create_task(service.session(nothing, "ANN", _sit))
    await seats.asked.wait()
    async with asyncio.timeout(10):
        await service.close(0.2)
        await session
    assert seats.chair.told[:2] == ["PRT1806", "PRT1806"]
    assert len(seats.chair.told) == 3


async def test_a_profile_that_may_begin_nothing_any_more_is_told_why_by_every_door() -> None:
    async def refusal(profile: str) -> str:
        return f"{profile} is disabled." if profile == "ANN" else ""

    def runs(*_what: object) -> Lines:
        return [], 0

    seats: Any = Slow()
    nothing: Any = None
    service = Service(seats, Limits(), Commands(runs, runs), refusal)
    refused = Ended(1, "portres: ANN is disabled.\n")
    assert await service.session(nothing, "ANN", _sit) == refused
    assert await service.command("ANN", "DSPTCPSVR", print) == refused
    assert await service.command("BEN", "DSPTCPSVR", print) == Ended(0)
    assert not seats.asked.is_set()


async def test_who_has_all_sessions_may_still_run_a_command() -> None:
    def runs(*_what: object) -> Lines:
        return [], 0

    seats: Any = Slow()
    seats.found.set()
    nothing: Any = None
    service = Service(seats, Limits(sessions=1), Commands(runs, runs))
    session = asyncio.create_task(service.session(nothing, "ANN", _sit))
    await seats.asked.wait()
    assert (await service.session(nothing, "BEN", _sit)).code == 1
    assert await service.command("BEN", "ENDJOB", print) == Ended(0)
    await service.close(0.0)
    await session


async def test_a_command_that_runs_comes_to_its_end_and_none_begins_behind_it() -> None:
    over, began = threading.Event(), threading.Event()
    ran: list[str] = []

    def cl(_profile: str, text: str) -> Lines:
        ran.append(text)
        began.set()
        over.wait(30)
        return ["done"], 0

    seats: Any = Slow()
    printed: list[str] = []
    service = Service(seats, Limits(), Commands(cl, lambda _profile, _words: ([], 0)))
    running = [asyncio.create_task(service.command("ANN", "A", printed.append)) for _ in range(3)]
    await asyncio.to_thread(began.wait, 10)
    closing = asyncio.create_task(service.close(0.0))
    await asyncio.sleep(0.05)
    late = await service.command("ANN", "LATE", printed.append)
    assert (late.code, "about to be stopped" in late.told) == (1, True)
    over.set()
    async with asyncio.timeout(10):
        await closing
        ended = await asyncio.gather(*running)
    assert [each.code for each in ended] == [0, 0, 1]
    assert printed == ["done\n"] * 2
    assert ran == ["A", "A"]


async def test_a_session_whose_line_cannot_hear_it_is_not_left_behind() -> None:
    seats: Any = Slow()
    seats.found.set()
    nothing: Any = None
    service = Service(seats, Limits(), Commands(nothing, nothing))

    def fails(_guest: object) -> None:
        raise OSError("no such line")

    with pytest.raises(OSError, match="no such line"):
        await service.session(nothing, "ANN", fails)
    assert seats.chair.told == ["hang up"]
    async with asyncio.timeout(10):
        await service.close(0.0)
