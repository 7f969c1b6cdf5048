"""`portres export` and `import`: the machine's tables as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from portres_tui import texts
from portres_tui.cli.words import parse
from portres_tui.domain.system import SHAPES

Portres = Callable[..., Any]


def named(portres: Portres) -> str:
    tables = json.loads(portres("export", "--json").out)
    return next(row["value"] for row in tables["values"].values() if row["name"] == "SYSNAME")


def test_an_export_is_a_file_of_tinydb_for_its_owner(portres: Portres, machine: Path) -> None:
    assert portres("export", "--json", "tables.json", "--logs").code == 0

    assert Path("tables.json").stat().st_mode & 0o777 == 0o600
    with TinyDB("tables.json", access_mode="r") as db:
        assert len(db.table("servers")) == len(texts.machine().servers)
        assert len(db.table("log")) > 0
    assert portres("export", "--json", "tables.json").code == 1
    assert portres("export", "--json", "tables.json", "--force").code == 0


def test_an_export_has_passwords_only_when_it_is_told_so(portres: Portres, machine: Path) -> None:
    assert "passwords" not in json.loads(portres("export", "--json", "--logs").out)
    assert "passwords" in json.loads(portres("export", "--json", "--with-passwords").out)


def test_an_import_without_a_standard_input_to_read_says_so(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)

    assert parse(("import", "--json", "-")) == 2
    assert capsys.readouterr().err == "portres: There is no standard input to read.\n"


def test_an_import_says_what_it_took_and_what_not(portres: Portres, machine: Path) -> None:
    text = portres("export", "--json", "--logs").out
    tables = json.loads(text)
    del tables["values"]
    Path("tables.json").write_text(json.dumps(tables))

    done = portres("import", "--json", "tables.json", "--home", "new")

    assert (done.code, done.err) == (0, "")
    *taken, left = done.out.splitlines()
    state = [name for name in SHAPES if name not in ("values", "passwords")]
    assert [line.split()[:2] for line in taken] == [
        [each, str(len(tables[each]))] for each in state
    ]
    assert left == "Left out: audit, journal, log (--logs takes them too)."
    assert portres("check", "--home", "new").code == 0
    assert "Left out" not in portres("import", "--json", "tables.json", "--logs").out


def test_an_import_reads_standard_input(portres: Portres, machine: Path) -> None:
    tables = {"values": {"1": {"name": "SYSNAME", "value": "PIPED"}}}
    assert portres("import", "--json", "-", typed=json.dumps(tables)).code == 0
    assert named(portres) == "PIPED"


def test_a_file_with_anything_wrong_changes_nothing(portres: Portres, home: Path) -> None:
    bad = {"name": "A", "text": "\x1b[2J"}
    tables = {"profiles": {"1": {"name": "QSECOFR"}, "2": bad}, "users": {}}

    done = portres("import", "--json", "-", typed=json.dumps(tables))

    assert (done.code, done.err) == (1, "")
    assert done.out == (
        "- is not imported, and nothing was changed:\n"
        "  profiles 2: text: has characters that cannot be shown\n"
        "  'users': a machine has no such table\n"
    )
    assert not home.exists(), "no machine is made for nothing"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: No such file"),
        (b"{", "is not JSON: Expecting"),
        (b'"\xfc"', "is not UTF-8 text (byte 1)"),
    ],
)
def test_a_file_that_cannot_be_read_is_not_imported(
    portres: Portres, home: Path, content: bytes | None, said: str
) -> None:
    if content is not None:
        Path("tables.json").write_bytes(content)
    done = portres("import", "--json", "tables.json")
    assert done.code == 2
    assert f"tables.json {said}" in done.err
    assert not home.exists()
