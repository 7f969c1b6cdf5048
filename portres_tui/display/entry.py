"""Command Entry: the requests of a job with their messages, and a long command line.

It shows what the job's own log has, and so says nothing on the message line that stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portres_tui.display.buffer import Canvas
from portres_tui.display.commandline import CommandLine, LineFrame
from portres_tui.display.frame import Talk, turned
from portres_tui.display.keyboard import Aid
from portres_tui.display.paint import LOOK, TITLE, keys, more
from portres_tui.domain.jobs import LogEntry
from portres_tui.panels.model import Action, CommandEntry, Key, Line

_FIRST_ROW, _MORE_ROW = 4, 16
_CAPACITY = _MORE_ROW - _FIRST_ROW

LABEL_ROW, COMMAND_LENGTH = 17, 313


class EntryFrame(LineFrame):
    """Command Entry being shown. `top` is None while it follows the newest lines."""

    levels = 1

    def __init__(self, panel: CommandEntry) -> None:
        super().__init__(CommandLine("Type command, press Enter.", LABEL_ROW, COMMAND_LENGTH))
        self.panel = panel
        self.name = panel.name
        self.level = 0
        self.detailed = False
        self.entries: list[LogEntry] = []
        self.lines: Sequence[Line] = ()
        self.top: int | None = None

    def keys(self) -> tuple[Key, ...]:
        return tuple(
            key._replace(label=key.label.replace("Include", "Exclude"))
            if self.detailed and key.does is Action.OTHER_VIEW
            else key
            for key in self.panel.keys
        )

    def paint(self, talk: Talk) -> Canvas:
        self.level = self.level or talk.level
        self._read(talk)
        self._word(talk)
        canvas = Canvas()
        canvas.write(1, 33, self.panel.title, TITLE)
        canvas.write(1, 72, talk.system_name())
        canvas.write(2, 59, f"Request level:   {self.level}")
        canvas.write(3, 2, "Previous commands and messages:")
        shown = self.lines[self._first : self._first + _CAPACITY]
        for row, line in enumerate(shown, _FIRST_ROW):
            canvas.write(row, 1, line.text, *((LOOK,) if line.strong else ()))
        more(canvas, _MORE_ROW, self._first + len(shown) < len(self.lines))
        self.line.paint(canvas)
        keys(canvas, self.keys())
        return canvas

    @property
    def _first(self) -> int:
        return max(0, len(self.lines) - _CAPACITY) if self.top is None else self.top

    def _read(self, talk: Talk) -> bool:
        """Read what has come into the job's log since; has anything?"""
        view, job = talk.view(), talk.requester.job.id
        last = self.entries[-1].sequence if self.entries else 0
        came = view.system.job_log(job, last)
        self.entries += came
        return bool(came)

    def _word(self, talk: Talk) -> None:
        arguments: dict[str, Any] = {"level": self.level, "other_view": self.detailed}
        view = talk.view(arguments)
        self.lines = self.panel.lines(view, [e for e in self.entries if e.time <= view.now])

    def shows_log(self, talk: Talk) -> bool:
        return self._read(talk)

    def enter(self, aid: Aid, talk: Talk) -> None:
        self.cursor = self.top = None
        if self.line.text:
            self.line.run(self.line.text, talk)

    def page(self, forward: bool, talk: Talk) -> None:
        top = turned(self._first, _CAPACITY, len(self.lines), forward, talk)
        self.top = top if top + _CAPACITY < len(self.lines) else None

    def act(self, action: Action, aid: Aid, talk: Talk) -> None:
        if action is Action.TOP:
            self.top = 0
        elif action is Action.BOTTOM:
            self.top = None
        elif action is Action.OTHER_VIEW:
            self.detailed, self.top = not self.detailed, None
        elif action is Action.RETRIEVE and (request := self._request_at(aid.row)):
            self.cursor = self.line.put(request)
        else:
            self.cursor = self.line.act(action, talk) or self.cursor

    def _entry_at(self, row: int) -> LogEntry | None:
        """What the row shows of the job log."""
        line = self._first + row - _FIRST_ROW
        inside = _FIRST_ROW <= row < _MORE_ROW and line < len(self.lines)
        return self.lines[line].subject if inside else None

    def _request_at(self, row: int) -> str:
        entry = self._entry_at(row)
        return str(entry.message.data["command"]) if entry and entry.is_request else ""

    def help(self, aid: Aid, talk: Talk) -> tuple[str, str, str]:
        entry = self._entry_at(aid.row)
        if entry is not None:
            talk.message(entry)
            return "", "", ""
        return self.line.help(aid, talk) or ("panels", self.name, "")
