"""The door of this computer: a Unix socket through which `portres attach` passes its terminal.

The kernel says which account is at the other end. The terminal's descriptors are used as they are, so
that nothing stands between the session and the line. Knows no panel.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import struct
import termios
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Self

from portres_tui.serve.greeting import GREETING, SOCKET
from portres_tui.serve.line import Ended, Guest, bounded
from portres_tui.tui.line import TtyLine

_log = logging.getLogger("portres")

LONGEST = 65_536
"""Bytes of a greeting at most."""

_GREETS = 5.0
"""Seconds that a caller has to say who it is."""

_LAST = 1.0
"""Seconds that a terminal has to take the last bytes."""

_PEER = struct.Struct("3i")


class Caller(NamedTuple):
    """What came through the socket: the account's number, what it said, and its descriptors for
    input, output and errors."""

    uid: int
    said: Mapping[str, str]
    descriptors: tuple[int, ...]

    def print(self, text: str) -> None:
        """Write to the caller's standard output; who does not read it misses the rest."""
        data = text.encode("utf-8", "replace")
        with suppress(OSError):
            while data:
                data = data[os.write(self.descriptors[1], data) :]


class DeskLine:
    """A terminal of this computer; see line.Line. `guest` is told of what comes from it."""

    def __init__(self, caller: Caller, connection: socket.socket) -> None:
        self.environ = caller.said
        self.address = caller.said.get("SSH_CONNECTION", "").partition(" ")[0]
        self.guest: Guest | None = None
        self._connection = connection
        self._input, self._output = caller.descriptors[:2]
        self._loop = asyncio.get_running_loop()
        self._before = termios.tcgetattr(self._input)
        self._tty = TtyLine(self._output, self._hang_up)
        self._raw()

    @classmethod
    def at(cls, caller: Caller, connection: socket.socket) -> Self | None:
        """The line to a caller's terminal; None when it has none."""
        if not all(os.isatty(each) for each in caller.descriptors[:2]):
            return None
        try:
            return cls(caller, connection)
        except (OSError, termios.error):
            return None

    @property
    def size(self) -> tuple[int, int]:
        try:
            found = os.get_terminal_size(self._output)
        except OSError:
            return 80, 24
        return bounded(found.columns, found.lines)

    def write(self, data: bytes, ready: Callable[[], None]) -> None:
        self._tty.write(data, ready)

    def finish(self, data: bytes) -> None:
        self._tty.finish(data, _LAST)

    def open(self, guest: Guest) -> None:
        """From now on the guest hears of what comes."""
        self.guest = guest
        self._loop.add_reader(self._input, self._read)
        self._loop.add_reader(self._connection, self._hear)

    def close(self) -> None:
        """Give the terminal back."""
        self._loop.remove_reader(self._input)
        self._loop.remove_reader(self._connection)
        self._tty.close()
        with suppress(termios.error):  # there is no terminal any more
            termios.tcflush(self._input, termios.TCIFLUSH)
            termios.tcsetattr(self._input, termios.TCSANOW, self._before)

    def _raw(self) -> None:
        raw = termios.tcgetattr(self._input)
        flow = termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
        raw[0] &= ~flow
        raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        raw[6][termios.VMIN], raw[6][termios.VTIME] = 1, 0
        termios.tcsetattr(self._input, termios.TCSANOW, raw)

    def _read(self) -> None:
        try:
            data = os.read(self._input, 4096)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._hang_up()
        elif self.guest:
            self.guest.feed(data)

    def _hear(self) -> None:
        """The caller says that the window has another size, or is gone."""
        try:
            told = self._connection.recv(64)
        except BlockingIOError:
            return
        except OSError:
            told = b""
        if not told:
            self._hang_up()
        elif self.guest:
            self.guest.resize(self.size)

    def _hang_up(self) -> None:
        self._loop.remove_reader(self._input)
        self._loop.remove_reader(self._connection)
        if self.guest:
            self.guest.hang_up()


Serve = Callable[[Caller, socket.socket], Awaitable[Ended]]
"""Has a session with a caller, or runs what it asks for."""


class Door:
    """Listens at the socket of the machine in `folder`."""

    def __init__(self, folder: Path, serve: Serve) -> None:
        self._path = folder / SOCKET
        self._serve = serve
        self._tasks: set[asyncio.Task[None]] = set()
        self._listening: socket.socket | None = None
        self._accepting: asyncio.Task[None] | None = None

    def open(self) -> None:
        """OSError when the socket cannot be made. One that nobody serves any more is replaced."""
        listening = socket.socket(socket.AF_UNIX)
        here = os.open(".", os.O_RDONLY)
        try:
            os.chdir(self._path.parent)  # the path of a socket must be short
            with suppress(FileNotFoundError):
                Path(SOCKET).unlink()
            listening.bind(SOCKET)
            Path(SOCKET).chmod(0o666)  # who may come in is asked of the kernel
        except BaseException:
            listening.close()
            raise
        finally:
            os.fchdir(here)
            os.close(here)
        listening.listen(128)
        listening.setblocking(False)
        self._listening = listening
        self._accepting = asyncio.get_running_loop().create_task(self._accept(listening))

    async def close(self) -> None:
        """Nobody comes in any more; wait for those who are in."""
        if self._accepting:
            self._accepting.cancel()
        if self._listening:
            self._listening.close()
            self._path.unlink(missing_ok=True)
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _accept(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            connection, _ = await loop.sock_accept(listening)
            task = loop.create_task(self._attend(connection))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _attend(self, connection: socket.socket) -> None:
        descriptors: tuple[int, ...] = ()
        try:
            async with asyncio.timeout(_GREETS):
                caller = await _greeted(connection)
            descriptors = caller.descriptors
            ended = await self._serve(caller, connection)
            _farewell(connection, ended)
        except (OSError, TimeoutError, ValueError) as error:
            _log.warning("a caller was turned away: %s", error)
        except Exception:  # noqa: BLE001 - our fault ends one session, never the door
            _log.exception("a session at the door ended by an error")
            _farewell(connection, Ended(70, "portres: internal error; its log tells more.\n"))
        finally:
            for each in descriptors:
                os.close(each)
            connection.close()


def _farewell(connection: socket.socket, ended: Ended) -> None:
    with suppress(OSError):  # the caller is gone
        connection.setblocking(True)
        connection.settimeout(_LAST)
        connection.sendall(f"{ended.code}\n{ended.told}".encode())


async def _greeted(connection: socket.socket) -> Caller:
    """Who is there. ValueError for what is no greeting."""
    connection.setblocking(False)
    loop = asyncio.get_running_loop()
    data, descriptors = b"", ()
    while not data.endswith(b"\0\0"):
        more, found = await _received(loop, connection)
        data, descriptors = data + more, descriptors + tuple(found)
        if not more or len(data) > LONGEST or len(descriptors) > 3:
            _close(descriptors)
            raise ValueError("no greeting")
    greeting, *lines = data.decode("utf-8", "replace").rstrip("\0").split("\0")
    if greeting != GREETING or len(descriptors) != 3:
        _close(descriptors)
        raise ValueError("a greeting of another version")
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
    _pid, uid, _gid = _PEER.unpack(credentials)
    said = dict(line.partition("=")[::2] for line in lines)
    return Caller(uid, said, descriptors)


async def _received(loop: asyncio.AbstractEventLoop, connection: socket.socket) -> Any:
    """The next bytes and descriptors."""
    readable = loop.create_future()

    def ready() -> None:
        if not readable.done():
            readable.set_result(None)

    loop.add_reader(connection, ready)
    try:
        await readable
    finally:
        loop.remove_reader(connection)
    data, descriptors, _flags, _address = socket.recv_fds(connection, LONGEST, 8)
    return data, descriptors


def _close(descriptors: tuple[int, ...]) -> None:
    for each in descriptors:
        os.close(each)
