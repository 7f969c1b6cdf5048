"""What a work-with list is, as data: columns, options whose action is CL text, and where the rows come
from. A list never acts; how it is painted is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from portres_tui.domain.messages import Message
from portres_tui.domain.system import SHAPES
from portres_tui.panels.forms import Form
from portres_tui.panels.model import Key, View


class Entry(NamedTuple):
    """The input field that a column has on the blank first row."""

    keyword: str
    element: int = 0
    length: int = 10
    default: str = ""
    numeric: bool = False
    mixed: bool = False
    """The case of what is typed counts."""


class Column(NamedTuple):
    """A column of a list, at a 1-based screen column. `headings` are its two heading lines; one
    may be wider than the column, over its neighbours."""

    name: str
    at: int
    width: int
    headings: tuple[str, str]
    cell: Callable[[Any], str]
    right: bool = False
    entry: Entry | None = None


class Option(NamedTuple):
    """An option of a list. `cl` is CL text with the row as `{row}`; for an option of the blank
    first row it is the name of the command, whose parameters come from that row."""

    number: int
    label: str
    cl: str
    on_entry: bool = False
    confirm: str = ""
    """Title of the panel that asks before it is run."""
    without: Callable[[Any], Message] | None = None
    """What is said of a row whose CL text is empty."""


class Criterion(NamedTuple):
    """A field of a subset panel: which rows of a list are shown. `takes` tells whether what is
    typed in it can be taken, with what is typed in the others; rows are held against it where they
    are made."""

    name: str
    label: str
    length: int
    default: str
    choices: str
    takes: Callable[[str, Mapping[str, str]], bool]
    indent: int = 0


class Subset(NamedTuple):
    """The panel on which the rows of a list are chosen. `name` is that of its help."""

    name: str
    title: str
    criteria: tuple[Criterion, ...]


class Position(NamedTuple):
    """The field Position to: what stands behind it, and the row that is to be the first on the display;
    None where all rows stand before it."""

    hint: str
    length: int
    row: Callable[[View, str], Any]
    mixed: bool = False
    """The case of what is typed counts."""


class Find(NamedTuple):
    """What Action.FIND looks for: the form that asks, with one field; the rows of the list in their
    order; and whether one of them has the text."""

    form: Form
    rows: Callable[[View], Sequence[Any]]
    has: Callable[[Any, str], bool]


class Source(Protocol):
    """Where the rows of a list come from, and in which order."""

    def key(self, row: Any) -> tuple[Any, ...]: ...
    def page(self, view: View, after: tuple[Any, ...] | None, n: int) -> Sequence[Any]: ...
    def before(self, view: View, key: tuple[Any, ...] | None, n: int) -> Sequence[Any]: ...
    def place(self, view: View) -> Callable[[Any], Any]:
        """What rows are to be sorted by to stand in the order of the list."""

    def current(self, view: View, rows: Sequence[Any]) -> Sequence[Any]:
        """These rows as they are now; one that is gone as it was last."""


class Table(NamedTuple):
    """A table of the machine, read a page at a time."""

    table: str

    def key(self, row: Any) -> tuple[Any, ...]:
        return SHAPES[self.table].key_of(row)

    def page(self, view: View, after: tuple[Any, ...] | None, n: int) -> Sequence[Any]:
        rows: Sequence[Any] = getattr(view.system, self.table).page(after, n)
        return rows

    def before(self, view: View, key: tuple[Any, ...] | None, n: int) -> Sequence[Any]:
        rows: Sequence[Any] = getattr(view.system, self.table).page_before(key, n)
        return rows

    def place(self, view: View) -> Callable[[Any], Any]:
        return self.key

    def current(self, view: View, rows: Sequence[Any]) -> Sequence[Any]:
        table = getattr(view.system, self.table)
        return [table.get(*self.key(row)) or row for row in rows]


class Rows(NamedTuple):
    """Rows that are computed as a whole, few enough for it."""

    rows: Callable[[View], Sequence[Any]]
    name: str
    """The attribute that identifies a row."""
    now: Callable[[View, Any], Any] | None = None
    """Where it costs much to tell all of a row: makes a row that is to be shown whole, as it is now,
    though it may be listed no more."""
    common: bool = False
    """Are the rows the same for everybody who looks at the machine at that moment?"""

    def key(self, row: Any) -> tuple[Any, ...]:
        return (getattr(row, self.name),)

    def page(self, view: View, after: tuple[Any, ...] | None, n: int) -> Sequence[Any]:
        rows = self.rows(view)
        start = self._index(rows, after) + 1 if after is not None else 0
        return self._whole(view, rows[start : start + n])

    def before(self, view: View, key: tuple[Any, ...] | None, n: int) -> Sequence[Any]:
        rows = self.rows(view)
        end = self._index(rows, key) if key is not None else len(rows)
        return self._whole(view, rows[max(0, end - n) : end])

    def place(self, view: View) -> Callable[[Any], Any]:
        places = {self.key(row): at for at, row in enumerate(self.rows(view))}
        return lambda row: places.get(self.key(row), len(places))

    def current(self, view: View, rows: Sequence[Any]) -> Sequence[Any]:
        if self.now:
            return self._whole(view, rows)
        look = view.look if self.common else None
        found = look.once(self.rows, lambda: self.rows(view)) if look else self.rows(view)
        now = {self.key(row): row for row in found}
        return [now.get(self.key(row), row) for row in rows]

    def _whole(self, view: View, rows: Sequence[Any]) -> Sequence[Any]:
        return [self.now(view, row) for row in rows] if self.now else rows

    def _index(self, rows: Sequence[Any], key: tuple[Any, ...]) -> int:
        return next((i for i, row in enumerate(rows) if self.key(row) == key), -1)


class WorkWith(NamedTuple):
    """A work-with list. `live` rows are repainted when the machine changes."""

    name: str
    title: str
    columns: tuple[Column, ...]
    options: tuple[Option, ...]
    source: Source
    keys: tuple[Key, ...]
    empty: str
    command_line: str = ""
    """Its label; empty on a panel that has no command line."""
    live: bool = False
    header: Callable[[View], Sequence[str]] = lambda view: ()
    """Lines from row 3 on that tell what the list is of."""
    other: tuple[Column, ...] = ()
    """The columns of the other view (Action.OTHER_VIEW); none where there is none."""
    instruction: str = "Type options, press Enter."
    bare: Callable[[Any], bool] = lambda row: False
    """Is it a row that takes no option: a heading, or the further lines of the row above?"""
    newest: bool = False
    """Open on the last page."""
    moment: bool = False
    """Show date and time on row 2, and the system's name on row 1."""
    more_keys: tuple[Key, ...] = ()
    """The keys that F24 shows instead; all of them work at any time."""
    subset: Subset | None = None
    """What Action.SUBSET asks for. The rows find in `view.arguments`: `subset` (the criteria that
    are not at their defaults, by name), `sort` (a column's name) and `numbers`; and for
    Action.RESTART `since` (a moment)."""
    position: Position | None = None
    """How to get far down; None on a list that has no such field."""
    find: Find | None = None
    """What Action.FIND looks for; None on a list without that key."""
    close: bool = False
    """The headings stand right below the options, without a blank row between."""
