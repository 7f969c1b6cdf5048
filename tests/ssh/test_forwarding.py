"""Nothing is forwarded, and nothing is run or copied but what the machine has."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from asyncssh.packet import String, UInt32
from serving import MAIN, Serving, cl
from sshclients import Session, connected, made_key, options


async def test_nothing_is_forwarded_and_there_are_no_files(server: Serving) -> None:
    async with connected(server, "qsecofr") as connection:
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_connection("127.0.0.1", 22)
        with pytest.raises(asyncssh.ChannelListenError):
            await connection.forward_remote_port("", 0, "127.0.0.1", 22)
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_unix_connection("/tmp/x")
        with pytest.raises(asyncssh.ChannelListenError):
            await connection.forward_remote_path("/tmp/portres-x", "/tmp/x")
        with pytest.raises((asyncssh.Error, OSError, EOFError)):
            await connection.start_sftp_client()
        for subsystem in ("sftp", "netconf"):
            with pytest.raises(asyncssh.ChannelOpenError):
                await connection.create_process(subsystem=subsystem)
        scp = await connection.run("scp -t /tmp")
        assert scp.exit_status == 1
        agent = await connection.run("DSPTCPSVR SERVER(*FTP)")
        assert agent.exit_status == 0
    assert not Path("/tmp/portres-x").exists()  # noqa: ASYNC240 - it is over


def test_x11_and_the_agent_are_not_forwarded(
    server: Serving, machine: Path, tmp_path: Path
) -> None:
    path, public = made_key(tmp_path)
    cl(machine, f"CHGSSHKEY ACTION(*ADD) USRPRF(ANN) KEY('{public}')")
    words = (
        *options(server.port),
        "-v",
        "-A",
        "-X",
        "-i",
        str(path),
        "ann@127.0.0.1",
        "DSPTCPSVR SERVER(*FTP)",
    )
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0
    sftp = subprocess.run(
        ["sftp", "-F", "none", "-P", str(server.port), "-i", str(path), "-o",
         "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "ann@127.0.0.1"],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert sftp.returncode != 0


@pytest.mark.parametrize("asked", ["auth-agent-req@openssh.com", "x11-req"])
async def test_who_asks_for_an_agent_or_for_windows_is_refused_and_goes_on(
    server: Serving, asked: str
) -> None:
    windows = (b"\0", String("MIT-MAGIC-COOKIE-1"), String("00" * 16), UInt32(0))
    async with connected(server) as connection:
        session = await (await Session.open(connection)).until(MAIN, "===>")
        channel: Any = session.process.channel  # no client of asyncssh asks for what it cannot use
        told = windows if asked == "x11-req" else ()
        assert await channel._make_request(asked.encode(), *told) is False
        session.keys("wrkssn\r")
        await session.until("Work with Sessions")
