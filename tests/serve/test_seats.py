"""Seats that are ready: for which terminals, and how many."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from textual.events import Resize

from portres_tui.domain.jobs import JobType
from portres_tui.domain.messages import information
from portres_tui.hall import Hall
from portres_tui.opening import open_machine
from portres_tui.serve.line import Ended
from portres_tui.serve.seats import KINDS, READY, Seats
from portres_tui.session import begin
from portres_tui.tui.app import CRASHED
from portres_tui.tui.works import Works
from portres_tui.workstation import Workstation


class Wire:
    """A line that keeps what is written."""

    address = ""

    def __init__(self, term: str, size: tuple[int, int]) -> None:
        self.environ = {"TERM": term}
        self.size = size
        self.written = b""
        self.panel = asyncio.Event()

    def write(self, data, ready) -> None:
        self.written += data
        if b"F1=Help" in self.written:
            self.panel.set()
        ready()

    def pause(self, on) -> None:
        pass

    def finish(self, data) -> None:
        self.written += data


class Clock:
    """The real one, until somebody moves it on."""

    ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
async def seats(tmp_path):
    system, clock = open_machine(tmp_path), Clock()
    works = Works(system, clock, Hall(system, tmp_path, clock, None).tidy, 2)
    ended = []
    seats = Seats(system, tmp_path, works, lambda: ended.append(1))
    seats.ended = ended
    seats.system, seats.home, seats.clock, seats.works = system, tmp_path, clock, works
    yield seats
    await seats.close()
    works.close()
    system.close()


async def come_and_go(seats: Seats, wire: Wire) -> Wire:
    """Somebody sits down, and leaves when there is a panel."""
    seat = await seats.take(wire, "QSECOFR")
    async with asyncio.timeout(20):
        await wire.panel.wait()
    shown = Wire("", (0, 0))
    shown.written = wire.written
    seat.hang_up()
    await seat.ended()
    return shown


async def test_who_comes_first_finds_a_panel_that_is_painted(seats):
    await seats.fill()
    seat = await seats.take(wire := Wire("xterm-256color", (80, 24)), "QSECOFR")
    assert b"F1=Help" in wire.written
    seat.hang_up()
    await seat.ended()


async def test_seats_are_ready_for_each_kind_of_terminal_that_came_lately(seats):
    for term, size in (("xterm-256color", (80, 24)), ("vt220", (80, 24)), ("xterm", (132, 43))):
        await come_and_go(seats, Wire(term, size))
    await seats.fill()

    for term, size in (("xterm-256color", (80, 24)), ("vt220", (80, 24)), ("xterm", (132, 43))):
        seat = await seats.take(wire := Wire(term, size), "QSECOFR")
        assert b"F1=Help" in wire.written, term
        seat.hang_up()
        await seat.ended()


async def test_only_so_many_kinds_are_kept(seats):
    for columns in range(80, 80 + KINDS + 2):
        await come_and_go(seats, Wire("xterm", (columns, 24)))
    await seats.fill()
    ready = [kind for kind, _ in seats._ready]
    assert len(set(ready)) == KINDS
    assert len(ready) == KINDS * READY


async def test_it_is_told_when_somebody_has_left(seats):
    await come_and_go(seats, Wire("xterm", (80, 24)))
    assert seats.ended == [1]


async def test_a_session_in_plain_mode_that_somebody_ends_says_so(seats):
    seat = await seats.take(Wire("dumb", (80, 24)), "QSECOFR")
    [job] = [each for each in seats.system.jobs.find(open=True) if each.name.startswith("QPADEV")]
    officer = begin(seats.system, seats.home, type=JobType.BATCH)
    officer.interpreter.run(f"ENDJOB JOB({job.id}) OPTION(*IMMED)", officer.requester)
    async with asyncio.timeout(20):
        ended = await seat.ended()
    assert ended.code == 1
    assert job.id in ended.told
    assert seats.ended == [1]


async def test_who_is_idle_in_plain_mode_is_signed_off(seats):
    officer = begin(seats.system, seats.home, type=JobType.BATCH)
    officer.interpreter.run("CHGSYSVAL SYSVAL(QINACTITV) VALUE('5')", officer.requester)
    seat = await seats.take(Wire("dumb", (80, 24)), "QSECOFR")
    await asyncio.sleep(0.2)
    seats.clock.ahead = 301.0
    seats.works.look()
    async with asyncio.timeout(20):
        ended = await seat.ended()
    assert "no activity for 5 minutes" in ended.told


async def test_who_has_just_sat_down_is_told_what_is_announced(seats):
    seat = await seats.take(wire := Wire("vt220", (100, 30)), "QSECOFR")
    seat.announce(information("PRT1806", seconds=60))
    async with asyncio.timeout(20):
        while b"sessions end in 60" not in wire.written:
            wire.panel.clear()
            await asyncio.sleep(0.02)
    seat.hang_up()
    await seat.ended()


async def test_who_is_dismissed_while_the_first_panel_is_made_has_ended(seats):
    seat = await seats.take(Wire("vt220", (100, 30)), "QSECOFR")
    seat.dismiss("Go home.")
    async with asyncio.timeout(20):
        assert await seat.ended() == Ended(1, "portres: Go home.\n")


async def test_a_session_that_cannot_end_its_job_in_time_has_ended_for_its_user(seats, monkeypatch):
    monkeypatch.setattr("portres_tui.serve.seat.LEAVES", 0.2)
    goes_on = threading.Event()
    monkeypatch.setattr(Workstation, "leave", lambda _station: goes_on.wait(30))
    seat = await seats.take(wire := Wire("xterm", (80, 24)), "QSECOFR")
    await wire.panel.wait()
    seat.dismiss("Go home.")
    try:
        async with asyncio.timeout(20):
            assert await seat.ended() == Ended(1, "portres: Go home.\n")
        assert wire.written.endswith(b"\x1b[?1049l\x1b[?25h")
    finally:
        goes_on.set()


async def test_a_session_that_ends_by_our_fault_says_so(seats):
    seat = await seats.take(wire := Wire("xterm", (80, 24)), "QSECOFR")
    await wire.panel.wait()
    seat.app._handle_exception(RuntimeError("nobody expected this"))
    async with asyncio.timeout(20):
        assert await seat.ended() == Ended(1, f"portres: {CRASHED}\n")
    assert wire.written.endswith(b"\x1b[?1049l\x1b[?25h")


async def test_a_seat_that_died_is_made_ready_anew(seats):
    await seats.fill()
    for _, seat in seats._ready:
        seat.hang_up()
        await seat.ended()
    await seats.fill()
    seat = await seats.take(wire := Wire("xterm-256color", (80, 24)), "QSECOFR")
    assert b"F1=Help" in wire.written
    seat.hang_up()
    await seat.ended()


async def test_of_many_sizes_at_once_the_last_one_counts(seats, monkeypatch):
    seat = await seats.take(wire := Wire("xterm", (80, 24)), "QSECOFR")
    await wire.panel.wait()
    sizes = []
    post = seat.app.post_message

    def posted(message):
        if isinstance(message, Resize):
            sizes.append(message.size)
        return post(message)

    monkeypatch.setattr(seat.app, "post_message", posted)
    for number in range(1000):
        seat.resize((80 + number % 400, 24))
    seat.resize((100, 40))
    await asyncio.sleep(0.05)
    assert sizes == [(100, 40)]
    seat.hang_up()
    await seat.ended()
