"""Spooled files: the lists of a user, of a queue and of a job, and what is in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from portres_tui.domain.jobs import JobName, parts_of
from portres_tui.domain.printing import files_of
from portres_tui.domain.spool import PAGE, QUEUES, READY, SpooledFile
from portres_tui.panels.jobs import job_header
from portres_tui.panels.keys import COMMANDS, DISPLAY, ENDS
from portres_tui.panels.lists import Column, Option, Rows, WorkWith
from portres_tui.panels.model import (
    BOTTOM,
    CANCEL,
    EXIT,
    PRINT_LIST,
    REFRESH,
    TOP,
    Action,
    Information,
    Key,
    Line,
    View,
)
from portres_tui.panels.printed import text_of, whole


class Spooled(NamedTuple):
    """A spooled file that is listed. Its pages are counted once it is shown; moments are as they are
    written."""

    file: SpooledFile
    date: str = ""
    time: str = ""

    @property
    def key(self) -> str:
        return f"{self.file.job} {self.file.number}"

    @property
    def job(self) -> JobName:
        return parts_of(self.file.job)

    @property
    def address(self) -> str:
        """The parameters that name it in CL."""
        return f"FILE({self.file.name}) JOB({self.file.job}) SPLNBR({self.file.number})"


def _listed(view: View, files: Iterable[SpooledFile]) -> list[Spooled]:
    """Those that are there by now, the newest first (assumed)."""
    due = [Spooled(file) for file in files if file.created <= view.now]
    return sorted(due, key=lambda row: (-row.file.created, row.key))


def _of_user(view: View) -> list[Spooled]:
    user, data = view.arguments.get("user", "*ALL"), view.arguments.get("data", "*ALL")
    files = view.system.spooled if user == "*ALL" else view.system.spooled.find(user=user)
    return _listed(view, (each for each in files if data in ("*ALL", each.user_data)))


def _of_queue(view: View) -> list[Spooled]:
    return _listed(view, view.system.spooled.find(queue=view.arguments["queue"]))


def _of_job(view: View) -> list[Spooled]:
    return _listed(view, files_of(view.system, view.arguments["job"]))


def _now(view: View, row: Spooled) -> Spooled:
    calendar, file = view.messages.calendar, row.file
    date, time = calendar.date(file.created), calendar.time(file.created)
    return Spooled(whole(view, file), date, time)


_FILE = Column("File", 7, 10, ("", "File"), lambda row: row.file.name)
_USER = Column("User", 19, 10, ("", "User"), lambda row: row.file.user)
_QUEUE = Column("Queue", 31, 10, ("Device or", "Queue"), lambda row: row.file.queue)
_DATA = Column("User Data", 43, 10, ("", "User Data"), lambda row: row.file.user_data)
_STATUS = Column("Sts", 55, 3, ("", "Sts"), lambda row: READY)
_PAGES = Column("Pages", 60, 6, ("Total", "Pages"), lambda row: str(row.file.pages), right=True)
_NUMBER = Column("Number", 19, 6, ("File", "Number"), lambda row: str(row.file.number), right=True)

_WHERE = (
    _FILE,
    _NUMBER,
    Column("Job", 28, 10, ("", "Job"), lambda row: row.job.name),
    Column("Job User", 40, 10, ("", "User"), lambda row: row.job.user),
    Column("Job Number", 52, 6, ("", "Number"), lambda row: row.job.number),
    Column("Date", 60, 8, ("", "Date"), lambda row: row.date),
    Column("Time", 70, 8, ("", "Time"), lambda row: row.time),
)
"""The other view: where a file comes from."""

_DISPLAY = Option(5, "Display", "DSPSPLF {row.address}")
_OPTIONS = (
    Option(4, "Delete", "DLTSPLF {row.address}", confirm="Confirm Delete of Spooled Files"),
    _DISPLAY,
)
_OTHER = Key("f11", "View 2", Action.OTHER_VIEW, other="View 1")
_KEYS = (EXIT, REFRESH, PRINT_LIST, _OTHER, *ENDS)
_WITH_LINE = (*COMMANDS, _OTHER._replace(starts_row=True), *ENDS)
_EMPTY = "(No spooled output files)"

WRKSPLF = WorkWith(
    "WRKSPLF",
    "Work with All Spooled Files",
    (_FILE, _USER, _QUEUE, _DATA, _STATUS, _PAGES),
    _OPTIONS,
    Rows(_of_user, "key", _now),
    _KEYS,
    _EMPTY,
    header=lambda view: [f" User . . . . . :   {view.arguments.get('user', '*ALL')}"],
    other=_WHERE,
)

WRKOUTQ = WorkWith(
    "WRKOUTQ",
    "Work with Output Queue",
    (
        _FILE,
        _USER,
        _DATA._replace(at=31),
        _STATUS._replace(at=43),
        _PAGES._replace(at=48, headings=("", "Pages")),
    ),
    _OPTIONS,
    Rows(_of_queue, "key", _now),
    _WITH_LINE,
    _EMPTY,
    command_line="Parameters or command",
    header=lambda view: [_queue_line(view.arguments["queue"])],
    other=_WHERE,
)


def _queue_line(queue: str) -> str:
    return f" Queue:   {queue:<10}     Library:   {QUEUES[queue]:<10}     Status:   RLS"


class Queue(NamedTuple):
    """An output queue that is listed."""

    name: str
    library: str
    files: int


def _queues(view: View) -> list[Queue]:
    return [
        Queue(name, library, len(view.system.spooled.find(queue=name)))
        for name, library in sorted(QUEUES.items())
    ]


WRKOUTQALL = WorkWith(
    "WRKOUTQALL",
    "Work with All Output Queues",
    (
        Column("Queue", 7, 10, ("", "Queue"), lambda row: row.name),
        Column("Library", 19, 10, ("", "Library"), lambda row: row.library),
        Column("Files", 31, 7, ("", "Files"), lambda row: str(row.files), right=True),
        Column("Status", 41, 6, ("", "Status"), lambda row: "RLS"),
    ),
    (Option(5, "Work with", "WRKOUTQ OUTQ({row.library}/{row.name})"),),
    Rows(_queues, "name"),
    (*COMMANDS, CANCEL),
    "(No output queues)",
    command_line="Parameters or command",
)

JOBSPLF = WorkWith(
    "JOBSPLF",
    "Work with Job Spooled Files",
    (
        _FILE,
        _QUEUE._replace(at=19),
        _DATA._replace(at=31),
        _STATUS._replace(at=43),
        _PAGES._replace(at=48),
    ),
    _OPTIONS,
    Rows(_of_job, "key", _now),
    _WITH_LINE,
    _EMPTY,
    command_line="Parameters or command",
    header=job_header,
    other=_WHERE,
)

DSPJOBSPLF = JOBSPLF._replace(
    name="DSPJOBSPLF",
    title="Display Job Spooled Files",
    options=(_DISPLAY,),
    keys=_KEYS,
    command_line="",
)


def _found(view: View) -> SpooledFile | None:
    return view.system.spooled.get(view.arguments["job"], view.arguments["number"])


def _text(view: View) -> Sequence[Line]:
    file = _found(view)
    lines = text_of(view, file) if file else ["(The spooled file no longer exists)"]
    return [Line(line) for line in lines]


def _place(view: View) -> Sequence[str]:
    """Which file it is, and which line of it is shown first."""
    file = _found(view)
    page, line = divmod(view.arguments.get("top", 0), PAGE)
    return [
        f" File  . . . . . :   {file.name if file else '':<28}    Page/Line   {page + 1}/{line + 1}",
        f" Job . . . . . . :   {view.arguments['job']}",
    ]


DSPSPLF = Information(
    "DSPSPLF",
    lambda view: "Display Spooled File",
    _text,
    (
        *DISPLAY,
        Key("f16", "Repeat find", Action.FIND_AGAIN),
        TOP,
        BOTTOM,
        Key("f19", "Left", Action.LEFT, starts_row=True),
        Key("f20", "Right", Action.RIGHT),
    ),
    header=_place,
    scanned=True,
    system=False,
    asks="",
)

PANELS = (WRKSPLF, WRKOUTQ, WRKOUTQALL, JOBSPLF, DSPJOBSPLF, DSPSPLF)
