"""CL programs: what a file may hold that is run here command by command, and what it may not.

Nothing is compiled here, so there are no variables, conditions or labels. A file that needs them is
refused as a whole before anything of it is run: half a program would do something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from portres_tui.domain.messages import Message, diagnostic

BRACKETS = ("PGM", "ENDPGM")
"""Accepted without parameters: they change nothing."""

_JUMP = "Commands run one after the other; a command that fails ends the run"
_IF = "Run the commands that you want in files of their own, and choose between them in the shell"
_VARIABLE = "Write the value itself where the variable stands"
_CATCH = "The option --continue of portres run goes on behind any command that fails"

INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("IF", "ELSE", "SELECT", "WHEN", "OTHERWISE", "ENDSELECT"), _IF),
        **dict.fromkeys(("DO", "ENDDO", "DOWHILE", "DOUNTIL", "DOFOR", "ITERATE", "LEAVE"), _IF),
        **dict.fromkeys(("SUBR", "ENDSUBR", "CALLSUBR", "RTNSUBR"), _JUMP),
        **dict.fromkeys(("GOTO", "RETURN", "TFRCTL"), _JUMP),
        **dict.fromkeys(("DCL", "CHGVAR", "COPYRIGHT", "DCLPRCOPT", "INCLUDE"), _VARIABLE),
        **dict.fromkeys(("DCLF", "RCVF", "SNDF", "SNDRCVF", "ENDRCV", "CLOSE", "WAIT"), _VARIABLE),
        **dict.fromkeys(("RTVJOBA", "RTVSYSVAL", "RTVUSRPRF", "RTVMSG", "RTVOBJD"), _VARIABLE),
        **dict.fromkeys(("RCVMSG", "SNDPGMMSG", "SNDUSRMSG", "CVTDAT"), _VARIABLE),
        "MONMSG": _CATCH,
    }
)
"""Commands that only a compiled program can run, and what is possible here instead."""

_LABEL = re.compile(r"([A-Z$#@][A-Z0-9$#@_]{0,9}):(?=\s|$)", re.IGNORECASE)
_QUOTED = re.compile(r"'(?:[^']|'')*'?")
_VARIABLE_NAME = re.compile(r"(?<![^\s(])&[A-Z$#@][A-Z0-9$#@_]{0,9}", re.IGNORECASE)
_NAME = re.compile(r"\?*\s*(?:[^\s()/]+/)?([^\s()]+)")


class Fault(NamedTuple):
    """A statement that cannot be run here, and why."""

    line: int
    text: str
    told: Message


def faults(statements: Iterable[tuple[int, str]], *, cut_off: int = 0) -> list[Fault]:
    """What of a file cannot be run. `cut_off` is the number of its last line when that is to be
    continued and is not; 0 otherwise."""
    whole = list(statements)
    found = [Fault(line, text, told) for line, text in whole for told in _wrong(line, text)]
    found += _misplaced(whole)
    if cut_off and whole:
        found.append(Fault(*whole[-1], diagnostic("PRT0123", line=cut_off)))
    return sorted(found, key=lambda fault: fault.line)


def runnable(statements: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The statements without those that only say where a program begins and ends."""
    return ((line, text) for line, text in statements if name_of(text) not in BRACKETS)


def name_of(text: str) -> str:
    """The name of the command that a statement is."""
    found = _NAME.match(text)
    return found[1].upper() if found else ""


def _wrong(line: int, text: str) -> Iterator[Message]:
    if label := _LABEL.match(text):
        yield diagnostic("PRT0121", line=line, label=label[1].upper())
        text = text[label.end() :].strip()
    name = name_of(text)
    if name in INSTEAD:
        yield diagnostic("PRT0120", line=line, command=name, instead=INSTEAD[name])
    elif name in BRACKETS and text.strip().upper() not in (name, f"{name}()", "PGM PARM()"):
        yield diagnostic("PRT0124", line=line, command=name)
    elif used := _VARIABLE_NAME.search(_QUOTED.sub("''", text)):
        yield diagnostic("PRT0122", line=line, variable=used[0].upper())


def _misplaced(whole: list[tuple[int, str]]) -> Iterator[Fault]:
    """PGM that is not the first statement, ENDPGM that is not the last."""
    last = len(whole) - 1
    for at, (line, text) in enumerate(whole):
        name = name_of(text)
        if (name == "PGM" and at) or (name == "ENDPGM" and at != last):
            yield Fault(line, text, diagnostic("PRT0125", line=line, command=name))
