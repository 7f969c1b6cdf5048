"""What the conversation stacks: a frame is one panel being shown, with its state.

A frame paints itself on request and takes AID keys; what it cannot do itself (run a command, push
another panel, say something) it asks of the `Talk` that it is handed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from portres_tui.display.buffer import MESSAGE_ROW, Canvas, Display
from portres_tui.display.keyboard import Aid
from portres_tui.display.messageline import MessageLine
from portres_tui.display.paint import message_line
from portres_tui.domain.jobs import LogEntry
from portres_tui.domain.messages import Message, MessageFile, diagnostic
from portres_tui.domain.requester import Requester
from portres_tui.panels.model import Action, Key, View

if TYPE_CHECKING:
    from portres_tui.cl.definition import Command, Show
    from portres_tui.cl.interpreter import Interpreter, Reply
    from portres_tui.panels.model import Panel


class Topic(Protocol):
    """A help text: a title, what is said of the whole, and of each part."""

    @property
    def title(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def sections(self) -> Mapping[str, str]: ...


class Host(Protocol):
    """What a conversation rests on: a session. What is heavy is made when it is first asked for."""

    @property
    def requester(self) -> Requester: ...
    @property
    def messages(self) -> MessageFile: ...
    @property
    def interpreter(self) -> Interpreter: ...
    @property
    def panels(self) -> Mapping[str, Panel]: ...

    def clock(self) -> float:
        """Seconds since the epoch."""

    def lives(self) -> bool:
        """Look at the job of this session again: what was changed of it counts from now on. False
        when somebody has ended it."""

    def unseen(self) -> Sequence[Message]:
        """Messages that nobody asked for, and that came only just before the key that is dealt
        with."""

    def topic(self, kind: str, name: str) -> Topic | None:
        """The help text of a command or a panel."""

    def spool(self, title: str, lines: Sequence[str]) -> Message:
        """Print lines into a spooled file; the message says which and where, or why not."""

    def look(self, arguments: Mapping[str, object]) -> None:
        """Somebody sees now what a panel with these arguments shows."""


class Talk(Protocol):
    """What a frame may ask of the conversation."""

    @property
    def requester(self) -> Requester: ...

    def view(self, arguments: Mapping[str, object] | None = None) -> View:
        """The machine now, as a panel sees it."""

    @property
    def level(self) -> int:
        """The request level of the frame on top; 0 outside of Command Entry."""

    def look(self, arguments: Mapping[str, object]) -> None:
        """Rows are read, and about to be seen."""

    def system_name(self) -> str: ...

    def command(self, name: str) -> Command | None: ...

    def tell(self, *messages: Message) -> None:
        """Put messages on the message line."""

    def push(self, frame: Frame) -> None: ...

    def back(self, cancelled: bool = True) -> None:
        """Leave this frame; the one below is told whether it was cancelled."""

    def leave(self) -> None:
        """Leave the whole task (F3)."""

    def submit(self, text: str, *, typed: bool = False) -> Reply | None:
        """Run a command; None when it has to be prompted first, which then has been pushed. `typed`
        on a command line, it may be refused to a user with limited capabilities."""

    def begin(self) -> None:
        """What is pushed next begins a task."""

    def run(self, text: str) -> Reply:
        """Run a command without asking whether it should be prompted."""

    def help(self, kind: str, name: str, section: str) -> None:
        """Show a help text."""

    def prompt(self, text: str, *, typed: bool = False) -> bool:
        """Push the prompt of a command, half typed or whole; False if that was refused."""

    def answered(self, reply: Reply) -> None:
        """Show what a command answered: its messages, its panel."""

    def show(self, show: Show) -> None: ...

    def remember(self, text: str, *, half: bool = False) -> None:
        """Keep a command for F9."""

    def masked(self, text: str) -> str:
        """A command without its secrets, as it may be shown."""

    def retrieve(self) -> str | None:
        """The command before the one that F9 brought last; None when there is none."""

    def spool(self, title: str, lines: Sequence[str]) -> Message:
        """Print lines into a spooled file; the message that says which and where."""

    def message(self, entry: LogEntry) -> None:
        """Show a message with its second-level text."""

    def below(self, frame: Frame) -> Canvas:
        """What the frame under this one shows, for a window to lie upon."""

    def topic(self, kind: str, name: str) -> Topic | None: ...


class Frame:
    """The base of all frames: what a frame does unless its kind does something else."""

    name = ""
    levels = 0
    """How many request levels it adds to what is entered on it and above it."""
    task = False
    """A command from a command line or a menu began here: F3 leaves all from here on."""
    interrupts = False
    """It came by Attn or System Request: the frame under it does not learn that it was there."""
    watches_keys = False
    """It shows what every key is, and is painted anew behind it."""
    cursor: tuple[int, int] | None = None
    """Where the cursor was last; None puts it on the first field, or on one that is wrong."""

    def __init__(self) -> None:
        self.said = MessageLine()
        """The messages that the last key brought."""

    focus = ""
    """Of several wrong fields, the name of the one that the cursor goes to."""
    message_at: tuple[int, int] = (MESSAGE_ROW, 2)
    cites = False
    """Messages are shown with their IDs."""
    reset_key = ""
    """The AID key that Reset is here; empty where it only ends errors."""

    def area(self) -> tuple[int, int, int, int] | None:
        """Top, left, bottom and right of what of the display is this frame's own; None for all."""
        return None

    def keys(self) -> tuple[Key, ...]:
        return ()

    def allowed(self) -> tuple[Key, ...]:
        """The keys that work; more than are shown where F24 shows others."""
        return self.keys()

    def paint(self, talk: Talk) -> Canvas:
        raise NotImplementedError

    def pictured(self, canvas: Canvas, told: str, cursor: tuple[int, int] | None) -> Display:
        """What has been painted, with the message line. Unless told where, the cursor goes to what is
        wrong, else to where it was."""
        message_line(canvas, told, self.said.waiting, self.message_at)
        wrong = [field for field in canvas.fields if field.wrong]
        focus = next((field for field in wrong if field.name == self.focus), None)
        wanted = (focus.row, focus.column) if focus else None if wrong else self.cursor
        return canvas.display(self.name, cursor or wanted)._replace(
            alarm=bool(wrong),
            reset=self.reset_key,
            message=told,
            waits=self.said.waiting,
            window=self.area(),
        )

    def enter(self, aid: Aid, talk: Talk) -> None:
        """Enter was pressed."""

    def page(self, forward: bool, talk: Talk) -> None:
        """A page key was pressed."""
        talk.tell(diagnostic("PRT0606" if forward else "PRT0607"))

    def act(self, action: Action, aid: Aid, talk: Talk) -> None:
        """One of the panel's function keys was pressed."""

    def worded(self, text: str, aid: Aid) -> str:
        """CL text of a function key with what it is to work on; empty when nothing is chosen."""
        return text

    def shows_log(self, talk: Talk) -> bool:
        """Does it show by itself what a command has just left in the job log?"""
        return False

    def reread(self, talk: Talk) -> None:
        """Something was done from here: read what is shown again."""

    def keep(self, aid: Aid) -> None:
        """Remember what has been typed, so that it is still there at the next painting."""

    def judged_anew(self) -> None:
        """A key is about to be dealt with: what was wrong may not be any more."""

    def cancel(self) -> bool:
        """F12: take back the last step within this panel; False if there is none to take back."""
        return False

    def leaves(self, talk: Talk) -> bool:
        """F3: do something else than leave the task; False if there is nothing else."""
        return False

    def help(self, aid: Aid, talk: Talk) -> tuple[str, str, str]:
        """(kind, name, section) of the help for what the cursor is on."""
        return "panels", self.name, ""

    def returned(self, cancelled: bool, talk: Talk) -> None:
        """The frame above has been left."""

    def resume(self, talk: Talk) -> bool:
        """Do the next thing that waits, now that this frame is on top; False if nothing does."""
        return False

    def live(self, talk: Talk) -> bool:
        """Read rows that are shown again; False if this panel does not repaint by itself."""
        return False


def turned(top: int, size: int, count: int, forward: bool, talk: Talk) -> int:
    """The first of `count` lines on the next page of `size`, or on the one before; at the ends it
    stays where it is and says so."""
    turned_to = top + (size if forward else -size)
    if (forward and turned_to >= count) or (not forward and top == 0):
        talk.tell(diagnostic("PRT0606" if forward else "PRT0607"))
        return top
    return max(0, turned_to)
