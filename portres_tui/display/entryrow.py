"""The blank first row of a list: what is typed on it, and the CL text that it stands for."""

from __future__ import annotations

from collections.abc import Mapping

from portres_tui.cl.syntax import quoted, write
from portres_tui.display.listpaint import ENTRY
from portres_tui.panels.lists import Option, WorkWith


def is_typed(panel: WorkWith, entry: Mapping[str, str]) -> bool:
    """Has something been typed on it, other than what it shows anyway?"""
    return any(
        entry.get(ENTRY + column.name, column.entry.default) != column.entry.default
        for column in panel.columns
        if column.entry
    )


def entry_command(panel: WorkWith, option: Option, entry: Mapping[str, str]) -> str:
    """The command of the option, with what is typed beside it."""
    words: dict[str, list[str]] = {}
    for column in panel.columns:
        if column.entry:
            text = entry.get(ENTRY + column.name, "")
            typed = text and text != column.entry.default
            word = quoted(text, mixed=column.entry.mixed) if typed else "*N"
            words.setdefault(column.entry.keyword, []).append(word)
    given = {k: v for k, v in words.items() if any(word != "*N" for word in v)}
    return write(option.cl, given)
