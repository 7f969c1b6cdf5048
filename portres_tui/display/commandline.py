"""The command line of a panel: run, prompt, retrieve; and frames that have one."""

from __future__ import annotations

from dataclasses import dataclass

from portres_tui.display.buffer import Canvas, Field
from portres_tui.display.frame import Frame, Talk
from portres_tui.display.keyboard import Aid
from portres_tui.display.paint import COMMAND, command_line
from portres_tui.domain.messages import EscapeMessage, diagnostic
from portres_tui.panels.model import Action


@dataclass
class CommandLine:
    """`===>` with what is typed on it. `label` stands on `row`, the field on the next."""

    label: str
    row: int
    length: int
    text: str = ""
    column: int = 2
    _prompted: str = ""

    def paint(self, canvas: Canvas) -> None:
        command_line(canvas, self.label, (self.row, self.column), self.length, self.text)

    def keep(self, aid: Aid) -> None:
        self.text = aid.fields.get(COMMAND, "").strip()

    def run(self, text: str, talk: Talk) -> None:
        """Run what was typed. It stays on the line only when it failed."""
        self.submit(text, talk, typed=True)
        talk.remember(text, half=bool(self._prompted))

    def submit(self, text: str, talk: Talk, *, typed: bool = False) -> None:
        """Run CL text; the line is empty afterwards unless it failed."""
        stood = self.text
        self.text = self._prompted = ""
        talk.begin()
        reply = talk.submit(text, typed=typed)
        if reply is None:
            self._prompted = stood
            return
        if reply.failed:
            self.text = stood
        talk.answered(reply)

    def restore(self) -> None:
        """A prompt of what was typed may have been cancelled: there it is again."""
        self.text = self.text or self._prompted
        self._prompted = ""

    def act(self, action: Action, talk: Talk) -> tuple[int, int] | None:
        """F4 and F9; where the cursor goes, if it goes anywhere."""
        if action is Action.RETRIEVE:
            return self._retrieve(talk)
        self._prompt(talk)
        return None

    def _prompt(self, talk: Talk) -> None:
        if not self.text:
            talk.tell(diagnostic("PRT0613"))
            return
        typed, self.text = self.text, ""
        talk.begin()
        if talk.prompt(typed, typed=True):
            self._prompted = typed
            talk.remember(typed, half=True)
        else:
            self.text = typed

    def _retrieve(self, talk: Talk) -> tuple[int, int] | None:
        earlier = talk.retrieve()
        if earlier is None:
            talk.tell(diagnostic("PRT0605"))
            return None
        return self.put(earlier)

    def put(self, text: str) -> tuple[int, int]:
        """A command onto the line; where the cursor goes, which is behind it."""
        self.text = text[: self.length]
        at = Field(COMMAND, self.row + 1, self.column + 5, self.length)
        return at.place(min(len(self.text), self.length - 1))

    def help(self, aid: Aid, talk: Talk) -> tuple[str, str, str] | None:
        """The help of the command that stands on the line, when the cursor is there."""
        if aid.row not in (self.row + 1, self.row + 2) or not self.text:
            return None
        from portres_tui.cl.syntax import parse

        try:
            name = parse(self.text).name
        except EscapeMessage:
            return None
        return ("commands", name, "") if talk.command(name) else None


class LineFrame(Frame):
    """A frame with a command line, which keeps what is typed on it."""

    def __init__(self, line: CommandLine) -> None:
        super().__init__()
        self.line = line

    def keep(self, aid: Aid) -> None:
        self.line.keep(aid)

    def returned(self, cancelled: bool, talk: Talk) -> None:
        if cancelled:
            self.line.restore()
