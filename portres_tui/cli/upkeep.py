"""What the commands that look after a machine as a whole have in common."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path

from portres_tui.cli.machine import CannotStart, home, say
from portres_tui.domain.system import MachineError

DONE = 0

WRONG = 1
"""Exit code when something wrong was found, or what was asked for is refused."""

INTERRUPTED = 130
"""Exit code when it was broken off with Ctrl-C."""


def add_force(words: argparse.ArgumentParser) -> None:
    """The word that lets a file take another one's place."""
    words.add_argument("--force", action="store_true", help="put it in the place of such a file")


def upkeep(work: Callable[[Path], int], option: str | None) -> int:
    """Do `work` on the machine's folder; the exit code. What hinders it is told."""
    from portres_tui.store.errors import MachineDamaged, MachineUnreadable

    try:
        return work(home(option))
    except CannotStart as error:
        return say(error)
    except MachineUnreadable as error:
        code = say(CannotStart(f"{error}. Nothing was written."))
        return WRONG if isinstance(error, MachineDamaged) else code
    except MachineError as error:
        say(CannotStart(str(error)))
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG


def machine(folder: Path) -> Path:
    """The machine's file. CannotStart when there is none."""
    from portres_tui.store.making import FILE

    path = folder / FILE
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        raise CannotStart(
            f"There is no machine in {folder}. --home names another folder."
        ) from None
    except OSError as error:
        raise CannotStart(f"{path}: {error.strerror}.") from error
    return path


def text_of(file: str) -> str:
    """The text of a file, `-` is standard input. CannotStart when there is none that can be read."""
    if file == "-" and sys.stdin is None:
        raise CannotStart("There is no standard input to read.")
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise CannotStart(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CannotStart(f"{file} is not UTF-8 text (byte {error.start}).") from error


def tell_everything() -> None:
    """What standard output cannot show is told otherwise, instead of ending the command."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def moment(time: float) -> str:
    """In local time, as options take it; a number if no calendar goes so far."""
    try:
        return datetime.fromtimestamp(time).strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError, OSError):
        return str(time)


def tell(*lines: str) -> None:
    """On standard output, without anything that a terminal would obey."""
    for line in lines:
        sys.stdout.write(_printable(line) + "\n")
    sys.stdout.flush()


def listed(lines: Iterable[object], most: int = 20) -> list[str]:
    """At most so many lines, and how many more there are."""
    texts = [f"  {line}" for line in lines]
    more = [f"  and {len(texts) - most} more"] if len(texts) > most else []
    return texts[:most] + more


def _printable(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
