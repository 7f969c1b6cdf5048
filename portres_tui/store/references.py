"""What rows say of other rows, and where those are not there. An entry may outlive its profile, as on
IBM i: none of this is damage. Knows no way of keeping rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Rows = Mapping[str, Sequence[Any]]


class _Reference(NamedTuple):
    """The rows of `table` name rows of `target`."""

    table: str
    target: str
    named: Callable[[Any], Iterable[str]]
    id: Callable[[Any], str]
    """What a row of the target is named by."""


def _profiles(table: str, named: Callable[[Any], Iterable[str]]) -> _Reference:
    return _Reference(table, "profiles", named, lambda profile: profile.name)


def _file(row: Any) -> str:
    return f"{row.number} of {row.job}"


_REFERENCES = (
    _profiles("restrictions", lambda row: (row.profile,)),
    _profiles("profiles", lambda row: row.groups),
    _profiles("servers", lambda row: row.profiles),
    _profiles("sockets", lambda row: (row.profile,)),
    _profiles("jobs", lambda row: (row.user,)),
    _Reference("jobs", "servers", lambda row: filter(None, (row.server,)), lambda row: row.name),
    _Reference("jobs", "servers", lambda row: filter(None, (row.helps,)), lambda row: row.name),
    _Reference("sockets", "jobs", lambda row: (row.job,), lambda row: row.id),
    _Reference("connections", "jobs", lambda row: (row.job,), lambda row: row.id),
    _Reference("spooled", "jobs", lambda row: (row.job,), lambda row: row.id),
    _Reference("spooled_text", "spooled", lambda row: (_file(row),), _file),
    _profiles("passwords", lambda row: (row.profile,)),
)


def loose_ends(rows: Rows) -> Iterator[str]:
    """A line for each name that rows use and no row has."""
    for reference in _REFERENCES:
        there = {reference.id(row) for row in rows[reference.target]}
        names = Counter(
            name
            for row in rows[reference.table]
            for name in reference.named(row)
            if name not in there
        )
        for name, count in sorted(names.items()):
            times = f" ({count} times)" if count > 1 else ""
            yield f"{reference.table}: {name} is not among the {reference.target}{times}"
