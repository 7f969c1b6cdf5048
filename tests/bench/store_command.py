"""What a command costs beside SQLite alone writing the same rows, with few and many documents."""

from __future__ import annotations

import json
import os
import random
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from io import FileIO
from pathlib import Path
from statistics import median

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
ROUNDS = 201

STOCK = 10_000
"""Documents beside which one is inserted by TinyDB as it comes."""

STOCK_ROUNDS = 15
STOCK_TURNS = 10
"""Inserts by ours for each by TinyDB as it comes."""

_ADDED = {"restrictions": 1, "log": 2, "journal": 1}
"""How many rows a command adds to each table."""

Added = list[tuple[str, int | None, str]]
"""Tables, row numbers and documents."""


class Race:
    """A machine with so many restrictions and SQLite with the same rows, one after the other.

    SQLite is given the numbers and the text of the rows that the command wrote.
    """

    def __init__(self, system: TinySystem, session: Session, raw: sqlite3.Connection) -> None:
        self._system = system
        self._session = session
        self._raw = raw
        self._ports = iter(random.Random(1).sample(range(1, 65_536), 2 * ROUNDS))
        self.command: list[float] = []
        self.store: list[float] = []
        self.alone: list[float] = []

    @classmethod
    @contextmanager
    def of(cls, place: Path, size: int) -> Iterator[Race]:
        """Both ready to begin, in folder `place`."""
        home = place / "machine"
        with closing(furnished(home, single_ports(size))) as system:
            session = begin(system, home)
            with _alone(place / "alone.db", system.db) as raw:
                yield cls(system, session, raw)

    def turn(self) -> None:
        """A command, its rows by SQLite alone, and such rows by the store without the command."""
        text = f"ADDTCPPORT PORT({next(self._ports)}) PROTOCOL(*TCP) USRPRF(APPUSER)"
        self.command.append(seconds(lambda: self._run(text)))
        rows = self._added()
        self.alone.append(seconds(lambda: _write(self._raw, rows)))
        port, lines = next(self._ports), self._system.log_last(_ADDED["log"])
        row = PortRestriction(port, port, "*TCP", "APPUSER")
        self.store.append(seconds(lambda: self._put(row, lines)))

    def _run(self, text: str) -> None:
        reply = self._session.interpreter.run(text, self._session.requester)
        assert not reply.failed, reply

    def _put(self, row: PortRestriction, lines: list[LogEntry]) -> None:
        with self._system.transaction(HEADER):
            self._system.restrictions.put(row)
            self._system.log(lines)

    def _added(self) -> Added:
        found = []
        for table, n in _ADDED.items():
            sql = f"select id, doc from {table} order by id desc limit {n}"
            found += [(table, id, doc) for id, doc in reversed(self._system.db.rows.read(sql))]
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
    for table, id, doc in rows:
        raw.execute(f"insert into {table} (id, doc) values (?, ?)", (id, doc))
    raw.execute("commit")


def _commands() -> None:
    with ExitStack() as stack:
        places = {size: stack.enter_context(folder()) for size in SIZES}
        races = {size: stack.enter_context(Race.of(places[size], size)) for size in SIZES}
        file = stack.enter_context((places[SIZES[0]] / "sync").open("wb", buffering=0))
        syncs = []
        for _ in range(ROUNDS):
            for race in races.values():
                race.turn()
            syncs.append(seconds(lambda: _sync(file)))
    print(f"a command (4 rows) and SQLite alone, medians of {ROUNDS}, interleaved")
    for size, race in races.items():
        command, store, alone = map(median, (race.command, race.store, race.alone))
        print(
            f"  {size:7} documents  command {command * 1e3:6.3f} ms  alone {alone * 1e3:6.3f} ms"
            f"   {command / alone:5.2f} x   (the store's part {store / alone:5.2f} x)"
        )
    few, many = (median(races[size].command) for size in (SIZES[0], SIZES[-1]))
    print(f"  a command at {SIZES[-1]} documents / at {SIZES[0]}: {many / few:.2f}")
    print(f"  20 kB written and synced on this disk: {median(syncs) * 1e3:.3f} ms")


def _sync(file: FileIO) -> None:
    file.write(b"x" * 20_000)
    os.fsync(file.fileno())


def _inserts() -> None:
    print(f"an insert beside {STOCK} documents, medians, interleaved")
    line = LogEntry("100001/QSECOFR/QPADEV0001", JobType.BATCH, 1.0, 0, completion("PRT0001"))
    for name, row in (("restrictions", PortRestriction(21, 21, "*TCP", "WEBUSR")), ("log", line)):
        stock, ours, alone = map(median, _insert(encode(row)))
        print(
            f"  {name:<13} TinyDB's JSONStorage {stock * 1e3:6.2f} ms"
            f"   our table {ours * 1e3:6.3f} ms, {stock / ours:4.0f} x cheaper"
            f"   SQLite alone {alone * 1e3:6.3f} ms, {stock / alone:4.0f} x"
        )


def _insert(document: Mapping[str, object]) -> tuple[list[float], list[float], list[float]]:
    """Seconds that inserts took of TinyDB as it comes, of our table and of SQLite alone."""
    taken: tuple[list[float], list[float], list[float]] = [], [], []
    text = json.dumps(document)
    with (
        folder() as place,
        TinyDB(place / "stock.json") as stock,
        RowDB(place / "rows.db", create=True) as ours,
        ExitStack() as stack,
    ):
        for db in (stock, ours):
            db.table("documents").insert_multiple([document] * STOCK)
        raw = stack.enter_context(_alone(place / "alone.db", ours))
        for _ in range(STOCK_ROUNDS):
            taken[0].append(seconds(lambda: stock.table("documents").insert(document)))
            for _ in range(STOCK_TURNS):
                taken[1].append(seconds(lambda: ours.table("documents").insert(document)))
                taken[2].append(seconds(lambda: _write(raw, [("documents", None, text)])))
    return taken


def report() -> list[str]:
    """Print both tables."""
    _commands()
    _inserts()
    return []
