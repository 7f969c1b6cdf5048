"""What a command costs beside SQLite alone writing the same rows, with few and many documents.

A file that SQLite has just opened gets a log beside it that grows with every commit, which costs the
disk more than writing over a log that has its size and keeps it as long as anybody has the file open.
Both are shown; a race is in the one state or in the other for both who run it.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from io import FileIO
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from tinydb import TinyDB

from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.messages import completion
from portres_tui.domain.ports import PortRestriction
from portres_tui.session import Session, begin
from portres_tui.store.codec import encode
from portres_tui.store.table import RowDB
from portres_tui.store.tiny import TinySystem
from tests.bench.store_machine import HEADER, folder, furnished, seconds, single_ports

SIZES = (100, 1_000, 10_000, 100_000)
ROUNDS = {"grows": 51, "has its size": 151}
"""How often they run while the log beside the file is in this state."""

STOCK = 10_000
"""Documents beside which one is inserted by TinyDB as it comes."""

STOCK_ROUNDS = 15
STOCK_TURNS = 10
"""Inserts by ours for each by TinyDB as it comes."""

_ADDED = {"restrictions": 1, "journal": 1, "log": 2}
"""How many rows a command adds to each table."""

_LOG = 1_000 * 4_096
"""Bytes that the log beside a file comes to: SQLite then begins it anew."""

_BASELINE = """a command (4 rows in 3 tables) beside SQLite alone, interleaved
  alone: begin immediate, four inserts, commit, by Python's sqlite3 with WAL and synchronous=FULL, of the
  same documents, made JSON as it goes, into tables with the same numbers, columns and indexes; it
  reads nothing, checks nothing and waits for nobody"""

Added = list[tuple[str, int | None, Mapping[str, Any]]]
"""Tables, row numbers and documents."""


class Taken(NamedTuple):
    """Seconds, turn by turn."""

    command: list[float]
    store: list[float]
    alone: list[float]


class Race:
    """A machine with so many restrictions and SQLite with the same rows, one after the other."""

    def __init__(self, system: TinySystem, session: Session, raw: sqlite3.Connection) -> None:
        self._system = system
        self._session = session
        self._raw = raw
        self._ports = iter(random.Random(1).sample(range(1, 65_536), 2 * sum(ROUNDS.values())))
        self.taken = {state: Taken([], [], []) for state in ROUNDS}

    @classmethod
    @contextmanager
    def of(cls, place: Path, size: int) -> Iterator[Race]:
        """Both ready to begin, in folder `place`."""
        home = place / "machine"
        with closing(furnished(home, single_ports(size))) as system:
            session = begin(system, home)
            with _alone(place / "alone.db", system.db) as raw:
                yield cls(system, session, raw)

    def enter(self, state: str) -> None:
        """Bring the logs beside both files into a state."""
        for connection in (self._system.db.rows.connection, self._raw):
            STATES[state](connection)

    def turn(self, state: str) -> None:
        """A command, its rows by SQLite alone, such rows by the store without the command, and these
        by SQLite alone."""
        taken = self.taken[state]
        text = f"ADDTCPPORT PORT({next(self._ports)}) PROTOCOL(*TCP) USRPRF(APPUSER)"
        taken.command.append(seconds(lambda: self._run(text)))
        self._follow(taken)
        port, lines = next(self._ports), self._system.log_last(_ADDED["log"])
        row = PortRestriction(port, port, "*TCP", "APPUSER")
        taken.store.append(seconds(lambda: self._put(row, lines)))
        self._follow(taken)

    def _run(self, text: str) -> None:
        reply = self._session.interpreter.run(text, self._session.requester)
        assert not reply.failed, reply

    def _put(self, row: PortRestriction, lines: list[LogEntry]) -> None:
        with self._system.transaction(HEADER):
            self._system.restrictions.put(row)
            self._system.log(lines)

    def _follow(self, taken: Taken) -> None:
        rows = self._added()
        taken.alone.append(seconds(lambda: _write(self._raw, rows)))

    def _added(self) -> Added:
        found = []
        for table, n in _ADDED.items():
            sql = f"select id, doc from {table} order by id desc limit {n}"
            read = self._system.db.rows.read(sql)
            found += [(table, id, json.loads(doc)) for id, doc in reversed(read)]
        return found


@contextmanager
def _alone(path: Path, db: RowDB) -> Iterator[sqlite3.Connection]:
    """SQLite alone with all that `db` holds, and as safe."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        db.rows.connection.backup(raw)
        raw.execute("pragma journal_mode = wal")
        raw.execute("pragma synchronous = full")
        yield raw


def _write(raw: sqlite3.Connection, rows: Added) -> None:
    raw.execute("begin immediate")
    for table, id, document in rows:
        doc = json.dumps(document, separators=(",", ":"))
        raw.execute(f"insert into {table} (id, doc) values (?, ?)", (id, doc))
    raw.execute("commit")


def _empty_log(connection: sqlite3.Connection) -> None:
    connection.execute("pragma wal_checkpoint(truncate)")


def _grown_log(connection: sqlite3.Connection) -> None:
    """Let the log have the size that it comes to by itself, and begin it anew."""
    connection.execute("begin immediate")
    connection.execute("create table filling (bytes)")
    connection.execute("insert into filling values (zeroblob(?))", (_LOG,))
    connection.execute("commit")
    connection.execute("drop table filling")
    connection.execute("pragma wal_checkpoint(restart)")


STATES: Mapping[str, Callable[[sqlite3.Connection], None]] = {
    "grows": _empty_log,
    "has its size": _grown_log,
}


def _commands() -> None:
    with ExitStack() as stack:
        places = {size: stack.enter_context(folder()) for size in SIZES}
        races = {size: stack.enter_context(Race.of(places[size], size)) for size in SIZES}
        file = stack.enter_context((places[SIZES[0]] / "sync").open("wb", buffering=0))
        syncs = []
        for state, rounds in ROUNDS.items():
            for race in races.values():
                race.enter(state)
            for _ in range(rounds):
                for race in races.values():
                    race.turn(state)
                syncs.append(seconds(lambda: _sync(file)))
    print(_BASELINE)
    for state, rounds in ROUNDS.items():
        print(f"  while the log {state}, medians of {rounds}")
        for size, race in races.items():
            _compare(size, race.taken[state])
        few, many = (median(races[size].taken[state].command) for size in (SIZES[0], SIZES[-1]))
        print(f"    a command at {SIZES[-1]} documents / at {SIZES[0]}: {many / few:.2f}")
    print(f"  20 kB written and synced on this disk: {median(syncs) * 1e3:.3f} ms")


def _compare(size: int, taken: Taken) -> None:
    command, store, alone = map(median, taken)
    print(
        f"    {size:7} documents  command {command * 1e3:6.3f} ms  alone {alone * 1e3:6.3f} ms"
        f"   {command / alone:5.2f} x, {(command - alone) * 1e3:+6.3f} ms"
        f"   (the store's part {store / alone:5.2f} x)"
    )


def _sync(file: FileIO) -> None:
    file.write(b"x" * 20_000)
    os.fsync(file.fileno())


def _inserts() -> None:
    print(f"an insert beside {STOCK} documents, medians, interleaved")
    line = LogEntry("100001/QSECOFR/QPADEV0001", JobType.BATCH, 1.0, 0, completion("PRT0001"))
    documents = {"restriction": PortRestriction(21, 21, "*TCP", "WEBUSR"), "log line": line}
    for state, (name, row) in product(STATES, documents.items()):
        stock, ours, alone = map(median, _insert(encode(row), state))
        print(
            f"  {name:<11}, the log {state:<12}  TinyDB's JSONStorage {stock * 1e3:6.2f} ms"
            f"   our table {ours * 1e3:6.3f} ms, {stock / ours:4.0f} x cheaper"
            f"   SQLite alone {alone * 1e3:6.3f} ms, {stock / alone:4.0f} x"
        )


def _insert(
    document: Mapping[str, object], state: str
) -> tuple[list[float], list[float], list[float]]:
    """Seconds that inserts took of TinyDB as it comes, of our table and of SQLite alone."""
    taken: tuple[list[float], list[float], list[float]] = [], [], []
    with (
        folder() as place,
        TinyDB(place / "stock.json") as stock,
        RowDB(place / "rows.db", create=True) as ours,
        ExitStack() as stack,
    ):
        for db in (stock, ours):
            db.table("documents").insert_multiple([document] * STOCK)
        raw = stack.enter_context(_alone(place / "alone.db", ours))
        for connection in (ours.rows.connection, raw):
            STATES[state](connection)
        for _ in range(STOCK_ROUNDS):
            taken[0].append(seconds(lambda: stock.table("documents").insert(document)))
            for _ in range(STOCK_TURNS):
                taken[1].append(seconds(lambda: ours.table("documents").insert(document)))
                taken[2].append(seconds(lambda: _write(raw, [("documents", None, document)])))
    return taken


def report() -> list[str]:
    """Print both tables."""
    _commands()
    _inserts()
    return []
