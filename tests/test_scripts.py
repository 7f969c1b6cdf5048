"""CL programs with the job log that each must leave: `scripts/NAME.clle` and `NAME.joblog`.

In the first line of a program `/* as: WEBUSR */` names the profile that runs it, behind which may
stand special authorities that the profile is given for it; `/* continue */` lets the program go on
behind a command that failed. With PORTRES_UPDATE=1 in the environment the job logs are written
instead of compared: read the difference before you keep it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest
from walker import Clock

from portres_tui.cli.run import Batch, Source
from portres_tui.domain.jobs import JobType
from portres_tui.domain.system import JournalEntry
from portres_tui.session import begin
from portres_tui.store.memory import MemorySystem

FOLDER = Path(__file__).parent / "scripts"
PROGRAMS = sorted(FOLDER.glob("*.clle"))
UPDATE = os.environ.get("PORTRES_UPDATE") == "1"

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


@pytest.mark.parametrize("program", PROGRAMS, ids=[each.stem for each in PROGRAMS])
def test_a_program_leaves_its_job_log(program: Path, machine: MemorySystem, clock: Clock) -> None:
    expected = program.with_suffix(".joblog")

    left = job_log(program, machine, clock)

    if UPDATE:
        expected.write_text(left, "utf-8")
    assert expected.exists(), f"{program.name} has no job log: run it with PORTRES_UPDATE=1"
    assert left == expected.read_text("utf-8")


def test_every_job_log_is_that_of_a_program() -> None:
    logs = {each.stem for each in FOLDER.glob("*.joblog")}

    assert PROGRAMS and logs == {each.stem for each in PROGRAMS}


def test_no_program_meets_an_error_of_ours() -> None:
    assert [log.name for log in FOLDER.glob("*.joblog") if "PRT09" in log.read_text("utf-8")] == []
