"""The conversation: a stack of panels; a key goes in, a display comes out.

It knows no terminal and no command by name. Every change to the machine leaves here as CL text to
the interpreter. `press` may wait for a command, so it is called where waiting hurts nobody.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from portres_tui.display import functionkeys, kinds
from portres_tui.display.buffer import MESSAGE_ROW, Canvas, Display
from portres_tui.display.frame import Frame, Host, Topic
from portres_tui.display.history import History
from portres_tui.display.keyboard import Aid
from portres_tui.display.messageline import MessageLine
from portres_tui.display.paint import read_only
from portres_tui.domain.jobs import LogEntry, line
from portres_tui.domain.messages import EscapeMessage, Message, diagnostic, function_check
from portres_tui.domain.requester import Requester
from portres_tui.domain.system import system_name
from portres_tui.panels.menus import FIRST_MESSAGE
from portres_tui.panels.model import Information, Keys, Look, View

if TYPE_CHECKING:
    from portres_tui.cl.definition import Command, Show
    from portres_tui.cl.interpreter import Prompting, Reply

_log = logging.getLogger("portres")


class Conversation:
    """One session's panels. It is also the Talk that its frames are handed."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.ended = False
        self.keys = Keys()
        self._frames: list[Frame] = []
        self._history = History()
        self._begins = False
        self._look: Look | None = None
        self._name = system_name(host.requester.system)

    @property
    def requester(self) -> Requester:
        return self.host.requester

    # What the terminal asks

    def start(self) -> Display:
        """The first display of the session."""
        menu = self.requester.user.profile.menu
        first = kinds.first_menu(menu, self.host.panels)
        self.push(kinds.frame_of(first, {}))
        if first.name != menu:
            self.tell(diagnostic("PRT1701", menu=menu, shown=first.name))
            return self.display()
        return self.display(FIRST_MESSAGE)

    def press(self, aid: Aid) -> Display:
        """The display after this key. Whatever happens, there is one."""
        if not self.host.lives():
            self.ended = True
            return self.display()
        if aid.row == MESSAGE_ROW and self._on_message(aid):
            return self._shown(cursor=(aid.row, aid.column))
        try:
            self._begins = False
            self._keep(aid)
            if aid.key in kinds.INTERRUPTS and self.requester.interactive:
                kinds.interrupt(aid.key, self._frames, self.host.panels, self)
            elif aid.key == "print":
                self.tell(self._printed(self._frames[-1]))
            else:
                self._answer(aid, self._frames[-1])
        except Exception as error:  # noqa: BLE001 - our fault ends what was done, never the session
            self._failed(error)
        for told in self.host.unseen():
            self.interrupt(told)
        return self._shown()

    def _answer(self, aid: Aid, top: Frame) -> None:
        said, top.said = top.said, MessageLine()
        top.judged_anew()
        self._dispatch(aid, top, said)
        while self._frames[-1].resume(self):
            pass

    def repaint(self, look: Look | None = None, *, told: bool = False) -> Display | None:
        """The display again with what is live on it as it is now, or by a `look` that others share;
        None if nothing on it is live, or all as it was, and nothing new is `told`."""
        self._look = look
        try:
            return self.display() if self._frames[-1].live(self) or told else None
        except Exception as error:  # noqa: BLE001 - nobody asked for it: it can wait for a key
            _log.error("not repainted", exc_info=error)
            return None
        finally:
            self._look = None

    @property
    def watches_keys(self) -> bool:
        """Does the panel on top show what each key is?"""
        return self._frames[-1].watches_keys

    def explain(self, entry: LogEntry, aid: Aid) -> Display:
        """Show a message with its second-level text; what is typed meanwhile is kept."""
        self._keep(aid)
        self.message(entry)
        return self._shown()

    def _printed(self, top: Frame) -> Message:
        """The Print key: what is seen goes into a spooled file, and stays as it is."""
        lines = kinds.printed_screen(self._shown(), self.view(), self.requester)
        top.said.clear()
        return self.spool("PRINT", lines)

    def _shown(self, cursor: tuple[int, int] | None = None) -> Display:
        """The display; where a panel cannot be painted, the one under it with the reason."""
        while True:
            try:
                return self.display(cursor=cursor)
            except Exception as error:
                if len(self._frames) == 1:
                    raise
                self._frames.pop()
                self._failed(error)

    def _failed(self, error: Exception) -> None:
        """Tell that something went wrong, and log what."""
        _log.error("function check", exc_info=error)
        self.tell(function_check(error))

    def _keep(self, aid: Aid) -> None:
        self._frames[-1].cursor = (aid.row, aid.column)
        self._frames[-1].keep(aid)

    def display(self, first_message: str = "", cursor: tuple[int, int] | None = None) -> Display:
        """The panel on top with the message line."""
        frame, system = self._frames[-1], self.requester.system
        canvas = frame.paint(self)
        if system.read_only and not frame.area():
            read_only(canvas, system.taken, self.host.messages.calendar)
        text = first_message or frame.said.text(self.host.messages, cited=frame.cites)
        return frame.pictured(canvas, text, cursor)

    # What the frames ask

    def view(self, arguments: Mapping[str, Any] | None = None) -> View:
        """The machine now."""
        host, look = self.host, self._look
        now = look.now if look else host.clock()
        return View(host.requester.system, now, host.messages, arguments or {}, self.keys, look)

    @property
    def level(self) -> int:
        return sum(frame.levels for frame in self._frames)

    def look(self, arguments: Mapping[str, Any]) -> None:
        self.host.look(arguments)

    def topic(self, kind: str, name: str) -> Topic | None:
        return self.host.topic(kind, name)

    def spool(self, title: str, lines: Sequence[str]) -> Message:
        return self.host.spool(title, lines)

    def system_name(self) -> str:
        return self._name

    def command(self, name: str) -> Command | None:
        return self.host.interpreter.catalogue.get(name)

    def tell(self, *messages: Message) -> None:
        for each in messages:
            self._frames[-1].said.add(self._line(each))

    def interrupt(self, told: Message) -> None:
        """A message that nobody asked for, before those that are there."""
        self._frames[-1].said.interrupt(self._line(told))

    def _line(self, told: Message) -> LogEntry:
        return line(self.requester.job, self.host.clock(), self.host.messages.severity(told), told)

    def begin(self) -> None:
        self._begins = True

    def push(self, frame: Frame) -> None:
        frame.task, self._begins = self._begins, False
        self._frames.append(frame)

    def back(self, cancelled: bool = True) -> None:
        """Leave the frame on top; the first one stays."""
        if len(self._frames) == 1:
            self.tell(diagnostic("PRT0610"))
            return
        left = self._frames.pop()
        if not left.interrupts:
            self._frames[-1].returned(cancelled, self)

    def leave(self) -> None:
        """F3: back to where the task was begun."""
        while not self._frames[-1].task and len(self._frames) > 1:
            self._frames.pop()
        self.back()

    def submit(self, text: str, *, typed: bool = False) -> Reply | None:
        prompting = self.host.interpreter.wants_prompt(text, self.requester, typed=typed)
        if prompting is not None:
            self._prompted(prompting)
        return self.run(text, typed=typed) if prompting is None else None

    def run(self, text: str, *, typed: bool = False) -> Reply:
        asks = self.requester._replace(level=self.level)
        reply = self.host.interpreter.run(text, asks, typed=typed)
        self.ended = not self.host.lives() or self.ended
        return reply

    def prompt(self, text: str, *, typed: bool = False) -> bool:
        try:
            prompting = self.host.interpreter.prompting(text, self.requester, typed=typed)
        except EscapeMessage as escape:
            self.tell(*escape.diagnostics, escape.message)
            return False
        self._prompted(prompting)
        return True

    def answered(self, reply: Reply) -> None:
        """Failures in the order in which they were found; otherwise the last word first."""
        if reply.show:
            self.show(reply.show)
        if not self._frames[-1].shows_log(self):
            self.tell(*(reply.messages if reply.failed else reversed(reply.messages)))
        self.ended = self.ended or reply.signed_off

    def show(self, show: Show) -> None:
        panel = self.host.panels[show.panel]
        if show.prints:
            self.tell(self.spool(panel.name, kinds.printed(panel, self.view(show.arguments))))
        else:
            self.push(kinds.frame_of(panel, show.arguments))

    def remember(self, text: str, *, half: bool = False) -> None:
        """Keep a command for F9, without its secrets."""
        self._history.add(self.masked(text), half=half)

    def masked(self, text: str) -> str:
        return self.host.interpreter.masked(text)

    def retrieve(self) -> str | None:
        return self._history.older()

    def help(self, kind: str, name: str, section: str) -> None:
        if topic := self.topic(kind, name):
            self.push(kinds.help_window(topic, section))

    def message(self, entry: LogEntry) -> None:
        panel = self.host.panels["MSGINFO"]
        assert isinstance(panel, Information)
        if not self.host.interpreter.catalogue:  # nobody is signed on: nothing runs, nothing prints
            panel = panel._replace(keys=tuple(key for key in panel.keys if key.looks))
        self.push(kinds.information(panel, {"entry": entry}))

    def below(self, frame: Frame) -> Canvas:
        return self._frames[self._frames.index(frame) - 1].paint(self)

    # Keys

    def _dispatch(self, aid: Aid, top: Frame, said: MessageLine) -> None:
        if aid.key == "enter":
            top.enter(aid, self)
        elif aid.key in ("pageup", "pagedown"):
            top.page(aid.key == "pagedown", self)
        elif aid.key == "f1":
            self.help(*top.help(aid, self))
            if (
                self._frames[-1] is not top
            ):  # what was said may be what is asked about: it comes back
                top.said = said
        else:
            functionkeys.press(aid, top, self)

    def _on_message(self, aid: Aid) -> bool:
        """F1 and page keys with the cursor on the message line."""
        said = self._frames[-1].said
        if (entry := said.shown) is None or aid.key not in ("f1", "pageup", "pagedown"):
            return False
        if aid.key == "f1":
            self._keep(aid)
            self.message(entry)
        else:
            said.roll(aid.key == "pagedown")
        return True

    def _prompted(self, prompting: Prompting) -> None:
        self.push(kinds.prompt(prompting))
        self.tell(*prompting.problems)
