"""Somebody at the keyboard: types, presses keys and reads the screen. No terminal, no store file."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from portres_tui.display.buffer import Display
from portres_tui.display.keyboard import Keyboard
from portres_tui.domain.system import System
from portres_tui.opening import furnish
from portres_tui.panels.model import Keys, Stroke
from portres_tui.session import Session, begin
from portres_tui.store.memory import MemorySystem

Shared = tuple[tuple[str, str], ...]

MORNING = 1_795_356_000.0
"""22 November 2026, 14:00:00 UTC."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: float = MORNING) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += seconds


class Walker:
    """A session with a keyboard. `type` types, `press` presses named keys, `screen` is what is seen."""

    def __init__(
        self,
        system: System | None = None,
        clock: Clock | None = None,
        profile: str = "QSECOFR",
        home: Path = Path("/nowhere"),
    ) -> None:
        self.clock = clock or Clock()
        if system is None:
            system = MemorySystem()
            furnish(system, self.clock())
        self.session: Session = begin(system, home, profile, clock=self.clock, zone=UTC)
        self.conversation = self.session.conversation
        self.keyboard = Keyboard(self.conversation.start())

    @property
    def display(self) -> Display:
        return self.keyboard.display

    @property
    def rows(self) -> list[str]:
        """The 24 rows as they are seen, without trailing blanks."""
        runs = (self.keyboard.runs(row) for row in range(1, 25))
        return ["".join(text for text, _ in each).rstrip() for each in runs]

    @property
    def screen(self) -> str:
        return "\n".join(self.rows)

    @property
    def title(self) -> str:
        return self.rows[0].strip()

    @property
    def message(self) -> str:
        return self.rows[23].strip()

    def type(self, text: str) -> Walker:
        for character in text:
            self.keyboard.press(character)
        return self

    def press(self, *keys: str) -> Walker:
        for key in keys:
            aid = self.keyboard.press(key)
            while aid is not None and not self.conversation.ended:
                aid = self.keyboard.show(self.conversation.press(aid))
        return self

    def command(self, text: str) -> Walker:
        """Type a command on the command line and press Enter."""
        self.to("command")
        self.keyboard.press("erase_eof")
        return self.type(text).press("enter")

    def to(self, name: str) -> Walker:
        """Move the cursor to a field by its name."""
        field = self.display.field(name)
        assert field is not None, (
            f"no field {name!r} in {[each.name for each in self.display.fields]}"
        )
        self.keyboard.click(field.row, field.column)
        return self

    def click(self, text: str) -> Walker:
        """Click on the first place where this text is seen."""
        for row, line in enumerate(self.rows, 1):
            if text in line:
                aid = self.keyboard.click(row, line.index(text) + 1)
                while aid is not None:
                    aid = self.keyboard.show(self.conversation.press(aid))
                return self
        raise AssertionError(f"{text!r} is not on the screen:\n{self.screen}")

    def option(self, row: str, number: str) -> Walker:
        """Type an option beside the list row that shows this text."""
        line = next(i for i, each in enumerate(self.rows, 1) if row in each and i > 7)
        field = next(each for each in self.display.fields if each.row == line and each.option)
        self.keyboard.click(field.row, field.column)
        self.type(number)
        return self

    def strokes(self, terminal: str, *strokes: tuple[str, str], shared: Shared = ()) -> Walker:
        """Keys of a terminal of some type, and what is live on the display behind them."""
        self.conversation.keys = Keys(terminal, tuple(Stroke(*each) for each in strokes), shared)
        if repainted := self.conversation.repaint():
            self.keyboard.merge(repainted)
        return self

    def shows(self, *texts: str) -> bool:
        return all(text in self.screen for text in texts)

    def fields(self) -> dict[str, str]:
        return self.keyboard.contents()

    def golden(self) -> str:
        """The display with what has been typed, for a golden file."""
        contents = self.keyboard.contents()
        fields = tuple(
            each._replace(text=contents.get(each.name, "")) for each in self.display.fields
        )
        cursor = (self.keyboard.row, self.keyboard.column)
        return self.display._replace(fields=fields, cursor=cursor).text()
