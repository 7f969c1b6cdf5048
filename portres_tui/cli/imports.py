"""`portres import`: the machine's tables from JSON. A module cannot have the command's name."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

from portres_tui.cli.machine import CannotStart
from portres_tui.cli.upkeep import DONE, WRONG, listed, tell, text_of, upkeep

HELP = "read the machine's tables from JSON"
ABOUT = """\
Reads tables in the layout that `portres export` writes and makes them the machine's, all in one
transaction. Each table in the file takes the place of the machine's; one that is not in the file stays
as it is. The file is checked as a whole first: when anything is wrong, nothing is changed. Refused while
others are signed on. Exit code: 0 done, 1 something is wrong with the file, or refused, 2 the file or
the machine cannot be read.
"""


def add(words: argparse.ArgumentParser) -> None:
    """The words of this command."""
    words.add_argument("--json", action="store_true", required=True, help="the format")
    words.add_argument("file", metavar="FILE", help="what to read; - is standard input")
    words.add_argument(
        "--logs",
        action="store_true",
        help="the journal, the job logs and the audit journal too, if they are in the file",
    )


def does(options: argparse.Namespace) -> int:
    """Import what the words name; the exit code."""
    return upkeep(lambda folder: _import(folder, options.file, logs=options.logs), options.home)


def _import(folder: Path, file: str, *, logs: bool) -> int:
    from portres_tui.store.exchange import LOGS, faults, taken

    tables = _read(file)
    if problems := list(faults(tables)):
        tell(f"{file} is not imported, and nothing was changed:", *listed(problems))
        return WRONG
    names = taken(tables, logs=logs)
    _put(folder, file, {name: tables[name] for name in names})
    tell(*(f"{name:<14}{len(tables[name]):>8} documents" for name in names))
    if left := LOGS & tables.keys() - set(names):
        tell(f"Left out: {', '.join(sorted(left))} (--logs takes them too).")
    return DONE


def _put(folder: Path, file: str, tables: dict[str, Any]) -> None:
    from portres_tui.domain.system import BY_SYSTEM, JournalEntry
    from portres_tui.opening import furnish
    from portres_tui.store.exchange import put
    from portres_tui.store.tiny import TinySystem

    now = time.time()
    header = JournalEntry(
        now, *BY_SYSTEM, f"/* portres import {Path(file).name.replace('*/', '')} */"
    )
    system = TinySystem.open(folder, lambda new: furnish(new, now))
    try:
        put(system, folder, tables, header)
    finally:
        system.close()


def _read(file: str) -> Any:
    from portres_tui.store.exchange import parsed

    text = text_of(file)
    try:
        return parsed(text)
    except ValueError as error:
        raise CannotStart(f"{file} is not JSON: {error}.") from error
