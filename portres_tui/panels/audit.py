"""Display Audit Journal Entries: a panel of ours on IBM i's journal QAUDJRN."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from portres_tui.domain.audit import JOURNAL, OURS, AuditEntry, is_ours, type_of, violation_of
from portres_tui.domain.jobs import parts_of
from portres_tui.domain.logs import Audited
from portres_tui.panels.facts import fact, facts
from portres_tui.panels.keys import PRINT
from portres_tui.panels.lists import Column, Option, WorkWith
from portres_tui.panels.model import (
    BOTTOM,
    CANCEL,
    EXIT,
    PRINT_LIST,
    REFRESH,
    TOP,
    Action,
    Information,
    Key,
    Line,
    View,
)

_WHOSE = {True: "own", False: "IBM"}
_SOURCES = {
    "S": "IBM i documentation",
    "A": "Nobody: that IBM i uses it like this is assumed",
    OURS: "Nobody: an entry type of this simulator's own",
}


class AuditRow(NamedTuple):
    """An entry with its date and time as they are shown."""

    entry: AuditEntry
    date: str
    time: str

    @property
    def number(self) -> int:
        return self.entry.sequence

    @property
    def told(self) -> str:
        """What it is about, in short."""
        return " ".join(self.entry.data.values())


def _wanted(view: View) -> Audited:
    """What is asked for, as far as it is due."""
    wanted: Audited = view.arguments.get("wanted", Audited())
    return wanted._replace(until=min(wanted.until, view.now))


def _row(view: View, entry: AuditEntry) -> AuditRow:
    calendar = view.messages.calendar
    return AuditRow(entry, calendar.date(entry.time), calendar.time(entry.time))


class AuditRows(NamedTuple):
    """The audit journal as the source of a list, read a page at a time."""

    def key(self, row: AuditRow) -> tuple[Any, ...]:
        return (row.number,)

    def page(self, view: View, after: tuple[Any, ...] | None, n: int) -> Sequence[AuditRow]:
        found = view.system.audit_page(_wanted(view), after[0] if after else None, n)
        return [_row(view, entry) for entry in found]

    def before(self, view: View, key: tuple[Any, ...] | None, n: int) -> Sequence[AuditRow]:
        found = view.system.audit_before(_wanted(view), key[0] if key else None, n)
        return [_row(view, entry) for entry in found]

    def place(self, view: View) -> Callable[[AuditRow], Any]:
        return self.key

    def current(self, view: View, rows: Sequence[AuditRow]) -> Sequence[AuditRow]:
        return rows


def _header(view: View) -> Sequence[str]:
    wanted = _wanted(view)
    types, profile = " ".join(wanted.types) or "*ALL", wanted.profile or "*ALL"
    return [f" Journal:   {JOURNAL:<10}   Entry types:   {types[:24]:<24}   User:   {profile}"]


_TYPE = Column("Type", 7, 4, ("", "Type"), lambda row: row.entry.type)
_VIOLATION = Column("Vio", 12, 3, ("", "Vio"), lambda row: row.entry.violation)
_OF = Column("Of", 16, 3, ("", "Of"), lambda row: _WHOSE[is_ours(row.entry)])

DSPAUDJRNE = WorkWith(
    "DSPAUDJRNE",
    "Display Audit Journal Entries",
    (
        _TYPE,
        _VIOLATION,
        _OF,
        Column("Date", 20, 8, ("", "Date"), lambda row: row.date),
        Column("Time", 29, 8, ("", "Time"), lambda row: row.time),
        Column("Job", 38, 10, ("", "Job"), lambda row: parts_of(row.entry.job).name),
        Column("Profile", 49, 10, ("User", "Profile"), lambda row: row.entry.profile),
        Column("Entry", 60, 20, ("", "Entry"), lambda row: row.told),
    ),
    (Option(5, "Display entry details", "DSPAUDENT SEQNBR({row.number})"),),
    AuditRows(),
    (
        EXIT,
        REFRESH,
        PRINT_LIST,
        Key("f11", "Display meanings", Action.OTHER_VIEW, other="Display entries"),
        CANCEL,
        TOP._replace(starts_row=True),
        BOTTOM,
    ),
    "(No audit journal entries)",
    header=_header,
    newest=True,
    other=(
        _TYPE,
        _VIOLATION,
        _OF,
        Column("Meaning", 20, 60, ("", "Meaning"), lambda row: _meaning(row.entry)),
    ),
)


def _meaning(entry: AuditEntry) -> str:
    parts = (type_of(entry).text, violation_of(entry).text)
    return ": ".join(part for part in parts if part)


def _entry_lines(view: View) -> Sequence[Line]:
    number = view.arguments["number"]
    found = view.system.audit_page(Audited(until=view.now), number - 1, 1)
    if not found or found[0].sequence != number:
        return [Line(" (The entry is no longer kept)")]
    return list(_details(_row(view, found[0])))


def _details(row: AuditRow) -> Iterator[Line]:
    entry = row.entry
    told = {
        "Journal": JOURNAL,
        "Sequence number": str(row.number),
        "Entry type": f"{entry.type}   {type_of(entry).text}",
        "Violation type": f"{entry.violation}    {violation_of(entry).text}",
        "Date": row.date,
        "Time": row.time,
        "Job": entry.job,
        "User profile": entry.profile,
    }
    yield from facts(told)
    yield Line("")
    yield from facts({name.capitalize(): value for name, value in entry.data.items()})
    yield Line("")
    mark = OURS if is_ours(entry) else min(type_of(entry).mark, violation_of(entry).mark)
    yield from fact("Attested by", _SOURCES[mark])


DSPAUDENT = Information(
    "DSPAUDENT",
    lambda view: "Display Audit Journal Entry",
    _entry_lines,
    (EXIT, PRINT, CANCEL),
)

PANELS = (DSPAUDJRNE, DSPAUDENT)
