"""Operator errors: what a keyboard refuses by itself, under the four-digit codes of the 5250.

Knows neither keys nor fields, only the codes and their first-level texts.
"""

from __future__ import annotations

OVERRUN = "0001"
PROTECTED = "0005"
NOT_NUMERIC = "0009"
NO_ROOM = "0012"
NO_FIELD_MINUS = "0016"
NO_DUP = "0019"
UNDEFINED = "0027"

TEXTS = {
    OVERRUN: "Keyboard overrun.",
    PROTECTED: "Cursor in protected area of display.",
    NOT_NUMERIC: "Field requires numeric characters.",
    NO_ROOM: "No room to insert data.",
    NO_FIELD_MINUS: "Field Minus key not valid in field.",
    NO_DUP: "Duplicate key or Field Mark key not allowed in field.",
    UNDEFINED: "Cannot use undefined key.",
}


class Refused(Exception):
    """A key that cannot be used here; `code` is one of TEXTS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
