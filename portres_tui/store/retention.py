"""What the machine lets go of: the oldest entries of what only grows, a few at a time.

What goes is found out before a transaction and removed in it, so that who waits to write does not
wait for a search. That is safe, because what may go once may always go. Knows no way of keeping
rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import NamedTuple, Protocol

from portres_tui.domain.jobnames import job_of, newest_job
from portres_tui.domain.printing import discard, files_of
from portres_tui.domain.system import BY_SYSTEM, JournalEntry, Limit, System

BATCH = 200
"""Entries that one transaction removes at most; as many jobs may go with them."""

_PAGE = 500
"""Entries that are looked at together."""


class Entry(NamedTuple):
    """An entry of the journal, the job logs or the audit journal, as far as it matters here."""

    number: int
    time: float
    job: str


Stays = Callable[[Entry], bool]
"""Is an entry to stay whatever the limits are?"""


class Sequence(Protocol):
    """The journal, the job logs or the audit journal: what they have in common."""

    def __len__(self) -> int: ...

    def oldest(self, after: int, n: int) -> list[Entry]:
        """The first `n` entries behind a number."""

    def names(self, job: str) -> bool:
        """Is there an entry of this job? Asked of the job logs only."""

    def discard(self, numbers: Iterable[int]) -> None:
        """Remove entries; one that is gone already is no error. Only inside a transaction."""


def retain(
    system: System,
    sequences: Mapping[str, Sequence],
    limits: Mapping[str, Limit],
    now: float,
    budget: int,
) -> bool:
    """See domain.system.System.retain. `sequences` are those of `system`."""
    revision = system.revision()
    stays: dict[str, Stays] = {
        "log": _of_a_kept_job(system, now),
        "audit": lambda _: False,
        "journal": lambda entry: entry.number >= revision,
    }
    for name in [each for each in stays if each in limits]:
        sequence = sequences[name]
        while found := _beyond(sequence, limits[name], now, stays[name], min(budget, BATCH)):
            with system.transaction(JournalEntry(now, *BY_SYSTEM, "")):
                sequence.discard(entry.number for entry in found)
                if name == "log":
                    _remove_unlogged(system, sequence, {entry.job for entry in found}, now)
            budget -= len(found)
    return budget <= 0


def _beyond(sequence: Sequence, limit: Limit, now: float, stays: Stays, n: int) -> list[Entry]:
    """Of the oldest entries that are beyond a limit, at most the first `n`."""
    excess, since = _excess(len(sequence), limit), limit.since(now)
    found: list[Entry] = []
    for entry in _from_the_oldest(sequence):
        if len(found) >= n or (len(found) >= excess and entry.time >= since):
            break
        if not stays(entry):
            found.append(entry)
    return found


def _from_the_oldest(sequence: Sequence) -> Iterator[Entry]:
    last = 0
    while page := sequence.oldest(last, _PAGE):
        yield from page
        last = page[-1].number


def _excess(have: int, limit: Limit) -> int:
    """How many entries are too many. What is full is cut by more than it must be, so that it is not
    cut again, with a transaction of its own, for every line that comes."""
    if not limit.entries or have <= limit.entries:
        return 0
    return have - limit.entries + min(BATCH, limit.entries // 10)


def _of_a_kept_job(system: System, now: float) -> Stays:
    """Is an entry one of a job that lives, or of the newest job of its server?"""
    newest = cache(partial(newest_job, system))

    @cache
    def kept(id: str) -> bool:
        job = job_of(system.jobs, id)
        return job is not None and (
            job.lives(now) or (job.server != "" and newest(job.server) == job)
        )

    return lambda entry: kept(entry.job)


def _remove_unlogged(system: System, log: Sequence, ids: Iterable[str], now: float) -> None:
    """Remove those of the jobs of which no line is left, and what they have printed."""
    for id in sorted(ids):
        job = job_of(system.jobs, id)
        if job and not job.lives(now) and not log.names(id):
            system.jobs.remove(job.number)
            for file in files_of(system, id):
                discard(system, file)
