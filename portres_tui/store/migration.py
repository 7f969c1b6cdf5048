"""Bringing a machine to a newer format. Imported only when one is older.

A copy is put beside the machine first. The steps are one transaction: a machine is of one format or of
the other, never between them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

from portres_tui.store.copies import duplicate
from portres_tui.store.errors import MachineUnreadable
from portres_tui.store.making import FILE, LAYOUTS, site, sync
from portres_tui.store.replacing import name_aside, refuse_company
from portres_tui.store.rows import WAIT, RowFile

Step = Callable[[RowFile], None]
"""Changes documents from one format to the next, in the transaction that is open."""


def _to_2(rows: RowFile) -> None:
    """Tables that came later; jobs are found by more than their server. What a new machine has in
    these tables is put there when it is opened: see opening.open_machine."""
    for name in LAYOUTS.keys() - rows.tables():
        rows.declare(name, LAYOUTS[name])
    for name in ("jobs", "log", "audit"):
        rows.extend(name, LAYOUTS[name])
    for id, job in rows.select("jobs"):
        rows.replace("jobs", id, {**job, "open": job["ended"] is None})


STEPS: Mapping[int, Step] = MappingProxyType({1: _to_2})
"""By the format that a step begins with."""


def migrate(rows: RowFile, format: int, steps: Mapping[int, Step]) -> None:
    """Bring a machine of an older format to `format`. MachineUnreadable or Refused, and all is as it
    was, when that is not possible."""
    application, found = rows.mark
    way = [steps.get(number) for number in range(found, format)]
    if rows.opened.read_only or None in way:
        hindrance = "nothing may be written" if rows.opened.read_only else "no way is known"
        raise MachineUnreadable(
            rows.path, f"format {found}, to be brought to {format}: {hindrance}"
        )
    with rows.transaction():
        if rows.mark[1] != found:  # another process has just done it
            return
        refuse_company(rows.path.parent)
        copy = _kept(rows, format)
        for step in filter(None, way):
            _take(step, rows, copy)
        rows.mark = application, format


def _kept(rows: RowFile, format: int) -> Path:
    """A copy of the machine beside it, as it is before the transaction."""
    aside = name_aside(rows.path, f"format-{format}")
    with site(rows.path.parent) as place, closing(rows.opened.connect(WAIT)) as source:
        duplicate(source, place / FILE)
        (place / FILE).replace(aside)
    sync(aside.parent)
    return aside


def _take(step: Step, rows: RowFile, copy: Path) -> None:
    try:
        step(rows)
    except Exception as error:
        reason = f"cannot be brought to the format of this version ({error}); it is as it was, and {copy} is a copy"
        raise MachineUnreadable(rows.path, reason) from error
