"""What a terminal shows, and what it is to show: only what differs is written.

Frames are never queued, and on a slow line they come in parts. As long as the line has not taken the last one, what is wanted goes on
changing, and the next frame leads to what is wanted by then. Knows nothing of where the line goes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from rich.style import Style
from textual._compositor import CompositorUpdate

from portres_tui.tui.cells import Cells, absorb
from portres_tui.tui.client import Can, Client
from portres_tui.tui.difference import Drawing, clear
from portres_tui.tui.looks import UNDERLINE, Look, looks
from portres_tui.tui.modes import CURSOR, HOLD, Mode
from portres_tui.tui.moves import Place
from portres_tui.tui.pen import Pen

Write = Callable[[bytes, Callable[[], None]], None]
"""Takes bytes, and calls back when the line can take the next ones, perhaps before it returns."""

LARGE = 1000
"""Characters from which on a frame is to be seen only when all of it is there."""

_BELL = "\x07"


class Output:
    """The picture of one terminal. After a change of what is wanted, call `flush`.

    `cursor` is where it is to stand, from 0; None is a cursor that is not seen.
    """

    def __init__(
        self,
        client: Client,
        write: Write,
        size: tuple[int, int],
        most: Callable[[], int] = lambda: sys.maxsize,
    ) -> None:
        self.client = client
        self.cursor: Place | None = None
        self._write = write
        self._most = most
        self._look_of: Callable[[Style | None], Look] = looks(client)
        self._drawing = Drawing(client)
        self._controls: list[str] = []
        self._switched: dict[Mode, bool] = {}
        self._busy = False
        self._began = False
        self._shown: Cells | None = None
        self._resize(size)

    def carry(self, write: Write, most: Callable[[], int]) -> None:
        """What comes now goes another way."""
        self._write, self._most = write, most

    @property
    def size(self) -> tuple[int, int]:
        return self._wanted.width, self._wanted.height

    def absorb(self, update: CompositorUpdate, size: tuple[int, int]) -> None:
        """Textual wants this to be seen, on a screen of this size."""
        if size != self.size:
            self._resize(size)
        self._began = True
        absorb(self._wanted, update, self._look_of)

    def ring(self) -> None:
        """Sound the bell, once, with the next frame."""
        if _BELL not in self._controls:
            self._controls.append(_BELL)

    def switch(self, mode: Mode, *, on: bool) -> None:
        """Switch a mode with the next frame, if it is not so already."""
        if self._switched.get(mode) != on:
            self._switched[mode] = on
            self._controls.append(mode.switched(on))

    def renew(self, opening: str = "") -> None:
        """The terminal may be in any state: write everything again, behind `opening`."""
        self._controls.insert(0, opening)
        self._shown = None
        self._switched.pop(CURSOR, None)
        self._wanted.dirty = set(range(self._wanted.height))

    def flush(self) -> None:
        """Write what differs; if the line is still at work, as soon as it is ready."""
        if self._busy or not self._began:
            return
        frame = self._frame()
        if frame:
            self._busy = True
            self._write(frame.encode("utf-8", "replace"), self._ready)

    def _ready(self) -> None:
        self._busy = False
        self.flush()

    def _resize(self, size: tuple[int, int]) -> None:
        self._wanted = Cells(*size, unicode=self.client.is_able(Can.UNICODE))
        self._shown = None
        self._pen = Pen(self.client, size[0])

    def _frame(self) -> str:
        """What leads to what is wanted, or on a slow line some rows nearer to it."""
        opening = self._take_controls()
        self._draw()
        if self.cursor is not None and not self._wanted.dirty:
            drew = self._pen.cost > 0
            self._pen.go(*self.cursor)
            if drew:
                self._get_ready_to_type(*self.cursor)
        body = self._pen.take()
        self.switch(CURSOR, on=self.cursor is not None)
        frame = opening + body + self._take_controls()
        if len(frame) > LARGE and self.client.is_able(Can.HOLD):
            return HOLD.switched(on=True) + frame + HOLD.switched(on=False)
        return frame

    def _get_ready_to_type(self, x: int, y: int) -> None:
        """Wear what is worn in the field, so that the first character is as short as the others."""
        if x < self._wanted.width and y < self._wanted.height:
            look = self._wanted.looks[y][x]
            if UNDERLINE in look.split(";"):
                self._pen.wear(look)

    def _draw(self) -> None:
        shown = self._shown or self._cleared()
        left = self._drawing.draw(self._pen, self._wanted, shown, self._most())
        for y in self._wanted.dirty - left:
            shown.characters[y] = self._wanted.characters[y][:]
            shown.looks[y] = self._wanted.looks[y][:]
        self._wanted.dirty = left
        self._shown = shown

    def _cleared(self) -> Cells:
        """Nobody knows what is shown: clear it. If it cannot be cleared to the background that is
        wanted, then to the terminal's own."""
        self._pen = Pen(self.client, self._wanted.width)
        cleared = clear(self._pen, self._wanted)
        if cleared:
            return cleared
        self._pen.wear("")
        self._pen.go(0, 0)
        self._pen.control("\x1b[J")
        return Cells(self._wanted.width, self._wanted.height)

    def _take_controls(self) -> str:
        controls = "".join(self._controls)
        self._controls.clear()
        return controls
