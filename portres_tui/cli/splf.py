"""`portres splf`: a spooled file on standard output, or the list of them."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from portres_tui.cli.arguments import name, number_of
from portres_tui.cli.machine import CannotStart, say
from portres_tui.cli.upkeep import DONE, WRONG, machine, moment, tell, tell_everything, upkeep
from portres_tui.domain.dates import Calendar
from portres_tui.domain.jobs import parts_of
from portres_tui.domain.spool import SpooledFile
from portres_tui.domain.system import System

HELP = "write a spooled file to standard output, or list them"
ABOUT = """\
Writes the newest spooled file of this name to standard output: QPJOBLOG is the log of a job that has
ended, QSYSPRT a list or a display that was printed. Without a name it lists the files, oldest first.
Begins no job and makes no machine. Exit code: 0 done, 1 there is no such file, the machine is damaged
or nobody reads on, 2 could not start.
"""


def add(words: argparse.ArgumentParser) -> None:
    """The words of this command."""
    words.add_argument("name", nargs="?", type=name, metavar="NAME", help="the name of the file")
    words.add_argument(
        "--job", type=_job, metavar="JOB", help="of this job: number/user/name, or its name alone"
    )
    words.add_argument(
        "--number", type=number_of("a spooled file"), metavar="N", help="the one with this number"
    )


def does(options: argparse.Namespace) -> int:
    """Write or list what the words name; the exit code."""
    tell_everything()
    return upkeep(lambda folder: _spooled(folder, options), options.home)


def _spooled(folder: Path, options: argparse.Namespace) -> int:
    from portres_tui.store.tiny import TinySystem

    machine(folder)
    with closing(TinySystem(folder)) as system:
        now = time.time()
        found = [each for each in _named(system, options) if each.created <= now]
        found.sort(key=lambda each: (each.created, each.job, each.number))
        if options.name is None:
            tell(*_list(found))
            return DONE
        if not found:
            say(CannotStart(f"There is no such spooled file: {_asked(options)}."))
            return WRONG
        tell(*_text(system, found[-1], now))
        return DONE


def _named(system: System, options: argparse.Namespace) -> Iterator[SpooledFile]:
    """The files that the words mean."""
    for file in system.spooled:
        known = options.name in (None, file.name) and options.number in (None, file.number)
        if known and options.job in (None, file.job, parts_of(file.job).name):
            yield file


def _text(system: System, file: SpooledFile, now: float) -> Sequence[str]:
    from portres_tui import texts
    from portres_tui.panels.model import View
    from portres_tui.panels.printed import text_of

    return text_of(View(system, now, texts.messages(Calendar())), file)


_COLUMNS = "{:<10}  {:>6}  {:<10}  {:<10}  {:<10}  {:<19}  {}"


def _list(files: Sequence[SpooledFile]) -> Iterator[str]:
    yield _COLUMNS.format("FILE", "NUMBER", "USER", "USER DATA", "QUEUE", "CREATED", "JOB")
    for each in files:
        created = moment(each.created)
        yield _COLUMNS.format(
            each.name, each.number, each.user, each.user_data, each.queue, created, each.job
        )


def _asked(options: argparse.Namespace) -> str:
    job = f" of job {options.job}" if options.job else ""
    number = f" number {options.number}" if options.number else ""
    return f"{options.name}{number}{job}"


# What may be typed


def _job(text: str) -> str:
    if text.count("/") not in (0, 2):
        raise argparse.ArgumentTypeError(f"{text!r} is no job: number/user/name, or its name")
    return text.upper()
