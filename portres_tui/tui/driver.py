"""The driver of a local terminal: Textual's for Linux and macOS, mended.

It reads in the event loop: nothing wakes while nobody types, and a hang-up ends the app instead of
spinning. It asks the terminal nothing, and for no more of the mouse than clicks and the wheel.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from codecs import getincrementaldecoder
from typing import Any

from textual import constants
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from portres_tui.tui.parser import GreenParser

_LEAVING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)

_MOUSE_MODES = (1000, 1006)
"""Buttons and wheel, with coordinates of any size; no movements."""


class TerminalDriver(LinuxDriver):
    """Drives the terminal at standard input and output."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = sys.__stdout__  # Textual takes standard error, which may lead elsewhere
        self._parser = GreenParser(os.environ.get("TERM", ""))
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._pause: asyncio.TimerHandle | None = None

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.write("\x1b[?1004l")  # of no use here: whether the window has the focus
        for number in _LEAVING:
            self._loop.add_signal_handler(number, self._leave, 128 + number)

    def disable_input(self) -> None:
        self._stop_reading()
        super().disable_input()

    def send_message(self, message: Message) -> None:
        self._app.post_message(message)

    def _run_input_thread(self) -> None:
        """Textual's thread for input has only this to do."""
        self._loop.call_soon_threadsafe(self._loop.add_reader, self.fileno, self._read)

    def _read(self) -> None:
        try:
            data = os.read(self.fileno, 4096)
        except BlockingIOError:
            return
        except OSError:  # the terminal is gone
            data = b""
        if not data:
            self._stop_reading()
            self._leave(128 + signal.SIGHUP)
        elif text := self._decode(data):
            self._take(self._parser.feed(text))
            self._wait_for_more()

    def _take(self, parsed: Any) -> None:
        for message in parsed:
            self.process_message(message)

    def _wait_for_more(self) -> None:
        """An Esc that nothing follows is the Esc key."""
        if self._pause:
            self._pause.cancel()
        delay = constants.ESCAPE_DELAY + 0.005
        self._pause = self._loop.call_later(delay, lambda: self._take(self._parser.tick()))

    def _stop_reading(self) -> None:
        self._loop.remove_reader(self.fileno)
        if self._pause:
            self._pause.cancel()

    def _leave(self, code: int) -> None:
        self._app.exit(return_code=code)

    def _enable_mouse_support(self) -> None:
        self._switch_mouse("h")

    def _disable_mouse_support(self) -> None:
        self._switch_mouse("l")

    def _switch_mouse(self, switch: str) -> None:
        if self._mouse:
            self.write("".join(f"\x1b[?{mode}{switch}" for mode in _MOUSE_MODES))

    def _query_in_band_window_resize(self) -> None:
        """Not asked: the signal tells enough."""

    def _request_terminal_sync_mode_support(self) -> None:
        """Not asked: what little is written at a time needs no bracket."""
