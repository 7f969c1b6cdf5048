"""CL text to calls and back. Knows quotes, parentheses and comments; no command."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from portres_tui.domain.cltext import in_apostrophes
from portres_tui.domain.messages import EscapeMessage, diagnostic

MAXIMUM = 32_702
"""Characters that a command may have."""

DEPTH = 5
"""Parentheses that may stand inside each other; no command needs more than three."""

_TOKEN = re.compile(
    r"""\s+
    | (?P<comment>/\*.*?(?:\*/|\Z))
    | (?P<string>'(?:[^']|'')*'?)
    | (?P<keyword>[^\s()']+)\(
    | (?P<word>[^\s()']+)
    | (?P<open>\()
    | (?P<close>\))""",
    re.DOTALL | re.VERBOSE,
)
_PROMPTS = re.compile(r"^\s*(\?+)\s+")
_BEGINNING = re.compile(r"\s*\?*\s*([^\s()']{1,21})")
_STRING = re.compile(r"'(?:[^']|'')*'")
_WORD = re.compile(r"[A-Za-z0-9$#@_.*/&%?+\-=<>:,|]+")
_NAME = re.compile(r"(\?*)(?:([^/?]+)/)?([^/?]+)")
_PLAIN = re.compile(r"[A-Z0-9$#@_.*/&%+\-]+")


@dataclass(frozen=True)
class Word:
    """One value. A quoted one keeps its case."""

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
    library: str = "*LIBL"


def parse(text: str, *, half: bool = False) -> Call:
    """The call that `text` is, without a name if nothing is said. An EscapeMessage (CPF0001 with
    its diagnostics) if it cannot be read. With `half` it need not be typed to its end: what is
    open is closed, and a word behind the last keyword is left out."""
    return _Parser(text, half=half).call()


def write(name: str, values: Mapping[str, Iterable[str]]) -> str:
    """CL text in keyword form. `values` are ready words or groups; see `quoted`."""
    groups = (f"{keyword}({' '.join(words)})" for keyword, words in values.items())
    return " ".join([name, *groups])


def quoted(text: str, *, mixed: bool = False) -> str:
    """`text` as a CL word: folded to upper case, or in quotes if it needs them. Where upper and lower
    case are not the same (`mixed`) it needs them to keep its case."""
    folded = text.upper()
    plain = text.isascii() and _PLAIN.fullmatch(folded) and not folded.startswith("/*")
    plain = plain and (folded == text or not mixed)
    return folded if plain else in_apostrophes(text)


_Token = tuple[str, str]
"""Its kind, and what it says."""


class _Parser:
    """One reading of a command's text."""

    def __init__(self, text: str, *, half: bool) -> None:
        self.half = half
        self.last = self.current = ""
        text = _PROMPTS.sub(r"\1", text)
        found = _BEGINNING.match(text)
        self.name = found[1].upper() if found else ""  # until it is read, to name what is wrong
        if len(text) > MAXIMUM:
            raise self.error("PRT0105", length=len(text), maximum=MAXIMUM)
        self.rest = [*self.tokens(text)][::-1]

    def call(self) -> Call:
        if not self.rest:
            return Call("")
        prompts, library, self.name = self.command_name(self.take())
        positional: list[Value] = []
        keywords: list[tuple[str, Value]] = []
        while self.rest:
            kind, said = token = self.take()
            if kind == "keyword":
                if said.startswith("?"):
                    raise self.error("PRT0129", keyword=said)
                keywords.append((said.upper(), self.group(1)))
            elif keywords and kind != "close":
                if not self.half:
                    raise self.error("PRT0104", value=said)
            else:
                positional.append(self.value(token, 0))
        return Call(self.name, tuple(positional), tuple(keywords), prompts, library)

    def command_name(self, token: _Token) -> tuple[bool, str, str]:
        kind, said = token
        parts = _NAME.fullmatch(said.upper())
        if kind not in ("word", "keyword") or parts is None:
            raise self.error("CPD0018", string=said[:40])
        if kind == "keyword":
            self.rest.append(("open", "("))
        return bool(parts[1]), parts[2] or "*LIBL", parts[3]

    def value(self, token: _Token, depth: int) -> Value:
        kind, said = token
        if kind == "open":
            return self.group(depth + 1)
        if kind in ("word", "string"):
            return Word(said, quoted=kind == "string")
        character = {"close": ")", "keyword": "("}[kind]
        string = said if kind == "keyword" else self.last
        raise self.error("CPD0020", character=character, string=string)

    def group(self, depth: int) -> tuple[Value, ...]:
        """What stands up to the right parenthesis that belongs to the left one just read."""
        if depth > DEPTH:
            raise self.error("PRT0110", most=DEPTH)
        values: list[Value] = []
        while self.rest:
            token = self.take()
            if token[0] == "close":
                return tuple(values)
            values.append(self.value(token, depth))
        if self.half:
            return tuple(values)
        raise self.error("PRT0101")

    def take(self) -> _Token:
        """The next token; `last` is the one before it."""
        token = self.rest.pop()
        self.last, self.current = self.current, token[1]
        return token

    def tokens(self, text: str) -> Iterator[_Token]:
        before = ""
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup or ""
            found = match[kind or 0]
            if kind in ("string", "word", "keyword"):
                if before:
                    raise self.error("CPD0020", character=found[0], string=before)
                yield kind, self.read(kind, found)
            elif kind in ("open", "close"):
                yield kind, found
            elif kind == "comment" and not (self.half or found.endswith("*/")):
                raise self.error("PRT0112")
            before = found if kind in ("string", "word") else ""

    def read(self, kind: str, found: str) -> str:
        if kind != "string":
            if not _WORD.fullmatch(found):
                raise self.error("CPD0018", string=found[:40])
            return found
        if not _STRING.fullmatch(found):
            if not self.half:
                raise self.error("PRT0102", string=found[:20])
            found += "'"
        return found[1:-1].replace("''", "'")

    def error(self, id: str, **data: object) -> EscapeMessage:
        return EscapeMessage("CPF0001", command=self.name, diagnostics=(diagnostic(id, **data),))
