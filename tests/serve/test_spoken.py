"""A session as lines, on a line: what is typed becomes lines, and is sent back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from walker import Clock

from portres_tui.domain.messages import information
from portres_tui.serve.line import Ended
from portres_tui.serve.spoken import MOST, SpokenSeat
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
        self.held = False
        self.more = asyncio.Event()
        self.ready: Callable[[], None] | None = None

    def write(self, data: bytes, ready: Callable[[], None]) -> None:
        assert self.ready is None, "two pieces at once"
        self.sent += data
        self.more.set()
        if self.held:
            self.ready = ready
        else:
            ready()

    def finish(self, data: bytes) -> None:
        self.sent += data

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
