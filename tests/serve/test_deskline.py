"""A terminal that was passed on: whose it is, and that it is given back whatever goes wrong."""

from __future__ import annotations

import os
import pty
import socket
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import PORTRES
from terminal import Terminal

from portres_tui.serve import deskline
from portres_tui.serve.deskline import Caller, DeskLine
from portres_tui.tui.tty import Opened, opened_anew


@pytest.fixture
def terminal() -> Iterator[int]:
    ours, theirs = pty.openpty()
    yield theirs
    for each in (ours, theirs):
        os.close(each)


@pytest.fixture
def connection() -> Iterator[socket.socket]:
    ends = socket.socketpair()
    yield ends[0]
    for each in ends:
        each.close()


def opened() -> int:
    """How many descriptors this process has."""
    return len(list(Path("/proc/self/fd").iterdir()))


async def test_a_terminal_that_cannot_be_had_is_as_it_was(
    terminal: int, connection: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, count = termios.tcgetattr(terminal), opened()

    def fails(fileno: int, access: int) -> Opened:
        if access == os.O_WRONLY:
            raise OSError("too many open files")
        return opened_anew(fileno, access)

    monkeypatch.setattr(deskline, "opened_anew", fails)
    assert DeskLine.at(Caller(0, {}, (terminal, terminal, terminal)), connection) is None
    assert termios.tcgetattr(terminal) == before
    assert opened() == count


async def test_who_may_only_write_to_a_terminal_does_not_read_it_here(
    terminal: int, connection: socket.socket
) -> None:
    only = os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NOCTTY)
    line = DeskLine.at(Caller(0, {}, (only, only, only)), connection)
    assert line
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.read(line._input, 1)
    await line.close()
    os.close(only)


def test_a_terminal_that_is_called_dev_tty_is_the_callers_not_that_of_the_serving_process(
    house,
) -> None:
    words = ("--home", str(house.home))
    serving = house.keep(Terminal(house.home, command=(*PORTRES, "serve", *words)))
    serving.until("serving")
    attach = " ".join((*PORTRES, "attach", *words))
    command = ("sh", "-c", f"exec {attach} </dev/tty >/dev/tty 2>/dev/tty")
    terminal = house.keep(Terminal(house.home, command=command))
    terminal.until("===>").command("signoff")
    assert terminal.end() == 0
    assert "===>" not in serving.text


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("192.0.2.7 50001 192.0.2.1 22", "192.0.2.7"),
        ("2001:db8::7 50001 2001:db8::1 22", "2001:db8::7"),
        ("\x1b[2J 1 2 3", ""),
        ("x" * 100_000, ""),
        ("", ""),
    ],
)
async def test_where_somebody_comes_from_is_an_address_or_nothing(
    terminal: int, connection: socket.socket, said: str, address: str
) -> None:
    caller = Caller(0, {"SSH_CONNECTION": said}, (terminal, terminal, terminal))
    line = DeskLine.at(caller, connection)
    assert line
    assert line.address == address
    await line.close()
