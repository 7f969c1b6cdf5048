"""One session of an SSH client: the line between it and the machine. Knows no panel and no store."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Protocol

import asyncssh

from portres_tui.serve.line import NO_TERMINAL, Ended, Guest, Line
from portres_tui.tui.tty import bounded

_AHEAD = 4096
"""Bytes that are kept of what comes before there is a session."""

_TAKES = 10.0
"""Seconds that a client has to take what it was sent, when all is over."""

HEARD = (b"COLORTERM", b"NO_COLOR")
"""Variables that a client may set."""

_LONGEST = 100
"""Bytes of a variable."""

_log = logging.getLogger("portres")


class Environment(dict[bytes, bytes]):
    """What a client says of its environment. It may say anything, without an end: what is of no use
    here is not kept."""

    def __setitem__(self, name: bytes, value: bytes) -> None:
        if name in HEARD:
            super().__setitem__(name, value[:_LONGEST])


class House(Protocol):
    """Where those go who are let in."""

    async def session(self, line: Line, profile: str, sit: Callable[[Guest], None]) -> Ended:
        """Have a session; `sit` is told the guest as soon as it can hear."""

    async def command(self, profile: str, text: str, write: Callable[[str], None]) -> Ended:
        """Run what needs no screen."""


class Channel(asyncssh.SSHServerSession[bytes]):
    """One session of a client; a Line."""

    def __init__(
        self, house: House, profile: str, address: str, over: Callable[[Channel, bool], None]
    ) -> None:
        self._house = house
        self._over = over
        self._profile = profile
        self.address = address
        self._guest: Guest | None = None
        self._ahead = b""
        self._ready: Callable[[], None] | None = None
        self._paused = self._held = False
        self._term = ""
        self._size = (0, 0)
        self._command: str | None = None
        self._task: asyncio.Task[None] | None = None
        self._late: asyncio.TimerHandle | None = None
        self._left = self._gone = False

    # What the house asks of a line

    @property
    def environ(self) -> Mapping[str, str]:
        told = {
            _text(name): _text(value) for name, value in self._chan.get_environment_bytes().items()
        }
        return {**told, "TERM": self._term}

    @property
    def size(self) -> tuple[int, int]:
        return bounded(*self._size)

    def write(self, data: bytes, ready: Callable[[], None]) -> None:
        if self._gone:
            return
        self.finish(data)
        self._ready = ready
        self._go_on()

    def finish(self, data: bytes) -> None:
        self._send(data)

    def pause(self, on: bool) -> None:
        if on:
            self._chan.pause_reading()
        else:
            self._chan.resume_reading()

    # What the client asks

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        self._chan = chan
        chan._env = Environment()  # noqa: SLF001 - asyncssh has no limit, and asks nobody

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]
    ) -> bool:
        self._term, self._size = term_type or "vt100", term_size[:2]
        return True

    def shell_requested(self) -> bool:
        return True

    def exec_requested(self, command: str) -> bool:
        self._command = command
        return True

    def session_started(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._attend())

    def data_received(self, data: bytes, datatype: Any) -> None:
        if self._guest:
            self._guest.feed(data)
        elif len(self._ahead) < _AHEAD:  # nobody types more before the first panel
            self._ahead += data[:_AHEAD]

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        self._size = (width, height)
        if self._guest:
            self._guest.resize(self.size)

    def pause_writing(self) -> None:
        self._paused = True

    def resume_writing(self) -> None:
        self._paused = False
        self._go_on()

    def hold(self, on: bool) -> None:
        """The connection takes nothing for a while, or goes on."""
        self._held = on
        self._go_on()

    def _go_on(self) -> None:
        if self._paused or self._held:
            return
        ready, self._ready = self._ready, None
        if ready:
            ready()

    def break_received(self, msec: int) -> bool:
        return True

    def signal_received(self, signal: str) -> None:
        self._leave()

    def eof_received(self) -> bool:
        if self._command is None:
            self._leave()
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        self._gone = True
        if self._guest:
            self._guest.hang_up()
        self._guest = self._ready = None
        if self._late:
            self._late.cancel()
        self._over(self, self._command is None)

    def _leave(self) -> None:
        """Nothing more is typed; the terminal is there, and is to be given back."""
        self._left = True
        if self._guest:
            self._guest.dismiss("")

    async def _attend(self) -> None:
        try:
            ended = await self._served()
            self._told(ended.told)
            code = ended.code
        except Exception:  # noqa: BLE001 - our fault ends one session, never the server
            _log.exception("an SSH session ended by an error")
            code = 70
        if not self._gone:
            with suppress(OSError):  # it is closed just now
                self._chan.exit(code)
            self._late = asyncio.get_running_loop().call_later(_TAKES, self._chan.abort)

    async def _served(self) -> Ended:
        if self._command is not None:
            return await self._house.command(self._profile, self._command, self._print)
        if not self._term:
            return Ended(2, f"portres: {NO_TERMINAL}\n")
        return await self._house.session(self, self._profile, self._sit)

    def _sit(self, guest: Guest) -> None:
        self._guest = guest
        if self._ahead:
            guest.feed(self._ahead)
            self._ahead = b""
        if self._gone:
            guest.hang_up()
        elif self._left:
            guest.dismiss("")

    def _print(self, text: str) -> None:
        self._send(self._lines(text))

    def _told(self, text: str) -> None:
        if text:
            self._send(self._lines(text), asyncssh.EXTENDED_DATA_STDERR)

    def _lines(self, text: str) -> bytes:
        return text.replace("\n", "\r\n" if self._term else "\n").encode()

    def _send(self, data: bytes, kind: int | None = None) -> None:
        if not self._gone:
            with suppress(OSError):  # it is closed just now
                self._chan.write(data, kind)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
