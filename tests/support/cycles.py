"""People who come and go, half of them in the middle of a picture."""

from __future__ import annotations

import asyncio
import random
from typing import NamedTuple

import asyncssh
from serving import MAIN, PASSWORD, Serving
from sshclients import Session
from terminal import PATIENCE, Terminal


class State(NamedTuple):
    """Of the serving process, while nobody is signed on."""

    sessions: int
    tasks: int
    apps: int
    descriptors: int
    memory: int


async def by_ssh(serving: Serving, chance: random.Random, cut: bool) -> None:
    """One session over SSH; it is cut off, or signs off."""
    connection = await asyncssh.connect(
        "127.0.0.1", serving.port, username="ann", password=PASSWORD, known_hosts=None,
        config=None, client_keys=None,
    )  # fmt: skip
    try:
        session = await Session.open(connection)
        if cut:
            await asyncio.sleep(chance.random() * 0.05)
            session.keys("wrktcpsvr\r\x0c\x0c")
            await asyncio.sleep(chance.random() * 0.05)
            connection.abort()
            return
        await session.until(MAIN, "===>")
        session.keys("signoff\r")
        await session.end()
    finally:
        connection.abort()
        await connection.wait_closed()


def by_attach(serving: Serving, chance: random.Random, cut: bool) -> None:
    """One session by `portres attach`."""
    terminal: Terminal = serving.attach()
    try:
        if cut:
            terminal.read(chance.random() * 0.3)
            terminal.hang_up().end()
        else:
            terminal.until(MAIN, "===>").command("signoff").end()
    finally:
        terminal.close()


async def cycles(serving: Serving, count: int) -> None:
    """So many come and go, a few of them by attach."""
    chance = random.Random(count)
    for number in range(count):
        if number % 5 == 4:
            await asyncio.to_thread(by_attach, serving, chance, number % 2 == 0)
        else:
            await by_ssh(serving, chance, number % 2 == 0)


async def state(serving: Serving) -> State:
    """When all have gone."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while serving.sessions():
        assert loop.time() < end, f"{serving.sessions()} sessions do not end"
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)
    counted = serving.counted()
    return State(serving.sessions(), *counted, serving.descriptors, serving.memory)


async def settled(serving: Serving) -> State:
    """When nothing changes any more: the next seats are ready, and the last ones are gone."""
    before, now = None, await state(serving)
    while before is None or now[:4] != before[:4]:
        before, now = now, await state(serving)
    return now


async def back_to(serving: Serving, before: State) -> State:
    """As it is once it is as before; as it is in the end when it never comes to that."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    after = await state(serving)
    while after[:4] != before[:4] and loop.time() < end:
        after = await state(serving)
    return after
