"""CL programs of `tests/scripts` and the job logs that they leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from walker import Clock

from portres_tui.cli.run import Batch, Source
from portres_tui.domain.jobs import JobType
from portres_tui.domain.system import JournalEntry
from portres_tui.session import begin
from portres_tui.store.memory import MemorySystem

FOLDER = Path(__file__).parent.parent / "scripts"
PROGRAMS = sorted(FOLDER.glob("*.clle"))

BETWEEN = 2.0
"""Seconds that pass before each command and behind the last: what the one before it submitted has
come to its end by then, and nobody has to wait for it."""


def paced(source: Source, clock: Clock) -> Iterator[tuple[int, str]]:
    for each in source:
        clock.forward(BETWEEN)
        yield each
    clock.forward(BETWEEN)


def signed_on(machine: MemorySystem, first_line: str) -> str:
    """The profile that the first line names, with the authorities that it gives it."""
    named = re.search(r"/\* as: (\w+)((?: \*\w+)*) \*/", first_line)
    name, given = named.groups() if named else ("QSECOFR", "")
    profile = machine.profiles.get(name)
    if given and profile:
        with machine.transaction(JournalEntry(0, "000000/QSYS/SCPF", "QSYS", "")):
            machine.profiles.put(profile._replace(special_authorities=tuple(given.split())))
    return name


def job_log(program: Path, machine: MemorySystem, clock: Clock) -> str:
    """What `portres run` prints for the program."""
    text = program.read_text("utf-8")
    first_line = text.partition("\n")[0]
    profile = signed_on(machine, first_line)
    session = begin(machine, FOLDER, profile, JobType.BATCH, clock, UTC)
    batch = Batch(session, from_file=True)
    goes_on = "/* continue */" in first_line
    lines = batch.program(text, goes_on=goes_on, pace=lambda source: paced(source, clock))
    return "".join(f"{line}\n" for line in lines)
