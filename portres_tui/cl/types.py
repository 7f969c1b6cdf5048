"""The types of CL values. Each says what the prompt shows for it and reads its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Protocol

from portres_tui.domain.connections import is_address
from portres_tui.domain.ports import HIGHEST, LOWEST
from portres_tui.domain.services import NAME_LENGTH

NAME = re.compile(r"[A-Z$#@][A-Z0-9$#@_.]*")
"""A simple name of IBM i, once folded to upper case."""

_DIGITS = 30
"""More digits than any number here needs, leading zeros included."""


class Type(Protocol):
    """`read` gives the typed value or raises ValueError."""

    @property
    def length(self) -> int: ...
    @property
    def choices(self) -> str: ...
    @property
    def values(self) -> tuple[str, ...]: ...

    def read(self, text: str) -> Any: ...


@dataclass(frozen=True)
class Integer:
    """A whole number from `low` to `high`."""

    low: int
    high: int
    values: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        return len(str(self.high))

    @property
    def choices(self) -> str:
        return f"{self.low}-{self.high}"

    def read(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
            raise ValueError(text)
        if not self.low <= int(text) <= self.high:
            raise ValueError(text)
        return int(text)


PORT = Integer(LOWEST, HIGHEST)
"""A port that can be restricted."""


@dataclass(frozen=True)
class Name:
    """A simple name of at most `length` characters, folded to upper case."""

    length: int = 10
    choices: str = "Name"
    values: tuple[str, ...] = ()

    def read(self, text: str) -> str:
        if len(text) > self.length or not (text.isascii() and NAME.fullmatch(text.upper())):
            raise ValueError(text)
        return text.upper()


@dataclass(frozen=True)
class GenericName:
    """A simple name, or the beginning of names with `*` behind it."""

    length: int = 10
    choices: str = "Generic name, name"
    values: tuple[str, ...] = ()

    def read(self, text: str) -> str:
        folded = Name(self.length).read(text.removesuffix("*"))
        return folded + ("*" if text.endswith("*") else "")


@dataclass(frozen=True)
class ServerName:
    """What servers are known by: a special value such as *FTP, or a simple name. `values` are
    those that F4 lists; a machine may have more."""

    values: tuple[str, ...]
    length: int = 10
    choices: str = "Server value"

    def read(self, text: str) -> str:
        folded = text.upper()
        name = folded.removeprefix("*")
        if len(folded) > self.length or not (text.isascii() and NAME.fullmatch(name)):
            raise ValueError(text)
        return folded


@dataclass(frozen=True)
class SpecialValue:
    """The special value of a server: `*` and a name of at most nine characters."""

    length: int = 10
    choices: str = "Special value"
    values: tuple[str, ...] = ()

    def read(self, text: str) -> str:
        if not text.startswith("*"):
            raise ValueError(text)
        return ServerName(self.values, self.length).read(text)


@dataclass(frozen=True)
class PortOrService:
    """A port by its number, or by the name of its service, which keeps its case."""

    length: int = NAME_LENGTH
    choices: str = "Port, service name"
    values: tuple[str, ...] = ()
    mixed: bool = True

    def read(self, text: str) -> int | str:
        if text.isascii() and text.isdigit():
            return PORT.read(text)
        if not re.fullmatch(rf"[!-)+-~][!-~]{{0,{NAME_LENGTH - 1}}}", text):
            raise ValueError(text)
        return text


@dataclass(frozen=True)
class Text:
    """Characters that can be shown, in upper and lower case as they are typed. `form` is a regular
    expression for what they must look like."""

    length: int
    choices: str = "Character value"
    values: tuple[str, ...] = ()
    mixed: bool = True
    form: str = ".*"

    def read(self, text: str) -> str:
        shown = len(text) <= self.length and text.isprintable()
        if not (shown and re.fullmatch(self.form, text)):
            raise ValueError(text)
        return text


ONE_WORD = "[!-~]+"
"""The form of a text without blanks, such as the name of a service."""


@dataclass(frozen=True)
class Digits:
    """Exactly `length` digits, kept as text: a job number."""

    length: int
    values: tuple[str, ...] = ()

    @property
    def choices(self) -> str:
        return f"{'0' * self.length}-{'9' * self.length}"

    def read(self, text: str) -> str:
        if len(text) != self.length or not (text.isascii() and text.isdigit()):
            raise ValueError(text)
        return text


@dataclass(frozen=True)
class Address:
    """An IPv4 address, `10.1.1.10`."""

    length: int = 15
    choices: str = "Character value"
    values: tuple[str, ...] = ()

    def read(self, text: str) -> str:
        if not is_address(text):
            raise ValueError(text)
        return text


@dataclass(frozen=True)
class Day:
    """A date in the format of the job, with or without separators; kept as text."""

    length: int = 8
    choices: str = "Date"
    values: tuple[str, ...] = ()

    def read(self, text: str) -> str:
        if not re.fullmatch(r"[0-9]{5,6}|[0-9]{2}[/.,-][0-9]{2,3}([/.,-][0-9]{2})?", text):
            raise ValueError(text)
        return text


@dataclass(frozen=True)
class TimeOfDay:
    """Hours, minutes and seconds, with or without separators; kept as six digits."""

    length: int = 8
    choices: str = "Time"
    values: tuple[str, ...] = ()

    def read(self, text: str) -> str:
        found = re.fullmatch(r"([0-9]{2})[:.,]?([0-9]{2})(?:[:.,]?([0-9]{2}))?", text)
        if not found or any(
            int(n or 0) > most for n, most in zip(found.groups(), (23, 59, 59), strict=True)
        ):
            raise ValueError(text)
        return "".join(part or "00" for part in found.groups())


@dataclass(frozen=True)
class OneOf:
    """One of some values, in upper or lower case. With `mixed` they are not in capitals, and the
    prompt leaves what is typed as it is."""

    values: tuple[str, ...]
    mixed: bool = False

    @property
    def length(self) -> int:
        return max(len(value) for value in self.values)

    @property
    def choices(self) -> str:
        return ", ".join(self.values)

    def read(self, text: str) -> str:
        meant = text.lower() if self.mixed else text.upper()
        if meant not in self.values:
            raise ValueError(text)
        return meant


NO_YES, YES_NO = OneOf(("*NO", "*YES")), OneOf(("*YES", "*NO"))
