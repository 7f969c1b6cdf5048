"""One session of a client: its environment, and who goes before it has begun or takes nothing."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from portres_tui.serve.limits import Gate, Limits
from portres_tui.serve.line import Ended, Line
from portres_tui.ssh.channel import HEARD, Channel, Environment
from portres_tui.ssh.server import HOST_KEY, KEYS, Reception, _host_key


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
        self.max_size = 262_144
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
    assert connection.max_size <= 4096, "others have their turn"
    ready: list[str] = []
    for name, each in (("before", before), ("behind", behind)):
        each._chan = Wire()
        each.write(b"x", partial(ready.append, name))
    assert ready == []
    connection.resume_writing()
    assert connection.listens
    assert sorted(ready) == ["before", "behind"]
    reception.connection_lost(None)


def test_the_servers_key_is_its_owners_alone_under_any_umask_and_stays(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        made = _host_key(tmp_path)
    finally:
        os.umask(before)
    assert [each.name for each in tmp_path.iterdir()] == [HOST_KEY]
    assert (tmp_path / HOST_KEY).stat().st_mode & 0o777 == 0o600
    assert _host_key(tmp_path) == made


@pytest.mark.parametrize("text", ["", "no key"])
def test_a_key_that_is_none_is_told_and_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / HOST_KEY).write_text(text)
    with pytest.raises(OSError, match="holds no key of a server"):
        _host_key(tmp_path)
    assert (tmp_path / HOST_KEY).read_text() == text


async def test_who_offers_keys_without_an_end_has_only_so_many_looked_for(house: House) -> None:
    asked: list[str] = []

    class Credentials:
        async def key(self, _profile: str, key: str) -> bool:
            asked.append(key)
            return False

    credentials: Any = Credentials()
    reception = Reception(credentials, house, Gate(Limits()))
    key = asyncssh.generate_private_key("ssh-ed25519").convert_to_public()
    for _ in range(KEYS + 5):
        assert not await reception.validate_public_key("ann", key)
    assert len(asked) == KEYS
