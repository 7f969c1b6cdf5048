"""`portres export`: the machine's tables as JSON."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from portres_tui.cli.upkeep import DONE, add_force, machine, upkeep

HELP = "write the machine's tables as JSON"
ABOUT = """\
Writes the machine's tables, as they stand together at one moment, in the layout of TinyDB's own files:
{"restrictions": {"1": {...}}, ...}. TinyDB(FILE) reads it. Without FILE it goes to standard output.
Passwords are left out; they are kept as hashes, which must not get into the wrong hands either.
Exit code: 0 done, 1 refused, 2 there is no machine.
"""


def add(words: argparse.ArgumentParser) -> None:
    """The words of this command."""
    words.add_argument("--json", action="store_true", required=True, help="the format")
    words.add_argument("file", nargs="?", metavar="FILE", help="where it goes")
    words.add_argument(
        "--logs", action="store_true", help="with the journal, the job logs and the audit journal"
    )
    words.add_argument("--with-passwords", action="store_true", help="with the hashes of passwords")
    add_force(words)


def does(options: argparse.Namespace) -> int:
    """Export what the words name; the exit code."""
    return upkeep(lambda folder: _export(folder, options), options.home)


def _export(folder: Path, options: argparse.Namespace) -> int:
    from portres_tui.store.exchange import as_text, exported
    from portres_tui.store.outside import refuse_taken, write_whole

    path, file = machine(folder), Path(options.file) if options.file else None
    if file:
        refuse_taken(file, folder, force=options.force)
    text = as_text(exported(path, logs=options.logs, passwords=options.with_passwords))
    if file:
        write_whole(file, lambda target: target.write(text.encode()))
    else:
        sys.stdout.write(text)
        sys.stdout.flush()
    return DONE
