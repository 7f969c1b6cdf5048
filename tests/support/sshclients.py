"""SSH clients: asyncssh as a client, and the command `ssh` on a terminal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import asyncssh
from emulator import Screen
from serving import PASSWORD, Serving
from terminal import PATIENCE


def options(port: int, *more: str) -> tuple[str, ...]:
    """The command `ssh` to a server of ours, which asks nothing that a test does not know."""
    said = ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", *more)
    return ("ssh", "-F", "none", "-p", str(port), *(word for each in said for word in ("-o", each)))


@asynccontextmanager
async def connected(
    serving: Serving, user: str = "ann", **how: Any
) -> AsyncIterator[asyncssh.SSHClientConnection]:
    """A connection by password, or as `how` says."""
    by = {"password": PASSWORD, "client_keys": None, **how}
    async with asyncssh.connect(
        "127.0.0.1", serving.port, username=user, known_hosts=None, config=None, **by
    ) as connection:
        yield connection


class Session:
    """A session with a terminal, over asyncssh."""

    def __init__(self, process: asyncssh.SSHClientProcess[bytes], size: tuple[int, int]) -> None:
        self.process = process
        self.screen = Screen(*size, self._answer)
        self.written = b""

    @classmethod
    async def open(
        cls,
        connection: asyncssh.SSHClientConnection,
        term: str = "xterm-256color",
        size: tuple[int, int] = (80, 24),
        env: dict[str, str] | None = None,
    ) -> Session:
        process = await connection.create_process(
            term_type=term, term_size=size, encoding=None, env=env or {}
        )
        return cls(process, (min(max(size[0], 80), 500), min(max(size[1], 24), 200)))

    def _answer(self, text: str) -> None:
        self.process.stdin.write(text.encode())

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def keys(self, text: str | bytes) -> Session:
        self.process.stdin.write(text.encode() if isinstance(text, str) else text)
        return self

    async def until(self, *texts: str) -> Session:
        """Read until all of these are on the screen."""
        return await self.until_it(lambda shown: all(each in shown for each in texts), texts)

    async def until_it(self, happened: Callable[[str], bool], what: object = "it") -> Session:
        """Read until this is true of what is on the screen."""
        while not happened(self.text):
            data = b""
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    data = await self.process.stdout.read(65536)
            assert data, f"{what} not on the screen:\n{self.text}"
            self.written += data
            self.screen.feed(data)
        return self

    async def end(self) -> tuple[int | None, str]:
        """The exit code, and what was told behind the screen."""
        async with asyncio.timeout(PATIENCE):
            told = await self.process.stderr.read()
            await self.process.wait_closed()
        return self.process.exit_status, told.decode()


def made_key(folder: Path) -> tuple[Path, str]:
    """A new key: its file, and its public half."""
    key = asyncssh.generate_private_key("ssh-ed25519")
    path = folder / "id_ed25519"
    path.touch(mode=0o600)
    key.write_private_key(str(path))
    return path, key.export_public_key().decode().strip()
