"""CL text to calls and back. Knows quotes, parentheses, comments and continuation; no command."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from portres_tui.domain.messages import EscapeMessage, diagnostic

MAXIMUM = 32_702
"""Characters that a command may have."""

_TOKEN = re.compile(r"\s*(?:(/\*.*?(?:\*/|$))|('(?:[^']|'')*'?)|([()])|([^\s()']+))", re.DOTALL)
_WORD = re.compile(r"[A-Za-z0-9$#@_.*/&%?+\-=<>:,|]+")
_OPEN, _CLOSE = "()"
_JOIN = "\0"
"""Stands where `+` was, until the blanks behind it are dropped."""
_PLAIN = re.compile(r"[A-Z0-9$#@_.*/&%+\-]+")


@dataclass(frozen=True)
class Word:
    """One value. A quoted one keeps its case and is never a special value."""

    text: str
    quoted: bool = False


Value = Word | tuple["Value", ...]
"""A word, or a list in parentheses."""


@dataclass(frozen=True)
class Call:
    """A command as typed: its name, what stands by position, and what stands by keyword."""

    name: str
    positional: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    prompts: bool = False
    """It began with `?`: show the prompt instead of running."""


def parse(text: str) -> Call:
    """The call that `text` is; an EscapeMessage (CPF0001 with its diagnostics) if it is none."""
    if len(text) > MAXIMUM:
        raise _error(_first_word(text), "PRT0105", length=len(text), maximum=MAXIMUM)
    tokens = list(_tokens(text, _first_word(text)))
    if not tokens:
        return Call("")
    name, prompts = _command_name(tokens.pop(0))
    positional: list[Value] = []
    keywords: list[tuple[str, Value]] = []
    while tokens:
        token = tokens.pop(0)
        if isinstance(token, Word) and not token.quoted and tokens and tokens[0] == _OPEN:
            tokens.pop(0)
            keywords.append((token.text.upper(), _group(tokens, name)))
        elif keywords and token != _CLOSE:
            raise _error(name, "PRT0104", value=getattr(token, "text", "("))
        else:
            positional.append(_value(token, tokens, name))
    return Call(name, tuple(positional), tuple(keywords), prompts)


def write(name: str, values: Mapping[str, Iterable[str]]) -> str:
    """CL text in keyword form. `values` are ready words or groups; see `quoted`."""
    groups = (f"{keyword}({' '.join(words)})" for keyword, words in values.items())
    return " ".join([name, *groups])


def quoted(text: str) -> str:
    """`text` as a CL word: in quotes if it needs them."""
    if not text:
        return "''"
    folded = text.upper()
    return folded if _PLAIN.fullmatch(folded) else "'" + text.replace("'", "''") + "'"


def statements(source: str) -> Iterator[tuple[int, str]]:
    """(line number, command) of a source file: comments gone, continued lines joined."""
    pending, start = "", 0
    lines = _without_comments(source).replace(_JOIN, "\1").splitlines()
    for number, line in enumerate(lines, 1):
        if not pending:
            start = number
        text = pending + line.rstrip()
        if text.endswith(("+", "-")) and text.strip(" +-"):
            keeps = text.endswith("-")
            pending = text[:-1] if keeps else text[:-1] + _JOIN
            continue
        yield from _statement(start, text)
        pending = ""
    yield from _statement(start, pending)


def _statement(line: int, text: str) -> Iterator[tuple[int, str]]:
    joined = re.sub(_JOIN + r"\s*", "", text).strip()
    if joined:
        yield line, joined


def _without_comments(source: str) -> str:
    """Comments become one blank; their line ends stay, so that line numbers hold."""
    pattern = re.compile(r"'(?:[^'\n]|'')*(?:'|$)|/\*.*?(?:\*/|\Z)", re.DOTALL | re.MULTILINE)

    def blank(match: re.Match[str]) -> str:
        comment = match[0].startswith("/*")
        return " " + "\n" * match[0].count("\n") if comment else match[0]

    return pattern.sub(blank, source)


def _tokens(text: str, name: str) -> Iterator[Word | str]:
    previous, end = "", 0
    for match in _TOKEN.finditer(text):
        comment, string, bracket, word = match.groups()
        touches = match.start(match.lastindex or 0) == end and previous not in ("", "(", ")")
        if (string or word) and touches:
            raise _error(name, "CPD0020", character=(string or word)[0], string=previous)
        if string:
            yield _string(string, name)
        elif bracket:
            yield bracket
        elif word:
            yield _word(word, name)
        previous, end = (previous if comment else string or bracket or word), match.end()


def _string(text: str, name: str) -> Word:
    if not re.fullmatch(r"'(?:[^']|'')*'", text):
        raise _error(name, "PRT0102", string=text[:20])
    return Word(text[1:-1].replace("''", "'"), quoted=True)


def _word(text: str, name: str) -> Word:
    if not _WORD.fullmatch(text):
        raise _error(name, "CPD0018", string=text[:40])
    return Word(text)


def _command_name(token: Word | str) -> tuple[str, bool]:
    if not isinstance(token, Word) or token.quoted:
        word: str = token.text if isinstance(token, Word) else token
        raise _error(word[:10], "CPD0018", string=word)
    name = token.text.upper().lstrip("?")
    library, _, simple = name.rpartition("/")
    known = library in ("", "QSYS", "*LIBL", "*SYSTEM")
    return (simple if known else name), token.text.startswith("?")


def _value(token: Word | str, rest: list[Word | str], name: str) -> Value:
    if token == _OPEN:
        return _group(rest, name)
    if isinstance(token, Word):
        return token
    raise _error(name, "CPD0020", character=")", string=name)


def _group(rest: list[Word | str], name: str) -> tuple[Value, ...]:
    values: list[Value] = []
    while rest:
        token = rest.pop(0)
        if token == _CLOSE:
            return tuple(values)
        values.append(_value(token, rest, name))
    raise _error(name, "PRT0101")


def _first_word(text: str) -> str:
    """What stands where the command's name would, to name it when the rest cannot be read."""
    found = re.match(r"\s*\??\s*([^\s()']{1,21})", text)
    return found[1].upper() if found else ""


def _error(name: str, id: str, **data: object) -> EscapeMessage:
    return EscapeMessage("CPF0001", command=name, diagnostics=(diagnostic(id, **data),))
