"""CL programs with the job log that each must leave: `scripts/NAME.clle` and `NAME.joblog`.

In the first line of a program `/* as: WEBUSR */` names the profile that runs it, behind which may
stand special authorities that the profile is given for it; `/* continue */` lets the program go on
behind a command that failed. With PORTRES_UPDATE=1 in the environment the job logs are written
instead of compared: read the difference before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from programs import FOLDER, PROGRAMS, job_log
from walker import Clock

from portres_tui.store.memory import MemorySystem

UPDATE = os.environ.get("PORTRES_UPDATE") == "1"


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
