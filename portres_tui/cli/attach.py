"""`portres attach`: hand this terminal to the serving process, and wait until its session ends.

What sshd starts for each login (ForceCommand), so nothing is imported that is not needed to pass two
descriptors through a socket. Where nothing serves the machine, the session runs in this process.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from portres_tui.serve.greeting import GREETING, PASSED_ON, PROFILE, RESIZED, SOCKET

if TYPE_CHECKING:
    import argparse
    from _socket import socket

HELP = "open the green screen in the serving process"
ABOUT = """\
Opens the green screen in the process that serves the machine (portres serve), which takes over this
terminal. Without one the session runs in this process. For sshd's ForceCommand: the profile is that
of the account in the machine's file `accounts`, or the one that --profile names if the account may
have it. Exit code: that of the session, or of the command in SSH_ORIGINAL_COMMAND.
"""

_PATH = 100
"""Bytes that the path of a socket may have; that of a folder may have more."""

_INTERNAL = 70
"""Exit code when the serving process died (EX_SOFTWARE)."""


class Words(NamedTuple):
    """What the command line says."""

    home: str = ""
    profile: str = ""


def add(words: argparse.ArgumentParser) -> None:
    """The words of this command."""
    words.add_argument("--profile", metavar="PROFILE", default="", help="the user profile to use")


def does(options: argparse.Namespace) -> int:
    """Attach as the words say; the exit code."""
    return attach(Words(options.home or "", options.profile))


def quick(words: list[str]) -> int | None:
    """Attach without a parser of command lines; None for words that want one."""
    said = dict(zip(words[::2], words[1::2], strict=False))
    if len(words) % 2 or not said.keys() <= {"--home", "--profile"}:
        return None
    return attach(Words(said.get("--home", ""), said.get("--profile", "")))


def attach(words: Words) -> int:
    """A session in the serving process, or in this one; the exit code."""
    connection = _connected(_folder(words))
    if connection is None:
        return _alone(words)
    return _attended(connection, words)


def _folder(words: Words) -> str:
    named = words.home or os.environ.get("PORTRES_HOME")
    if named:
        return os.path.abspath(os.path.expanduser(named))  # noqa: PTH100, PTH111 - pathlib is heavy
    from portres_tui.cli.machine import home

    return str(home(None))


def _connected(folder: str) -> socket | None:
    """A connection to the process that serves the machine of a folder; None without one."""
    from _socket import AF_UNIX, SOCK_STREAM, socket

    connection = socket(AF_UNIX, SOCK_STREAM)
    path = f"{folder}/{SOCKET}"
    here = ""
    try:
        if len(os.fsencode(path)) > _PATH:
            here = os.getcwd()  # noqa: PTH109 - pathlib is heavy
            os.chdir(folder)
        connection.connect(SOCKET if here else path)
    except OSError:
        connection.close()
        return None
    finally:
        if here:
            os.chdir(here)
    return connection


def _attended(connection: socket, words: Words) -> int:
    """Pass the terminal on and wait. The serving process says how it ended in one message: the exit
    code, and behind it what is to be told."""
    import termios
    from _socket import SCM_RIGHTS, SOL_SOCKET

    terminal = _attributes(termios)
    descriptors = b"".join(each.to_bytes(4, sys.byteorder) for each in (0, 1, 2))
    try:  # noqa: SIM105 - contextlib is heavy
        connection.sendmsg([_hello(words)], [(SOL_SOCKET, SCM_RIGHTS, descriptors)])
    except OSError:  # the answer tells why
        pass
    signalled = _pass_signals_on(connection)
    told = _all_of(connection)
    head, whole, told = told.partition(b"\n")
    if not whole:
        _restore(termios, terminal)
        sys.stderr.write("portres: the serving process ended. The machine is whole; try again.\n")
        return _INTERNAL
    code, count = map(int, head.split())
    _write(1, told[:count])
    _write(2, told[count:])
    return 128 + signalled[0] if signalled else code


def _restore(termios: Any, terminal: Any) -> None:
    """Give back the terminal of a session that died without doing so, perhaps within a frame."""
    if terminal is None:
        return
    from portres_tui.tui.client import client, speaks_only
    from portres_tui.tui.modes import HOLD, MOUSE, PASTE, closing

    left = "" if speaks_only(os.environ) else closing(client(os.environ), (HOLD, MOUSE, PASTE))
    try:
        os.set_blocking(0, True)
        os.set_blocking(1, True)
        os.write(1, left.encode())
        termios.tcsetattr(0, termios.TCSANOW, terminal)
    except Exception:  # noqa: BLE001 - termios.error, or OSError: there is no terminal any more
        return


def _write(fileno: int, data: bytes) -> None:
    """Who does not read on misses the rest."""
    try:
        while data:
            data = data[os.write(fileno, data) :]
    except OSError:
        return


def _hello(words: Words) -> bytes:
    """NUL between what is said, two at the end."""
    said = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    if words.profile:
        said[PROFILE] = words.profile
    lines = [GREETING, *(f"{name}={value}" for name, value in said.items())]
    return "\0".join([*lines, "", ""]).encode("utf-8", "surrogateescape")


def _attributes(termios: Any) -> Any:
    """How the terminal is set; None where there is none."""
    try:
        return termios.tcgetattr(0)
    except Exception:  # noqa: BLE001 - termios.error, of a module imported only here: no terminal
        return None


def _pass_signals_on(connection: socket) -> list[int]:
    """A new size of the window is told. Who ends this process ends the session first, which gives
    the terminal back; the list has the signal then."""
    from _signal import SIGINT, SIGTERM, SIGWINCH, signal  # type: ignore[import-not-found]
    from _socket import SHUT_WR

    signalled: list[int] = []

    def resized(_number: int, _frame: object) -> None:
        _tell(connection, RESIZED)

    def ended(number: int, _frame: object) -> None:
        signalled.append(number)
        try:
            connection.shutdown(SHUT_WR)
        except OSError:  # the session has just ended
            return

    signal(SIGWINCH, resized)
    signal(SIGTERM, ended)
    signal(SIGINT, ended)
    return signalled


def _tell(connection: socket, data: bytes) -> None:
    try:
        connection.send(data)
    except OSError:  # the session has just ended
        return


def _all_of(connection: socket) -> bytes:
    told = b""
    try:
        while data := connection.recv(4096):
            told += data
    except OSError:
        return told
    return told


def _alone(words: Words) -> int:
    """Nothing serves the machine: the same in this process, for its owner."""
    from portres_tui.cli.alone import alone

    return alone(words.home or None, words.profile)
