"""The driver of the terminal that the process was started in.

A hang-up ends the app instead of spinning, signals end it in order, and whatever happens the
terminal is given back as it was.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import time
from contextlib import suppress
from typing import Any

from textual.app import App

from portres_tui.tui.driver import ByteDriver
from portres_tui.tui.tty import Opened, TtyLine, give_back, made_raw, opened_anew, size_of

_LEAVING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)

_GIVING_BACK = 1.0
"""Seconds that a terminal has to take the last bytes."""

_ANSWERING = 0.3
"""Seconds to wait for an answer that is still to come."""


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
        try:
            self._before = made_raw(self._input)
        except termios.error:
            self._before = None
        self._tty = TtyLine(
            Opened(opened_anew(self._output, os.O_WRONLY).fileno),  # its user alone waits for it
            lambda: self._leave(128 + signal.SIGHUP),
        )
        self._loop.add_reader(self._input, self._read)
        for number in _LEAVING:
            self._loop.add_signal_handler(number, self._leave, 128 + number)
        self._loop.add_signal_handler(signal.SIGWINCH, self._resized)
        self._loop.add_signal_handler(signal.SIGTSTP, self._stop)
        self._loop.add_signal_handler(signal.SIGCONT, self._continue)
        self.begin(self._tty.write, size_of(self._output))
        self.carry(self._tty.write)

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
        self.resize(size_of(self._output))

    # The terminal is somebody else's before and after

    def _give_back(self) -> None:
        if self._tty:
            self._tty.finish(self.farewell, _GIVING_BACK)
        self._hear_the_last_answer()
        if self._before is not None:
            give_back(self._input, self._before)

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
        """Whoever had the terminal meanwhile may have set it; or nobody, who was only stopped here."""
        with suppress(termios.error):
            made_raw(self._input)
        self.app.renew()
        self.resize(size_of(self._output))
