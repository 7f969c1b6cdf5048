"""System values: which there are, what each may be, and what it is as shipped.

Commands, panels, the shipped machine and the rules of its file read this one table. Values that the
machine keeps for itself (its name, the next job's number) are none of them. Knows no command.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from portres_tui.domain.dates import DATE_SEPARATORS, FORMATS, TIME_SEPARATORS, Calendar
from portres_tui.domain.system import DAYS_AND_ENTRIES, RETENTION, System, value

_NONE: Mapping[str, str] = MappingProxyType({})


class Definition(NamedTuple):
    """A system value. What is typed for it is one of `words`, which give what is kept, or a number
    from `low` to `high`, or a text of `form`."""

    name: str
    type: str
    """The kind that IBM i lists it under."""
    text: str
    default: str
    words: Mapping[str, str] = _NONE
    low: int = 0
    high: int = 0
    form: str = ""
    told: str = ""
    """How the words are told, where they do not tell themselves."""
    fixed: str = ""
    """Why it cannot be changed; empty where it can be."""
    ours: bool = False
    """IBM i does not have it."""

    @property
    def choices(self) -> str:
        """What it may be."""
        numbers = [f"{self.low}-{self.high}"] if self.high else []
        return self.told or ", ".join([*self.words, *numbers]) or self.default

    def read(self, typed: str) -> str:
        """What is kept when this is typed. ValueError if it is none of the choices."""
        word = self.words.get(typed.upper())
        if word is not None:
            return word
        if self.form and re.fullmatch(self.form, typed):
            return typed
        if self.high and re.fullmatch("[0-9]{1,10}", typed) and self.low <= int(typed) <= self.high:
            return str(int(typed))
        raise ValueError(typed)

    def keeps(self, kept: str) -> bool:
        """Is this something that the machine may hold for it?"""
        try:
            return kept in (self.default, *self.words.values()) or self.read(kept) == kept
        except ValueError:
            return False

    def shown(self, kept: str) -> str:
        """What is kept, as it would be typed."""
        return next((word for word, meant in self.words.items() if meant == kept), kept)


def _words(*words: str) -> Mapping[str, str]:
    return {word: word for word in words}


def _numbered(characters: Iterable[str]) -> Mapping[str, str]:
    """Separators by number, and the characters themselves."""
    listed = list(characters)
    return {**{str(n): each for n, each in enumerate(listed, 1)}, **_words(*listed)}


_CLOCK = "it follows the clock of the computer that the simulator runs on"

_KEPT = {
    "journal": "the journal of changes",
    "log": "the job logs",
    "audit": "the audit journal",
    "messages": "each message queue",
}

_DEFINITIONS = (
    Definition(
        "QAUDCTL", "*SEC", "Auditing control", "*AUDLVL",
        fixed="this simulator always keeps its audit journal",
    ),
    Definition(
        "QAUDLVL", "*SEC", "Security auditing level", "*AUTFAIL *SECURITY",
        fixed="what this simulator writes to its audit journal is always the same",
    ),
    Definition(
        "QCTLSBSD", "*SYSCTL", "Controlling subsystem", "QCTL",
        fixed="no other controlling subsystem is simulated",
    ),
    Definition("QDATE", "*DATTIM", "System date", "", fixed=_CLOCK),
    Definition(
        "QDATFMT", "*EDT", "Date format", "*MDY",
        {**{each.lstrip("*"): each for each in FORMATS}, **_words(*FORMATS)},
        told=", ".join(each.lstrip("*") for each in FORMATS),
    ),
    Definition(
        "QDATSEP", "*EDT", "Date separator", "/", _numbered(DATE_SEPARATORS),
        told="1=/ 2=- 3=. 4=, 5=blank",
    ),
    Definition(
        "QINACTITV", "*SEC", "Inactive job time-out", "*NONE", _words("*NONE"), 5, 300,
    ),
    Definition(
        "QDSPSGNINF", "*SEC", "Sign-on display information control", "1", _words("0", "1"),
        told="0=No 1=Yes",
    ),
    Definition(
        "QINACTMSGQ", "*SEC", "Inactive job message queue", "*ENDJOB",
        _words("*ENDJOB", "*DSCJOB"),
    ),
    Definition(
        "QMAXSGNACN", "*SEC", "Action to take for failed signon attempts", "3",
        _words("1", "2", "3"), told="1=device 2=profile 3=both",
    ),
    Definition(
        "QMAXSIGN", "*SEC", "Maximum sign-on attempts allowed", "3", _words("*NOMAX"), 1, 25,
    ),
    Definition(
        "QPWDEXPITV", "*SEC", "Password expiration interval", "*NOMAX", _words("*NOMAX"), 1, 366,
    ),
    Definition("QPWDMINLEN", "*SEC", "Minimum password length", "6", low=1, high=10),
    Definition("QTIME", "*DATTIM", "Time of day", "", fixed=_CLOCK),
    Definition(
        "QTIMSEP", "*EDT", "Time separator", ":", _numbered(TIME_SEPARATORS),
        told="1=: 2=. 3=, 4=blank",
    ),
    *(
        Definition(
            name, "*PRT", f"How much is kept of {what}", f"{limit.days},{limit.entries}",
            form=DAYS_AND_ENTRIES.pattern, told="days,entries (0 is any)", ours=True,
        )
        for what, (name, limit) in ((_KEPT[kind], kept) for kind, kept in RETENTION.items())
    ),
)  # fmt: skip

VALUES: Mapping[str, Definition] = {
    each.name: each for each in sorted(_DEFINITIONS, key=lambda each: each.name)
}
"""Every system value, by name."""

TYPES = tuple(sorted({each.type for each in _DEFINITIONS}))


def current(system: System, name: str) -> str:
    """What is kept for a system value now, or what it is as shipped."""
    return value(system, name, VALUES[name].default)


def number(system: System, name: str) -> int | None:
    """A system value that is a number now; None while it is a word, such as *NOMAX."""
    said = current(system, name)
    return int(said) if said.isdigit() else None


def formats(system: System) -> dict[str, Any]:
    """How a new job writes dates and times, by the field of a job that tells it."""
    return {
        "date_format": current(system, "QDATFMT"),
        "date_separator": current(system, "QDATSEP"),
        "time_separator": current(system, "QTIMSEP"),
    }


def shown(system: System, name: str, now: float, calendar: Calendar) -> str:
    """A system value as it is shown at a moment (seconds since the epoch)."""
    if name == "QDATE":
        return calendar.date(now)
    if name == "QTIME":
        return calendar.time(now)
    return VALUES[name].shown(current(system, name))


def chosen(names: str) -> list[Definition]:
    """The system values that a name, a generic name, a type or *ALL means, in order."""
    return [each for each in VALUES.values() if _means(names, each)]


def _means(names: str, each: Definition) -> bool:
    if names.endswith("*"):
        return each.name.startswith(names[:-1])
    return names in ("*ALL", each.type, each.name)
