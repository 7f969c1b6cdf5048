"""The audit journal, QAUDJRN: its entries, what they mean, and whose they are.

The types and violations that this machine writes stand here and nowhere else. Knows no store and no
panel.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

JOURNAL = "QAUDJRN"


class Kind(NamedTuple):
    """The type of an entry, and its violation: what IBM i calls the detailed type."""

    type: str
    violation: str


class AuditEntry(NamedTuple):
    """One line of the audit journal. `sequence` is 0 until the store has numbered it."""

    type: str
    violation: str
    time: float
    job: str
    profile: str
    data: Mapping[str, str] = MappingProxyType({})
    sequence: int = 0

    @property
    def kind(self) -> Kind:
        return Kind(self.type, self.violation)


REFUSED_BIND = Kind("AF", "T")
REFUSED_OBJECT = Kind("AF", "A")

WRONG_PASSWORD = Kind("PW", "P")
UNKNOWN_USER = Kind("PW", "U")
DISABLED_USER = Kind("PW", "Q")

# What IBM i has no entry for. It has neither type: TC is a change, TR is what was refused.
RESTRICTION_CHANGED = Kind("TC", "R")
PROFILE_CHANGED = Kind("TC", "U")
SERVER_CHANGED = Kind("TC", "S")
SERVICE_CHANGED = Kind("TC", "V")
VALUE_CHANGED = Kind("TC", "Y")
REFUSED_COMMAND = Kind("TR", "C")

OURS = "P"
"""The mark of an entry type or violation that IBM i does not have."""


class Meaning(NamedTuple):
    """What is said of a type or violation. `mark` is S (attested), A (assumed) or OURS."""

    text: str
    mark: str


TYPES: Mapping[str, Meaning] = {
    "AF": Meaning("Authority failure", "S"),
    "PW": Meaning("Password or user ID not valid", "A"),
    "TC": Meaning("Change of the machine", OURS),
    "TR": Meaning("Command refused", OURS),
}

VIOLATIONS: Mapping[Kind, Meaning] = {
    REFUSED_OBJECT: Meaning("Not authorized to object", "S"),
    REFUSED_BIND: Meaning("Not authorized to TCP/IP port", "S"),
    WRONG_PASSWORD: Meaning("Password not valid", "A"),
    UNKNOWN_USER: Meaning("User name not valid", "A"),
    DISABLED_USER: Meaning("User profile disabled", "A"),
    RESTRICTION_CHANGED: Meaning("Port restriction", OURS),
    PROFILE_CHANGED: Meaning("User profile", OURS),
    SERVER_CHANGED: Meaning("Server", OURS),
    SERVICE_CHANGED: Meaning("Service table", OURS),
    VALUE_CHANGED: Meaning("System value", OURS),
    REFUSED_COMMAND: Meaning("Special authority or capability missing", OURS),
}

UNKNOWN = Meaning("", OURS)


def type_of(entry: AuditEntry) -> Meaning:
    return TYPES.get(entry.type, UNKNOWN)


def violation_of(entry: AuditEntry) -> Meaning:
    return VIOLATIONS.get(entry.kind, UNKNOWN)


def is_ours(entry: AuditEntry) -> bool:
    return OURS in (type_of(entry).mark, violation_of(entry).mark)
