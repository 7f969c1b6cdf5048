"""The list of restrictions when it is long, and the memory that a machine of many documents takes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from tests.bench.store_crew import ROOT
from tests.bench.store_machine import folder, furnished, seconds, single_ports
from tests.support.walker import Clock, Walker

SIZES = (100, 65_000)
ROUNDS = 101
PAGES = 3
"""Page Down is pressed so often in each round."""

DOCUMENTS = 100_000
PROCESSES = 5


_OPENED = """
from pathlib import Path
from portres_tui.store.tiny import TinySystem
import tinydb
system = TinySystem(Path(sys.argv[1]))
"""
_READ = f"""{_OPENED}
system.restrictions.page(None, 20)
system.covering("*TCP", 21)
"""
PROGRAMS = {
    "bare Python with TinyDB": "import tinydb",
    "the machine opened": _OPENED,
    "a page and a port read": _READ,
    "with an index of ports": f"{_OPENED}system.long_lived = True\nsystem.covering('*TCP', 21)",
}

_WEIGH = """
with open("/proc/self/smaps_rollup") as rollup:
    print(sum(int(line.split()[1]) for line in rollup if line.startswith("Private")) * 1024)
"""


class Reader:
    """Somebody who opens the list of so many restrictions again and again."""

    def __init__(self, home: Path, size: int) -> None:
        self.system = furnished(home, single_ports(size))
        self._walker = Walker(self.system, Clock(), home=home)
        self.opening: list[float] = []
        self.paging: list[float] = []

    @classmethod
    @contextmanager
    def of(cls, home: Path, size: int) -> Iterator[Reader]:
        reader = cls(home, size)
        try:
            yield reader
        finally:
            reader.system.close()

    def turn(self) -> None:
        """Open the list, page, and leave."""
        self._walker.to("command").type("WRKTCPPORT")
        self.opening.append(seconds(lambda: self._walker.press("enter")))
        assert self._walker.title.startswith("Work with TCP/IP Port Restrictions")
        for _ in range(PAGES):
            self.paging.append(seconds(lambda: self._walker.press("pagedown")))
        self._walker.press("f12")


def _lists() -> None:
    with ExitStack() as stack:
        readers = {
            size: stack.enter_context(Reader.of(stack.enter_context(folder()), size))
            for size in SIZES
        }
        for _ in range(ROUNDS):
            for reader in readers.values():
                reader.turn()
    few, many = (readers[size] for size in SIZES)
    print(f"the list of restrictions, medians of {ROUNDS}, interleaved")
    for name in ("opening", "paging"):
        base, found = median(getattr(few, name)), median(getattr(many, name))
        print(
            f"  {name:<8} with {SIZES[0]} {base * 1e3:6.2f} ms   with {SIZES[1]}"
            f" {found * 1e3:6.2f} ms   {found / base:5.2f} x"
        )


def _memory() -> None:
    with folder() as home:
        furnished(home, single_ports(DOCUMENTS)).close()
        found: dict[str, list[int]] = {name: [] for name in PROGRAMS}
        for _ in range(PROCESSES):
            for name in PROGRAMS:
                found[name].append(_private(home, name))
    print(
        f"private memory of a process at a machine of {DOCUMENTS} documents, median of {PROCESSES}"
    )
    base = median(found["bare Python with TinyDB"])
    for name, sizes in found.items():
        more = (median(sizes) - base) / 2**20
        print(f"  {name:<24} {median(sizes) / 2**20:5.1f} MB  {more:+5.1f} MB")


def _private(home: Path, name: str) -> int:
    """Bytes that belong to a process alone when it has run this program."""
    code = f"import sys\n{PROGRAMS[name]}\n{_WEIGH}"
    words = [sys.executable, "-c", code, str(home)]
    return int(subprocess.run(words, cwd=ROOT, check=True, capture_output=True).stdout)


def report() -> list[str]:
    """Print both."""
    _lists()
    _memory()
    return []
