"""One machine and several processes, some of which die."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from portres_tui.domain.system import System
from portres_tui.store.files import connect
from portres_tui.store.tiny import TinySystem

WORKER = Path(__file__).with_name("worker.py")
ROOT = WORKER.parents[2]

FULL = 2
"""What SQLite calls it when a commit waits until the disk has it."""

FILES = {"machine.db", "machine.lock", "machine.db-wal", "machine.db-shm"}
"""All that may be left. SQLite's two stay when the last two processes let go at the same moment."""

Process = subprocess.Popen[str]
Hire = Callable[[str, int], Process]


@pytest.fixture
def hire(folder: Path) -> Iterator[Hire]:
    """Start a process that plays a role of worker.py once it is told to go."""
    processes: list[Process] = []

    def start(role: str, times: int = 0) -> Process:
        process = subprocess.Popen(
            [sys.executable, str(WORKER), role, str(folder), str(times)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def go(*processes: Process) -> None:
    """Let them run at the same moment."""
    for process in processes:
        assert process.stdout and process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()


def refuse(system: System) -> None:
    raise AssertionError("there is a machine already")


def number(system: System) -> int:
    row = system.values.get("COUNT")
    return int(row.value) if row else 0


def test_four_processes_count_without_losing_one(tiny: TinySystem, hire: Hire) -> None:
    workers = [hire("add", 50) for _ in range(4)]
    go(*workers)
    assert [worker.wait() for worker in workers] == [0] * 4
    assert number(tiny) == 200
    assert tiny.revision() == 200
    assert [entry.revision for entry in tiny.journal()] == list(range(1, 201))
    assert len({entry.job for entry in tiny.journal()}) == 4


def test_what_was_acknowledged_outlives_a_sudden_death(
    folder: Path, tiny: TinySystem, hire: Hire
) -> None:
    tiny.close()
    for lines in (1, 10, 30):
        worker = hire("acknowledge", 0)
        go(worker)
        assert worker.stdout
        said = [worker.stdout.readline() for _ in range(lines)]
        worker.kill()
        acknowledged = int([*said, *worker.stdout.read().splitlines()][-1])
        system = TinySystem(folder)
        assert number(system) in (acknowledged, acknowledged + 1)
        assert system.revision() == number(system)
        check = system.db.rows.connection.execute("pragma integrity_check").fetchall()
        assert check == [("ok",)]
        system.close()


def test_every_thread_writes_through_to_the_disk_however_sqlite_was_built(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hasty(*place: Any) -> sqlite3.Connection:
        connection = connect(*place)
        connection.execute("pragma synchronous = normal")
        return connection

    monkeypatch.setattr("portres_tui.store.files.connect", hasty)
    system = TinySystem(folder, create=True)

    def level() -> int:
        found = system.db.rows.connection.execute("pragma synchronous").fetchone()
        return int(found[0])

    with ThreadPoolExecutor(1) as pool:
        levels = [level(), pool.submit(level).result()]
    system.close()
    assert levels == [FULL, FULL]


def test_a_machine_opened_twice_stays_in_use_when_one_is_closed(
    folder: Path, tiny: TinySystem, hire: Hire
) -> None:
    """Whoever believes to be the last one puts the log away, under those who still use it."""
    assert number(tiny) == 0
    TinySystem(folder).close()
    worker = hire("add", 1)
    go(worker)
    assert worker.wait() == 0
    assert (folder / "machine.db-wal").exists()
    assert number(tiny) == 1


def test_processes_that_come_at_once_make_one_machine(folder: Path, hire: Hire) -> None:
    workers = [hire("make", 0) for _ in range(3)]
    go(*workers)
    answers = {worker.communicate()[0] for worker in workers}
    assert len(answers) == 1
    maker, revision = answers.pop().split()
    assert int(maker) in {worker.pid for worker in workers}
    assert int(revision) == 2


def test_a_process_that_dies_while_making_leaves_no_half_machine(folder: Path, hire: Hire) -> None:
    worker = hire("make_and_die", 0)
    go(worker)
    assert worker.wait() == -9
    assert not (folder / "machine.db").exists()
    workers = [hire("make", 0) for _ in range(2)]
    go(*workers)
    assert {worker.communicate()[0].split()[1] for worker in workers} == {"2"}
    assert {file.name for file in folder.iterdir()} <= FILES
    TinySystem.open(folder, refuse).close()
