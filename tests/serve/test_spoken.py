"""A session as lines, on a line: what is typed becomes lines, and is sent back."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from walker import Clock

from portres_tui.display.buffer import Display
from portres_tui.display.keyboard import Aid
from portres_tui.domain.messages import information
from portres_tui.serve.line import Ended
from portres_tui.serve.spoken import AHEAD, MOST, SpokenSeat
from portres_tui.session import begin
from portres_tui.store.memory import MemorySystem
from portres_tui.workstation import Workstation


class Wire:
    """A line that takes one piece at a time; while it is `held` it takes no more."""

    address = ""
    size = (80, 24)

    def __init__(self) -> None:
        self.environ = {"TERM": "dumb"}
        self.sent = b""
        self.pieces = 0
        self.pauses: list[bool] = []
        self.held = False
        self.more = asyncio.Event()
        self.ready: Callable[[], None] | None = None

    def write(self, data: bytes, ready: Callable[[], None]) -> None:
        assert self.ready is None, "two pieces at once"
        self.sent += data
        self.pieces += 1
        self.more.set()
        if self.held:
            self.ready = ready
        else:
            ready()

    def finish(self, data: bytes) -> None:
        self.sent += data

    def pause(self, on: bool) -> None:
        self.pauses.append(on)
        self.more.set()

    async def until(self, text: str) -> str:
        async with asyncio.timeout(10):
            while text not in self.text:
                self.more.clear()
                await self.more.wait()
        return self.text

    @property
    def text(self) -> str:
        return self.sent.decode()


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
async def seat(wire: Wire, machine: MemorySystem, clock: Clock, tmp_path: Path) -> SpokenSeat:
    return SpokenSeat(wire, Workstation(begin(machine, tmp_path, clock=clock)))


async def test_a_line_that_is_typed_is_a_command_and_nothing_steers_the_terminal(
    seat: SpokenSeat, wire: Wire
) -> None:
    await wire.until("===>")
    seat.feed(b"cfgtc\x7fcp\r")
    await wire.until("CFGTCP   Configure TCP/IP")
    seat.feed(b"signoff\r")
    assert await seat.ended() == Ended(0)
    assert b"\x1b" not in wire.sent


async def test_ctrl_u_takes_a_line_back_and_ctrl_d_ends(seat: SpokenSeat, wire: Wire) -> None:
    await wire.until("===>")
    seat.feed(b"nosuch\x15\x04")
    assert await seat.ended() == Ended(0)
    assert "NOSUCH" not in wire.text


async def test_who_hangs_up_has_ended_the_session(seat: SpokenSeat, wire: Wire) -> None:
    await wire.until("===>")
    seat.hang_up()
    assert await seat.ended() == Ended(0)


async def test_a_message_that_nobody_asked_for_is_said(seat: SpokenSeat, wire: Wire) -> None:
    await wire.until("===>")
    seat.announce(information("PRT1806", seconds=60))
    await wire.until("sessions end in 60 seconds")
    seat.hang_up()
    await seat.ended()


async def test_many_have_a_session_at_the_same_time(
    machine: MemorySystem, clock: Clock, tmp_path: Path
) -> None:
    wires = [Wire() for _ in range(40)]
    seats = [SpokenSeat(wire, Workstation(begin(machine, tmp_path, clock=clock))) for wire in wires]
    for wire in wires:
        await wire.until("===>")
    for seat in seats:
        seat.hang_up()
        await seat.ended()


async def test_who_does_not_read_is_not_waited_for(seat: SpokenSeat, wire: Wire) -> None:
    await wire.until("===>")
    wire.held = True
    for _ in range(20):
        seat.feed(b"x" * 100_000 + b"\x15")
    assert len(seat._out) <= MOST + 100_000
    wire.held = False
    assert wire.ready
    ready, wire.ready = wire.ready, None
    ready()
    seat.hang_up()
    await seat.ended()


async def test_what_comes_at_once_is_sent_back_at_once(seat: SpokenSeat, wire: Wire) -> None:
    await wire.until("===>")
    before = wire.pieces
    seat.feed(b"a\x7f" * 10_000 + b"cfgtcp")
    assert wire.pieces == before + 1
    seat.hang_up()
    await seat.ended()


class Slow(Workstation):
    """Each key takes as long as the test wants, and is counted."""

    def __init__(self, machine: MemorySystem, folder: Path, clock: Clock) -> None:
        super().__init__(begin(machine, folder, clock=clock))
        self.goes_on = threading.Event()
        self.keys = 0

    def press(self, aid: Aid) -> Display:
        self.goes_on.wait(30)
        self.keys += 1
        return super().press(aid)


async def test_who_types_far_ahead_has_to_wait_and_goes_on_then(
    wire: Wire, machine: MemorySystem, clock: Clock, tmp_path: Path
) -> None:
    station = Slow(machine, tmp_path, clock)
    seat = SpokenSeat(wire, station)
    await wire.until("===>")
    seat.feed(b"\r" * AHEAD)
    assert wire.pauses == []
    seat.feed(b"\r" * 5)
    assert wire.pauses == [True]
    station.goes_on.set()
    async with asyncio.timeout(10):
        while len(wire.pauses) < 2:
            wire.more.clear()
            await wire.more.wait()
    assert wire.pauses == [True, False]
    seat.hang_up()
    await seat.ended()


async def test_what_was_typed_ahead_by_who_is_gone_is_not_run(
    wire: Wire, machine: MemorySystem, clock: Clock, tmp_path: Path
) -> None:
    station = Slow(machine, tmp_path, clock)
    seat = SpokenSeat(wire, station)
    await wire.until("===>")
    seat.feed(b"\r" * 50)
    seat.hang_up()
    station.goes_on.set()
    await seat.ended()
    assert station.keys <= 1


async def test_what_nobody_is_to_see_is_taken_back_unseen(seat: SpokenSeat, wire: Wire) -> None:
    await wire.until("===>")
    seat._secret = True
    before = wire.sent
    seat.feed(b"ab\x7f\x7f\x7f")
    assert wire.sent == before
    seat.hang_up()
    await seat.ended()
