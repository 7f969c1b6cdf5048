"""Clients that mean no good. Each attack gives what came of it, in words, or fails by an assertion.

`size` is how much of it: 1 in the suite, more in the bench.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple, Self

import asyncssh
from serving import MAIN, PASSWORD, Serving
from sshclients import Session, connected
from terminal import PATIENCE

from portres_tui.serve.limits import Limits
from portres_tui.tui.tty import LARGEST, UNKNOWN

Attack = Callable[[Serving, int], Awaitable[str]]


class Witness:
    """Somebody who goes on working meanwhile: types a letter, sees it, and takes it back."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self.waited: list[float] = []

    async def __aenter__(self) -> Self:
        self._connection = await asyncssh.connect(
            "127.0.0.1", self._serving.port, username="ben", password=PASSWORD,
            known_hosts=None, config=None, client_keys=None,
        )  # fmt: skip
        self._session = await (await Session.open(self._connection)).until(MAIN, "===>")
        self._task = asyncio.create_task(self._work())
        return self

    async def _work(self) -> None:
        while True:
            for keys, typed in (("q", True), ("\x7f", False)):
                began = time.monotonic()
                self._session.keys(keys)
                await self._session.until_it(lambda text, typed=typed: ("===> q" in text) == typed)
                self.waited.append(time.monotonic() - began)
            await asyncio.sleep(0.05)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        failed = self._task.done() and not self._task.cancelled() and self._task.exception()
        self._task.cancel()
        self._connection.abort()
        assert not failed, f"the witness was disturbed: {failed!r}"
        text = self._session.text.replace("===> q", "===>")
        assert MAIN in text and "qq" not in text, f"somebody wrote on another's screen:\n{text}"


async def _goes_on(session: Session) -> None:
    """It still answers: the bell, a message, whatever; and can be left."""
    session.keys("\x12\x0c")
    await session.until("===>")


async def sizes(serving: Serving, size: int) -> str:
    """Windows of no size, of 1x1, of 65,535 x 65,535, and one that never stands still."""
    async with connected(serving) as connection:
        for columns, rows in ((0, 0), (1, 1), (65535, 65535), (80, 0)):
            session = await Session.open(connection, size=(columns, rows))
            await session.process.stdout.read(2000)
            session.process.change_terminal_size(80, 24)
            session.process.close()
        session = await (await Session.open(connection)).until(MAIN)
        for number in range(200 * size):
            session.process.change_terminal_size(number * 7919 % 65536, number * 104729 % 65536)
        session.process.change_terminal_size(80, 24)
        session.screen.reset()
        await session.until(MAIN, "===>")
    drawn, usual = ("x".join(map(str, each)) for each in (LARGEST, UNKNOWN))
    return f"drawn for at most {drawn}; 0 is {usual}"


async def pastes(serving: Serving, size: int) -> str:
    """Characters without an end, and a marked paste that never ends."""
    async with connected(serving) as connection:
        for begins in (b"", b"\x1b[200~", b"\x1b[20"):
            session = await (await Session.open(connection)).until(MAIN, "===>")
            session.keys(begins)
            if begins.endswith(b"20"):
                await asyncio.sleep(0.02)
                session.keys(b"0~")
            for _ in range(4 * size):
                session.keys(b"q" * 20_000)
                with suppress(TimeoutError):
                    async with asyncio.timeout(2):
                        await session.process.stdin.drain()
            session.keys(b"\x1b[201~")
            session.process.close()
    return "typed as far as the field goes, then the bell; a paste ends at 100,000 characters"


HALVES = (
    b"\x1b", b"\x1b[", b"\x1b[1;", b"\x1bO", b"\x1b[<0;1", b"\x1b]0;title", b"\x1bP", b"\x1b[?2026$",
    b"\x1b[48;65535;65535;1;1t", b"\x1b[" + b"9" * 500, b"\x1b[999999999;999999999R", b"\x1b[<0;99999;99999M",
    b"\x9b1m", b"\x1b[?2048;1$y", b"\x1b[200", b"\x1b[27;5;9999999999999999999~", b"\x1b[99999999999u", b"\x00" * 100,
)  # fmt: skip


async def halves(serving: Serving, size: int) -> str:
    """Half sequences, sequences of sizes and reports that nobody asked for."""
    async with connected(serving) as connection:
        session = await (await Session.open(connection)).until(MAIN, "===>")
        for _ in range(size):
            for half in HALVES:
                session.keys(half)
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        session.screen.reset()
        await _goes_on(session)
    return "no key, or the keys in it; the session goes on"


async def bytes_at_random(serving: Serving, size: int) -> str:
    """What is no UTF-8, and anything at all."""
    chance = random.Random(5)
    async with connected(serving) as connection:
        session = await (await Session.open(connection)).until(MAIN, "===>")
        session.keys(b"\xff\xfe\xc0\xaf\xed\xa0\x80" * 50)
        for _ in range(20 * size):
            data = (
                chance.randbytes(200).replace(b"\r", b"").replace(b"\n", b"").replace(b"\x04", b"")
            )
            session.keys(data)
            await asyncio.sleep(0.005)
        await asyncio.sleep(0.2)
        session.process.close()
    return "shown as what cannot be read, or the bell"


async def connections(serving: Serving, size: int) -> str:
    """Connections that say nothing, or nonsense."""
    told: list[bytes] = []
    writers = []
    for number in range(400 * size):
        with suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", serving.port)
            writer.write(b"" if number % 2 else b"GET / HTTP/1.1\r\n\r\n\x00\xff" * 50)
            writers.append((reader, writer))
    for reader, _ in reversed(writers):
        with suppress(TimeoutError, OSError):
            async with asyncio.timeout(0.01):
                told.append(await reader.read())
    for _, writer in writers:
        writer.transport.abort()
    await asyncio.sleep(0.2)
    assert any(b"Too many are about to sign on" in each for each in told), told[:3]
    most, grace = Limits().waiting, Limits().grace
    return (
        f"{most} may wait for {grace:.0f} seconds; each further one is told that there are too many"
    )


async def passwords(serving: Serving, size: int) -> str:
    """Wrong passwords for QSECOFR, who signs on with the right one then."""
    count = 6 if size == 1 else 50 * size
    for _ in range(count):
        with suppress(asyncssh.DisconnectError, OSError):
            async with connected(serving, "qsecofr", password="wrong"):
                raise AssertionError("a wrong password was taken")
    async with connected(serving, "qsecofr") as connection:
        assert (await connection.run("DSPTCPSVR SERVER(*FTP)")).exit_status == 0
    return f"{count} refused; QSECOFR still signs on with the right one"


EVIL = "\x1b]0;x\x07\x1b[2J\x9b31m\x00\x08\u202e"


async def characters(serving: Serving, size: int) -> str:
    """Control characters in the environment, in commands and in what others will read."""
    async with connected(serving) as connection:
        env = {"NO_COLOR": EVIL, "COLORTERM": EVIL * 100, "LANG": EVIL}
        session = await Session.open(connection, term="xterm\x1b]0;x\x07\x1b[2J\x00\x08", env=env)
        await session.until(MAIN, "===>")
        before = len(session.written)
        session.keys("dspkbdmap\r")
        await session.until("Keyboard")
        _harmless(session.written[before:])
        session.process.close()
        for text in (
            f"SNDMSG MSG('{EVIL}') TOUSR(BEN)", f"WRK{EVIL}", EVIL, f"x{EVIL}", "A" * 40_000, "(" * 5000,
            "?" * 2000, "\n".join("ABC"), f"CHGJOB {EVIL}", f"CRTUSRPRF USRPRF(X) TEXT('{EVIL}')",
        ):  # fmt: skip
            done = await connection.run(text, encoding=None)
            out = bytes(done.stdout) + bytes(done.stderr)  # type: ignore[arg-type]
            assert not any(byte in out for byte in (0x1B, 0, 7, 8)), (text, out)
            assert b"Traceback" not in out and b"internal error" not in out, (text, out)
    async with connected(serving, "ben") as connection:
        session = await Session.open(connection)
        await session.until(MAIN, "===>")
        before = len(session.written)
        session.keys("dspmsg\r")
        await session.until("Display Messages")
        _harmless(session.written[before:])
    return "refused with a message, or shown as characters that cannot be shown"


def _harmless(written: bytes) -> None:
    for never in (b"\x1b]", b"\x1b[2J", b"\x9b", b"\x00", b"\xe2\x80\xae"):
        assert never not in written, (never, written[-300:])


async def never_reads(serving: Serving, size: int) -> str:
    """A session and a command whose client takes nothing."""
    async with connected(serving) as connection:
        chan, _ = await connection.create_session(
            asyncssh.SSHClientSession, term_type="xterm", term_size=(200, 100), encoding=None
        )
        chan.pause_reading()
        for _ in range(200 * size):
            chan.write(b"\x0c")
        for _ in range(3):
            other, _ = await connection.create_session(
                asyncssh.SSHClientSession, "DSPJOBLOG", encoding=None, window=1
            )
            other.pause_reading()
        await asyncio.sleep(0.3)
        connection.abort()
    return "frames are dropped, never queued; a command that is not read is cut off after 10 s"


async def channels(serving: Serving, size: int) -> str:
    """More sessions over one connection than anybody needs, with many variables."""
    refused = 0
    async with connected(serving) as connection:
        env = {f"V{number}": "x" * 100 for number in range(200 * size)}
        await (await Session.open(connection, env=env)).until("===>")
        for _ in range(12):
            try:
                await Session.open(connection)
            except asyncssh.ChannelOpenError:
                refused += 1
    assert refused == 3
    return "10 at a time, the others are refused"


class Tried(NamedTuple):
    """What was tried, with what outcome; the longest that the witness waited, in ms; memory gained."""

    what: str
    outcome: str
    waited: float
    gained: int


ATTACKS: tuple[Attack, ...] = (
    sizes, pastes, halves, bytes_at_random, connections, passwords, characters, never_reads, channels,
)  # fmt: skip


async def tried(attack: Attack, serving: Serving, size: int) -> Tried:
    """One attack while the witness works; nothing of it is left behind."""
    before = serving.memory
    async with Witness(serving) as witness:
        async with asyncio.timeout(PATIENCE * size):
            outcome = await attack(serving, size)
    end = time.monotonic() + PATIENCE
    while serving.sessions():
        assert time.monotonic() < end, f"{attack.__name__}: sessions are left: {serving.sessions()}"
        await asyncio.sleep(0.05)
    what = (attack.__doc__ or "").strip()
    return Tried(what, outcome, max(witness.waited, default=0) * 1000, serving.memory - before)
