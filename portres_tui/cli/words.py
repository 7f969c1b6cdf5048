"""The command line's words: which shell command, with which options."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from portres_tui import __version__

_EPILOG = """\
Without a command the green screen opens, signed on as QSECOFR. The machine is kept in the user's
data directory; --home or the environment variable PORTRES_HOME moves it.
"""

_RUN = """\
Runs CL commands without a screen. Prints the job log of the run, then the logs of the server jobs
that it submitted. A DSP command prints its panel as text; WRK commands and GO need the screen.
Exit code: 0 done, 1 a command failed, 2 could not start. A server that ends in TCP7701 was
submitted all the same: that is 0.
"""


def parse(words: Sequence[str]) -> int:
    """Do what the words say. argparse ends the process with 2 when they say nothing valid."""
    options = _parser().parse_args(words)
    code: int = options.does(options)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="portres",
        description="Learn and rehearse TCP/IP port restrictions on IBM i. A simulator.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"portres {__version__}")
    parser.add_argument("--home", metavar="DIR", default=None, help="where the machine is kept")
    parser.set_defaults(does=_start)
    commands = parser.add_subparsers(title="commands", metavar="")
    run = commands.add_parser("run", help="run CL commands without a screen", description=_RUN)
    run.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)
    run.add_argument(
        "--as",
        metavar="PROFILE",
        dest="profile",
        default="QSECOFR",
        help="the user profile that the job runs under (default: QSECOFR)",
    )
    run.add_argument(
        "--continue", action="store_true", dest="goes_on", help="go on behind a command that failed"
    )
    source = run.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "-c",
        metavar="CL",
        dest="commands",
        action="append",
        help="a CL command; may be given several times",
    )
    source.add_argument(
        "file", nargs="?", metavar="FILE", help="a file of CL commands; - is standard input"
    )
    run.set_defaults(does=_run)
    return parser


def _start(options: argparse.Namespace) -> int:
    from portres_tui.cli.start import start

    return start(options.home)


def _run(options: argparse.Namespace) -> int:
    from portres_tui.cli.run import run

    return run(
        options.home, options.profile, options.commands, options.file, goes_on=options.goes_on
    )
