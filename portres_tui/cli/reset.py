"""`portres reset`: the shipped machine again."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from portres_tui.cli.restore import kept
from portres_tui.cli.upkeep import DONE, WRONG, machine, tell, upkeep

HELP = "make the machine the shipped one again"
ABOUT = """\
Puts a new machine, as shipped, in the place of the machine, which is kept beside it as
machine.db.before-reset-TIME; `portres restore` brings it back. Asks for the machine's name first.
Refused while others are signed on. Exit code: 0 done, 1 not confirmed or refused, 2 there is no
machine.
"""


def add(words: argparse.ArgumentParser) -> None:
    """The words of this command."""
    words.add_argument("--yes", action="store_true", help="do not ask")


def does(options: argparse.Namespace) -> int:
    """Reset the machine; the exit code."""
    return upkeep(lambda folder: _reset(folder, sure=options.yes), options.home)


def _reset(folder: Path, *, sure: bool) -> int:
    from portres_tui.store.replacing import replace

    path = machine(folder)
    if not (sure or _confirmed(path)):
        tell("Nothing was changed.")
        return WRONG
    aside = replace(folder, "reset", _make)
    tell(f"The machine in {folder} is as shipped.", *kept(aside))
    return DONE


def _make(site: Path) -> None:
    from portres_tui.opening import furnish
    from portres_tui.store.tiny import TinySystem

    TinySystem.open(site, lambda system: furnish(system, time.time())).close()


def _confirmed(path: Path) -> bool:
    """Did whoever is asked type the machine's name?"""
    from portres_tui.store.reading import system_name

    name = system_name(path)
    if not name:
        tell(f"{path} does not tell its name. --yes resets it without asking.")
        return False
    tell(f"All that was done on {name} ({path}) is put aside.")
    try:
        return input("Type the machine's name to confirm: ").strip().upper() == name
    except (EOFError, KeyboardInterrupt):
        tell("")
        return False
