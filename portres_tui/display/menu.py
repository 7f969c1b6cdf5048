"""Menus: numbered choices and a command line."""

from __future__ import annotations

from collections.abc import Iterator

from portres_tui.display.buffer import COLUMNS, Canvas, Hot
from portres_tui.display.commandline import CommandLine, LineFrame
from portres_tui.display.frame import Talk
from portres_tui.display.keyboard import Aid
from portres_tui.display.paint import COMMAND, HOW, keys, titled
from portres_tui.domain.messages import Message, diagnostic
from portres_tui.panels.model import Action, Choice, Key, Menu, Selection

LABEL_ROW, COMMAND_LENGTH = 19, 153
FIRST_ROW = 5


def paint_choice(canvas: Canvas, row: int, choice: Choice) -> None:
    """A choice in its row; a click on it chooses it."""
    text = f"{choice.number:>2}. {choice.text}"
    canvas.write(row, 6, text)
    canvas.hot.append(Hot(row, 6, min(len(text), COLUMNS), "enter", COMMAND, str(choice.number)))


def chosen(panel: Menu | Selection, text: str) -> Choice | None:
    """The choice whose number was typed; None if it is no number, or that of no choice."""
    if not (text.isascii() and text.isdigit()):
        return None
    return next((each for each in panel.choices if each.number == int(text[:9])), None)


def is_built(choice: Choice, talk: Talk) -> bool:
    """Has this option something behind it? Its command may be one that is not there."""
    return choice.action is not None or bool(choice.cl and talk.command(choice.command))


def refusal(panel: Menu | Selection, text: str) -> Message:
    """What is said of a number that cannot be chosen."""
    choice = chosen(panel, text)
    if choice is None:
        return diagnostic("CPD6A64")
    return diagnostic("PRT0603", option=choice.number, text=choice.text)


class MenuFrame(LineFrame):
    """A menu being shown."""

    def __init__(self, panel: Menu) -> None:
        super().__init__(CommandLine("Selection or command", LABEL_ROW, COMMAND_LENGTH))
        self.panel = panel
        self.name = panel.name

    def keys(self) -> tuple[Key, ...]:
        return self.panel.keys

    def paint(self, talk: Talk) -> Canvas:
        canvas = titled(self.panel.title, talk.system_name(), self.panel.name)
        canvas.write(3, 2, "Select one of the following:", HOW)
        for row, choice in self._placed():
            paint_choice(canvas, row, choice)
        self.line.paint(canvas)
        keys(canvas, self.panel.keys)
        return canvas

    def _placed(self) -> Iterator[tuple[int, Choice]]:
        """The choices and the rows that they stand on."""
        row = FIRST_ROW
        for group in self.panel.groups:
            yield from enumerate(group, row)
            row += len(group) + 1

    def enter(self, aid: Aid, talk: Talk) -> None:
        self.cursor = None
        text = self.line.text
        if not text:
            talk.tell(diagnostic("CPD9817"))
            return
        if not text.isdigit():
            self.line.run(text, talk)
            return
        choice = chosen(self.panel, text)
        if choice is None or not is_built(choice, talk):
            talk.tell(refusal(self.panel, text))
        else:
            self.line.text = ""
            self.line.submit(choice.cl, talk)

    def act(self, action: Action, aid: Aid, talk: Talk) -> None:
        choice = chosen(self.panel, self.line.text)
        if action is Action.PROMPT and choice and is_built(choice, talk):
            self.line.text = ""
            talk.prompt(choice.cl.lstrip("?"))
        else:
            self.cursor = self.line.act(action, talk) or self.cursor

    def help(self, aid: Aid, talk: Talk) -> tuple[str, str, str]:
        """Help on the option that the cursor is on, or on that whose number is typed."""
        on = next((each for row, each in self._placed() if row == aid.row), None)
        choice = on or (chosen(self.panel, self.line.text) if aid.row > LABEL_ROW else None)
        section = choice.label if choice else ""
        return self.line.help(aid, talk) or ("panels", self.name, section)
