"""One session of a client: its environment, and who goes before it has begun or takes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

import pytest

from portres_tui.serve.limits import Gate, Limits
from portres_tui.serve.line import Ended, Line
from portres_tui.ssh.channel import HEARD, Channel, Environment
from portres_tui.ssh.server import Reception


def test_of_an_environment_without_an_end_is_kept_what_is_of_use() -> None:
    heard = Environment()
    for number in range(1000):
        heard[f"V{number}".encode()] = b"x" * 1000
        heard[HEARD[0]] = b"truecolor" * number
    assert list(heard) == [HEARD[0]]
    assert len(heard[HEARD[0]]) == 100


class Wire:
    """The end of a channel that asyncssh would have."""

    def __init__(self) -> None:
        self.sent = b""

    def write(self, data: bytes, _kind: int | None = None) -> None:
        self.sent += data


class Guest:
    """Somebody who keeps what he is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def feed(self, data: bytes) -> None:
        self.told.append(data.decode())

    def resize(self, size: tuple[int, int]) -> None:
        self.told.append(f"{size}")

    def hang_up(self) -> None:
        self.told.append("hang up")

    def dismiss(self, told: str) -> None:
        self.told.append(f"dismissed {told}".rstrip())


class House:
    """Where a session begins when the test wants it to."""

    def __init__(self) -> None:
        self.guest = Guest()
        self.opens = asyncio.Event()
        self.sat = asyncio.Event()

    async def session(self, _line: Line, _profile: str, sit: Callable[[Guest], None]) -> Ended:
        await self.opens.wait()
        sit(self.guest)
        self.sat.set()
        await asyncio.sleep(3600)
        return Ended(0)

    command: Any = None


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
async def channel(house: House, wire: Wire) -> AsyncIterator[Channel]:
    """One on which a client wants the green screen."""
    made = Channel(house, "ANN", "", lambda _channel, _session: None)
    ours: Any = wire
    made.connection_made(ours)
    made.pty_requested("xterm", (80, 24, 0, 0), {})
    made.session_started()
    yield made
    assert made._task
    made._task.cancel()


async def test_the_next_bytes_follow_when_both_channel_and_connection_can_take_them(
    channel: Channel, wire: Wire
) -> None:
    ready: list[str] = []
    channel.hold(on=True)
    channel.write(b"first", lambda: ready.append("first"))
    assert (wire.sent, ready) == (b"first", [])
    channel.pause_writing()
    channel.hold(on=False)
    assert ready == []
    channel.resume_writing()
    channel.hold(on=False)
    assert ready == ["first"]
    channel.write(b"second", lambda: ready.append("second"))
    assert ready == ["first", "second"]


@pytest.mark.parametrize("over", ["the end of input", "a signal"])
async def test_who_leaves_before_there_is_a_session_has_left_it(
    channel: Channel, house: House, over: str
) -> None:
    if over == "a signal":
        channel.signal_received("HUP")
    else:
        channel.eof_received()
    house.opens.set()
    await house.sat.wait()
    assert house.guest.told == ["dismissed"]


async def test_who_is_gone_before_there_is_a_session_is_not_waited_for(
    channel: Channel, house: House
) -> None:
    channel.connection_lost(None)
    house.opens.set()
    await house.sat.wait()
    assert house.guest.told == ["hang up"]


class Connection:
    """A connection of which only the transport is looked at."""

    def __init__(self) -> None:
        self._transport = self
        self.listens = True
        self.pause_writing = self.resume_writing = lambda: None

    def get_extra_info(self, name: str) -> Any:
        return "ann" if name == "username" else None

    def pause_reading(self) -> None:
        self.listens = False

    def resume_reading(self) -> None:
        self.listens = True


async def test_who_takes_nothing_is_sent_nothing_and_not_listened_to(house: House) -> None:
    connection: Any = Connection()
    nobody: Any = None
    reception = Reception(nobody, house, Gate(Limits()))
    reception.connection_made(connection)
    before: Any = reception.session_requested()
    connection.pause_writing()
    behind: Any = reception.session_requested()
    assert not connection.listens
    ready: list[str] = []
    for name, each in (("before", before), ("behind", behind)):
        each._chan = Wire()
        each.write(b"x", partial(ready.append, name))
    assert ready == []
    connection.resume_writing()
    assert connection.listens
    assert sorted(ready) == ["before", "behind"]
    reception.connection_lost(None)
