"""A class at its terminals: many sessions of one serving process, typed at from another process.

Each terminal is a pseudo terminal that is passed on as `portres attach` does it, so that what is
measured is the serving process and not a hundred clients. What comes is kept with its moment and
looked at afterwards.
"""

from __future__ import annotations

import array
import asyncio
import fcntl
import os
import pty
import socket
import struct
import termios
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from emulator import Screen

from portres_tui.serve.greeting import GREETING, PROFILE, SOCKET
from tests.bench.ssh_serving import ENV, Served, learner_of
from tests.bench.terminal import ASKED

_PATIENCE = 30.0


class Chunk(NamedTuple):
    """Bytes, and when they came."""

    time: float
    data: bytes


class Learner:
    """Somebody at a terminal. `typed` has the moment of each key since `begin`."""

    def __init__(self, machine: Served, profile: str, rows: int) -> None:
        self.master, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
        os.set_blocking(self.master, False)
        self.rows = rows
        self.screen = Screen(80, rows)
        self.chunks: list[Chunk] = []
        self.typed: list[float] = []
        self._socket = _connected(machine)
        said = {"TERM": ENV["TERM"], PROFILE: profile}
        hello = "\0".join([GREETING, *(f"{name}={text}" for name, text in said.items()), "", ""])
        descriptors = array.array("i", [terminal] * 3)
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, descriptors)]
        self._socket.sendmsg([hello.encode()], rights)
        os.close(terminal)
        asyncio.get_running_loop().add_reader(self.master, self._read)

    def _read(self) -> None:
        try:
            data = os.read(self.master, 65536)
        except OSError:
            data = b""
        if not data:
            asyncio.get_running_loop().remove_reader(self.master)
            return
        self.chunks.append(Chunk(time.perf_counter(), data))
        if ASKED in data:
            os.write(self.master, b"\x1b[0n")

    def type(self, keys: bytes) -> None:
        """Keys that are told from each other by when they come are typed one by one."""
        self.typed.append(time.perf_counter())
        os.write(self.master, keys)

    async def until(self, shows: str) -> None:
        """Wait until this is to be seen."""
        end = time.perf_counter() + _PATIENCE
        while not any(shows in row for row in self._caught_up().display):
            if time.perf_counter() > end:
                raise TimeoutError(f"no {shows!r} in {self.screen.display}")
            await asyncio.sleep(0.02)

    def begin(self) -> None:
        """What has come so far is not looked at any more."""
        self._caught_up()
        self.typed.clear()

    def _caught_up(self) -> Screen:
        for chunk in self.chunks:
            self.screen.feed(chunk.data)
        self.chunks.clear()
        return self.screen

    def replay(self) -> Iterator[float]:
        """The screen as it was after each of the moments since `begin`."""
        chunks, self.chunks = self.chunks, []
        for chunk in chunks:
            self.screen.feed(chunk.data)
            yield chunk.time

    def row(self, number: int) -> str:
        """A row of the screen, from 1."""
        cells = self.screen.buffer[number - 1]
        return "".join(cells[x].data for x in range(80))

    def leave(self) -> None:
        """Close the window."""
        asyncio.get_running_loop().remove_reader(self.master)
        self._socket.close()
        os.close(self.master)


def _connected(machine: Served) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(str(machine.home / SOCKET))
    return connection


async def seated(machine: Served, first: int, count: int, rows: int = 24) -> list[Learner]:
    """So many learners with their first panel, the first with this number."""
    numbers = range(first, first + count)
    learners = [Learner(machine, learner_of(number), rows) for number in numbers]
    for learner in learners:
        await learner.until("F1=Help")
    return learners


async def typing(learners: list[Learner], key: Callable[[int], bytes], seconds: float) -> None:
    """Every learner types three keys a second; `key` gives the nth."""

    async def one(learner: Learner, number: int) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time() + number / len(learners) / RATE
        for at in range(int(seconds * RATE)):
            await asyncio.sleep(max(0.0, began + at / RATE - loop.time()))
            learner.type(key(at))

    await asyncio.gather(*(one(each, at) for at, each in enumerate(learners)))


RATE = 3.0
"""Keys of a learner in a second."""
