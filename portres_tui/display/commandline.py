"""The command line of a panel: run, prompt, retrieve."""

from __future__ import annotations

from dataclasses import dataclass

from portres_tui.display.buffer import Canvas
from portres_tui.display.frame import Talk
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

    def paint(self, canvas: Canvas) -> None:
        command_line(canvas, self.label, self.row, self.length, self.text)

    def keep(self, aid: Aid) -> None:
        self.text = aid.fields.get(COMMAND, "").strip()

    def run(self, text: str, talk: Talk) -> None:
        """Run what was typed. It stays on the line only when it failed."""
        talk.remember(text)
        self.submit(text, talk)

    def submit(self, text: str, talk: Talk) -> None:
        """Run CL text; the line is empty afterwards unless it failed."""
        typed = self.text
        self.text = ""
        reply = talk.submit(text)
        if reply is None:
            return
        if reply.failed:
            self.text = typed
        talk.answered(reply)

    def act(self, action: Action, talk: Talk) -> None:
        """F4 and F9."""
        if action is Action.RETRIEVE:
            self._retrieve(talk)
        elif action is Action.PROMPT and not self.text:
            talk.tell(diagnostic("PRT0613"))
        elif action is Action.PROMPT:
            typed, self.text = self.text, ""
            if talk.prompt(typed):
                talk.remember(typed)
            else:
                self.text = typed

    def _retrieve(self, talk: Talk) -> None:
        earlier = talk.retrieve()
        if earlier is None:
            talk.tell(diagnostic("PRT0605"))
        else:
            self.text = earlier

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
