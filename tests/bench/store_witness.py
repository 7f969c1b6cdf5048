"""Who looks at a machine while others write to it and die, and tells what is wrong afterwards.

It looks in three ways: by a system that is open throughout, by a fresh one, and by one that finds
nothing but the two files that outlive every process.
"""

from __future__ import annotations

import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple, Self

from portres_tui.domain.jobs import LogEntry
from portres_tui.domain.system import JournalEntry, MachineError, SystemValue
from portres_tui.store.tiny import TinySystem

_ALL = 1_000_000


class Seen(NamedTuple):
    """A machine, and what came to its journal and logs since it was seen last."""

    values: list[SystemValue]
    journal: list[JournalEntry]
    log: list[LogEntry]
    revision: int


class Witness:
    """Of the machine in `home`, where every transaction puts its number into LEFT and RIGHT, and
    logs a line: the number of a transaction is its revision."""

    def __init__(self, place: Path) -> None:
        self.home = place / "machine"
        self._copy = place / "copy"
        self._throughout = TinySystem(self.home, create=True)
        self.revision = 0
        self.looks = 0
        self._sequence = 0
        self._torn: list[str] = []

    @classmethod
    @contextmanager
    def of(cls, place: Path) -> Iterator[Self]:
        """A witness of a new machine in a folder of `place`."""
        witness = cls(place)
        with closing(witness._throughout):
            yield witness

    def look(self) -> None:
        """Read both rows while they may be written."""
        self.looks += 1
        self._torn += _torn(list(self._throughout.values))

    def verify(self, told: Mapping[str, list[int]]) -> list[str]:
        """What is wrong now that all writers are dead; `told` is what their jobs acknowledged."""
        try:
            return self._verify(told)
        except MachineError as error:
            return [f"the machine cannot be read: {error}"]

    def _verify(self, told: Mapping[str, list[int]]) -> list[str]:
        with closing(TinySystem(self.home)) as fresh:
            seen = self._seen(fresh)
        bare, wrong = self._bare()
        wrong += self._torn
        if self._seen(self._throughout) != seen:
            wrong.append("a reader open throughout sees something else than a fresh one")
        if not _goes_on(seen, bare):
            wrong.append("the bare files tell something else than the machine")
        for each in (seen, bare):
            wrong += [*_torn(each.values), *_half(each, self.revision), *_missing(each, told)]
        self.revision, self._sequence = seen.revision, self._sequence + len(seen.log)
        self._torn.clear()
        return wrong

    def _seen(self, system: TinySystem) -> Seen:
        return Seen(
            list(system.values),
            system.journal(self.revision),
            system.log_after(self._sequence, _ALL),
            system.revision(),
        )

    def _bare(self) -> tuple[Seen, list[str]]:
        """What a copy of the files alone tells, and damage in it. Another process copies them:
        closing them here would free the locks of the system that is open."""
        self._copy.mkdir(exist_ok=True)
        files = [self.home / name for name in ("machine.db", "machine.db-wal")]
        subprocess.run(["cp", *files, self._copy], check=True)
        with closing(TinySystem(self._copy)) as system:
            seen = self._seen(system)
            ((health, *_), *_) = system.db.rows.read("pragma integrity_check")
        for file in self._copy.iterdir():
            file.unlink()
        return seen, [] if health == "ok" else [f"damaged: {health}"]


def _goes_on(seen: Seen, bare: Seen) -> bool:
    """The files may hold one more: a writer may die when a transaction is written, but nobody has
    been told of it yet."""
    return (
        bare.revision in (seen.revision, seen.revision + 1)
        and bare.journal[: len(seen.journal)] == seen.journal
        and bare.log[: len(seen.log)] == seen.log
    )


def _torn(values: list[SystemValue]) -> list[str]:
    texts = {row.name: row.value for row in values}
    if texts.get("LEFT") == texts.get("RIGHT"):
        return []
    told = (f"{name} is {text.partition(' ')[0]}" for name, text in texts.items())
    return [f"half a change: {', '.join(told)}"]


def _half(seen: Seen, before: int) -> list[str]:
    """Transactions that left less than two rows, one journal entry and one log line."""
    revisions = [entry.revision for entry in seen.journal]
    wrong = []
    if revisions != [*range(before + 1, seen.revision + 1)]:
        wrong.append(f"the journal has a gap behind {before}")
    for entry in seen.journal:
        put = {change.key[0]: str((change.after or {}).get("value")) for change in entry.changes}
        numbers = {name: text.partition(" ")[0] for name, text in put.items()}
        if numbers != dict.fromkeys(("LEFT", "RIGHT"), str(entry.revision)):
            wrong.append(f"the journal has {numbers} in {entry.revision}")
    if Counter(entry.job for entry in seen.journal) != Counter(line.job for line in seen.log):
        wrong.append("the journal and the job logs tell of different transactions")
    last = {row.value.partition(" ")[0] for row in seen.values}
    if last - {str(seen.revision)}:
        wrong.append(f"revision {seen.revision}, but the rows have {last}")
    return wrong


def _missing(seen: Seen, told: Mapping[str, list[int]]) -> list[str]:
    """What was acknowledged and is not there, and what is there and nobody can have done."""
    done: dict[str, list[int]] = defaultdict(list)
    for entry in seen.journal:
        done[entry.job].append(entry.revision)
    wrong = []
    for job in {**told, **done}:
        said, there = told.get(job, []), done[job]
        if there[: len(said)] != said or len(there) > len(said) + 1:
            wrong.append(f"{job} acknowledged {said[-3:]}, the journal ends with {there[-3:]}")
    return wrong
