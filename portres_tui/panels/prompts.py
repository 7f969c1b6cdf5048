"""What function keys of a command prompt show: the command as it would run, and what was wrong with
it. The prompt itself needs no declaration: it is its command's.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from portres_tui.panels.model import CANCEL, EXIT, Information, Line, View

_WIDTH = 78
_TEXT = "           "


def _string(view: View) -> Sequence[Line]:
    """The command in lines that break at its blanks: joined, they are what would run."""
    lines = textwrap.wrap(
        view.arguments.get("text", ""),
        _WIDTH,
        drop_whitespace=False,
        expand_tabs=False,
        replace_whitespace=False,
        break_on_hyphens=False,
    )
    return [Line(f" {line}") for line in lines]


CMDSTRING = Information("CMDSTRING", lambda view: "Command String", _string, (EXIT, CANCEL))


def _errors(view: View) -> Sequence[Line]:
    """Each with its ID before it; F1 explains it."""
    found: list[Line] = []
    for entry in view.arguments.get("entries", ()):
        told = view.messages.first_level(entry.message)
        lines = textwrap.wrap(
            told, _WIDTH, initial_indent=f" {entry.message.id:<9} ", subsequent_indent=_TEXT
        )
        found += [Line(line, subject=entry) for line in lines]
    return found


CMDERRORS = Information("CMDERRORS", lambda view: "Display Error Messages", _errors, (EXIT, CANCEL))

PANELS = (CMDSTRING, CMDERRORS)
