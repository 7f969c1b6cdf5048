"""The job log pane as a model: which entries it has, which are seen, which one is selected.

Knows no terminal and no store: log entries come in, lines of text come out. Times are seconds
since the epoch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import NamedTuple

from portres_tui.display.contents import UNSHOWN, is_cell
from portres_tui.domain.jobs import SEVERE, LogEntry
from portres_tui.domain.messages import MessageFile

KEPT = 1000
"""How many entries are kept; the oldest go first."""

SEVERITIES = (0, 10, 30, 40)
"""The filters, in the order in which they follow each other."""


NOTHING = "(No messages)"

_WIDE = 110
"""From this width on there is room for whole job names."""

_CUT = " >"

Place = tuple[float, int]
"""What entries are ordered by."""


class PaneLine(NamedTuple):
    """One line of the pane; `loud` and `selected` are to be shown by more than a colour."""

    text: str
    loud: bool = False
    selected: bool = False


class LogPane:
    """The entries that may be seen, in the order of their times.

    `rows` is how many are seen at once, 1 or more; `began` is False until the pane was told the
    time, and so may say that there is nothing. While the newest is selected the pane follows:
    one that arrives is selected at once. Elsewhere the selection and the lines around it stay.
    Where it is known what `is_own`, what other people's jobs say can be left out.
    """

    def __init__(
        self,
        may_see: Callable[[LogEntry], bool],
        is_own: Callable[[LogEntry], bool] | None = None,
    ) -> None:
        self.severity = SEVERITIES[0]
        self.own = False
        self.rows = 10
        self.began = False
        self._may_see = may_see
        self._is_own = is_own
        self._ahead: list[LogEntry] = []
        self._due: list[LogEntry] = []
        self._shown: list[LogEntry] = []
        self._selected: Place | None = None
        self._top: Place = (0.0, 0)

    def clear(self) -> None:
        """Forget all entries: what may be seen now is something else."""
        self._ahead, self._due, self._shown = [], [], []
        self.end()

    def add(self, entries: Iterable[LogEntry]) -> None:
        """More entries, of any time; each is shown when it is due."""
        self._ahead += filter(self._may_see, entries)

    def advance(self, now: float) -> list[LogEntry]:
        """Show what is due; the answer is what was not shown before."""
        self.began = True
        came = [entry for entry in self._ahead if entry.time <= now]
        if came:
            self._ahead = [entry for entry in self._ahead if entry.time > now]
            self._due = sorted([*self._due, *came], key=_place)[-KEPT:]
            self._filter()
        return came

    @property
    def due(self) -> float | None:
        """When the next entry is to be shown that is not yet; None when there is none."""
        return min((entry.time for entry in self._ahead), default=None)

    @property
    def follows(self) -> bool:
        """Is the newest entry selected?"""
        return self._selected is None

    @property
    def selected(self) -> LogEntry | None:
        """The selected entry; None when no entry is shown."""
        return self._shown[self._at] if self._shown else None

    def newest(self, id: str = "") -> LogEntry | None:
        """The newest entry that is due of a message ID; without one the newest severe entry, else the
        newest. None when there is none."""
        wanted = [each for each in self._due if (each.message.id == id if id else _loud(each))]
        return next(reversed(wanted or ([] if id else self._due)), None)

    def next_severity(self) -> None:
        """Filter by the next of SEVERITIES."""
        following = SEVERITIES.index(self.severity) + 1
        self.severity = SEVERITIES[following % len(SEVERITIES)]
        self._filter()

    def next_jobs(self) -> None:
        """Show one's own jobs only, or all again."""
        self.own = self._is_own is not None and not self.own
        self._filter()

    def move(self, by: int) -> None:
        """Select another entry, `by` lines further down."""
        self._select(self._at + by, self._first)

    def scroll(self, by: int) -> None:
        """Move the lines up by `by`, and the selection with them."""
        self._select(self._at + by, self._first + by)

    def point(self, row: int) -> None:
        """Select what stands in a row, counted from 0."""
        self._select(self._first + row, self._first)

    def home(self) -> None:
        """Select the oldest entry."""
        self._select(0, 0)

    def end(self) -> None:
        """Select the newest entry, and follow."""
        self._selected = None

    def lines(self, messages: MessageFile, width: int) -> list[PaneLine]:
        """What is seen, at most `rows` lines of at most `width` characters."""
        first, at = self._first, self._at
        seen = self._shown[first : first + self.rows]
        return [
            PaneLine(worded(entry, messages, width), _loud(entry), number == at)
            for number, entry in enumerate(seen, first)
        ] or [PaneLine(NOTHING)]

    def title(self, active: bool) -> str:
        """The line above; `active` when the keys go to the pane."""
        head = f"{'Own jobs' if self.own else 'Job log'}  severity {self.severity}+   "
        if not active:
            return f"{head}Esc J=Go to job log"
        keys = f"{head}Enter/F1=Message  F11=Severity  F12=Return"
        if not self.follows:
            return f"{keys}  End=Newest"
        return keys if self._is_own is None else f"{keys}  F10={'All' if self.own else 'Own'}"

    @property
    def _at(self) -> int:
        """The place of the selected entry in what is shown; -1 when nothing is."""
        last = len(self._shown) - 1
        return last if self._selected is None else min(self._find(self._selected), last)

    @property
    def _first(self) -> int:
        """The place of the entry in the first row, so that the selected one is seen."""
        lowest = max(len(self._shown) - self.rows, 0)
        if self._selected is None:
            return lowest
        first = min(self._find(self._top), lowest)
        return max(min(first, self._at), self._at - self.rows + 1)

    def _find(self, place: Place) -> int:
        """Where the entry of that place is, or the next one if it is not shown."""
        return bisect_left(self._shown, place, key=_place)

    def _select(self, at: int, first: int) -> None:
        last = len(self._shown) - 1
        if at >= last or not self._shown:
            self._selected = None
            return
        self._selected = _place(self._shown[max(at, 0)])
        self._top = _place(self._shown[min(max(first, 0), last)])
        self._top = _place(self._shown[self._first])

    def _filter(self) -> None:
        self._shown = [entry for entry in self._due if self._passes(entry)]

    def _passes(self, entry: LogEntry) -> bool:
        own = not self.own or self._is_own is None or self._is_own(entry)
        return own and entry.severity >= self.severity


def _loud(entry: LogEntry) -> bool:
    return entry.severity >= SEVERE


def _place(entry: LogEntry) -> Place:
    return entry.time, entry.sequence


def worded(entry: LogEntry, messages: MessageFile, width: int) -> str:
    """An entry as one line of at most `width` characters."""
    mark = "*" if _loud(entry) else " "
    time = messages.calendar.time(entry.time)
    job = f"{entry.job:<28}" if width >= _WIDE else f"{entry.job.rpartition('/')[2]:<10}"
    text = _clean(messages.first_level(entry.message))
    if entry.is_request:
        return _cut(f"{mark}{time} {job} {'':<10} > {text}", width)
    return _cut(f"{mark}{time} {job} {entry.message.id:<7} {entry.severity:02} {text}", width)


def _clean(text: str) -> str:
    return "".join(each if is_cell(each) else UNSHOWN for each in text)


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else line[: width - len(_CUT)] + _CUT
