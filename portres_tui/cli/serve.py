"""`portres serve`: one process for the sessions of all who come, by attach or by SSH."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from portres_tui.cli.machine import CannotStart, open_for_work
from portres_tui.cli.upkeep import DONE, upkeep
from portres_tui.domain.system import System

if TYPE_CHECKING:
    from portres_tui.serve.desk import Desk
    from portres_tui.serve.limits import Limits

HELP = "serve the sessions of many users in one process"
ABOUT = """\
Serves the sessions of many users in one process: those of `portres attach`, which sshd starts for each
login, and with --ssh those of the machine's own SSH server. The machine's owner runs it, as long as
there are to be sessions. SIGTERM tells the users, gives them a minute, and ends it. Exit code: 0 it was
ended, 2 could not start.
"""

SSH_PORT = 8022

_NUMBERS = {
    "sessions": "sessions at the same time",
    "per-profile": "sessions of one profile at the same time",
    "tries": "failed sign-ons of one address within ten minutes",
    "logins": "new SSH connections of one address within a minute",
    "waiting": "connections that have not signed on yet",
}
"""Limits by the word that sets them. 0 stands for no limit."""


class Address(NamedTuple):
    """Where to listen."""

    host: str = "127.0.0.1"
    port: int = SSH_PORT


def add(words: argparse.ArgumentParser) -> None:
    """The words of this command."""
    words.add_argument(
        "--ssh",
        nargs="?",
        type=_address,
        const=Address(),
        metavar="[ADDRESS:]PORT",
        help=f"with an SSH server of its own (default: {Address().host}:{SSH_PORT})",
    )
    from portres_tui.serve.limits import Limits

    for word, told in _NUMBERS.items():
        default = getattr(Limits(), word.replace("-", "_"))
        words.add_argument(
            f"--{word}", type=_number, default=default, metavar="N",
            help=f"{told} (default: {default}; 0: any number)",
        )  # fmt: skip


def does(options: argparse.Namespace) -> int:
    """Serve until a signal comes; the exit code."""
    from portres_tui.serve.limits import Limits

    chosen = {word.replace("-", "_") for word in _NUMBERS}
    limits = Limits(**{name: getattr(options, name) for name in chosen})
    return upkeep(partial(_serve, ssh=options.ssh, limits=limits), options.home)


def _serve(folder: Path, *, ssh: Address | None, limits: Limits) -> int:
    if ssh:
        try:
            import asyncssh  # noqa: F401 - only to know that it is there
        except ImportError:
            raise CannotStart("--ssh needs the extra `ssh`: pip install 'portres[ssh]'.") from None
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a session has half a dozen
    system = open_for_work(folder)
    for name in ("asyncio", "asyncssh"):  # which would tell the terminal of every broken line
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = logging.getLogger("portres").handlers, False
        logger.setLevel(logging.ERROR)
    system.long_lived = True
    try:
        asyncio.run(_attend(system, folder, ssh, limits))
    finally:
        system.close()
    return DONE


async def _attend(system: System, folder: Path, ssh: Address | None, limits: Limits) -> None:
    from portres_tui.cli.outside import run_cl, run_shell
    from portres_tui.serve.desk import Desk
    from portres_tui.serve.service import Commands

    commands = Commands(partial(run_cl, system, folder), partial(run_shell, system, folder))
    desk = Desk(system, folder, limits, commands, time.time)
    told = _signalled()  # before anybody can come in
    try:
        await desk.open()
        if ssh:
            await _listen(desk, folder, ssh, limits)
    except OSError as error:
        await desk.close(0.0)
        raise CannotStart(f"Nobody can come in: {error.strerror or error}.") from error
    _tell(f"serving {folder}")
    await told.wait()
    _tell("telling the users; once more to end at once")
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, desk.service.hurry)
    await desk.close()


async def _listen(desk: Desk, folder: Path, ssh: Address, limits: Limits) -> None:
    from portres_tui.ssh.server import listen

    acceptor = await listen(ssh.host, ssh.port, folder, desk.credentials, desk.service, limits)
    desk.also_close(acceptor)
    _tell(f"SSH on {ssh.host}:{acceptor.get_port()}")


def _signalled() -> asyncio.Event:
    """Set when a signal says that all is to end."""
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    return told


def _tell(text: str) -> None:
    """Say it, if anybody is still there: the terminal may be what has gone."""
    with suppress(OSError):
        sys.stderr.write(f"portres: {text}\n")


def _address(text: str) -> Address:
    host, colon, port = text.rpartition(":")
    if not port.isdigit() or not 0 <= int(port) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} has no port (0-65535) at its end")
    return Address(host.strip("[]") if colon else Address().host, int(port))


def _number(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text} is not a number")
    return int(text)
