"""Command text without its secrets: what a log, the journal or F9 may have of it.

Says less rather than too much: where a command with secrets cannot be read, only its name is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from portres_tui.cl.definition import Command
from portres_tui.cl.syntax import Call, Value, Word, parse, quoted
from portres_tui.domain.messages import EscapeMessage

MASK = "*****"
"""Stands for what is secret. No parameter takes it as a value."""

KEYWORDS = ("PASSWORD", "NEWPASSWORD", "CURPASSWORD")
"""Keywords of secrets, for the text of a command that does not exist, or not yet."""

_BY_KEYWORD = re.compile(
    rf"\b({'|'.join(KEYWORDS)})\s*\((?:'(?:[^']|'')*'?|[^')])*\)?", re.IGNORECASE
)
_NAME = re.compile(r"\s*\??\s*([^\s()]+)")


def masked(text: str, find: Callable[[str], Command | None]) -> str:
    """`text` with a mask in place of every secret."""
    named = _NAME.match(text)
    command = find(_plain(named[1])) if named else None
    if command is None or not command.secret:
        return _BY_KEYWORD.sub(rf"\1({MASK})", text)
    try:
        return _written(parse(text), command)
    except EscapeMessage:
        return f"{command.name} {MASK}"


def _plain(name: str) -> str:
    return name.rpartition("/")[2].lstrip("?").upper()


def _written(call: Call, command: Command) -> str:
    named = zip(command.parms, call.positional, strict=False)
    words = [MASK if p.keyword in command.secret else _word(v) for p, v in named]
    words += [_word(value) for value in call.positional[len(command.parms) :]]
    words += [
        f"{keyword}({MASK if keyword in command.secret else _words(value)})"
        for keyword, value in call.keywords
    ]
    return " ".join([("?" if call.prompts else "") + call.name, *words])


def _word(value: Value) -> str:
    if isinstance(value, Word):
        return quoted(value.text) if value.quoted else value.text
    return f"({_words(value)})"


def _words(value: Value) -> str:
    return " ".join(map(_word, value)) if isinstance(value, tuple) else _word(value)
