"""`portres backup`, `restore` and `reset`: the machine goes and comes back as a whole."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from portres_tui.store.sessions import Attendance

JOB = "100013/OPER/QPADEV0013"

Portres = Callable[..., Any]


@pytest.fixture
def signed_on(machine: Path) -> Iterator[str]:
    """Somebody is signed on; who that is."""
    presence = Attendance(machine.parent).attend(JOB, "OPER")
    yield f"job {JOB}, profile OPER, process {os.getpid()}"
    presence.leave()


def execute(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


def name(machine: Path, text: str) -> None:
    execute(
        machine,
        f"update \"values\" set doc = json_set(doc, '$.value', '{text}') where name = 'SYSNAME'",
    )


def named(portres: Portres) -> str:
    tables = json.loads(portres("export", "--json").out)
    return next(row["value"] for row in tables["values"].values() if row["name"] == "SYSNAME")


def test_a_backup_brings_the_machine_back(portres: Portres, machine: Path) -> None:
    assert portres("backup", "copy.db").code == 0
    name(machine, "CHANGED")

    done = portres("restore", "copy.db")

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"copy.db is the machine in {machine.parent} now.\nWhat was there")
    assert named(portres) == "PORTRES1"
    kept = done.out.split()[-1].rstrip(".")
    assert portres("restore", kept).code == 0
    assert named(portres) == "CHANGED"


def test_a_backup_over_another_file_wants_to_be_forced(portres: Portres, machine: Path) -> None:
    Path("copy.db").write_text("precious")
    done = portres("backup", "copy.db")
    assert (done.code, done.err) == (
        1,
        "portres: copy.db exists already. --force puts the new one in its place.\n",
    )
    assert portres("backup", "copy.db", "--force").code == 0
    assert portres("restore", "copy.db").code == 0


def test_a_damaged_machine_is_not_backed_up_but_can_be_replaced(
    portres: Portres, machine: Path
) -> None:
    portres("backup", "copy.db")
    execute(machine, "drop table sockets")

    done = portres("backup", "damaged.db")

    assert done.code == 1
    assert "  sockets: the table is missing\n" in done.out
    assert not Path("damaged.db").exists()
    assert portres("restore", "copy.db").code == 0
    assert portres("check").code == 0


@pytest.mark.parametrize(
    ("file", "code", "said"),
    [
        ("nowhere.db", 2, "nowhere.db is no file."),
        ("garbage.db", 1, "garbage.db: file is not a database"),
        ("damaged.db", 1, "damaged.db is damaged (1 problems): audit: the table is missing."),
        ("machine/machine.db", 1, "machine.db is the machine itself."),
    ],
)
def test_what_is_no_good_backup_is_not_restored(
    portres: Portres, machine: Path, file: str, code: int, said: str
) -> None:
    Path("garbage.db").write_bytes(b"garbage" * 1000)
    portres("backup", "damaged.db")
    execute(Path("damaged.db"), "drop table audit")
    before = machine.read_bytes()

    done = portres("restore", file)

    assert done.code == code
    assert said in done.err
    assert machine.read_bytes() == before


def test_who_types_the_machines_name_has_it_reset(portres: Portres, machine: Path) -> None:
    name(machine, "CHANGED")

    for typed in ("", "\n", "PORTRES1\n", "yes\n"):
        done = portres("reset", typed=typed)
        assert done.code == 1
        assert "CHANGED" in done.out and done.out.endswith("Nothing was changed.\n")
        assert named(portres) == "CHANGED"

    done = portres("reset", typed="changed\n")

    assert done.code == 0
    assert "machine.db.before-reset-" in done.out
    assert named(portres) == "PORTRES1"
    assert portres("check").code == 0


def test_a_machine_that_does_not_tell_its_name_is_reset_without_asking(
    portres: Portres, machine: Path
) -> None:
    machine.write_bytes(b"garbage")
    assert portres("reset", typed="PORTRES1\n").code == 1
    assert portres("reset", "--yes").code == 0
    assert portres("check").code == 0


@pytest.mark.parametrize(
    "words",
    [["restore", "copy.db"], ["reset", "--yes"], ["import", "--json", "tables.json"]],
    ids=" ".join,
)
def test_nobody_who_is_signed_on_loses_the_machine(
    portres: Portres, machine: Path, signed_on: str, words: list[str]
) -> None:
    assert portres("backup", "copy.db").code == 0
    assert portres("export", "--json", "tables.json").code == 0
    before = machine.read_bytes()

    done = portres(*words)

    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"portres: Others are signed on to the machine; sign them off first:\n  {signed_on}\n"
    )
    assert machine.read_bytes() == before
