"""`portres check`: is the machine whole?"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portres_tui.cli.upkeep import DONE, WRONG, machine, tell, upkeep

if TYPE_CHECKING:
    from portres_tui.store.health import Report

HELP = "tell whether the machine is whole"
ABOUT = """\
Reads everything that the machine consists of, also while others work on it, and tells what is damaged
and where. It never writes. A note is no damage: a restriction may outlive its profile.
Exit code: 0 whole, 1 damaged, 2 there is no machine to read. --json prints an object with "machine",
"whole", "tables" (documents by table), "problems" (objects with "table", "id", "wrong") and "notes".
"""


def add(words: argparse.ArgumentParser) -> None:
    """The words of this command."""
    words.add_argument("--json", action="store_true", help="print one JSON object")


def does(options: argparse.Namespace) -> int:
    """Check the machine; the exit code."""
    return upkeep(lambda folder: _check(machine(folder), as_json=options.json), options.home)


def _check(path: Path, *, as_json: bool) -> int:
    from portres_tui.store.health import examined

    report = examined(path)
    tell(*([json.dumps(_object(path, report))] if as_json else _lines(path, report)))
    return WRONG if report.problems else DONE


def _object(path: Path, report: Report) -> dict[str, Any]:
    return {
        "machine": str(path),
        "whole": not report.problems,
        "tables": dict(report.documents),
        "problems": [each._asdict() for each in report.problems],
        "notes": list(report.notes),
    }


def _lines(path: Path, report: Report) -> list[str]:
    lines = [f"  {each}" for each in report.of("")]
    for table, count in report.documents.items():
        found = report.of(table)
        lines.append(f"{table:<14}{count:>8} documents  {'DAMAGED' if found else 'ok'}")
        lines += [f"  {each}" for each in found]
    lines += [f"note: {each}" for each in report.notes]
    if not report.problems:
        return [*lines, f"{path} is whole."]
    way = "`portres restore FILE` puts a backup in its place, `portres reset` a new machine"
    return [*lines, f"{path} is damaged ({len(report.problems)} problems). {way}."]
