"""Terminals of this computer: nobody waits for one that takes nothing."""

from __future__ import annotations

import asyncio
import os
import pty
import tty

import pytest

from portres_tui.tui.tty import AT_MOST, LARGEST, UNKNOWN, Opened, TtyLine, bounded, opened_anew


@pytest.mark.parametrize(
    ("said", "drawn"),
    [((80, 24), (80, 24)), ((0, 0), UNKNOWN), ((65535, 65535), LARGEST), ((1, 65535), (1, 200))],
)
def test_whatever_size_a_terminal_says_it_can_be_drawn_on(said, drawn) -> None:
    assert bounded(*said) == drawn


@pytest.fixture
def terminal():
    ends = pty.openpty()
    yield ends
    for each in ends:
        os.close(each)


async def test_a_terminal_that_takes_nothing_keeps_nobody_waiting(terminal) -> None:
    ours, theirs = terminal
    done = asyncio.Event()
    line = TtyLine(opened_anew(theirs, os.O_WRONLY), lambda: None)
    line.write(b"x" * 100_000, done.set)
    await asyncio.sleep(0)
    assert not done.is_set()
    assert os.get_blocking(theirs), "others who have it open are not concerned"
    taken = bytearray()
    loop = asyncio.get_running_loop()
    loop.add_reader(ours, lambda: taken.extend(os.read(ours, 65536)))
    await asyncio.wait_for(done.wait(), 10)
    loop.remove_reader(ours)
    line.close()
    assert len(taken) > 50_000


async def test_what_a_terminal_has_not_taken_yet_comes_before_what_follows(terminal) -> None:
    ours, theirs = terminal
    tty.setraw(theirs)
    line = TtyLine(opened_anew(theirs, os.O_WRONLY), lambda: None)
    came = asyncio.Event()
    told: list[str] = []
    line.write(b"x" * 100_000, lambda: told.append("x"))
    line.write(b"y", lambda: told.append("y"))
    taken = bytearray()

    def take() -> None:
        taken.extend(os.read(ours, 65536))
        if taken.endswith(b"y"):
            came.set()

    loop = asyncio.get_running_loop()
    loop.add_reader(ours, take)
    await asyncio.wait_for(came.wait(), 10)
    await asyncio.sleep(0)
    loop.remove_reader(ours)
    line.close()
    assert (len(taken), told) == (100_001, ["y"])


async def test_a_terminal_that_takes_nothing_is_left_after_a_while(terminal) -> None:
    line = TtyLine(opened_anew(terminal[1], os.O_WRONLY), lambda: None)
    line.write(b"x" * 100_000, lambda: None)
    line.finish(b"farewell", 0.05)
    line.close()


async def test_a_terminal_that_is_gone_is_told_and_nothing_follows() -> None:
    ours, theirs = pty.openpty()
    told = []
    line = TtyLine(opened_anew(theirs, os.O_WRONLY), lambda: told.append("lost"))
    os.close(ours)
    line.write(b"text", lambda: told.append("ready"))
    assert told == ["lost"]
    line.finish(b"farewell", 0.05)
    line.close()
    os.close(theirs)


async def test_who_makes_a_terminal_wait_that_is_also_his_loses_it_and_nobody_else_waits(
    terminal,
) -> None:
    _, theirs = terminal
    told = []
    line = TtyLine(Opened(os.dup(theirs), shared=True), lambda: told.append("lost"))
    os.set_blocking(theirs, True)  # whoever holds the same open terminal can do that at any time
    line.write(b"x" * 100_000, lambda: told.append("ready"))
    assert told == ["lost"]
    line.close()


async def test_what_others_took_from_a_terminal_is_not_waited_for(terminal) -> None:
    _, theirs = terminal
    os.set_blocking(theirs, True)
    with pytest.raises(TimeoutError):
        Opened(theirs, shared=True).read(100)


async def test_who_takes_what_comes_is_not_given_up(terminal) -> None:
    ours, theirs = terminal
    mine = Opened(os.dup(theirs), shared=True)
    for _ in range(20):
        assert mine.write(b"text") == 4
        assert os.read(ours, 100) == b"text"
    await asyncio.sleep(AT_MOST + 0.1)  # no alarm is left
    os.close(mine.fileno)
