"""What the entries of the audit journal mean: types, violations, and whose they are.

Entries themselves are domain.jobs.AuditEntry. Knows no store and no panel.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from portres_tui.domain.jobs import AuditEntry

JOURNAL = "QAUDJRN"

OURS = "P"
"""The mark of an entry type or violation that IBM i does not have, or not with this meaning."""


class Meaning(NamedTuple):
    """What is said of a type or violation. `mark` is S (attested), A (assumed) or OURS."""

    text: str
    mark: str


TYPES: Mapping[str, Meaning] = {
    "AF": Meaning("Authority failure", "S"),
    "PW": Meaning("Password or user ID not valid", "A"),
    "PR": Meaning("Command refused", OURS),
    "PG": Meaning("Change of the machine", OURS),
}

VIOLATIONS: Mapping[tuple[str, str], Meaning] = {
    ("AF", "A"): Meaning("Not authorized to object", "S"),
    ("AF", "T"): Meaning("Not authorized to TCP/IP port", "S"),
    ("PW", "P"): Meaning("Password not valid", "A"),
    ("PW", "U"): Meaning("User name not valid", "A"),
    ("PW", "Q"): Meaning("User profile disabled", "A"),
    ("PR", "C"): Meaning("Special authority or capability missing", OURS),
    ("PG", "R"): Meaning("Port restriction", OURS),
    ("PG", "U"): Meaning("User profile", OURS),
    ("PG", "S"): Meaning("Server", OURS),
    ("PG", "V"): Meaning("Service table", OURS),
    ("PG", "Y"): Meaning("System value", OURS),
}

UNKNOWN = Meaning("", OURS)


def type_of(entry: AuditEntry) -> Meaning:
    return TYPES.get(entry.type, UNKNOWN)


def violation_of(entry: AuditEntry) -> Meaning:
    return VIOLATIONS.get((entry.type, entry.violation), UNKNOWN)


def is_ours(entry: AuditEntry) -> bool:
    return OURS in (type_of(entry).mark, violation_of(entry).mark)
