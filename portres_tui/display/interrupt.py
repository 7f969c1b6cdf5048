"""System Request: an input line over the display that was there, at its bottom.

It takes the number of an option of its menu; Enter alone shows that menu. What is under it stays as
it is, with all that was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from portres_tui.display.buffer import COLUMNS, MESSAGE_ROW, Canvas, Field
from portres_tui.display.frame import Frame, Talk
from portres_tui.display.help import frozen
from portres_tui.display.keyboard import Aid
from portres_tui.display.menu import MenuFrame, chosen, is_built, refusal
from portres_tui.display.selection import SelectionFrame
from portres_tui.domain.messages import diagnostic
from portres_tui.panels.model import CANCEL, EXIT, Action, Key, Menu, Selection

if TYPE_CHECKING:
    from portres_tui.panels.model import Panel

_FIELD = "System Request"
_TOLD_ROW = MESSAGE_ROW - 1


class RequestLineFrame(Frame):
    """The line, until a key is pressed."""

    name = "SYSREQLINE"
    interrupts = True
    reset_key = "f12"
    message_at = (_TOLD_ROW, 2)

    def __init__(self, panel: Selection) -> None:
        super().__init__()
        self.panel = panel
        self.text = ""

    def area(self) -> tuple[int, int, int, int]:
        return MESSAGE_ROW, 1, MESSAGE_ROW, COLUMNS

    def keys(self) -> tuple[Key, ...]:
        return (EXIT, CANCEL)

    def paint(self, talk: Talk) -> Canvas:
        canvas = frozen(talk.below(self))
        canvas.hot.clear()
        for row in (_TOLD_ROW, MESSAGE_ROW) if self.said.shown else (MESSAGE_ROW,):
            canvas.write(row, 1, " " * COLUMNS)
        canvas.input(Field(_FIELD, MESSAGE_ROW, 2, COLUMNS - 2, self.text, monocase=False))
        return canvas

    def keep(self, aid: Aid) -> None:
        self.text = aid.fields.get(_FIELD, "").strip()

    def enter(self, aid: Aid, talk: Talk) -> None:
        talk.back()
        talk.begin()
        choice = chosen(self.panel, self.text)
        if choice is None or not is_built(choice, talk):
            talk.push(_interrupting(SelectionFrame(self.panel, {})))
            if self.text:
                is_number = self.text.isdigit()
                talk.tell(refusal(self.panel, self.text) if is_number else diagnostic("PRT1711"))
        elif choice.action is Action.EXIT:
            talk.leave()
        else:
            reply = talk.submit(choice.cl)
            if reply:
                talk.answered(reply)

    def help(self, aid: Aid, talk: Talk) -> tuple[str, str, str]:
        return "panels", self.panel.name, ""


def interrupt(key: str, panel: Panel, frames: Sequence[Frame], talk: Talk) -> None:
    """Lay the line, or for Attn the menu, over what is shown. Where the line stands already, it goes;
    a menu that is there already does not come again."""
    assert isinstance(panel, Menu | Selection)
    if frames[-1].reset_key:
        talk.back()
        if key == "sysreq":
            return
    if any(each.name == panel.name for each in frames):
        talk.tell(diagnostic("PRT1712", title=panel.title))
        return
    talk.begin()
    if isinstance(panel, Menu):
        talk.push(_interrupting(MenuFrame(panel)))
    else:
        talk.push(RequestLineFrame(panel))


def _interrupting(frame: Frame) -> Frame:
    """A frame over a display that is to be as it was, once it is left."""
    frame.interrupts = True
    return frame
