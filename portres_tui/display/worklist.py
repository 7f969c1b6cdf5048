"""Work-with lists: options down the list, one Enter, in row order.

An option belongs to the row it was typed beside, not to a place on the display: it keeps waiting
when the list is paged, and it acts on the row that was painted.
"""

from __future__ import annotations

from typing import Any

from portres_tui.cl.interpreter import Reply
from portres_tui.display.buffer import Canvas
from portres_tui.display.commandline import CommandLine
from portres_tui.display.confirm import ConfirmFrame
from portres_tui.display.entryrow import entry_command, is_typed
from portres_tui.display.frame import Frame, Talk
from portres_tui.display.keyboard import Aid
from portres_tui.display.listing import printed
from portres_tui.display.listlooks import ListLooks
from portres_tui.display.listpaint import ENTRY, ListPaint, field_of
from portres_tui.display.listplace import ListPlace
from portres_tui.display.window import Window
from portres_tui.domain.messages import diagnostic
from portres_tui.panels.lists import Option, WorkWith
from portres_tui.panels.model import Action, Key

Todo = tuple[Any, Option, str]
"""A row (None: the blank first row), its option, and the CL text."""


class WorkListFrame(Frame):
    """A list being shown."""

    def __init__(self, panel: WorkWith, arguments: dict[str, object]) -> None:
        super().__init__()
        self.panel = panel
        self.name = panel.name
        self.arguments = arguments
        self.looks = ListLooks(panel, arguments)
        self.layout = ListPaint(panel)
        self.window = Window(panel.source, self.layout.capacity)
        self.typed: dict[str, tuple[Any, str]] = {}
        self.place = ListPlace(panel, arguments)
        self.entry: dict[str, str] = {}
        self.wrong: set[str] = set()
        self.todo: list[Todo] = []
        self.at_work = ""
        self.line = CommandLine(panel.command_line, 20, 73) if panel.command_line else None

    def keys(self) -> tuple[Key, ...]:
        return self.looks.keys()

    def allowed(self) -> tuple[Key, ...]:
        return (*self.panel.keys, *self.panel.more_keys)

    def paint(self, talk: Talk) -> Canvas:
        view = talk.view(self.arguments)
        self.layout = ListPaint(self.panel, self.panel.header(view), other=self.looks.other)
        self.window.size = self.layout.capacity
        if self.window.rows is None:
            talk.look(self.arguments)
            (self.window.bottom if self.panel.newest else self.window.refresh)(view)
        canvas = self.layout.head(talk.system_name(), view.moment, self.keys())
        self.place.paint(canvas, self.layout.position_row)
        self.layout.entry(canvas, self.entry, self.wrong)
        self.layout.rows(canvas, self.window, self.typed, self.wrong)
        if self.line:
            self.line.paint(canvas)
        self.cursor = self.cursor or self.layout.begins(canvas)
        return canvas

    def keep(self, aid: Aid) -> None:
        rows = {field_of(self.panel.source, row): row for row in self.window.rows or ()}
        for name, text in aid.fields.items():
            if name in rows:
                self.typed.pop(name, None)
                if text.strip():
                    self.typed[name] = (rows[name], text.strip())
            elif name.startswith(ENTRY):
                self.entry[name] = text.strip()
        self.place.keep(aid)
        if self.line:
            self.line.keep(aid)

    def judged_anew(self) -> None:
        self.wrong.clear()

    def enter(self, aid: Aid, talk: Talk) -> None:
        if self.place.text:
            self._position(talk)
        todo = self._ordered(talk)
        if todo is None:
            return
        if todo:
            if self.line:
                self.line.text = ""
            self._begin(todo, talk)
        elif self.line and self.line.text:
            self.cursor = None
            self.line.run(self.line.text, talk)
        elif is_typed(self.panel, self.entry):
            self.wrong.add(ENTRY + "option")
            talk.tell(diagnostic("PRT0618"))

    def _position(self, talk: Talk) -> None:
        """To the row that Position to says, before options that were typed are done."""
        self.place.take(self.window, talk.view(self.arguments))
        self.cursor = self.layout.row_at(0) if self.window.rows else None

    def _row_under(self, aid: Aid) -> Any:
        """The row that the cursor is on; None elsewhere."""
        rows, number = self.window.rows or (), aid.row - self.layout.row_at(0)[0]
        return rows[number] if 0 <= number < len(rows) else None

    def _go_to(self, row: Any, talk: Talk) -> None:
        """Show a row, with the cursor on it; it may be gone since it was found."""
        self.window.show(talk.view(self.arguments), row)
        name = field_of(self.panel.source, row)
        shown = [field_of(self.panel.source, each) for each in self.window.rows or ()]
        self.cursor = self.layout.row_at(shown.index(name)) if name in shown else None

    def _begin(self, todo: list[Todo], talk: Talk) -> None:
        asks = [each for each in todo if each[1].confirm]
        self.todo = [*asks, *(each for each in todo if not each[1].confirm)]
        if asks:
            talk.push(ConfirmFrame(self.layout, asks))

    def returned(self, cancelled: bool, talk: Talk) -> None:
        """F12 on a confirm panel or a prompt: the options stay for another thought."""
        if cancelled:
            self.todo = []
            if self.line:
                self.line.restore()
        elif self.at_work:
            self._done(self.at_work)
            self.cursor = None
        self.at_work = ""
        view = talk.view(self.arguments)
        if self.looks.chosen_anew():
            self.typed.clear()  # what was typed beside rows that are not shown any more
            self.window.top(view)
        self.window.refresh(view)

    def resume(self, talk: Talk) -> bool:
        """Run the next option that waits; after the last one read the rows again."""
        if not self.todo:
            return False
        row, _, text = self.todo.pop(0)
        name = ENTRY + "option" if row is None else field_of(self.panel.source, row)
        self.at_work = name
        reply = talk.submit(text)
        if reply is not None:
            self._settle(name, reply, talk)
        if not self.todo:
            self.window.refresh(talk.view(self.arguments))
            self.cursor = None
        return bool(self.todo)

    def _settle(self, name: str, reply: Reply, talk: Talk) -> None:
        """A command has run: its option is done, or stays to be seen and stops the others."""
        if reply.failed:
            self.todo, self.at_work = [], ""
            self.wrong.add(name)
        elif reply.show is None:
            self.at_work = ""
            self._done(name)
        talk.answered(reply)

    def _done(self, name: str) -> None:
        self.typed.pop(name, None)
        if name.startswith(ENTRY):
            self.entry.clear()

    def page(self, forward: bool, talk: Talk) -> None:
        view = talk.view(self.arguments)
        moved = self.window.down(view) if forward else self.window.up(view)
        if not moved:
            talk.tell(diagnostic("PRT0606" if forward else "PRT0607"))

    def act(self, action: Action, aid: Aid, talk: Talk) -> None:
        view = talk.view(self.arguments)
        if action is Action.REFRESH:
            self.typed.clear()
            self.entry.clear()
            self.place.forget()
            self.reread(talk)
        elif action is Action.TOP:
            self.window.top(view)
        elif action is Action.BOTTOM:
            self.window.bottom(view)
        elif action is Action.RESTART:
            self.arguments["since"] = view.now
            self.reread(talk)
        elif action is Action.FIND:
            self.place.ask(self._row_under(aid), self._go_to, talk)
        elif self.looks.takes(action):
            self._look(action, aid, talk)
        elif action is Action.PRINT:
            talk.tell(talk.spool(self.panel.name, printed(self.panel, view)))
        elif action is not Action.PROMPT or not self._prompt_option(talk):
            self._on_line(action, talk)

    def _look(self, action: Action, aid: Aid, talk: Talk) -> None:
        """The list is to look otherwise: from its top if the rows are others."""
        if self.looks.act(action, self.layout.column_at(aid.row, aid.column), talk):
            self.window.top(talk.view(self.arguments))

    def reread(self, talk: Talk) -> None:
        talk.look(self.arguments)
        self.window.refresh(talk.view(self.arguments))

    def worded(self, text: str, aid: Aid) -> str:
        return text.format(**self.arguments)

    def _on_line(self, action: Action, talk: Talk) -> None:
        if self.line:
            self.cursor = self.line.act(action, talk) or self.cursor

    def _prompt_option(self, talk: Talk) -> bool:
        """F4 with options typed: prompt the first one's command."""
        todo = self._ordered(talk)
        if todo:
            talk.prompt(todo[0][2].lstrip("?"))
        return todo is None or bool(todo)

    def live(self, talk: Talk) -> bool:
        """Not while all is as it was painted."""
        if not self.panel.live:
            return False
        view, before = talk.view(self.arguments), self.window.rows
        self.window.update(view)
        return (
            self.panel.moment
            or self.window.rows != before
            or [*self.panel.header(view)] != [*self.layout.header]
        )

    def help(self, aid: Aid, talk: Talk) -> tuple[str, str, str]:
        command = self.line.help(aid, talk) if self.line else None
        return command or ("panels", self.name, self.layout.section(aid.row, aid.column))

    def _ordered(self, talk: Talk) -> list[Todo] | None:
        """What has been typed, in row order; None if one of the options is wrong."""
        first = self.entry.get(ENTRY + "option", "")
        asked: list[tuple[str, Any, str]] = [(ENTRY + "option", None, first)] if first else []
        place = self.panel.source.place(talk.view(self.arguments))
        in_order = sorted(self.typed.items(), key=lambda item: place(item[1][0]))
        asked += [(name, row, text) for name, (row, text) in in_order]
        todo: list[Todo] = []
        for name, row, text in asked:
            option = self._option(text, row is None)
            if option is None:
                self.wrong.add(name)
                talk.tell(diagnostic("PRT0602", option=text))
                continue
            command = self._command(option, row)
            if not command:
                self.wrong.add(name)
                talk.tell(
                    option.without(row) if option.without else diagnostic("PRT0602", option=text)
                )
                continue
            todo.append((row, option, command))
        if self.wrong:
            self._show_wrong(talk)
            return None
        return todo

    def _show_wrong(self, talk: Talk) -> None:
        """Bring up the page that the first wrong option stands on."""
        rows = [row for name, (row, _) in self.typed.items() if name in self.wrong]
        if rows and ENTRY + "option" not in self.wrong:
            view = talk.view(self.arguments)
            self.window.show(view, min(rows, key=self.panel.source.place(view)))

    def _option(self, text: str, on_entry: bool) -> Option | None:
        number = int(text) if text.isascii() and text.isdigit() else 0
        return next(
            (o for o in self.panel.options if o.number == number and o.on_entry == on_entry), None
        )

    def _command(self, option: Option, row: Any) -> str:
        if row is None:
            return "?" + entry_command(self.panel, option, self.entry)
        text = option.cl.format(row=row)
        extra = f" {self.line.text}" if self.line and self.line.text and text else ""
        return text + extra
