"""Imports point one way at run time too, and files and functions stay small."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import portres_tui

PACKAGE = Path(portres_tui.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
"""Lines."""


def imported(code: str) -> set[str]:
    """The modules that a fresh interpreter has imported once it has run `code`."""
    program = f"import sys\nbefore = set(sys.modules)\n{code}\n"
    program += "import json\nprint('\\n' + json.dumps(sorted(set(sys.modules) - before)))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def within(modules: set[str], *packages: str) -> set[str]:
    """Those of the modules that are in one of the packages."""
    return {
        name for name in modules if any(name == p or name.startswith(f"{p}.") for p in packages)
    }


def names(package: str) -> list[str]:
    return [f"portres_tui.{package}.{each.stem}" for each in (PACKAGE / package).glob("[!_]*.py")]


def test_a_command_without_a_screen_draws_nothing(tmp_path: Path) -> None:
    modules = imported(
        "import portres_tui.cli.run as shell\n"
        f"code = shell.run({str(tmp_path)!r}, 'QSECOFR', ['ADDTCPPORT 21 *TCP WEBUSR',"
        " 'DSPTCPSVR *FTP'], None, goes_on=False)\n"
        "assert code == 0, code"
    )

    assert within(modules, "portres_tui.commands.ports", "tinydb")
    assert within(modules, "textual", "rich", "portres_tui.tui") == set()


def test_plain_mode_draws_nothing() -> None:
    modules = imported("\n".join(f"import {name}" for name in names("plain")))

    assert within(modules, "portres_tui.display.conversation", "portres_tui.plain")
    assert within(modules, "textual", "rich", "portres_tui.tui", "tinydb", "sqlite3") == set()


def test_the_domain_is_made_of_the_standard_library_alone() -> None:
    modules = imported("\n".join(f"import {name}" for name in names("domain")))

    others = {name for name in modules if name.partition(".")[0] not in sys.stdlib_module_names}
    assert others == {"portres_tui", "portres_tui.domain", *names("domain")}


def test_cl_knows_no_command_no_panel_and_no_store() -> None:
    modules = imported("\n".join(f"import {name}" for name in names("cl")))

    assert within(modules, "portres_tui") == {
        "portres_tui",
        "portres_tui.cl",
        "portres_tui.domain",
        *names("cl"),
        *within(modules, "portres_tui.domain"),
    }


def test_the_conversation_knows_no_terminal_no_store_and_no_command() -> None:
    modules = imported("import portres_tui.display.conversation")

    assert within(modules, "portres_tui.display.conversation")
    assert within(modules, "textual", "rich", "tinydb", "sqlite3") == set()
    assert within(modules, "portres_tui.commands", "portres_tui.store", "portres_tui.tui") == set()


def test_a_machine_in_memory_needs_no_database() -> None:
    assert within(imported("import portres_tui.store.memory"), "tinydb", "sqlite3") == set()


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_module_says_what_it_is_and_is_short(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)

    assert ast.get_docstring(tree), "no docstring"
    assert len(text.splitlines()) <= LONGEST_FILE
    for each in functions(tree):
        assert (each.end_lineno or 0) - each.lineno < LONGEST_FUNCTION, each.name
