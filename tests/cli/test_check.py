"""`portres check` and `portres share`, and what all such commands have in common."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import portres_tui
from portres_tui import texts
from portres_tui.domain.system import SHAPES

Portres = Callable[..., Any]


def execute(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


NEEDS_A_MACHINE = (
    ["check"],
    ["backup", "copy.db"],
    ["reset", "--yes"],
    ["export", "--json"],
    ["share", "--group"],
)


@pytest.mark.parametrize("words", NEEDS_A_MACHINE, ids=" ".join)
def test_where_there_is_no_machine_nothing_is_made(
    portres: Portres, home: Path, words: list[str]
) -> None:
    done = portres(*words)

    assert (done.code, done.out) == (2, "")
    assert done.err == f"portres: There is no machine in {home}. --home names another folder.\n"
    assert list(home.parent.iterdir()) == []


@pytest.mark.parametrize("words", NEEDS_A_MACHINE[:-1], ids=" ".join)
def test_another_programs_database_is_left_alone(
    portres: Portres, machine: Path, words: list[str]
) -> None:
    execute(machine, "pragma application_id = 7")
    before = machine.read_bytes()

    done = portres(*words)

    assert done.code == 2
    assert f"{machine}: database of another program" in done.err
    assert machine.read_bytes() == before
    assert not Path("copy.db").exists()


def test_a_whole_machine_is_told_table_by_table(portres: Portres, machine: Path) -> None:
    done = portres("check")

    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines] == [
        *SHAPES,
        *("journal", "log", "audit", str(machine)),
    ]
    servers = str(len(texts.machine().servers))
    assert ["servers", servers, "documents", "ok"] in [line.split() for line in lines]


def test_damage_is_told_under_its_table(portres: Portres, machine: Path) -> None:
    execute(machine, "update profiles set doc = json_set(doc, '$.mark', char(27)) where id = 2")

    done = portres("check")

    assert done.code == 1
    _, table, problem, *_ = done.out.splitlines()
    assert (table.split()[0], table.split()[-1]) == ("profiles", "DAMAGED")
    assert problem == "  profiles 2: mark: is none of S, A"
    assert done.out.endswith("`portres reset` a new machine.\n")


def test_a_check_can_be_read_by_programs(portres: Portres, machine: Path) -> None:
    whole = json.loads(portres("check", "--json").out)
    assert whole["whole"] and whole["tables"]["servers"] == len(texts.machine().servers)

    execute(machine, "delete from \"values\" where name = 'SYSNAME'")
    machine.write_bytes(b"garbage")
    done = portres("check", "--json")

    assert done.code == 1
    assert json.loads(done.out) == {
        "machine": str(machine),
        "whole": False,
        "tables": {},
        "problems": [{"table": "", "id": None, "wrong": "file is not a database"}],
        "notes": [],
    }


def test_sharing_says_with_whom(portres: Portres, machine: Path) -> None:
    done = portres("share", "--group")
    assert done.code == 0
    assert "may work on the machine in" in done.out
    assert machine.stat().st_mode & 0o777 == 0o660
    assert portres("share", "--nobody").code == 0
    assert machine.stat().st_mode & 0o777 == 0o600


def test_a_command_that_is_named_loads_no_other_and_no_database() -> None:
    program = (
        "import sys; from portres_tui.cli.words import parse\n"
        "try: parse(['check', '--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(portres_tui.__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    loaded = done.stdout.splitlines()[-1]
    assert "portres_tui.cli.check" in loaded
    assert not any(
        f"'{each}'" in loaded
        for each in ("portres_tui.cli.run", "portres_tui.store.health", "sqlite3", "tinydb")
    )
