"""The command line's words: which shell command, with which options.

Every shell command is a module with `HELP`, `ABOUT`, `add` (its words) and `does` (what they
do). It is imported when it is named, or when all are listed.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module

from portres_tui import __version__

COMMANDS = (
    "run",
    "journal",
    "splf",
    "check",
    "backup",
    "restore",
    "reset",
    "export",
    "import",
    "share",
    "serve",
    "attach",
)
"""The shell commands, in the order in which they are listed."""

_MODULES = {"import": "imports"}
"""Modules that cannot be called like their commands."""

_EPILOG = """\
Without a command the green screen opens, signed on as QSECOFR; with --signon it asks who you are,
and comes back to Sign On when you sign off. The machine is kept in the user's
data directory; --home or the environment variable PORTRES_HOME moves it.
"""


def parse(words: Sequence[str]) -> int:
    """Do what the words say; the exit code. argparse ends the process with 2 when they say nothing
    valid."""
    if len(words) == 2 and words[0] == "--home":
        bare = argparse.Namespace(home=words[1], signon=False, plain=False)
        return _start(bare)  # the screen waits for no parser
    named = [word for word in words[:1] if word in COMMANDS]
    options = _parser(named or COMMANDS).parse_args(words)
    code: int = options.does(options)
    return code


def _parser(names: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="portres",
        description="Learn and rehearse TCP/IP port restrictions on IBM i. A simulator.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"portres {__version__}")
    parser.add_argument("--home", metavar="DIR", help="where the machine is kept")
    parser.add_argument(
        "--signon", action="store_true", help="begin at the Sign On display, with passwords"
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        help="the panels as lines, for screen readers, simple terminals and transcripts",
    )
    parser.set_defaults(does=_start)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name in names:
        command = import_module(f"portres_tui.cli.{_MODULES.get(name, name)}")
        words = commands.add_parser(name, help=command.HELP, description=command.ABOUT)
        words.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)
        words.set_defaults(does=command.does)
        command.add(words)
    return parser


def _start(options: argparse.Namespace) -> int:
    from portres_tui.cli import start

    begin = start.start_plain if options.plain else start.start
    return begin(options.home, signon=options.signon)
