"""A terminal of this computer, which its user's process has passed on.

Its descriptors are used as they are, so that nothing stands between the session and the line. Knows
no panel, and not how it came.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import socket
import termios
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple, Self

from portres_tui.serve.line import Guest
from portres_tui.tui.tty import Opened, TtyLine, give_back, made_raw, opened_anew, size_of

_LONGEST = 64
"""Characters of an address."""

_LAST = 1.0
"""Seconds that a terminal has to take the last bytes."""


class Caller(NamedTuple):
    """What came through the socket: the account's number, what it said, and its descriptors for
    input, output and errors."""

    uid: int
    said: Mapping[str, str]
    descriptors: tuple[int, ...]


class DeskLine:
    """A terminal of this computer; see line.Line. `guest` is told of what comes from it."""

    def __init__(self, caller: Caller, connection: socket.socket) -> None:
        self.environ = caller.said
        self.address = _address(caller.said.get("SSH_CONNECTION", ""))
        self.guest: Guest | None = None
        self._connection = connection
        self._passed = caller.descriptors[:2]
        self._loop = asyncio.get_running_loop()
        with ExitStack() as undone:
            self._terminal = _opened(undone, self._passed[0], os.O_RDONLY)
            output = _opened(undone, self._passed[1], os.O_WRONLY)
            self._before = made_raw(self._passed[0])
            undone.pop_all()
        self._tty = TtyLine(output, self._hang_up)
        self._input = self._terminal.fileno
        self._open, self._lost = True, False
        self._waits = [os.get_blocking(each) for each in self._passed]
        for each in (self._input, self._tty.fileno):
            os.set_blocking(each, False)  # nobody else has to wait for this terminal

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
        return size_of(self._passed[1])

    def write(self, data: bytes, ready: Callable[[], None]) -> None:
        if self._open:
            self._tty.write(data, ready)

    def finish(self, data: bytes) -> None:
        if self._open:
            self._tty.last(data)

    def pause(self, on: bool) -> None:
        if on:
            self._loop.remove_reader(self._input)
        elif self._open and not self._lost:
            self._loop.add_reader(self._input, self._read)

    def open(self, guest: Guest) -> None:
        """From now on the guest hears of what comes."""
        self.guest = guest
        self._loop.add_reader(self._input, self._read)
        self._loop.add_reader(self._connection, self._hear)

    async def close(self) -> None:
        """Give the terminal back."""
        self._open = False
        self._loop.remove_reader(self._input)
        self._loop.remove_reader(self._connection)
        try:
            await self._tty.drain(_LAST)
        finally:
            self._tty.close()
            os.close(self._input)
            give_back(self._passed[0], self._before)
            for each, waits in zip(self._passed, self._waits, strict=True):
                os.set_blocking(each, waits)

    def _read(self) -> None:
        try:
            data = self._terminal.read(4096)
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
            self._loop.remove_reader(self._connection)
            if self.guest:
                self.guest.dismiss("")  # whoever waits behind the caller gets the terminal back
        elif self.guest:
            self.guest.resize(self.size)

    def _hang_up(self) -> None:
        self._lost = True
        self._loop.remove_reader(self._input)
        self._loop.remove_reader(self._connection)
        if self.guest:
            self.guest.hang_up()


def _address(said: str) -> str:
    """The address that sshd says somebody comes from; "" for what is none: any caller may say it."""
    try:
        return str(ip_address(said.partition(" ")[0][:_LONGEST]))
    except ValueError:
        return ""


def _opened(undone: ExitStack, fileno: int, access: int) -> Opened:
    """The terminal, open once more, unless something behind it goes wrong."""
    found = (
        opened_anew(fileno, access)
        if _is_its_name(fileno) and _is_open_for(fileno, access)
        else Opened(os.dup(fileno), shared=True)
    )
    undone.callback(os.close, found.fileno)
    return found


def _is_its_name(fileno: int) -> bool:
    """Is it the same terminal here? `/dev/tty` is each process's own."""
    return os.fstat(fileno).st_rdev != Path(os.ctermid()).stat().st_rdev


def _is_open_for(fileno: int, access: int) -> bool:
    """Who passes a terminal on gets no more of it than he has."""
    return fcntl.fcntl(fileno, fcntl.F_GETFL) & os.O_ACCMODE in (access, os.O_RDWR)
