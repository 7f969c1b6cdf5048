"""The library that qualifies a name: the second element of a qualified parameter.

No commands stand here.
"""

from __future__ import annotations

from portres_tui.cl.definition import Elem
from portres_tui.cl.types import Name

LIST = "*LIBL"
"""The library list: in whichever library it is."""

SEARCHED = (LIST, "*CURLIB")
"""What IBM i looks through for programs and subsystems."""


def library(*special: str) -> Elem:
    """The element; without special values of its own, LIST is the only one."""
    return Elem("Library", Name(10), default=LIST, special=special or (LIST,))
