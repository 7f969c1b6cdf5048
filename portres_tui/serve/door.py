"""The door of this computer: a Unix socket through which `portres attach` passes its terminal.

The kernel says which account is at the other end. Knows no panel.
"""

from __future__ import annotations

import asyncio
import errno
import fcntl
import logging
import os
import socket
import struct
import time
from collections.abc import Awaitable, Callable
from contextlib import nullcontext, suppress
from pathlib import Path

from portres_tui.serve.deskline import Caller
from portres_tui.serve.greeting import GREETING, SOCKET
from portres_tui.serve.limits import Sparing
from portres_tui.serve.line import Ended

_log = logging.getLogger("portres")
_sparing = Sparing()

LONGEST = 262_144
"""Bytes of a greeting at most: more than the longest command has."""

_GREETS = 5.0
"""Seconds that a caller has to say who it is."""

_TAKES = 10.0
"""Seconds that a caller has to take the answer."""

_AGAIN = 0.1
"""Seconds after which a door that had no room for one more connection is tried again."""

_END = b"\0\0"

_NOT_UNDERSTOOD = 2
"""Exit code of a caller who is turned away before it is known who it is."""

_PEER = struct.Struct("iII")


Serve = Callable[[Caller, socket.socket], Awaitable[Ended]]
"""Has a session with a caller, or runs what it asks for."""


class Door:
    """Listens at the socket of the machine in `folder`. So many callers may be there who have not said
    yet who they are; 0 stands for any number."""

    def __init__(self, folder: Path, serve: Serve, waiting: int = 0) -> None:
        self._path = folder / SOCKET
        self._serve = serve
        self._waiting = asyncio.Semaphore(waiting) if waiting else nullcontext()
        self._tasks: set[asyncio.Task[None]] = set()
        self._claim: int | None = None
        self._listening: socket.socket | None = None
        self._accepting: asyncio.Task[None] | None = None

    def open(self) -> None:
        """OSError when the socket cannot be made, or another process serves the machine. A socket
        that nobody serves any more is replaced."""
        self._claim = _claimed(self._path.parent)
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
        if self._claim is not None:
            os.close(self._claim)

    async def _accept(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                connection, _ = await loop.sock_accept(listening)
            except OSError as error:
                if _sparing.tells(time.monotonic()):
                    _log.warning("callers wait: %s", error)
                await asyncio.sleep(_AGAIN)
                continue
            task = loop.create_task(self._attend(connection))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _attend(self, connection: socket.socket) -> None:
        descriptors: list[int] = []
        try:
            caller = await self._greeted(connection, descriptors)
            await _answer(connection, await self._serve(caller, connection))
        except (OSError, TimeoutError, ValueError) as error:
            if _sparing.tells(time.monotonic()):
                _log.warning("a caller was turned away: %s", error or "it said nothing")
            await _answer(connection, Ended(_NOT_UNDERSTOOD, f"portres: {error or 'too slow'}.\n"))
        except Exception:  # noqa: BLE001 - our fault ends one session, never the door
            _log.exception("a session at the door ended by an error")
            await _answer(connection, Ended(70, "portres: internal error; its log tells more.\n"))
        finally:
            for each in descriptors:
                os.close(each)
            connection.close()

    async def _greeted(self, connection: socket.socket, descriptors: list[int]) -> Caller:
        """Who is there; the descriptors that came are put into a list. ValueError for what is no
        greeting."""
        connection.setblocking(False)
        async with asyncio.timeout(_GREETS), self._waiting:
            data = await _greeting(connection, descriptors)
        greeting, *lines = data.decode("utf-8", "replace").split("\0")
        if greeting != GREETING or len(descriptors) != 3:
            raise ValueError("This portres and the serving process are of different versions")
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
        _pid, uid, _gid = _PEER.unpack(credentials)
        said = dict(line.partition("=")[::2] for line in lines)
        return Caller(uid, said, tuple(descriptors))


def _claimed(folder: Path) -> int:
    """The folder, held for one serving process as long as the descriptor is open."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        told = "another process serves this machine already; portres attach goes to it"
        raise OSError(errno.EADDRINUSE, told) from None
    return descriptor


async def _answer(connection: socket.socket, ended: Ended) -> None:
    """Tell the caller how it ended, if it listens; who does not take the answer misses the rest."""
    printed, told = (text.encode("utf-8", "replace") for text in (ended.printed, ended.told))
    answer = b"%d %d\n%b%b" % (ended.code, len(printed), printed, told)
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(_TAKES):
            await asyncio.get_running_loop().sock_sendall(connection, answer)


async def _greeting(connection: socket.socket, descriptors: list[int]) -> bytes:
    """What a caller says first. Behind it may be more already, such as that the window has another
    size: a session asks that itself when it begins."""
    data = b""
    while _END not in data:
        await _readable(connection)
        more, found, _flags, _address = socket.recv_fds(connection, LONGEST, 8)
        data += more
        descriptors += found
        if not more or len(data) > LONGEST or len(descriptors) > 3:
            raise ValueError("That was no greeting")
    return data.partition(_END)[0]


async def _readable(connection: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    readable = loop.create_future()

    def ready() -> None:
        if not readable.done():
            readable.set_result(None)

    loop.add_reader(connection, ready)
    try:
        await readable
    finally:
        loop.remove_reader(connection)
