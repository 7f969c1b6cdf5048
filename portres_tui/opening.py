"""A machine, opened to be worked on: made on first use, and brought up to what is shipped today.

Knows store and texts; no command, no panel and no job.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from portres_tui.domain.dates import Calendar
from portres_tui.domain.jobs import Job, LogEntry, line
from portres_tui.domain.machine import make, renew
from portres_tui.domain.messages import Message
from portres_tui.domain.system import BY_SYSTEM, JournalEntry, System, SystemValue

SHIPPED, GENERATION = "SHIPPED", "2"
"""The system value that tells as what a machine was shipped or renewed, and what is shipped today."""


def open_machine(home: Path, clock: Callable[[], float] = time.time) -> System:
    """The machine kept in `home`, made on first use. MachineUnreadable if it cannot be had."""
    from portres_tui.store.tiny import TinySystem

    system = TinySystem.open(home, lambda system: furnish(system, clock()))
    shipped = system.values.get(SHIPPED)
    if not system.read_only and (shipped is None or shipped.value != GENERATION):
        try:
            furnish(system, clock(), renew)
        except BaseException:
            system.close()
            raise
    return system


def furnish(system: System, now: float, by: Callable[..., None] = make) -> None:
    """Make an empty machine the shipped one; or bring an older one up to it."""
    from portres_tui import texts

    messages = texts.messages(Calendar())
    entries: list[LogEntry] = []

    def log(job: Job, moment: float, told: Message) -> None:
        entries.append(line(job, moment, messages.severity(told), told))

    with system.transaction(JournalEntry(now, *BY_SYSTEM, "")):
        by(system, texts.machine(), now, log)
        system.values.put(SystemValue(SHIPPED, GENERATION))
        system.log(entries)
