"""Random commands, keys and lines in plain mode, the long form: 20,000 commands, 5,000 sequences of
keys, 1,000 sittings; every one from a seed.

What is found is printed as BROKEN with its seed. Some of the machines are kept in files.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from fuzz.runs import Machine, commands, fresh, keys
from fuzz.sittings import lines
from walker import Clock

from portres_tui.domain.system import System
from portres_tui.opening import open_machine

COMMANDS, PER_MACHINE = 20_000, 200
SEQUENCES, LENGTH = 5_000, 60
SITTINGS = 1_000
IN_FILES = 20
"""Of this many machines of random commands, one is kept in a file."""

PARTS = ("commands", "keys", "lines")

Run = Callable[[int], Iterator[str]]


def main(part: str = "") -> bool:
    """Print one part, or all. Was anything found?"""
    with tempfile.TemporaryDirectory() as folder:
        runs: dict[str, tuple[int, Run]] = {
            "commands": (
                COMMANDS // PER_MACHINE,
                lambda seed: commands(seed, PER_MACHINE, _machine(seed, Path(folder))),
            ),
            "keys": (SEQUENCES, lambda seed: keys(seed, LENGTH)),
            "lines": (SITTINGS, lambda seed: lines(seed, LENGTH)),
        }
        found = [_report(name, *runs[name]) for name in ([part] if part else PARTS)]
    return any(found)


def _machine(seed: int, folder: Path) -> Machine:
    def kept(clock: Clock) -> System:
        return open_machine(folder / str(seed), clock)

    return fresh if seed % IN_FILES else kept


def _report(name: str, count: int, run: Run) -> bool:
    began, found = time.monotonic(), 0
    for seed in range(count):
        for told in run(seed):
            print(f"BROKEN {name} seed {seed}: {told}", flush=True)
            found += 1
    each = PER_MACHINE if name == "commands" else 1
    print(f"{name}: {count * each:,} from {count:,} seeds, {found} broken,", end=" ")
    print(f"{time.monotonic() - began:.0f} s")
    return found > 0
