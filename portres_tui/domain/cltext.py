"""How values stand in CL text. Whoever writes commands as text needs it; who reads them is elsewhere."""

from __future__ import annotations


def in_apostrophes(text: str) -> str:
    """A text as one value that keeps its case; an apostrophe in it stands twice."""
    return "'" + text.replace("'", "''") + "'"
