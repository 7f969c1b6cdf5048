"""Source files of CL: comments and continued lines. What a command means is not known here."""

from __future__ import annotations

import re
from collections.abc import Iterator

_JOIN = "\0"
"""Stands where `+` was, until the blanks behind it are dropped."""

_QUOTED_OR_COMMENT = re.compile(
    r"'(?:[^'\n]|'')*(?:'|$)|(?<![^\s()])/\*.*?\*/", re.DOTALL | re.MULTILINE
)


def cut_off(source: str) -> int:
    """The number of the last line when it says that it is continued, and nothing follows; else 0."""
    lines = _without_comments(_unified(source)).rstrip().split("\n")
    last = lines[-1].rstrip()
    return len(lines) if _continues(last) else 0


def _unified(source: str) -> str:
    return source.replace("\r\n", "\n").replace("\r", "\n").replace(_JOIN, "\1")


def _continues(line: str) -> bool:
    return line.endswith(("+", "-")) and bool(line.strip(" +-"))


def statements(source: str) -> Iterator[tuple[int, str]]:
    """(line number, command) of a source file: comments gone, continued lines joined.

    `+` at the end of a line drops the next line's leading blanks, `-` keeps them.
    """
    pending, start = "", 0
    for number, line in enumerate(_without_comments(_unified(source)).split("\n"), 1):
        if not pending:
            start = number
        text = pending + line.rstrip()
        if _continues(text):
            pending = text[:-1] + (_JOIN if text.endswith("+") else "")
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

    def blank(match: re.Match[str]) -> str:
        is_comment = match[0].startswith("/*")
        return " " + "\n" * match[0].count("\n") if is_comment else match[0]

    return _QUOTED_OR_COMMENT.sub(blank, source)
