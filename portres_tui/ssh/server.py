"""An SSH server whose every login is a session on the machine: no shell, no files, nothing forwarded.

Who authenticates is asked of `Credentials`; what a login becomes, of `House`. Knows no panel and no
store.
"""

from __future__ import annotations

import asyncio
import logging
import time
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import asyncssh

from portres_tui.serve.credentials import Verdict
from portres_tui.serve.limits import Gate, LimitReached, Limits, Sparing, whence
from portres_tui.ssh.channel import Channel, House

CHANNELS = 10
"""Sessions and commands at the same time over one connection."""

KEYS = 30
"""Public keys that are looked for during one connection; nobody has more."""

_OPENS = 10.0
"""Seconds in which who is signed on begins something, or is signed off."""

_LINGERS = 0.2
"""Seconds after the last session in which another one may begin."""

_log = logging.getLogger("portres")
_sparing = Sparing()

HOST_KEY = "ssh_host_key"
"""The file with the server's own key, in the machine's folder; made on first start."""

CIPHERS = ("aes128-gcm@openssh.com", "chacha20-poly1305@openssh.com", "aes256-gcm@openssh.com")
"""In the order of what they cost here."""

_WINDOW = 65_536
"""Bytes that a client may send ahead: nobody types faster."""

_PIECE = 4096
"""Bytes that are taken of a client before others have their turn."""

_KEEPALIVE = 30.0
"""Seconds after which a silent client is asked whether it is still there."""


class Credentials(Protocol):
    """The machine's passwords and keys. A profile may be any text: a client sends it."""

    async def password(self, profile: str, password: str) -> Verdict: ...

    async def change(self, profile: str, old: str, new: str) -> tuple[Verdict, str]:
        """Change an expired password. EXPIRED if the new one cannot be, and why."""

    async def key(self, profile: str, key: str) -> bool:
        """Is this public key (type and base64) one of the profile's?"""


class Reception(asyncssh.SSHServer):
    """One connection, until it is known whose it is."""

    def __init__(self, credentials: Credentials, house: House, gate: Gate) -> None:
        self._credentials = credentials
        self._house = house
        self._gate = gate
        self._address = self._whence = ""
        self._waits = False
        self._keys = 0
        self._channels: set[Channel] = set()
        self._held = False
        self._leaving: asyncio.TimerHandle | None = None
        self._connection: asyncssh.SSHServerConnection | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connection = conn
        # asyncssh does nothing when a client takes nothing: it would keep any amount.
        conn.pause_writing = partial(self._hold, on=True)  # type: ignore[method-assign]
        conn.resume_writing = partial(self._hold, on=False)  # type: ignore[method-assign]
        transport: Any = conn._transport  # noqa: SLF001 - it has no other name
        transport.max_size = _PIECE  # asyncio's: so much is read at a time
        peer = conn.get_extra_info("peername")
        self._address = str(peer[0]) if peer else ""
        self._whence = whence(self._address)
        try:
            self._gate.came(self._whence, time.monotonic())
            self._gate.wait()
            self._waits = True
        except LimitReached as reached:
            if _sparing.tells(time.monotonic()):
                _log.warning("%s turned away: %s", self._address, reached)
            asyncio.get_running_loop().call_soon(self._turn_away, str(reached))

    def auth_completed(self) -> None:
        self._wait_no_longer()
        self._leave_in(_OPENS)

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_longer()
        self._stay()
        self._connection = None

    def password_auth_supported(self) -> bool:
        return True

    async def validate_password(self, username: str, password: str) -> bool:
        self._refuse_when_barred()
        verdict = await self._credentials.password(username.upper(), password)
        if verdict is Verdict.EXPIRED:
            raise asyncssh.PasswordChangeRequired("Password has expired. Choose another one.")
        return self._noted(admitted=verdict is Verdict.ADMITTED)

    async def change_password(self, username: str, old_password: str, new_password: str) -> bool:
        self._refuse_when_barred()
        profile = username.upper()
        verdict, wrong = await self._credentials.change(profile, old_password, new_password)
        if verdict is Verdict.EXPIRED:
            raise asyncssh.PasswordChangeRequired(wrong)
        return self._noted(admitted=verdict is Verdict.ADMITTED)

    def public_key_auth_supported(self) -> bool:
        return True

    async def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        # A client offers every key that it has: one that does not fit is no failed attempt.
        self._keys += 1
        if self._keys > KEYS:
            return False
        told = key.export_public_key().decode().strip()
        return await self._credentials.key(username.upper(), told)

    def session_requested(self) -> asyncssh.SSHServerSession[bytes]:
        assert self._connection is not None
        if len(self._channels) >= CHANNELS:
            raise asyncssh.ChannelOpenError(
                asyncssh.OPEN_RESOURCE_SHORTAGE, f"{CHANNELS} sessions of one connection are enough"
            )
        self._stay()
        profile = str(self._connection.get_extra_info("username")).upper()
        channel = Channel(self._house, profile, self._address, self._channel_over)
        self._channels.add(channel)
        channel.hold(self._held)
        return channel

    def _channel_over(self, channel: Channel, session: bool) -> None:
        """The connection ends with its last session; behind a command there may come another."""
        self._channels.discard(channel)
        if not self._channels:
            self._leave_in(_LINGERS if session else _OPENS)

    def _hold(self, *, on: bool) -> None:
        """Who takes nothing is sent nothing more, and is not listened to: whatever it asks for would
        be answered."""
        self._held = on
        for channel in self._channels:
            channel.hold(on)
        transport = self._connection and self._connection._transport  # noqa: SLF001 - it has no other name
        if transport:
            (transport.pause_reading if on else transport.resume_reading)()

    def _leave_in(self, seconds: float) -> None:
        self._stay()
        if self._connection:
            loop = asyncio.get_running_loop()
            self._leaving = loop.call_later(seconds, self._connection.close)

    def _stay(self) -> None:
        if self._leaving:
            self._leaving.cancel()
            self._leaving = None

    def _wait_no_longer(self) -> None:
        if self._waits:
            self._waits = False
            self._gate.wait_no_longer()

    def _turn_away(self, told: str) -> None:
        if self._connection:
            self._connection.disconnect(asyncssh.DISC_TOO_MANY_CONNECTIONS, told)

    def _refuse_when_barred(self) -> None:
        try:
            self._gate.barred(self._whence, time.monotonic())
        except LimitReached as reached:
            assert self._connection is not None
            self._connection.disconnect(asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE, str(reached))
            raise asyncssh.PermissionDenied(str(reached)) from None

    def _noted(self, *, admitted: bool) -> bool:
        if not admitted:
            self._gate.failed(self._whence, time.monotonic())
        return admitted


async def listen(
    address: str, port: int, folder: Path, credentials: Credentials, house: House, limits: Limits
) -> asyncssh.SSHAcceptor:
    """Begin to listen. OSError when the address or the server's key cannot be had."""
    gate = Gate(limits)
    return await asyncssh.create_server(
        partial(Reception, credentials, house, gate),
        address,
        port,
        server_host_keys=[_host_key(folder)],
        encoding=None,
        line_editor=False,
        compression_algs=None,
        encryption_algs=CIPHERS,
        kbdint_auth=False,
        gss_host=None,  # no Kerberos, and no question to a name server
        agent_forwarding=False,
        allow_scp=False,
        login_timeout=limits.grace,
        keepalive_interval=_KEEPALIVE,
        window=_WINDOW,
        max_pktsize=_PIECE,
        server_version="portres",
    )


def _host_key(folder: Path) -> asyncssh.SSHKey:
    """The server's key; made where there is none. OSError when its file is of no use."""
    path = folder / HOST_KEY
    if not path.exists():
        made = path.with_name(f"{HOST_KEY}.new")  # whole, or not there
        made.unlink(missing_ok=True)
        made.touch(mode=0o600, exist_ok=False)
        asyncssh.generate_private_key("ssh-ed25519").write_private_key(str(made))
        made.rename(path)
    try:
        return asyncssh.read_private_key(str(path))
    except ValueError as error:
        raise OSError(f"{path} holds no key of a server; without it a new one is made") from error
