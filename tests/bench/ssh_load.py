"""A class of a hundred in one serving process: its memory, its keys, and what one sees of another."""

from __future__ import annotations

import asyncio
import gc
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from statistics import median, quantiles
from typing import NamedTuple

import asyncssh

from tests.bench.ssh_class import Learner, seated, typing
from tests.bench.ssh_serving import PASSWORD, PROFILES, Served, learner_of, served

FEW = 10
"""Learners after whom memory begins to be counted: what the first ones load is everybody's."""

SECONDS = 20.0
IDLE = 10.0
TEXT = "strtcpsvr server(*ftp) strtcpsvr server(*telnet) dspjoblog *"
"""What everybody types on the command line: a character for each key."""

LINE, SERVERS_LINE, FTP = 20, 21, 13
"""Rows: the command line of the main menu and of Work with TCP/IP Servers, and FTP in its list."""

TO_LINE = b"\x1b[Z"
"""Back from the first field of a list is its last one, the command line."""

PANE = 40
"""Rows of a terminal that has the job log pane."""

EVERY = 1.0
"""Seconds between two commits."""


class Asked(NamedTuple):
    """A figure and what it should be at most."""

    name: str
    unit: str
    most: float


MEMORY = Asked("memory of a further session", "MB", 0.6)
CALM = Asked("key, p50", "ms", 5.0), Asked("key, p99", "ms", 15.0)
BUSY = Asked("key while one commits, p99", "ms", 60.0)
SEEN = Asked("seen by the others, median", "s", 0.5), Asked("seen by the others, last", "s", 1.5)
LOST = Asked("keys lost", "", 0.0)
SIGN_ONS = Asked(f"{PROFILES} password sign-ons over SSH", "s", 5.0)


def report() -> list[str]:
    """Print the figures; what is more than it should be."""
    print(f"a class of {PROFILES} in one process")
    gc.disable()  # whoever measures does not pause
    with served() as machine:
        wrong = asyncio.run(_class(machine))
    with served(limited=True) as machine:
        return [*wrong, *asyncio.run(_sign_ons(machine))]


async def _class(machine: Served) -> list[str]:
    few = await seated(machine, 1, FEW)
    await asyncio.sleep(2.0)
    before = machine.private()
    learners = [*few, *await seated(machine, FEW + 1, PROFILES - FEW)]
    await asyncio.sleep(2.0)
    each = (machine.private() - before) / (PROFILES - FEW) / 2**20
    wrong = _told(MEMORY, each)
    await _idle(machine)
    wrong += await _calm(machine, learners)
    for learner in learners:
        learner.leave()
    await asyncio.sleep(3.0)
    return wrong + await _busy(machine)


async def _idle(machine: Served) -> None:
    switches, cpu = machine.switches(), machine.cpu()
    await asyncio.sleep(IDLE)
    woken = (machine.switches() - switches) / IDLE
    used = 100 * (machine.cpu() - cpu) / IDLE
    print(f"  idle: {woken:.1f} wakeups/s of the whole process, {used:.2f} % CPU")


def _text(number: int) -> bytes:
    return TEXT[number % len(TEXT)].encode()


async def _calm(machine: Served, learners: Sequence[Learner]) -> list[str]:
    for learner in learners:
        learner.begin()
    cpu = machine.cpu()
    await typing(list(learners), _text, SECONDS)
    used = 100 * (machine.cpu() - cpu) / SECONDS
    await asyncio.sleep(1.0)
    delays = [each for learner in learners for each in _delays(learner, LINE)]
    keys = sum(len(learner.typed) for learner in learners)
    print(f"  {len(learners)} type for {SECONDS:.0f} s: {used:.0f} % CPU, {_spread(delays)}")
    found = 1000 * median(delays), 1000 * quantiles(delays, n=100)[98]
    wrong = [each for asked, value in zip(CALM, found, strict=True) for each in _told(asked, value)]
    return wrong + _told(LOST, keys - len(delays))


def _delays(learner: Learner, line: int) -> Iterator[float]:
    """How long each key took until it was seen. One that never was is not told."""
    shown = 0
    for moment in learner.replay():
        text = learner.row(line)[6:79].rstrip(" _")
        wanted = "".join(TEXT[at % len(TEXT)] for at in range(len(learner.typed)))
        while shown < len(wanted) and text.startswith(wanted[: shown + 1].rstrip()):
            yield moment - learner.typed[shown]
            shown += 1


async def _busy(machine: Served) -> list[str]:
    """Half of the class has the job log pane under its list."""
    half = PROFILES // 2
    learners = [
        *await seated(machine, 1, half),
        *await seated(machine, half + 1, half, PANE),
    ]
    for learner in learners:
        learner.type(b"wrktcpsvr\r")
    for learner in learners:
        await learner.until("Work with TCP/IP Servers")
        learner.type(TO_LINE)
    await asyncio.sleep(2.0)
    for learner in learners:
        learner.begin()
    one, others = learners[0], learners[1:]
    cpu = machine.cpu()
    commits, _ = await asyncio.gather(_committing(one), typing(others, _text, SECONDS))
    used = 100 * (machine.cpu() - cpu) / SECONDS
    await asyncio.sleep(2.0)
    return _judged(others, commits, used)


async def _committing(learner: Learner) -> list[float]:
    """Start and end FTP in turn; when each Enter was pressed."""
    entered = []
    began = asyncio.get_running_loop().time()
    for number in range(int(SECONDS / EVERY)):
        verb = b"endtcpsvr" if number % 2 else b"strtcpsvr"
        await asyncio.sleep(max(0.0, began + number * EVERY - asyncio.get_running_loop().time()))
        learner.type(TO_LINE * (number > 0) + verb + b" server(*ftp)\r")
        entered.append(time.perf_counter())
    return entered


def _judged(others: Sequence[Learner], commits: Sequence[float], used: float) -> list[str]:
    delays: list[float] = []
    news: list[float] = []
    for learner in others:
        took, changes = _both(learner)
        delays += took
        news += _waited(commits, changes)
    keys = sum(len(learner.typed) for learner in others)
    due = len(commits) * len(others)
    print(f"  one commits every {EVERY:.0f} s meanwhile: {used:.0f} % CPU, {_spread(delays)}")
    print(f"  {len(news)} of {due} changes seen one by one")
    wrong = _told(SEEN[0], median(news)) + _told(SEEN[1], max(news))
    wrong += _told(BUSY, 1000 * quantiles(delays, n=100)[98])
    return wrong + _told(LOST, keys - len(delays))


def _both(learner: Learner) -> tuple[list[float], list[float]]:
    """The delays of the keys, and when FTP's row became another."""
    changes: list[float] = []
    before = learner.row(FTP)[:45]
    delays = []
    shown = 0
    wanted = "".join(TEXT[at % len(TEXT)] for at in range(len(learner.typed)))
    for moment in learner.replay():
        now = learner.row(FTP)[:45]
        if now != before:
            changes.append(moment)
            before = now
        text = learner.row(SERVERS_LINE)[6:79].rstrip(" _")
        while shown < len(wanted) and text.startswith(wanted[: shown + 1].rstrip()):
            delays.append(moment - learner.typed[shown])
            shown += 1
    return delays, changes


def _waited(commits: Sequence[float], changes: Sequence[float]) -> list[float]:
    """How long the first change behind each commit was waited for."""
    first: dict[int, float] = {}
    for change in changes:
        at = bisect_right(commits, change) - 1
        if at >= 0:
            first.setdefault(at, change - commits[at])
    return list(first.values())


async def _sign_ons(machine: Served) -> list[str]:
    """Everybody connects at once, with a password, and is in when the first panel is there."""
    began = time.perf_counter()
    found = await asyncio.gather(*(_sign_on(machine, at + 1) for at in range(PROFILES)))
    took = time.perf_counter() - began
    print(f"  sign-ons: the median of them took {median(found):.2f} s, the last {max(found):.2f} s")
    return _told(SIGN_ONS, took)


async def _sign_on(machine: Served, number: int) -> float:
    began = time.perf_counter()
    async with asyncssh.connect(
        "127.0.0.1", machine.port, username=learner_of(number), password=PASSWORD,
        known_hosts=None, client_keys=None, config=None, agent_path=None,
    ) as connection:  # fmt: skip
        process = await connection.create_process(
            term_type="xterm-256color", term_size=(80, 24), encoding=None
        )
        seen = b""
        while b"F1=Help" not in seen:
            more = await process.stdout.read(65536)
            if not more:
                raise AssertionError(f"no panel: {seen!r}")
            seen += more
        took = time.perf_counter() - began
        with suppress(OSError):
            process.close()
    return took


def _spread(delays: Sequence[float]) -> str:
    ordered = sorted(1000 * each for each in delays)
    p50, p99 = ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100]
    return f"keys p50 {p50:.1f} p99 {p99:.1f} max {ordered[-1]:.1f} ms"


def _told(asked: Asked, value: float) -> list[str]:
    """Print a figure; what is wrong with it."""
    print(
        f"  {asked.name:<32} {value:6.2f} {asked.unit}, asked: at most {asked.most:g}", flush=True
    )
    if value <= asked.most:
        return []
    return [f"{asked.name}: {value:.2f} {asked.unit}, asked is {asked.most:g}"]
