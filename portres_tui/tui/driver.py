"""Drivers: between an app and the bytes of its terminal.

`ByteDriver` is for any terminal; who has the line hands it what comes in. `LocalDriver` is for the
terminal that the process was started in. All is done in the event loop: nothing wakes while nobody
types.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import termios
import time
from codecs import getincrementaldecoder
from typing import Any

from textual import constants, events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from portres_tui.tui.line import Paced, TtyLine
from portres_tui.tui.modes import closing
from portres_tui.tui.output import Output, Write
from portres_tui.tui.painting import PaintedApp
from portres_tui.tui.parser import GreenParser

_LEAVING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)

_GIVING_BACK = 1.0
"""Seconds that a terminal has to take the last bytes."""

_ANSWERING = 0.3
"""Seconds to wait for an answer that is still to come."""

SOME, GATHERING = 8, 0.004
"""Characters at once that may be the beginning of more, and the seconds that the rest has to come:
a paste is told by what comes together."""

LARGEST = 500
"""Columns or rows of the largest terminal that is drawn on."""


def clamped(size: tuple[int, int]) -> Size:
    """Columns and rows, whatever a terminal says."""
    return Size(*(min(max(each, 1), LARGEST) for each in size))


class ByteDriver(Driver):
    """Drives a terminal whose bytes somebody else carries: `feed` takes what comes from it."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert isinstance(app, PaintedApp)
        self.app = app
        self.line: Paced | None = None
        self._parser = GreenParser(app.client.term, self._answered)
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._pause: asyncio.TimerHandle | None = None
        self._came = ""
        self._gathering: asyncio.TimerHandle | None = None

    def begin(self, write: Write, size: tuple[int, int]) -> None:
        """The app may write now, to a terminal of this size."""
        self.line = Paced(write)
        self.app.output = Output(self.app.client, self.line.write, clamped(size))
        self.resize(size)

    def resize(self, size: tuple[int, int]) -> None:
        """The terminal has this size now. Whatever size it had meanwhile, it may show anything."""
        found = clamped(size)
        if self.app.output and found == self.app.output.size:
            self.app.renew()
        self._app.post_message(events.Resize(found, found))

    def feed(self, data: bytes) -> None:
        """Bytes that the terminal sends."""
        self._came += self._decode(data)
        if self._gathering is None and len(self._came) >= SOME:
            self._gathering = self._loop.call_later(GATHERING, self._parse)
        elif self._gathering is None:
            self._parse()

    def _parse(self) -> None:
        came, self._came, self._gathering = self._came, "", None
        if came:
            self._take(self._parser.feed(came))
            self._wait_for_more()

    def write(self, data: str) -> None:
        """What Textual itself would write goes nowhere; the app's output writes."""

    def send_message(self, message: Message) -> None:
        self._app.post_message(message)

    def start_application_mode(self) -> None:
        """The line is there before the app is: see `begin`."""

    def stop_application_mode(self) -> None:
        self.disable_input()

    def disable_input(self) -> None:
        for timer in (self._pause, self._gathering):
            if timer:
                timer.cancel()

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Never: the computer may not be the user's."""

    @property
    def farewell(self) -> bytes:
        """What gives the terminal back as it was."""
        return closing(self.app.client, self.app.modes).encode()

    def _answered(self) -> None:
        if self.line:
            self.line.answered()

    def _take(self, parsed: Any) -> None:
        try:
            for message in parsed:
                self.process_message(message)
        except Exception as error:  # noqa: BLE001 - the event loop would show it on the terminal
            self._app._handle_exception(error)  # noqa: SLF001

    def _wait_for_more(self) -> None:
        """An Esc that nothing follows is the Esc key."""
        if self._pause:
            self._pause.cancel()
        delay = constants.ESCAPE_DELAY + 0.005
        self._pause = self._loop.call_later(delay, lambda: self._take(self._parser.tick()))


class LocalDriver(ByteDriver):
    """Drives the terminal at standard input and output."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        assert sys.__stdin__
        assert sys.__stdout__
        self._input = sys.__stdin__.fileno()
        self._output = sys.__stdout__.fileno()
        self._before: list[Any] | None = None
        self._tty: TtyLine | None = None

    @property
    def can_suspend(self) -> bool:
        return True

    def start_application_mode(self) -> None:
        self._take_over()
        self._tty = TtyLine(self._output, lambda: self._leave(128 + signal.SIGHUP))
        self._loop.add_reader(self._input, self._read)
        for number in _LEAVING:
            self._loop.add_signal_handler(number, self._leave, 128 + number)
        self._loop.add_signal_handler(signal.SIGWINCH, self._resized)
        self._loop.add_signal_handler(signal.SIGTSTP, self._stop)
        self._loop.add_signal_handler(signal.SIGCONT, self._continue)
        self.begin(self._tty.write, self._size_now())

    def stop_application_mode(self) -> None:
        self.disable_input()
        self.app.output = None
        self._give_back()

    def disable_input(self) -> None:
        super().disable_input()
        self._loop.remove_reader(self._input)

    def close(self) -> None:
        if self._tty:
            self._tty.close()
            self._tty = None

    def _read(self) -> None:
        try:
            data = os.read(self._input, 4096)
        except BlockingIOError:
            return
        except OSError:  # the terminal is gone
            data = b""
        if data:
            self.feed(data)
        else:
            self.disable_input()
            self._leave(128 + signal.SIGHUP)

    def _leave(self, code: int) -> None:
        self._app.exit(return_code=code)

    def _resized(self) -> None:
        self.resize(self._size_now())

    def _size_now(self) -> tuple[int, int]:
        try:
            size = os.get_terminal_size(self._output)
        except OSError:
            return 80, 24
        return size.columns or 80, size.lines or 24

    # The terminal is somebody else's before and after

    def _take_over(self) -> None:
        """Characters come one by one, unchanged, and are not echoed."""
        try:
            self._before = termios.tcgetattr(self._input)
            raw = termios.tcgetattr(self._input)
            raw[0] &= ~(
                termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
            )
            raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
            raw[6][termios.VMIN], raw[6][termios.VTIME] = 1, 0
            termios.tcsetattr(self._input, termios.TCSANOW, raw)
        except termios.error:
            self._before = None

    def _give_back(self) -> None:
        if self._tty:
            self._tty.finish(self.farewell, _GIVING_BACK)
        self._hear_the_last_answer()
        if self._before is not None:
            try:
                termios.tcflush(self._input, termios.TCIFLUSH)
                termios.tcsetattr(self._input, termios.TCSANOW, self._before)
            except termios.error:  # there is no terminal any more
                pass

    def _hear_the_last_answer(self) -> None:
        """So that the shell does not take it for something typed."""
        end = time.monotonic() + _ANSWERING
        while self.line and self.line.waits and (left := end - time.monotonic()) > 0:
            try:
                ready = select.select([self._input], [], [], left)[0]
                data = os.read(self._input, 4096) if ready else b""
            except OSError:
                return
            if not data or data.endswith(b"n"):
                return

    def _stop(self) -> None:
        """Stopped from outside: leave the terminal to the shell, then really stop."""
        self._give_back()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _continue(self) -> None:
        self._take_over()
        self.resize(self._size_now())
