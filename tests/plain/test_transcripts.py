"""Sessions in plain mode, from what is typed to what is said: `transcripts/NAME.typed` and `.txt`.

`PORTRES_UPDATE=1` writes the transcripts anew; read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path

import pytest
from walker import Clock

from portres_tui.plain.mode import PlainMode
from portres_tui.session import begin
from portres_tui.store.memory import MemorySystem
from portres_tui.workstation import Workstation

FOLDER = Path(__file__).parent.parent / "transcripts"
TYPED = sorted(FOLDER.glob("*.typed"))


def transcript(machine: MemorySystem, clock: Clock, typed: Sequence[str]) -> list[str]:
    """What is said when these lines are typed, with the lines."""
    session = begin(machine, Path("/nowhere"), clock=clock, zone=UTC)
    said: list[str] = []
    lines = iter(typed)

    def ask(prompt: str) -> str:
        line = next(lines, None)
        if line is None:
            raise EOFError
        said.append(f"{prompt}{line}")
        return line

    PlainMode(Workstation(session), ask, said.append, ask, clock.forward).run()
    return said


@pytest.mark.parametrize("file", TYPED, ids=[each.stem for each in TYPED])
def test_what_is_typed_brings_what_the_transcript_says(
    machine: MemorySystem, clock: Clock, file: Path
) -> None:
    expected = file.with_suffix(".txt")

    said = transcript(machine, clock, file.read_text("utf-8").splitlines())
    text = "".join(f"{line.rstrip()}\n" for line in said)

    if os.environ.get("PORTRES_UPDATE"):
        expected.write_text(text, "utf-8")
    assert text == expected.read_text("utf-8")


def test_every_transcript_is_of_something_that_was_typed() -> None:
    assert {each.stem for each in FOLDER.glob("*.txt")} == {each.stem for each in TYPED}


def test_the_walk_meets_what_the_readme_tells_of_it() -> None:
    told = (FOLDER / "the_walk.txt").read_text("utf-8")
    walk = [
        "4. Work with TCP/IP port restrictions",
        "Message: Port restriction added but may affect TCP/IP processing.",
        "FTP server submitted",
        "TCP7701 40 FTP server unable to establish connection.",
        "FTP                *ENDED    21            *TCP      QTCP",
        "errno value of 3401",
        "Press Enter to confirm your choices for 4=Remove.",
        "FTP server is listening on *TCP port 21.",
        "FTP                *ACTIVE   21            *TCP      QTCP",
        "Confirm End of TCP/IP Servers",
        "signoff",
    ]

    places = [told.find(text) for text in walk]
    assert -1 not in places and places == sorted(places)
