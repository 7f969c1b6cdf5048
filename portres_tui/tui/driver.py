"""The driver of a terminal whose bytes somebody else carries: between an app and a line.

All is done in the event loop: nothing wakes while nobody types.
"""

from __future__ import annotations

import asyncio
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from textual import constants, events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from portres_tui.tui.line import Paced
from portres_tui.tui.modes import closing
from portres_tui.tui.output import Output, Write
from portres_tui.tui.painting import PaintedApp
from portres_tui.tui.parser import GreenParser
from portres_tui.tui.tty import UNKNOWN, bounded

SOME, GATHERING = 8, 0.004
"""Characters at once that may be the beginning of more, and the seconds that the rest has to come:
a paste is told by what comes together."""

TURN = 16
"""Messages, such as keys, that an app is given before others have their turn."""

CROWD = 64
"""Messages that may wait in an app before it is given more."""

_TURNS = 0.001
"""Seconds between two turns."""

AHEAD = 4096
"""Characters that may wait to be parsed; while there are more the line takes nothing."""


class ByteDriver(Driver):
    """Call `begin` when the line is there, `resize` when the terminal has another size, and `feed`
    with what comes from it."""

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
        self.crowded: Callable[[bool], None] = lambda _on: None
        """Told when the line is to take nothing for a while, and when it is to go on."""
        self._parser = GreenParser(app.client.term, self._answered)
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._pause: asyncio.TimerHandle | None = None
        self._came = ""
        self._gathering: asyncio.TimerHandle | None = None
        self._parsed: Iterator[Message] | None = None
        self._held = False
        self._resizing: asyncio.Handle | None = None
        self._room = Size(*UNKNOWN)

    def begin(self, write: Write, size: tuple[int, int]) -> None:
        """The app may write now, to a terminal of this size."""
        self._room = Size(*bounded(*size))
        self.app.output = Output(self.app.client, write, self._room)
        self._resized_to()

    def carry(self, write: Write) -> None:
        """A terminal is there, which may be slow: ask it how much it can take."""
        assert self.app.output
        self.line = Paced(write)
        self.app.output.carry(self.line.write, self.line.most)

    def resize(self, size: tuple[int, int]) -> None:
        """The terminal has this size now; of many at once the last one counts."""
        self._room = Size(*bounded(*size))
        if self._resizing is None:
            self._resizing = self._loop.call_soon(self._resized_to)

    def _resized_to(self) -> None:
        """Whatever size it had meanwhile, it may show anything."""
        self._resizing, found = None, self._room
        if self.app.output and found == self.app.output.size:
            self.app.renew()
        self._app.post_message(events.Resize(found, found))

    def feed(self, data: bytes) -> None:
        """Bytes that the terminal sends."""
        self._came += self._decode(data)
        self._hold(len(self._came) > AHEAD)
        if self._parsed is not None:
            return
        if self._gathering is None and len(self._came) >= SOME:
            self._gathering = self._loop.call_later(GATHERING, self._parse)
        elif self._gathering is None:
            self._parse()

    def _parse(self) -> None:
        came, self._came, self._gathering = self._came, "", None
        self._hold(on=False)
        if came:
            self._parsed = iter(self._parser.feed(came))
            self._take_turns()

    def _take_turns(self) -> None:
        """Give the app some of what is parsed. Who sends very much does not keep others waiting."""
        self._gathering = None
        if self._parsed is None:
            return
        crowded = self._app.message_queue_size > CROWD
        taken = 0 if crowded else self._take(islice(self._parsed, TURN))
        if crowded or taken == TURN:
            self._gathering = self._loop.call_later(_TURNS, self._take_turns)
            return
        self._parsed = None
        if self._came:
            self._parse()
        else:
            self._wait_for_more()

    def _hold(self, on: bool) -> None:
        if on != self._held:
            self._held = on
            self.crowded(on)

    def write(self, data: str) -> None:
        """What Textual itself would write goes nowhere; the app's output writes."""

    def send_message(self, message: Message) -> None:
        self._app.post_message(message)

    def start_application_mode(self) -> None:
        """The line is there before the app is: see `begin`."""

    def stop_application_mode(self) -> None:
        self.disable_input()

    def disable_input(self) -> None:
        for timer in (self._pause, self._gathering, self._resizing):
            if timer:
                timer.cancel()

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Never: the computer may not be the user's."""

    def deliver_binary(self, binary: Any, **_options: Any) -> None:
        """Never, for the same reason."""
        binary.close()

    @property
    def farewell(self) -> bytes:
        """What gives the terminal back as it was."""
        return closing(self.app.client, self.app.modes).encode()

    def _answered(self) -> None:
        if self.line:
            self.line.answered()

    def _take(self, parsed: Iterable[Message]) -> int:
        """How many there were."""
        count = 0
        try:
            for count, message in enumerate(parsed, 1):  # noqa: B007 - what was taken before an error
                self.process_message(message)
        except Exception as error:  # noqa: BLE001 - the event loop would show it on the terminal
            self._app._handle_exception(error)  # noqa: SLF001
        return count

    def _wait_for_more(self) -> None:
        """An Esc that nothing follows is the Esc key."""
        if self._pause:
            self._pause.cancel()
        delay = constants.ESCAPE_DELAY + 0.005
        self._pause = self._loop.call_later(delay, lambda: self._take(self._parser.tick()))
