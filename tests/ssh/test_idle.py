"""Who has not pressed a key for too long is signed off, over SSH too."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from serving import MAIN, PASSWORD, cl, furnished
from sshclients import Session

from portres_tui.opening import open_machine
from portres_tui.serve.desk import Desk
from portres_tui.serve.limits import Limits
from portres_tui.serve.service import Commands
from portres_tui.ssh.server import listen


class Clock:
    """The real one, until somebody moves it on."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def port(tmp_path: Path, clock: Clock) -> AsyncIterator[int]:
    home = furnished(tmp_path / "home")
    cl(home, "CHGSYSVAL SYSVAL(QINACTITV) VALUE('10')")
    system = open_machine(home)
    nothing: Any = None
    desk = Desk(system, home, Limits(), Commands(nothing, nothing), clock)
    await desk.open()
    acceptor = await listen("127.0.0.1", 0, home, desk.credentials, desk.service, Limits())
    desk.also_close(acceptor)
    try:
        yield acceptor.get_port()
    finally:
        await desk.close(0.0)
        system.close()


async def test_an_idle_session_ends_and_its_connection_and_one_that_works_goes_on(
    port: int, clock: Clock
) -> None:
    async with _signed_on(port, "ben") as idle, _signed_on(port, "ann") as busy:
        clock.ahead = 9 * 60.0
        busy.keys("wrktcpsvr\r")
        await busy.until("Work with TCP/IP Servers")
        clock.ahead = 10 * 60.0 + 5
        busy.keys("\x1bOR")
        await busy.until(MAIN)

        code, told = await idle.end()

        assert code == 1
        assert "ended: no activity for 10 minutes." in told
        busy.keys("wrkssn\r")
        await busy.until("Work with Sessions", "ANN")
        assert "BEN" not in busy.text


@asynccontextmanager
async def _signed_on(port: int, profile: str) -> AsyncIterator[Session]:
    async with asyncssh.connect(
        "127.0.0.1", port, username=profile, password=PASSWORD,
        known_hosts=None, client_keys=None, config=None,
    ) as connection:  # fmt: skip
        yield await (await Session.open(connection)).until(MAIN, "===>")
