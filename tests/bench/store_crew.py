"""Processes that play the roles of `store_worker`, as who hires them sees them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Worker:
    """A process that plays a role at the machine of `folder` once it is told to go."""

    def __init__(self, role: str, folder: Path, word: object = "") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.store_worker", role, str(folder), str(word)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.pid = self._process.pid

    def ready(self) -> None:
        """Wait until it can go at once."""
        if self.word() != "ready":
            raise RuntimeError(self.ended()[1])

    def go(self) -> None:
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def word(self) -> str:
        """Wait for the next line that it says; empty when it has ended."""
        assert self._process.stdout
        return self._process.stdout.readline().rstrip("\n")

    def ended(self) -> tuple[str, str]:
        """What else it said, and the last line of its error, once it has ended."""
        with self._process as process:
            assert process.stdout
            assert process.stderr
            said, error = process.stdout.read(), process.stderr.read()
        return said, error.strip().rpartition("\n")[2]

    def result(self) -> Any:
        """What its role came to; RuntimeError when it failed."""
        said, error = self.ended()
        if self._process.returncode:
            raise RuntimeError(error)
        return json.loads(said)

    def kill(self) -> None:
        """End it with signal 9."""
        self._process.kill()

    def dismiss(self) -> None:
        """End it if it has not ended yet, and let go of it."""
        self.kill()
        with self._process:
            pass


@contextmanager
def crew(size: int, role: str, folder: Path, word: object = "") -> Iterator[list[Worker]]:
    """Workers that are ready; none of them outlives the block."""
    workers = [Worker(role, folder, word) for _ in range(size)]
    try:
        for worker in workers:
            worker.ready()
        yield workers
    finally:
        for worker in workers:
            worker.dismiss()
