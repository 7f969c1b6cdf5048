"""The machine's tables as JSON in the layout of TinyDB's own files: `{"values": {"1": {...}}}`.

What is read is examined as a whole before anything is written. Knows no command.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portres_tui.domain.system import SHAPES, JournalEntry
from portres_tui.domain.users import SECURITY_OFFICER
from portres_tui.store.codec import decode
from portres_tui.store.errors import MachineDamaged
from portres_tui.store.health import GAPLESS, KINDS, Problem
from portres_tui.store.reading import reading
from portres_tui.store.replacing import refuse_company
from portres_tui.store.rules import DOCUMENTS
from portres_tui.store.sql import quoted

if TYPE_CHECKING:  # whoever only reads needs no TinyDB
    from portres_tui.store.tiny import TinySystem

Documents = Mapping[str, Any]
"""A table's documents by their numbers, which JSON has as text."""

Tables = Mapping[str, Documents]

LOGS = frozenset(KINDS.keys() - SHAPES.keys())
"""What is no state: the journal, the job logs, the audit journal."""

SECRETS = frozenset({"passwords"})
"""Tables that are exported only when they are asked for."""

_NUMBER = re.compile("[1-9][0-9]{0,17}")


def exported(path: Path, *, logs: bool, passwords: bool) -> Tables:
    """The tables of the machine at `path` as they stand together at one moment. MachineUnreadable
    when it cannot be read."""
    left_out = (frozenset() if logs else LOGS) | (frozenset() if passwords else SECRETS)
    names = [name for name in KINDS if name not in left_out]
    with reading(path) as connection:
        return {name: dict(_documents(path, connection, name)) for name in names}


def _documents(
    path: Path, connection: sqlite3.Connection, name: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for id, text in connection.execute(f"select id, doc from {quoted(name)} order by id"):
        try:
            yield str(id), json.loads(text)
        except (ValueError, TypeError):
            raise MachineDamaged(path, f"{name} {id} is not JSON") from None


def as_text(tables: Tables) -> str:
    """As TinyDB reads it, whatever the reader's locale."""
    return json.dumps(tables, indent=1) + "\n"


def parsed(text: str) -> Any:
    """What a JSON text holds; ValueError when it is none, or not plain."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except RecursionError:
        raise ValueError("too many objects within each other") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!a} stands twice in one object")
    return found


def faults(tables: Any) -> Iterator[Problem]:
    """What hinders that these become the machine's tables: in the whole, in each document, between
    documents. Nothing when they can be put."""
    if not isinstance(tables, dict):
        yield Problem("", None, "the file holds no tables")
        return
    for name, documents in tables.items():
        if name == "_default" and not documents:
            continue  # TinyDB's own, in every file that it writes to
        if name not in KINDS:
            yield Problem(ascii(name), None, "a machine has no such table")
        elif not isinstance(documents, dict):
            yield Problem(name, None, "holds no documents")
        else:
            yield from _in_table(name, documents)


def _in_table(name: str, documents: Documents) -> Iterator[Problem]:
    numbers = [number for number in documents if _NUMBER.fullmatch(number)]
    for number in documents.keys() - set(numbers):
        yield Problem(name, None, f"{number!a} is no number of a document")
    found = [
        Problem(name, int(number), str(each))
        for number in numbers
        for each in DOCUMENTS.wrong(KINDS[name], documents[number], known_only=True)
    ]
    yield from found
    if not found:
        ordered = [(number, documents[str(number)]) for number in sorted(map(int, numbers))]
        yield from _between(name, ordered)


def _between(name: str, documents: list[tuple[int, Mapping[str, Any]]]) -> Iterator[Problem]:
    if name in SHAPES:
        yield from _same_keys(name, documents)
    elif name in GAPLESS and documents and documents[-1][0] - documents[0][0] >= len(documents):
        yield Problem(name, None, "documents are missing between others")
    if name == "journal":
        for number, document in documents:
            if document["revision"] != number:
                yield Problem(name, number, "revision: is not the document's number")
    if name == "profiles" and not any(
        row["name"] == SECURITY_OFFICER and row.get("signs_on", True) for _, row in documents
    ):
        yield Problem(name, None, f"{SECURITY_OFFICER} is missing or does not sign on")


def _same_keys(name: str, documents: Iterable[tuple[int, Mapping[str, Any]]]) -> Iterator[Problem]:
    have: dict[Any, int] = {}
    for number, document in documents:
        key = tuple(document[field] for field in SHAPES[name].key)
        first = have.setdefault(key, number)
        if first != number:
            yield Problem(name, number, f"has the key of {first}: {' '.join(map(str, key))}")


def taken(tables: Tables, *, logs: bool) -> list[str]:
    """The names of the tables that an import takes."""
    return [name for name in tables if name in SHAPES or (logs and name in LOGS)]


def put(system: TinySystem, home: Path, tables: Tables, header: JournalEntry) -> None:
    """Make tables without faults the machine's, all in one transaction. A table that is not among
    them stays as it is. Refused while anybody is signed on."""
    with system.transaction(header):
        refuse_company(home)
        for name, documents in tables.items():
            if name in SHAPES:
                _put_rows(system, name, documents)
            else:
                _put_sequence(system, name, documents)
        _remove_passwords_of_nobody(system)


def _remove_passwords_of_nobody(system: TinySystem) -> None:
    """A file need not have the passwords. Those of profiles that it does not have must not wait here
    for others of the same name."""
    for password in list(system.passwords):
        if system.profiles.get(password.profile) is None:
            system.passwords.remove(password.profile)


def _put_sequence(system: TinySystem, name: str, documents: Documents) -> None:
    """Entries keep their numbers: the journal's are the machine's revisions."""
    system.db.rows.clear(name)
    for number in sorted(documents, key=int):
        system.db.rows.insert(name, documents[number], int(number))


def _put_rows(system: TinySystem, name: str, documents: Documents) -> None:
    """Rows come in the order of their numbers. Where they are found by it, see Table.last, none keeps
    the place that it had."""
    table, shape = getattr(system, name), SHAPES[name]
    rows: dict[Any, Any] = {}
    for number in sorted(documents, key=int):
        row: Any = decode(shape.row, documents[number])
        rows[shape.key_of(row)] = row
    for old in list(table):
        if shape.finds or shape.key_of(old) not in rows:
            table.remove(*shape.key_of(old))
    for row in rows.values():
        table.put(row)
