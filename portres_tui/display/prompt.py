"""The prompter: a command's parameters as input fields, and back to CL text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from portres_tui.cl.binding import Arranged, field_name
from portres_tui.cl.definition import Command, Elem, Parm, Show
from portres_tui.display.buffer import Canvas
from portres_tui.display.frame import Frame, Talk, turned
from portres_tui.display.keyboard import Aid
from portres_tui.display.paint import HOW, keys, more, titled
from portres_tui.display.promptcontrol import asked_for
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
    supplied,
    value_column,
)
from portres_tui.display.prompttext import as_cl, closed_up, unsayable
from portres_tui.display.values import ValuesFrame
from portres_tui.domain import jobs
from portres_tui.domain.messages import Message, diagnostic
from portres_tui.panels.model import CANCEL, EXIT, MORE_KEYS, PROMPT, REFRESH, Action, Key

ALL_PARAMETERS = Key("f9", "All parameters", Action.ALL_PARAMETERS)
HOW_TO = Key("f13", "How to use this display", Action.HELP)
KEYWORDS = Key("f11", "Keywords", Action.OTHER_VIEW)
CHOICES = Key("f11", "Choices", Action.OTHER_VIEW)
STRING = Key("f14", "Command string", Action.COMMAND_STRING)
ERRORS = Key("f15", "Error messages", Action.ERRORS)
COMPLETE = Key("f16", "Command complete", Action.COMPLETE)

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
    first_set: tuple[Key, ...] = (EXIT, PROMPT, REFRESH, CANCEL, HOW_TO, MORE_KEYS)
    second_set: tuple[Key, ...] = (ALL_PARAMETERS, KEYWORDS, STRING, ERRORS, COMPLETE, MORE_KEYS)

    def __init__(self, command: Command, given: Arranged, problems: Sequence[Message] = ()) -> None:
        super().__init__()
        self.command = command
        self.given = given
        self.supplied = supplied(command, given)
        self.problems = problems
        """What was wrong with the values when they were last tried."""
        self.values: Values = starting_values(command, given)
        self.before: Values = {}
        """What the fields held when the last key was pressed, and they were typed into."""
        self.wrong: set[str] = set()
        self.top = 0
        self.keywords = self.second_keys = self.all = False
        self.seen: tuple[Parm, ...] = ()
        """The parameters that the prompt asked for when it was last painted."""

    def keys(self) -> tuple[Key, ...]:
        shown = self.second_set if self.second_keys else self.first_set
        return tuple(CHOICES if self.keywords and k is KEYWORDS else k for k in shown)

    def allowed(self) -> tuple[Key, ...]:
        """Keys work whichever set of them is shown."""
        return (*self.first_set, *self.second_set)

    def title(self) -> str:
        return f"{self.command.prompt} ({self.command.name})"

    def parms(self) -> tuple[Parm, ...]:
        if self.all:
            return self.command.parms
        return asked_for(self.command, self.values, self.wrong, self.supplied)

    def lines(self) -> list[PromptLine]:
        return lines_of(self.parms(), self.values, keywords=self.keywords)

    def paint(self, talk: Talk) -> Canvas:
        canvas = titled(self.title())
        canvas.write(3, 2, "Type choices, press Enter.", HOW)
        self.seen, lines = self.parms(), self.lines()
        self.top = min(self.top, max(len(lines) - 1, 0) // CAPACITY * CAPACITY)
        if not lines:
            canvas.write(FIRST_ROW, 2, "No parameters to show; press Enter to run.")
        shown = lines[self.top : self.top + CAPACITY]
        for row, line in enumerate(shown, FIRST_ROW):
            paint_line(canvas, row, line, self.values, self.keywords, self.wrong, self.supplied)
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
        if not self._asked(talk) and not self._asks_further():
            self.run(talk)

    def run(self, talk: Talk) -> None:
        """Run what the fields say; what is wrong turns reverse and nothing has happened."""
        text = self._text(talk)
        if not text:
            return
        talk.remember(text)
        reply = talk.run(text)
        if reply.failed:
            self.problems = reply.messages
            self.mark(reply.at)
            talk.answered(reply)
        else:
            talk.back(cancelled=False)
            if self.task:
                talk.begin()
            talk.answered(reply)

    def _text(self, talk: Talk) -> str:
        """The CL text of what the fields say; empty when it cannot be said, and why has been told."""
        self.values = closed_up(self.command, self.values)
        wrong = unsayable(self.command, self.values)
        if not wrong.found:
            return as_cl(self.command, self.values, self.supplied)
        self.problems = wrong.found
        self.mark(tuple(wrong.at))
        talk.tell(*wrong.found)
        return ""

    def _asks_further(self) -> bool:
        """Do the values bring parameters that were not asked for? Then they are, before it runs."""
        further = [parm for parm in self.parms() if parm not in self.seen]
        for number, line in enumerate(self.lines()):
            if further and line.parm == further[0] and line.elem:
                self.top = number - number % CAPACITY
                self.cursor = FIRST_ROW + number - self.top, value_column(self.keywords)
                break
        return bool(further)

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
        from portres_tui.display.morevalues import MoreValuesFrame

        talk.push(MoreValuesFrame(self, parm))

    def as_given(self) -> Values:
        """What the fields held at first."""
        return starting_values(self.command, self.given)

    def page(self, forward: bool, talk: Talk) -> None:
        top = turned(self.top, CAPACITY, len(self.lines()), forward, talk)
        if top != self.top:
            self.top, self.cursor = top, None

    def act(self, action: Action, aid: Aid, talk: Talk) -> None:
        if action is Action.PROMPT:
            self._list_values(aid, talk)
        else:
            self._does()[action](talk)

    def _does(self) -> Mapping[Action, Callable[[Talk], None]]:
        """What each function key does that does not depend on where the cursor is."""
        return {
            Action.REFRESH: self._refresh,
            Action.OTHER_VIEW: self._other_view,
            Action.MORE_KEYS: self._more_keys,
            Action.HELP: self._how_to,
            Action.ALL_PARAMETERS: self._all_parameters,
            Action.COMMAND_STRING: self._command_string,
            Action.ERRORS: self._errors,
            Action.COMPLETE: self.run,
        }

    def _refresh(self, talk: Talk) -> None:
        self.values = self.as_given()

    def _other_view(self, talk: Talk) -> None:
        self.keywords = not self.keywords
        self.cursor = None

    def _more_keys(self, talk: Talk) -> None:
        self.second_keys = not self.second_keys

    def _how_to(self, talk: Talk) -> None:
        talk.help("panels", "PROMPT", "")

    def _all_parameters(self, talk: Talk) -> None:
        if self.parms() == self.command.parms:
            talk.tell(diagnostic("PRT0620", command=self.command.name))
        self.all = True

    def _command_string(self, talk: Talk) -> None:
        if text := self._text(talk):
            talk.show(Show("CMDSTRING", {"text": talk.masked(text)}))

    def _errors(self, talk: Talk) -> None:
        if not self.problems:
            talk.tell(diagnostic("PRT0621"))
            return
        view, job = talk.view(), talk.requester.job
        entries = [jobs.line(job, view.now, view.messages.severity(m), m) for m in self.problems]
        talk.show(Show("CMDERRORS", {"entries": entries}))

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
