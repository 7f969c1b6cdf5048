"""Names and lists as SQL has them. Knows no table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any


@cache
def quoted(name: str) -> str:
    """The name of a table or field as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def listed(fields: Sequence[str], order: str = "") -> str:
    """Fields as SQL lists them; `order` is `desc` to sort downwards."""
    return ", ".join(f"{quoted(name)} {order}".rstrip() for name in fields)


@cache
def inserting(table: str) -> str:
    """The statement that adds a row."""
    return f"insert into {quoted(table)} (id, doc) values (?, ?)"


def marks(values: Sequence[Any]) -> str:
    """As many question marks as there are values."""
    return ", ".join("?" * len(values))
