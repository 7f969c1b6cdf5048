"""The prompter: a command's parameters as input fields, and back to CL text."""

from __future__ import annotations

from portres_tui.cl.binding import Arranged, field_name
from portres_tui.cl.definition import Command, Elem, Parm
from portres_tui.display.buffer import Canvas
from portres_tui.display.frame import Frame, Talk, turned
from portres_tui.display.keyboard import Aid
from portres_tui.display.paint import HOW, keys, more, titled
from portres_tui.display.promptlines import (
    CAPACITY,
    FIRST_ROW,
    MORE_ROW,
    PromptLine,
    Values,
    lines_of,
    paint_line,
    place_of,
    starting_values,
)
from portres_tui.display.prompttext import as_cl, closed_up, unsayable
from portres_tui.display.values import ValuesFrame
from portres_tui.domain.messages import diagnostic
from portres_tui.panels.model import CANCEL, EXIT, MORE_KEYS, PROMPT, REFRESH, Action, Key

HOW_TO = Key("f13", "How to use this display", Action.HELP)
KEYWORDS = Key("f11", "Keywords", Action.OTHER_VIEW)
CHOICES = Key("f11", "Choices", Action.OTHER_VIEW)

_ASKING = ("?", "+")
"""What asks for something instead of being a value."""


def _asks(elem: Elem, text: str, before: str) -> bool:
    """Is it `?` or `+`, alone or over the first character of what stood there? In free text only
    alone."""
    rest = "" if elem.mixed else before[1:]
    return text[:1] in _ASKING and text[1:] in ("", rest)


class PromptFrame(Frame):
    """A command being prompted."""

    name = "PROMPT"

    def __init__(self, command: Command, given: Arranged) -> None:
        super().__init__()
        self.command = command
        self.given = given
        self.values: Values = starting_values(command, given)
        self.before: Values = {}
        """What the fields held when the last key was pressed, and they were typed into."""
        self.wrong: set[str] = set()
        self.top = 0
        self.keywords = False
        self.second_keys = False

    def keys(self) -> tuple[Key, ...]:
        other = CHOICES if self.keywords else KEYWORDS
        if self.second_keys:
            return (other, HOW_TO, MORE_KEYS)
        return (EXIT, PROMPT, REFRESH, CANCEL, HOW_TO, MORE_KEYS)

    def allowed(self) -> tuple[Key, ...]:
        """Keys work whichever set of them is shown."""
        return (EXIT, PROMPT, REFRESH, CANCEL, HOW_TO, MORE_KEYS, KEYWORDS)

    def title(self) -> str:
        return f"{self.command.prompt} ({self.command.name})"

    def parms(self) -> tuple[Parm, ...]:
        return self.command.parms

    def lines(self) -> list[PromptLine]:
        return lines_of(self.parms(), self.values, keywords=self.keywords)

    def paint(self, talk: Talk) -> Canvas:
        canvas = titled(self.title())
        canvas.write(3, 2, "Type choices, press Enter.", HOW)
        lines = self.lines()
        if not lines:
            canvas.write(FIRST_ROW, 2, "No parameters to show; press Enter to run.")
        shown = lines[self.top : self.top + CAPACITY]
        for row, line in enumerate(shown, FIRST_ROW):
            paint_line(canvas, row, line, self.values, self.keywords, self.wrong)
        more(canvas, MORE_ROW, self.top + len(shown) < len(lines))
        keys(canvas, self.keys())
        return canvas

    def keep(self, aid: Aid) -> None:
        self.before = dict(self.values)
        for name, text in aid.fields.items():
            place = place_of(name)
            if place in self.values or text.strip():
                self.values[place] = text.strip()

    def judged_anew(self) -> None:
        self.wrong.clear()

    def enter(self, aid: Aid, talk: Talk) -> None:
        asked = self._asked(talk)
        if not asked:
            self.run(talk)

    def run(self, talk: Talk) -> None:
        """Run what the fields say; what is wrong turns reverse and nothing has happened."""
        self.values = closed_up(self.command, self.values)
        wrong = unsayable(self.command, self.values)
        if wrong.found:
            self.mark(tuple(wrong.at))
            talk.tell(*wrong.found)
            return
        text = as_cl(self.command, self.values)
        talk.remember(text)
        reply = talk.run(text)
        if reply.failed:
            self.mark(reply.at)
            talk.answered(reply)
        else:
            talk.back(cancelled=False)
            if self.task:
                talk.begin()
            talk.answered(reply)

    def mark(self, at: tuple[str, ...]) -> None:
        """These fields are wrong; show the page that the first of them stands on. A secret among them
        is typed anew: nobody sees what of it stands there."""
        for place in list(self.values):
            parm = self.command.parm(place[0])
            if parm and parm.elements[place[1]].secret and field_name(*place) in at:
                self.values[place] = ""
        self.wrong = set(at)
        self.focus = at[0] if at else ""
        for number, line in enumerate(self.lines()):
            if at and line.field_name == at[0] and not self.top <= number < self.top + CAPACITY:
                self.top = number - number % CAPACITY

    def _asked(self, talk: Talk) -> bool:
        """`?` in a field asks for its help, `+` for room for more values; both also over the first
        character of what stands there, which stays."""
        for place, text in list(self.values.items()):
            parm = self.command.parm(place[0])
            before = self.before.get(place, "")
            if parm is None or not _asks(parm.elements[place[1]], text, before):
                continue
            if text[0] == "?":
                self.values[place] = before
                talk.help("commands", self.command.name, parm.keyword)
                return True
            if parm.is_list:
                self.values[place] = before
                self.more_values(parm, talk)
                return True
        return False

    def more_values(self, parm: Parm, talk: Talk) -> None:
        """`+` was typed: give room for more values."""
        talk.push(MoreValuesFrame(self, parm))

    def as_given(self) -> Values:
        """What the fields held at first."""
        return starting_values(self.command, self.given)

    def page(self, forward: bool, talk: Talk) -> None:
        top = turned(self.top, CAPACITY, len(self.lines()), forward, talk)
        if top != self.top:
            self.top, self.cursor = top, None

    def act(self, action: Action, aid: Aid, talk: Talk) -> None:
        if action is Action.REFRESH:
            self.values = self.as_given()
        elif action is Action.OTHER_VIEW:
            self.keywords = not self.keywords
            self.cursor = None
        elif action is Action.MORE_KEYS:
            self.second_keys = not self.second_keys
        elif action is Action.HELP:
            talk.help("panels", "PROMPT", "")
        elif action is Action.PROMPT:
            self._list_values(aid, talk)

    def _list_values(self, aid: Aid, talk: Talk) -> None:
        line = self._line_at(aid.row)
        values = line.values_on(talk.requester.system) if line else ()
        if line is None or not values:
            talk.tell(diagnostic("PRT0614"))
            return
        place = line.place

        def chosen(text: str) -> None:
            self.values[place] = text

        talk.push(ValuesFrame(line, values, self.values.get(place, ""), chosen))

    def _line_at(self, row: int) -> PromptLine | None:
        number = self.top + row - FIRST_ROW
        lines = self.lines()
        inside = FIRST_ROW <= row < MORE_ROW and number < len(lines)
        return lines[number] if inside else None

    def help(self, aid: Aid, talk: Talk) -> tuple[str, str, str]:
        line = self._line_at(aid.row)
        return "commands", self.command.name, line.parm.keyword if line else ""


class MoreValuesFrame(PromptFrame):
    """`Specify More Values for Parameter …`: one list parameter with room to type."""

    name = "MOREVALUES"

    def __init__(self, parent: PromptFrame, parm: Parm) -> None:
        super().__init__(parent.command, parent.given)
        self.parent = parent
        self.parm = parm
        self.values = dict(parent.values)

    def title(self) -> str:
        return f"Specify More Values for Parameter {self.parm.keyword}"

    def parms(self) -> tuple[Parm, ...]:
        return (self.parm,)

    def lines(self) -> list[PromptLine]:
        room = (CAPACITY - 1) // len(self.parm.elements)
        return lines_of((self.parm,), self.values, room, keywords=self.keywords)

    def more_values(self, parm: Parm, talk: Talk) -> None:
        """There is room already."""

    def as_given(self) -> Values:
        return dict(self.parent.values)

    def run(self, talk: Talk) -> None:
        self.parent.values = dict(self.values)
        talk.back(cancelled=False)
