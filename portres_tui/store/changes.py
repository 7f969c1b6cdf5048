"""What a transaction changes, told as the journal tells it. Knows no way of keeping rows."""

from __future__ import annotations

from typing import Any

from portres_tui.domain.system import SHAPES, Change, JournalEntry, Key
from portres_tui.store.codec import encode


class Changes:
    """The rows touched so far, each with its image before the transaction and now."""

    def __init__(self) -> None:
        self._images: dict[tuple[str, Key], tuple[object, object]] = {}

    def note(self, table: str, key: Key, before: object, after: object) -> None:
        """A row went from `before` to `after`; None stands for no row."""
        first, _ = self._images.get((table, key), (before, after))
        self._images[table, key] = (first, after)

    def touches(self, table: str) -> bool:
        """Has a row of this table been changed, even if only for a while?"""
        return any(name == table for name, _ in self._images)

    def entry(self, header: JournalEntry, revision: int) -> JournalEntry | None:
        """The journal entry behind `revision`; None when all is as it was before."""
        changes = tuple(
            Change(table, key, _image(table, before), _image(table, after))
            for (table, key), (before, after) in self._images.items()
            if before != after
        )
        return header._replace(changes=changes, revision=revision + 1) if changes else None


def _image(table: str, row: object) -> Any:
    """A row as the journal has it; None for no row."""
    if row is None:
        return None
    untold = SHAPES[table].untold
    return {name: value for name, value in encode(row).items() if name not in untold}
