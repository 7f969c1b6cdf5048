"""`portres journal`: what changed on the machine, when, and by whose command."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from portres_tui.cl.syntax import parse
from portres_tui.cli.arguments import name, number_of
from portres_tui.cli.machine import CannotStart
from portres_tui.cli.upkeep import DONE, machine, moment, tell, tell_everything, upkeep
from portres_tui.domain.dates import meant
from portres_tui.domain.messages import EscapeMessage
from portres_tui.domain.system import SHAPES, Change, JournalEntry, System

HELP = "list what changed, and by whose command"
ABOUT = """\
Lists the journal, oldest first: each command that changed something, and below it what it changed.
Begins no job and makes no machine. A TIME is local: 2026-01-31, 2026-01-31T18:30 or
2026-01-31T18:30:59. With --json each line is an object: "revision" (goes up by one), "time" (seconds
since the epoch), "job" (number/user/name), "profile", "cl" (empty when the system itself changed
something) and "changes", a list of objects with "table", "key" (a list), "before" (null: the row was
added) and "after" (null: it was removed). Exit code: 0 done, 1 the machine is damaged or nobody
reads on, 2 could not start.
"""

PAGE = 50
"""Entries that are read together."""

LASTS = {
    "%Y-%m-%d": timedelta(days=1),
    "%Y-%m-%dT%H:%M": timedelta(minutes=1),
    "%Y-%m-%dT%H:%M:%S": timedelta(seconds=1),
}
"""How a time may be written, and how long what is named so lasts."""

Test = Callable[[JournalEntry], bool]


def add(words: argparse.ArgumentParser) -> None:
    """The words of this command."""
    words.add_argument("--since", type=_period, metavar="TIME", help="from this time on")
    words.add_argument(
        "--until", type=_period, metavar="TIME", help="up to the end of this day, minute or second"
    )
    words.add_argument("--profile", type=name, help="commands of this profile")
    words.add_argument("--command", type=name, help="this CL command")
    words.add_argument(
        "--object",
        nargs="+",
        metavar=("TABLE", "TEXT"),
        help="what changed rows of this table, and if a text is given only rows with the text in"
        f" their key, as in: restrictions 21. Tables: {', '.join(SHAPES)}",
    )
    words.add_argument(
        "--last", type=number_of("entries"), metavar="N", help="only the last N of these entries"
    )
    words.add_argument("--json", action="store_true", help="each entry as a JSON object")


def does(options: argparse.Namespace) -> int:
    """List what the words name; the exit code."""
    tell_everything()
    return upkeep(lambda folder: _list(folder, options), options.home)


def _list(folder: Path, options: argparse.Namespace) -> int:
    from portres_tui.store.tiny import TinySystem

    tests, write = list(_tests(options)), _as_json if options.json else _as_text
    machine(folder)
    with closing(TinySystem(folder)) as system:
        for entry in _listed(system, lambda each: all(t(each) for t in tests), options.last):
            tell(*write(entry))
    return DONE


# Which entries


def _tests(options: argparse.Namespace) -> Iterator[Test]:
    """What an entry must pass. CannotStart when the words contradict each other."""
    begin = options.since[0] if options.since else float("-inf")
    end = options.until[1] if options.until else float("inf")
    if begin >= end:
        raise CannotStart("--until: it ends before --since begins.")
    yield lambda entry: begin <= entry.time < end
    if options.profile:
        yield lambda entry: entry.profile == options.profile
    if options.command:
        yield lambda entry: _command(entry.cl) == options.command
    if options.object:
        yield _changed(" ".join(options.object))


def _changed(words: str) -> Test:
    """Did an entry change a row of the table that `words` begin with, and the rest in its key?"""
    table, _, text = words.strip().partition(" ")
    if table not in SHAPES:
        raise CannotStart(f"--object: there is no table {table}, only {', '.join(SHAPES)}.")
    wanted = text.strip().upper()
    return lambda entry: any(
        change.table == table and wanted in _key(change).upper() for change in entry.changes
    )


def _command(cl: str) -> str:
    """The name of a command; empty if the text names none."""
    try:
        return parse(cl).name
    except EscapeMessage:
        return ""


def _listed(system: System, test: Test, last: int | None) -> Iterator[JournalEntry]:
    """The entries that pass, or only the last of them, and none that comes meanwhile."""
    newest = system.revision()
    after = 0
    if last is not None:
        ending = islice(filter(test, _backward(system, newest + 1)), last)
        after = min((entry.revision for entry in ending), default=newest + 1) - 1
    return filter(test, takewhile(lambda each: each.revision <= newest, _forward(system, after)))


def _forward(system: System, after: int) -> Iterator[JournalEntry]:
    while page := system.journal(after, PAGE):
        yield from page
        after = page[-1].revision


def _backward(system: System, before: int) -> Iterator[JournalEntry]:
    while page := system.journal_before(before, PAGE):
        yield from reversed(page)
        before = page[0].revision


# How they are written


def _as_json(entry: JournalEntry) -> list[str]:
    told = {
        "revision": entry.revision,
        "time": entry.time,
        "job": entry.job,
        "profile": entry.profile,
        "cl": entry.cl,
        "changes": [change._asdict() for change in entry.changes],
    }
    return [json.dumps(told).replace("\x7f", "\\u007f")]  # the one that JSON lets pass


def _as_text(entry: JournalEntry) -> list[str]:
    who = f"{entry.job:<28}  {entry.profile:<10}"
    line = f"{entry.revision:>6}  {moment(entry.time)}  {who}  {entry.cl}"
    return [line.rstrip(), *map(_change, entry.changes)]


def _change(change: Change) -> str:
    where = f"{'':8}{change.table} {_key(change)}"
    if change.before is None or change.after is None:
        return f"{where}  {'added' if change.after else 'removed'}"
    fields = {**change.before, **change.after}
    images = ((name, change.before.get(name), change.after.get(name)) for name in fields)
    told = [f"{name}: {_value(old)} -> {_value(new)}" for name, old, new in images if old != new]
    return f"{where}  {', '.join(told) or 'changed'}"


def _key(change: Change) -> str:
    return " ".join(map(str, change.key))


def _value(value: Any) -> str:
    """A field's value. A number with a fraction is a moment: fields that change hold no other."""
    if isinstance(value, float):
        return moment(value)
    return "none" if value is None else json.dumps(value, ensure_ascii=False)


# What may be typed


def _period(text: str) -> tuple[float, float]:
    """When what is named so begins and ends, in seconds since the epoch."""
    for form, length in LASTS.items():
        try:
            begin = datetime.strptime(text.replace(" ", "T"), form)  # noqa: DTZ007 - local time
            return meant(begin)[0], meant(begin + length)[-1]
        except (ValueError, OverflowError):
            continue
    raise argparse.ArgumentTypeError(
        f"{text!r} is no time such as 2026-01-31, 2026-01-31T18:30 or 2026-01-31T18:30:59"
    )
