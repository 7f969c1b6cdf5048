"""What is put into a machine that is made for a test of its file: a name, and nothing else."""

from __future__ import annotations

from portres_tui.domain.system import JournalEntry, System, SystemValue

HEADER = JournalEntry(1.0, "100001/OPER/QPADEV0001", "OPER", "X")
NAMED = SystemValue("SYSNAME", "SYSNAM03")


def name_it(system: System) -> None:
    with system.transaction(HEADER):
        system.values.put(NAMED)


def refuse(system: System) -> None:
    raise AssertionError("there is a machine already")
