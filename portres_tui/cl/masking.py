"""Command text without its secrets: what a log, the journal or F9 may have of it.

Says less rather than too much: where a command with secrets cannot be read, only its name is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from portres_tui.cl.definition import Command, Parm
from portres_tui.cl.syntax import Call, Value, Word, parse, quoted
from portres_tui.domain.messages import EscapeMessage

MASK = "*****"
"""Stands for what is secret. No parameter takes it as a value."""

KEYWORDS = ("PASSWORD", "CURPWD", "NEWPWD", "VFYPWD")
"""Keywords of secrets, for the text of a command that does not exist, or not yet."""

_BY_KEYWORD = re.compile(
    rf"\b({'|'.join(KEYWORDS)})\s*\((?:'(?:[^']|'')*'?|[^')])*\)?", re.IGNORECASE
)
_NAME = re.compile(r"\s*\??\s*([^\s()]+)")


def masked(text: str, find: Callable[[str], Command | None]) -> str:
    """`text` with a mask in place of every secret."""
    command = _named(text, find)
    if command is None or not command.secret:
        return _BY_KEYWORD.sub(rf"\1({MASK})", text)
    try:
        return _written(parse(text), command)
    except EscapeMessage:
        return f"{command.name} {MASK}"


def unsaid(call: Call, command: Command) -> frozenset[str]:
    """The keywords of a call of which no value may be told: the secret ones, and those that stand by
    position where a secret may have slipped from its place."""
    if not command.secret:
        return frozenset()
    named = [parm.keyword for parm in command.parms]
    first = min(map(named.index, command.secret))
    return command.secret | frozenset(named[first : len(call.positional)])


def unreadable(text: str, find: Callable[[str], Command | None]) -> bool:
    """Is this a command with a secret, so that what is wrong with its text cannot be quoted?"""
    command = _named(text, find)
    return bool(command and command.secret) or bool(_BY_KEYWORD.search(text))


def folded(call: Call, command: Command) -> list[str]:
    """The keywords of secrets that became capitals, because they did not stand in apostrophes."""
    named = zip((parm.keyword for parm in command.parms), call.positional, strict=False)
    given = {**dict(named), **dict(call.keywords)}
    words = {keyword: _only(given[keyword]) for keyword in command.secret if keyword in given}
    return sorted(
        keyword
        for keyword, word in words.items()
        if isinstance(word, Word) and not word.quoted and word.text != word.text.upper()
        if not _is_special(word, command.parm(keyword))
    )


def spoken(keyword: str, command: Command) -> str:
    """A keyword as it may be told. What stands before a parenthesis may be half a secret, unless it
    is a keyword of the command or could be meant for one."""
    known = [parm.keyword for parm in command.parms]
    return keyword if not command.secret or get_close_matches(keyword, known) else MASK


def _named(text: str, find: Callable[[str], Command | None]) -> Command | None:
    """The command that a text names, whatever follows."""
    named = _NAME.match(text)
    return find(named[1].rpartition("/")[2].lstrip("?").upper()) if named else None


def _written(call: Call, command: Command) -> str:
    hidden = unsaid(call, command)
    named = zip(command.parms, call.positional, strict=False)
    words = [
        _told_of(parm, value) if parm.keyword in hidden else _word(value) for parm, value in named
    ]
    words += [MASK] * (len(call.positional) - len(command.parms))
    words += [
        f"{spoken(keyword, command)}({_given(keyword, value, command)})"
        for keyword, value in call.keywords
    ]
    return " ".join([("?" if call.prompts else "") + call.name, *words])


def _given(keyword: str, value: Value, command: Command) -> str:
    """A keyword that the command does not have may be a secret's, mistyped."""
    parm = command.parm(keyword)
    if parm is None:
        return MASK
    return _told_of(parm, value) if keyword in command.secret else _words(value)


def _told_of(parm: Parm, value: Value) -> str:
    """Of a value that may be a secret: a special value, which is none."""
    word = _only(value)
    return word.text if isinstance(word, Word) and _is_special(word, parm) else MASK


def _only(value: Value) -> Value:
    """The one value of a list of one."""
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value


def _is_special(word: Word, parm: Parm | None) -> bool:
    return parm is not None and word.text.upper() in parm.elements[0].special


def _word(value: Value) -> str:
    if isinstance(value, Word):
        return quoted(value.text, mixed=True) if value.quoted else value.text
    return f"({_words(value)})"


def _words(value: Value) -> str:
    return " ".join(map(_word, value)) if isinstance(value, tuple) else _word(value)
