"""`portres restore`: a backup becomes the machine."""

from __future__ import annotations

import argparse
from pathlib import Path

from portres_tui.cli.machine import CannotStart
from portres_tui.cli.upkeep import DONE, tell, upkeep

HELP = "make a backup the machine"
ABOUT = """\
Checks the backup in FILE and puts it in the place of the machine, which is kept beside it as
machine.db.before-restore-TIME and can be restored in the same way. Refused while others are signed on.
Exit code: 0 done, 1 the backup is damaged or it is refused, 2 FILE or the machine's folder cannot be
used.
"""


def add(words: argparse.ArgumentParser) -> None:
    """The words of this command."""
    words.add_argument("file", metavar="FILE", help="what `portres backup` wrote")


def does(options: argparse.Namespace) -> int:
    """Restore what the words name; the exit code."""
    return upkeep(lambda folder: _restore(folder, Path(options.file)), options.home)


def _restore(folder: Path, file: Path) -> int:
    from portres_tui.store.copies import make_of
    from portres_tui.store.errors import Refused
    from portres_tui.store.making import FILE
    from portres_tui.store.replacing import replace

    path = folder / FILE
    if not file.is_file():
        raise CannotStart(f"{file} is no file.")
    if path.exists() and path.samefile(file):
        raise Refused(f"{file} is the machine itself.")
    aside = replace(folder, "restore", lambda site: make_of(file, site))
    tell(f"{file} is the machine in {folder} now.", *kept(aside))
    return DONE


def kept(aside: Path | None) -> list[str]:
    """Where what was replaced is now."""
    return [f"What was there is kept as {aside}."] if aside else []
