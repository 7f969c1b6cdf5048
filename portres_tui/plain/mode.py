"""A session in plain mode: a line comes in, lines go out, and nothing that was said is changed.

Where lines come from and go to is handed over, so that this knows no terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from portres_tui.display.buffer import MESSAGE_ROW, Display, Field, printable
from portres_tui.display.contents import accepted
from portres_tui.display.errors import TEXTS, Refused
from portres_tui.display.keyboard import Aid, Keyboard
from portres_tui.display.logpane import LogPane, worded
from portres_tui.display.paint import COMMAND
from portres_tui.display.watch import AHEAD, Watch
from portres_tui.domain.jobs import SEVERE, JobType, LogEntry
from portres_tui.domain.messages import MessageFile
from portres_tui.plain.grammar import ENTER, Again, Explain, Fill, Press, Say, Step, understood
from portres_tui.plain.spoken import Spoken
from portres_tui.workstation import Workstation

_PAGES = 50
"""Pages of a window that are read at once; no help text has as many."""

_MORE = "More..."

_WIDE = 1000


class PlainMode:
    """One workstation. `ask` gives a line that is typed behind a prompt, or raises EOFError, and
    `confide` one that nobody is to see; `tell` takes a line to be said; `wait` lets seconds pass."""

    def __init__(
        self,
        station: Workstation,
        ask: Callable[[str], str],
        tell: Callable[[str], None],
        confide: Callable[[str], str],
        wait: Callable[[float], None],
    ) -> None:
        self._station = station
        self._ask = ask
        self._tell = tell
        self._confide = confide
        self._wait = wait
        self._said: list[str] = []
        self._mail = False

    def run(self) -> None:
        """Until the session is signed off, or nothing more is typed."""
        self.keyboard = Keyboard(self._station.start())
        self._look_anew()
        self._tell_all(["Plain mode. Type ? to hear what can be typed."])
        self._say()
        while not self._station.ended:
            self._job_log()
            try:
                line = self._ask(Spoken(self.keyboard).prompt)
            except EOFError:
                return
            self._do(line)
        self._tell_all([self._station.farewell] if self._station.farewell else [])

    def _look_anew(self) -> None:
        """Somebody has signed on or off: what the jobs said before is not news to him."""
        station = self._station
        self._turn = station.turn
        self._pane = LogPane(
            lambda entry: entry.job_type is JobType.SERVER and station.may_see(entry)
        )
        self._watch = Watch(station.system, station.clock)
        self._pane.add(self._watch.read())
        self._pane.advance(station.clock())

    def _do(self, line: str) -> None:
        for step in understood(line, Spoken(self.keyboard)):
            if not self._step(step):
                break

    def _step(self, step: Step) -> bool:
        """Do it; False when the steps behind it are off."""
        if isinstance(step, Say):
            self._tell_all(step.text.splitlines())
        elif isinstance(step, Again):
            self._said = []
            self._say()
        elif isinstance(step, Fill):
            return self._fill(step)
        elif isinstance(step, Explain):
            self._explain(step.id)
        else:
            self._press(step)
        return True

    def _fill(self, step: Fill) -> bool:
        """Type into a field; what it does not take is told with its name, and nothing is typed."""
        spoken, field = Spoken(self.keyboard), step.field
        name = spoken.called(field)
        text = self._confide(f"{name}: ") if step.text is None else step.text
        if len(text) > field.length:
            self._tell_all([f"{name}: {len(text)} characters; the field holds {field.length}."])
            return False
        try:
            for character in text:
                accepted(field, character)
        except Refused as refused:
            self._tell_all([f"{name}: {TEXTS[refused.code]}"])
            return False
        self._type(field, text)
        if step.told:
            now = Spoken(self.keyboard)
            self._tell_all([now.field_line(field)])
        return True

    def _press(self, step: Press) -> None:
        row, column = step.at or (self.keyboard.row, self.keyboard.column)
        aid = Aid(step.key, self.keyboard.contents(), row, column)
        self.keyboard.show(self._station.press(aid))
        if self._station.ended:
            return
        self._say(entered=step == ENTER)
        self._clear([f for f in self.keyboard.display.fields if f.option and f.wrong])

    def _explain(self, id: str) -> None:
        """More on what the job log has said."""
        entry = self._pane.newest(id)
        if entry is None:
            self._tell_all([f"The job log has no {id}." if id else "The job log has no messages."])
            return
        aid = Aid("f1", self.keyboard.contents(), self.keyboard.row, self.keyboard.column)
        self.keyboard.show(self._station.explain(entry, aid))
        self._say()

    def _clear(self, fields: Iterable[Field]) -> None:
        """What was refused does not wait unseen for the next Enter. F9 brings a command back."""
        for field in fields:
            self._type(field, "")

    def _type(self, field: Field, text: str) -> None:
        self.keyboard.click(field.row, field.column)
        for key in ("erase_eof", *text):
            self.keyboard.press(key)

    def _say(self, *, entered: bool = False) -> None:
        """The messages and what of the panel is new; of a panel that stays, what is wrong with it."""
        messages = self._messages()
        if entered:
            self._clear([each for each in self.keyboard.display.fields if each.name == COMMAND])
        spoken = Spoken(self.keyboard)
        title, body = spoken.title, [*spoken.lines()]
        if self.keyboard.display.window:
            body = self._whole(body)
        if spoken.typed:
            messages.append(f"On the command line: {spoken.typed}")
        if [title, *body] == self._said:
            self._tell_all(messages or ["(Nothing changed)"])
        elif self._said[:1] == [title] and spoken.wrong:
            self._tell_all([*messages, *(f"  {each}" for each in spoken.wrong)])
        else:
            self._tell_all(["", *([title] if title else []), *messages, *body])
        self._said = [title, *body]

    def _messages(self) -> list[str]:
        """What the message line says, one message after the other."""
        found: list[str] = []
        display = self.keyboard.display
        while display.message:
            found.append(f"Message: {display.message}")
            if not display.waits:
                break
            display = self._roll("pagedown")
        for _ in found[1:]:
            self._roll("pageup")
        return found

    def _roll(self, key: str) -> Display:
        aid = Aid(key, self.keyboard.contents(), MESSAGE_ROW, 2)
        display = self._station.press(aid)
        self.keyboard.show(display)
        return display

    def _whole(self, body: list[str]) -> list[str]:
        """What a window shows on all its pages."""
        for _ in range(_PAGES):
            if _MORE not in body:
                break
            aid = Aid("pagedown", self.keyboard.contents(), 1, 1)
            self.keyboard.show(self._station.press(aid))
            body = [*body[: body.index(_MORE)], *Spoken(self.keyboard).lines()]
        return body

    def _job_log(self) -> None:
        """What servers' jobs have said since, and what they are about to say within the moment that
        starting takes; and whether a message has come."""
        if self._station.turn != self._turn:
            self._look_anew()
        clock, messages = self._station.clock, self._station.messages
        self._pane.add(self._watch.read())
        due, severe = self._pane.due, False
        while due is not None and due <= clock() + AHEAD:
            self._wait(max(0.0, due - clock()))
            came = self._pane.advance(clock())
            self._tell_all(f"Job log: {_told(entry, messages)}" for entry in came)
            severe = severe or any(entry.severity >= SEVERE for entry in came)
            due = self._pane.due
        self._tell_all(["F1 log tells more on the line with *."] if severe else [])
        breaks = self._station.breaks()
        self._tell_all(f"Message: {messages.first_level(sent)}" for sent in breaks)
        mail = self._station.message_waiting
        if mail and not self._mail:
            self._tell_all(["A message is waiting; DSPMSG shows it."])
        self._mail = mail

    def _tell_all(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._tell(printable(line).rstrip())


def _told(entry: LogEntry, messages: MessageFile) -> str:
    return " ".join(worded(entry, messages, _WIDE).split())
