"""What a panel is, as data: menu, work-with list, display. Prompts and confirm panels need no
declaration of their own: a prompt is its command's, a confirm panel its list's.

A panel never acts: its choices and options are CL text, its keys CL text or one of a few named
actions. Nothing here knows how a panel is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from portres_tui.domain.messages import Message, MessageFile
from portres_tui.domain.system import System


class View(NamedTuple):
    """What a panel's contents may depend on. `now` is in seconds since the epoch."""

    system: System
    now: float
    messages: MessageFile
    arguments: Mapping[str, Any] = MappingProxyType({})


class Action(Enum):
    """What a function key can do besides running CL."""

    EXIT = "leave the whole task"
    CANCEL = "one panel back, nothing done"
    REFRESH = "read the rows again"
    PROMPT = "prompt the command, or list the values of the field"
    RETRIEVE = "bring back the last command"
    HELP = "help for what the cursor is on"
    OTHER_VIEW = "the other view of the same panel"
    TOP = "first page"
    BOTTOM = "last page"
    PRINT = "write the list to a text file"
    MORE_KEYS = "show the other function keys"
    ENLARGE = "the window as large as the display"


class Key(NamedTuple):
    """A function key of a panel: `F3=Exit`."""

    key: str
    label: str
    does: Action | str
    starts_row: bool = False
    """It begins the second row of keys, even if there is room on the first."""

    @property
    def text(self) -> str:
        return f"{self.key.upper()}={self.label}"


EXIT = Key("f3", "Exit", Action.EXIT)
PROMPT = Key("f4", "Prompt", Action.PROMPT)
REFRESH = Key("f5", "Refresh", Action.REFRESH)
PRINT_LIST = Key("f6", "Print list", Action.PRINT)
RETRIEVE = Key("f9", "Retrieve", Action.RETRIEVE)
CANCEL = Key("f12", "Cancel", Action.CANCEL)
TOP = Key("f17", "Top", Action.TOP)
BOTTOM = Key("f18", "Bottom", Action.BOTTOM)


class Choice(NamedTuple):
    """An option of a menu. Without `cl` it is shown and says that it is not built."""

    number: int
    text: str
    cl: str = ""


class Menu(NamedTuple):
    """A menu with a command line. `groups` are set apart by a blank row."""

    name: str
    title: str
    groups: tuple[tuple[Choice, ...], ...]
    keys: tuple[Key, ...] = (EXIT, PROMPT, RETRIEVE, CANCEL)
    first_message: str = ""
    """Stands on the message line when the session begins."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(choice for group in self.groups for choice in group)


class Entry(NamedTuple):
    """The input field that a column has on the blank first row."""

    keyword: str
    element: int = 0
    length: int = 10
    default: str = ""
    numeric: bool = False


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


class Source(Protocol):
    """Where the rows of a list come from, in the order of their keys."""

    def key(self, row: Any) -> tuple[Any, ...]: ...
    def page(self, view: View, after: tuple[Any, ...] | None, n: int) -> Sequence[Any]: ...
    def before(self, view: View, key: tuple[Any, ...] | None, n: int) -> Sequence[Any]: ...
    def current(self, view: View, rows: Sequence[Any]) -> Sequence[Any]:
        """These rows as they are now; one that is gone as it was last."""


class Table(NamedTuple):
    """A table of the machine, read a page at a time."""

    table: str
    keys: tuple[str, ...]

    def key(self, row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in self.keys)

    def page(self, view: View, after: tuple[Any, ...] | None, n: int) -> Sequence[Any]:
        rows: Sequence[Any] = getattr(view.system, self.table).page(after, n)
        return rows

    def before(self, view: View, key: tuple[Any, ...] | None, n: int) -> Sequence[Any]:
        rows: Sequence[Any] = getattr(view.system, self.table).page_before(key, n)
        return rows

    def current(self, view: View, rows: Sequence[Any]) -> Sequence[Any]:
        table = getattr(view.system, self.table)
        return [table.get(*self.key(row)) or row for row in rows]


class Rows(NamedTuple):
    """Rows that are computed as a whole, few enough for it."""

    rows: Callable[[View], Sequence[Any]]
    name: str
    """The attribute that identifies a row."""

    def key(self, row: Any) -> tuple[Any, ...]:
        return (getattr(row, self.name),)

    def page(self, view: View, after: tuple[Any, ...] | None, n: int) -> Sequence[Any]:
        rows = self.rows(view)
        start = self._index(rows, after) + 1 if after is not None else 0
        return rows[start : start + n]

    def before(self, view: View, key: tuple[Any, ...] | None, n: int) -> Sequence[Any]:
        rows = self.rows(view)
        end = self._index(rows, key) if key is not None else len(rows)
        return rows[max(0, end - n) : end]

    def current(self, view: View, rows: Sequence[Any]) -> Sequence[Any]:
        now = {self.key(row): row for row in self.rows(view)}
        return [now.get(self.key(row), row) for row in rows]

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


class Line(NamedTuple):
    """A line of a display. `subject` is what F1 or Enter explains, such as a log entry."""

    text: str
    strong: bool = False
    subject: Any = None


class Information(NamedTuple):
    """A display panel: header lines from row 3, then lines that page."""

    name: str
    title: Callable[[View], str]
    lines: Callable[[View], Sequence[Line]]
    keys: tuple[Key, ...]
    header: Callable[[View], Sequence[str]] = lambda view: ()
    system: bool = True
    """Show the system name on row 2."""
    newest: bool = False
    """Open on the last page."""


Panel = Menu | WorkWith | Information
