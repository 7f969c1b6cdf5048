"""An app whose picture is written by Output, and nothing else by Textual.

Overrides private methods of Textual 8.2: `_display` is where a frame would be written.
"""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from rich.console import Console
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.driver import Driver
from textual.geometry import Offset
from textual.screen import Screen

from portres_tui.tui.client import Client
from portres_tui.tui.modes import AT_FIRST, Mode, Place, opening
from portres_tui.tui.output import Output


class PaintedApp(App[None], inherit_bindings=False, inherit_css=False):
    """An app for one terminal, whose driver gives it an `output` when it begins.

    `modes` are the modes of the terminal that are on.
    """

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, driver: type[Driver], client: Client, place: Place) -> None:
        super().__init__(driver_class=driver, ansi_color=True)
        self.animation_level = "none"
        self.console = Console(
            file=self.console.file,
            force_terminal=True,
            color_system="truecolor",
            highlight=False,
            emoji=False,
            legacy_windows=False,
            safe_box=False,
            _environ={"TERM": client.term},
        )
        self._filters.clear()  # what a style looks like on this terminal is the output's business
        self.client = client
        self.modes = set(AT_FIRST[place])
        self.output: Output | None = None
        self.cursor: Offset | None = None
        self._flushing: asyncio.Handle | None = None

    def point(self, cursor: Offset | None, *, painting: bool) -> None:
        """Where the cursor is to be; None to hide it. While cells are `painting`, it follows them."""
        self.cursor = cursor
        if cursor is not None:
            self.cursor_position = cursor
        if not painting:
            self._flush_soon()

    def renew(self) -> None:
        """The terminal may show anything, in any state: write everything again."""
        if self.output:
            self.output.renew(opening(self.client, self.modes))
            self._flush_soon()

    def toggle(self, mode: Mode) -> None:
        """Switch a mode of the terminal on, or off if it is on."""
        self.modes ^= {mode}
        if self.output:
            self.output.switch(mode, on=mode in self.modes)
            self._flush_soon()

    def bell(self) -> None:
        if self.output:
            self.output.ring()
            self._flush_soon()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:  # noqa: ARG002
        try:
            if self.output and self._running and not (self._closed or self._batch_count):
                if isinstance(renderable, CompositorUpdate):
                    self.output.absorb(renderable, self.size)
                self._flush_soon()
        finally:
            self.post_display_hook()

    def _flush_soon(self) -> None:
        if self.output and not self._flushing:
            self._flushing = asyncio.get_running_loop().call_soon(self._write_frame)

    def _write_frame(self) -> None:
        self._flushing = None
        if self.output and not self._closed:
            self.output.cursor = self.cursor and (self.cursor.x, self.cursor.y)
            try:
                self.output.flush()
            except Exception as error:  # noqa: BLE001 - the event loop would show it on the terminal
                self._handle_exception(error)

    def _set_pointer_shape(self, shape: str) -> None:
        """The shape of the mouse pointer stays as it is: saying so is noise on the line."""

    def _fatal_error(self) -> None:
        """Textual would show the values of local variables; they are nobody's business."""
        self._close_messages_no_wait()
