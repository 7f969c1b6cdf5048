"""`portres backup`: a copy of the machine, while others work on it."""

from __future__ import annotations

import argparse
from pathlib import Path

from portres_tui.cli.upkeep import DONE, WRONG, add_force, listed, machine, tell, upkeep

HELP = "write a copy of the machine to a file"
ABOUT = """\
Writes a copy of the machine as it is now to FILE, also while others work on it. The copy is checked
before it gets that name, and is its owner's alone (mode 0600). Exit code: 0 done, 1 refused, 2 there is
no machine.
"""


def add(words: argparse.ArgumentParser) -> None:
    """The words of this command."""
    words.add_argument("file", metavar="FILE", help="where the copy goes")
    add_force(words)


def does(options: argparse.Namespace) -> int:
    """Write the copy; the exit code."""
    return upkeep(
        lambda folder: _back_up(folder, Path(options.file), force=options.force), options.home
    )


def _back_up(folder: Path, file: Path, *, force: bool) -> int:
    from portres_tui.store.copies import back_up

    path = machine(folder)
    report = back_up(folder, file, force=force)
    if report.problems:
        tell(f"{path} is damaged; no copy was written:", *listed(report.problems))
        return WRONG
    tell(f"{sum(report.documents.values())} documents of {path} are in {file}.")
    return DONE
