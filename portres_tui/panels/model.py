"""What a panel is, as data: menus and displays here, work-with lists and forms beside. Prompts and
confirm panels need no declaration of their own: a prompt is its command's, a confirm panel its list's.

A panel never acts: its choices and options are CL text, its keys CL text or one of a few named
actions. Nothing here knows how a panel is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from portres_tui.domain.jobs import LogEntry
from portres_tui.domain.messages import MessageFile
from portres_tui.domain.system import System

if TYPE_CHECKING:
    from portres_tui.panels.forms import Form
    from portres_tui.panels.lists import WorkWith


class Stroke(NamedTuple):
    """A key: what the terminal sent for it, and the 5250 key that it is; "" is none."""

    sent: str
    became: str


class Keys(NamedTuple):
    """The keys of a session's terminal: its type, the last strokes, and which of its keys come as
    others."""

    terminal: str = ""
    strokes: tuple[Stroke, ...] = ()
    shared: tuple[tuple[str, str], ...] = ()


class Look(NamedTuple):
    """One look that many sessions share: its moment, and what was found of the machine."""

    now: float
    found: dict[object, Any]

    def once(self, what: object, find: Callable[[], Any]) -> Any:
        """What the first who asked has found."""
        if what not in self.found:
            self.found[what] = find()
        return self.found[what]


class View(NamedTuple):
    """What a panel's contents may depend on. `now` is in seconds since the epoch."""

    system: System
    now: float
    messages: MessageFile
    arguments: Mapping[str, Any] = MappingProxyType({})
    keys: Keys = Keys()
    look: Look | None = None
    """What many sessions that look at once have in common."""

    @property
    def moment(self) -> str:
        """Date and time as panels show them."""
        return self.messages.calendar.written(self.now)


class Action(Enum):
    """What a function key can do besides running CL."""

    EXIT = "leave the whole task"
    CANCEL = "one panel back, nothing done"
    REFRESH = "read the rows again"
    PROMPT = "prompt the command, or list the values of the field"
    RETRIEVE = "bring back the last command"
    HELP = "help for what the cursor is on"
    OTHER_VIEW = "the other view of the same panel"
    LEFT = "what stands further left on lines that are wider than the display"
    RIGHT = "what stands further right on lines that are wider than the display"
    FIND_AGAIN = "the next place where the text stands that was looked for"
    TOP = "first page"
    BOTTOM = "last page"
    PRINT = "print the whole of it into a spooled file"
    MORE_KEYS = "show the other function keys"
    ALL_PARAMETERS = "also the parameters that the prompt does not ask for now"
    COMMAND_STRING = "the command as it would run"
    ERRORS = "what was wrong with the values when they were last tried"
    COMPLETE = "run the command without being asked for anything more"
    NUMBERS = "numbers instead of names, or names again"
    SORT = "order the list by the column that the cursor is in"
    FIND = "ask for a text, and go to the next row that has it"
    RESTART = "count from now on what is counted since the list was opened"
    SUBSET = "choose which rows the list shows"
    COMMAND_LINE = "a command line in a window"
    ENLARGE = "the window as large as the display"


class Key(NamedTuple):
    """A function key of a panel: `F3=Exit`."""

    key: str
    label: str
    does: Action | str
    """CL text may name what the panel is of, `{queue}`, and with `{row}` what the cursor is on."""
    starts_row: bool = False
    """It begins the second row of keys, even if there is room on the first."""
    other: str = ""
    """Its label while what it switches to is shown; empty where that is the same."""
    confirm: str = ""
    """Title of the panel that asks before its CL text is run."""

    @property
    def text(self) -> str:
        return f"{self.key.upper()}={self.label}"

    @property
    def looks(self) -> bool:
        """It runs nothing and prints nothing."""
        return isinstance(self.does, Action) and self.does is not Action.PRINT


EXIT = Key("f3", "Exit", Action.EXIT)
PROMPT = Key("f4", "Prompt", Action.PROMPT)
REFRESH = Key("f5", "Refresh", Action.REFRESH)
PRINT_LIST = Key("f6", "Print list", Action.PRINT)
RETRIEVE = Key("f9", "Retrieve", Action.RETRIEVE)
COMMAND_LINE = Key("f9", "Command line", Action.COMMAND_LINE)
CANCEL = Key("f12", "Cancel", Action.CANCEL)
TOP = Key("f17", "Top", Action.TOP)
BOTTOM = Key("f18", "Bottom", Action.BOTTOM)
MORE_KEYS = Key("f24", "More keys", Action.MORE_KEYS)


class Choice(NamedTuple):
    """An option of a menu: CL text or a named action. Without either it is shown and says that it is
    not built, and so it does while there is no such command."""

    number: int
    text: str
    cl: str = ""
    action: Action | None = None

    @property
    def label(self) -> str:
        """How it stands on the menu, and over its section of the help."""
        return f"{self.number}. {self.text}"

    @property
    def command(self) -> str:
        """The name of the command that its CL text calls."""
        return self.cl.lstrip("?").partition(" ")[0]


class Menu(NamedTuple):
    """A menu. `groups` are set apart by a blank row."""

    name: str
    title: str
    groups: tuple[tuple[Choice, ...], ...]
    keys: tuple[Key, ...] = (EXIT, PROMPT, RETRIEVE, CANCEL)
    by_command: bool = False
    """A command of its own shows it, and GO does not."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(choice for group in self.groups for choice in group)


class Selection(NamedTuple):
    """A menu about one thing, which it is shown with: `{job}` in a choice's CL text is what the panel's
    arguments say. It pages. `label` heads a command line, or, if `length` is short, a field for the
    number of a choice."""

    name: str
    title: str
    groups: tuple[tuple[Choice, ...], ...]
    header: Callable[[View], Sequence[str]]
    keys: tuple[Key, ...]
    label: str = "Selection"
    length: int = 2

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(choice for group in self.groups for choice in group)


class Blank(NamedTuple):
    """An input field in a line of a display, from column `at` on."""

    name: str
    at: int
    length: int


class Line(NamedTuple):
    """A line of a display. `subject` is what F1 or Enter explains, such as a log entry."""

    text: str
    strong: bool = False
    subject: Any = None
    blank: Blank | None = None


class Pages(NamedTuple):
    """Entries that are too many to be read at once: those behind a key, or from the start; the last
    ones before a key, or up to the end; and the lines of each."""

    key: Callable[[Any], Any]
    after: Callable[[View, Any, int], Sequence[Any]]
    before: Callable[[View, Any, int], Sequence[Any]]
    lines: Callable[[View, Any], Sequence[Line]]

    def all(self, view: View) -> Sequence[Line]:
        """The lines of all entries."""
        found: list[Line] = []
        last = None
        while entries := self.after(view, last, _PAGE):
            found += (line for entry in entries for line in self.lines(view, entry))
            last = self.key(entries[-1])
        return found


_PAGE = 500
"""Entries that are read at a time when all are."""


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
    asks: str = "Press Enter to continue."
    """The line above the keys."""
    enter: Callable[[View], str] = lambda view: ""
    """CL text that Enter runs; without one it goes back."""
    scanned: bool = False
    """Its lines are many, and may be wider than the display: Control and Find lead about in them. The
    header is told `top`, the line that is shown first, from 0."""
    instruction: str = ""
    """Stands above the lines and says what to type."""
    answers: Callable[[View, Mapping[str, str]], Sequence[str]] = lambda view, typed: ()
    """CL texts for what was typed into the fields of the lines, by the fields' names."""
    pages: Pages | None = None
    """Where the lines come from when they are read a page at a time."""
    silent_keys: tuple[Key, ...] = ()
    """Keys that work and are not shown."""
    watches_keys: bool = False
    """It is painted anew after every key."""


class CommandEntry(NamedTuple):
    """Command Entry: what was asked for in this job and what came of it, and a line for more."""

    name: str
    title: str
    lines: Callable[[View, Sequence[LogEntry]], Sequence[Line]]
    """The transcript of a job log at the `level` of `view.arguments`."""
    keys: tuple[Key, ...]


Panel: TypeAlias = "Menu | WorkWith | Information | Selection | CommandEntry | Form"
