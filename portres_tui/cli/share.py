"""`portres share`: which accounts of this computer may use the machine."""

from __future__ import annotations

import argparse
from pathlib import Path

from portres_tui.cli.upkeep import DONE, machine, tell, upkeep

HELP = "let other accounts of this computer use the machine"
ABOUT = """\
Lets the accounts in the group of the machine's folder work on the machine, or look at it, or only attach
to the process that serves it, or nobody but its owner. The folder's group is given with `chgrp GROUP DIR`;
the folders above must let it through. Files that are made later are shared in the same way. With --attach
the machine's files stay the owner's alone, and the file `accounts` says which account is which profile.
Exit code: 0 done, 1 refused, 2 there is no machine.
"""


def add(words: argparse.ArgumentParser) -> None:
    """The words of this command."""
    whom = words.add_mutually_exclusive_group(required=True)
    for sharing, option, text in (
        ("GROUP", "--group", "the group may work on it"),
        ("READ", "--group-read", "the group may look at it"),
        ("ATTACH", "--attach", "the group may attach to the serving process, and nothing else"),
        ("NOBODY", "--nobody", "nobody but the owner may use it, as when it was made"),
    ):
        whom.add_argument(option, action="store_const", const=sharing, dest="sharing", help=text)


def does(options: argparse.Namespace) -> int:
    """Share the machine as the words say; the exit code."""
    return upkeep(lambda folder: _share(folder, options.sharing), options.home)


def _share(folder: Path, name: str) -> int:
    from portres_tui.store.sharing import Sharing, share

    machine(folder)
    sharing = Sharing[name]
    group = share(folder, sharing)
    whom = {
        Sharing.NOBODY: "Nobody but its owner may use",
        Sharing.ATTACH: f"Group {_named(group)} may attach to the process that serves",
        Sharing.READ: f"Group {_named(group)} may look at",
        Sharing.GROUP: f"Group {_named(group)} may work on",
    }
    tell(f"{whom[sharing]} the machine in {folder}.")
    return DONE


def _named(group: int) -> str:
    import grp

    try:
        return grp.getgrgid(group).gr_name
    except KeyError:
        return str(group)
