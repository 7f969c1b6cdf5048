"""A session in a terminal: its conversation, its job log pane, and the watch on its machine.

Everything that may wait for the machine runs in a thread, so the keyboard of a session is locked while
a command runs, and the screen is not.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
from collections.abc import Callable
from contextvars import Context, copy_context
from functools import partial
from typing import Any

from textual import on
from textual._context import active_app
from textual.driver import Driver
from textual.messages import ExitApp
from textual.worker import WorkerFailed

from portres_tui.display.buffer import Display
from portres_tui.display.logpane import LogPane
from portres_tui.domain.jobs import LogEntry
from portres_tui.domain.messages import Message, MessageFile
from portres_tui.panels.model import Keys, Look, Stroke
from portres_tui.tui.client import Can, Client, client
from portres_tui.tui.local import LocalDriver
from portres_tui.tui.modes import Place
from portres_tui.tui.painting import PaintedApp
from portres_tui.tui.screen import PanelScreen
from portres_tui.tui.sequences import shared_keys
from portres_tui.tui.theme import styles
from portres_tui.tui.works import Works
from portres_tui.workstation import Workstation

PATIENCE = 0.3
"""Seconds that a command may take before the status line tells that it runs."""

STROKES = 9
"""Keys that are kept to be shown."""

CRASHED = "the session ended by an internal error; its log tells more."
"""What is told behind the screen of an app that has `crashed`."""

_log = logging.getLogger("portres")


class PortresApp(PaintedApp, inherit_bindings=False, inherit_css=False):
    """A workstation in a terminal. It ends with the workstation, exit code 0, or with the terminal."""

    def __init__(
        self,
        station: Workstation,
        works: Works,
        terminal: Client | None = None,
        driver: type[Driver] = LocalDriver,
        place: Place = Place.LOCAL,
        *,
        alone: bool = True,
    ) -> None:
        super().__init__(driver, terminal or client(os.environ), place)
        self._alone = self._attended = alone
        self._settled = False
        self._unsaid: list[Message] = []
        self.station = station
        self.works = works
        self.crashed = False
        self.keys = Keys(self.client.term, shared=tuple(shared_keys(self.client.term).items()))
        station.see_keys(self.keys)
        self.first = works.submit(station.start)
        """The first display; without it there is no screen."""
        self._since = station.clock()
        self._turn = self._told = 0
        self._conversing = False
        self._given_up = False
        self._missed = False
        self._talking = asyncio.Lock()

    def get_default_screen(self) -> PanelScreen:
        pane = LogPane(self.station.may_see, self.station.is_own)
        style = styles(coloured=self.client.is_able(Can.COLOUR))
        self._panels = PanelScreen(self.first.result(), pane, self._messages, style, self._note)
        self._turn = self.station.turn
        return self._panels

    def _messages(self) -> MessageFile:
        return self.station.messages

    def on_mount(self) -> None:
        self.context = copy_context()
        self.call_after_refresh(self._settle)

    def on_unmount(self) -> None:
        self.works.leave(self)

    def _settle(self) -> None:
        """The first panel stands. Whose process this is collects garbage again, but never what was
        loaded for it."""
        if self._alone:
            gc.freeze()
            gc.enable()
        self._settled = True
        for sending in self._unsaid:
            self.announce(sending)
        if self.station.ended:
            self.exit(return_code=0)
        elif self._attended:
            self.works.join(self)

    def attend(self) -> None:
        """Somebody is there now, if the app did not begin with that."""
        self._attended = True
        self._since = self.station.clock()
        if self._settled:
            self.works.join(self)

    def share_streams(self) -> None:
        """Leave standard output and error to the process: it is not this app's terminal."""
        streams: Any = sys.stdout, sys.stderr  # Textual takes what has a `write`
        self._capture_stdout, self._capture_stderr = streams

    def leave(self) -> None:
        """The terminal is gone, or nobody is to sit here any more."""
        self.post_message(ExitApp())

    def announce(self, sending: Message) -> None:
        """Show a message that nobody asked for, and leave what is typed. Before the first panel stands
        it is kept."""
        if self._settled:
            self.context.run(self.run_worker, self._announce(sending))
        else:
            self._unsaid.append(sending)

    async def _announce(self, sending: Message) -> None:
        async with self._talking:
            display = await self.works.run(partial(self.station.announce, sending))
        if not self._conversing:
            self._panels.merge(display)

    # The conversation

    @on(PanelScreen.Pressed)
    def _press(self, event: PanelScreen.Pressed) -> None:
        self._converse(partial(self.station.press, event.aid))

    def _note(self, stroke: Stroke) -> None:
        """Keep what a key was, for the panel that shows it; what is typed elsewhere is not kept."""
        self.works.pressed = self.station.clock()
        watched = self.station.watches_keys
        if len(stroke.became) != 1 or watched:
            self._see_keys((*self.keys.strokes[1 - STROKES :], stroke))
        if watched:
            self.run_worker(self.catch_up())

    def _see_keys(self, strokes: tuple[Stroke, ...]) -> None:
        self.keys = self.keys._replace(strokes=strokes)
        self.station.see_keys(self.keys)

    @on(PanelScreen.Asked)
    def _explain(self, event: PanelScreen.Asked) -> None:
        self._converse(partial(self.station.explain, event.entry, event.aid))

    def _converse(self, said: Callable[[], Display]) -> None:
        self._conversing = True
        self._given_up = False
        self.run_worker(self._answer(said))

    async def _answer(self, said: Callable[[], Display]) -> None:
        """Show what the conversation answers, and go on with what was typed ahead."""
        late = self.set_timer(PATIENCE, self._tell_to_wait)
        async with self._talking:
            display = await self.works.run(said, self._patience)
        late.stop()
        if self.station.turn != self._turn:
            self._change_user()
        if self.station.told != self._told:
            self._told = self.station.told
            self._panels.notice()
        if self.station.ended:
            self.exit(return_code=0)
        elif aid := self._panels.show(display):
            self._converse(partial(self.station.press, aid))
        else:
            await self._go_on()

    async def _go_on(self) -> None:
        """A conversation is at its end: look at what was not looked at meanwhile."""
        self._conversing = False
        if self._missed or self._panels.terminal.mail_waiting:
            await self.catch_up()
        self.works.look()

    def _change_user(self) -> None:
        """Somebody has signed on or off: the job logs that he may see are others."""
        self._turn = self.station.turn
        self._since = self.station.clock()
        self._see_keys(())
        self._panels.forget()
        self.works.leave(self)
        self.works.join(self)

    def _tell_to_wait(self) -> None:
        if self._conversing:  # the timer may have rung just before it was stopped
            self._panels.wait()

    @on(PanelScreen.GivenUp)
    def _give_up(self) -> None:
        self._given_up = True

    def _patience(self, holder: object, _waited: float) -> bool:
        """Somebody holds the machine. Asked in the thread, again and again, while it waits."""
        told = f"Held by {holder}. Reset=Cancel"
        self.call_from_thread(self._panels.wait, told)
        return not self._given_up

    # The machine

    def arrive(self, entries: list[LogEntry], now: float) -> None:
        """See works.Member."""
        self._panels.arrive(entries, now, self._since)

    async def catch_up(self, look: Look | None = None) -> None:
        """Bring what is live on the display up to date; while a key is dealt with, afterwards."""
        if self._conversing:
            self._missed = True
            return
        self._missed = False
        async with self._talking:
            display, mail, lapsed = await self.works.run(partial(self._read, look))
        if not self.is_running:  # it has ended meanwhile
            return
        self._panels.mail(mail)
        if self._conversing:
            self._missed = True
        elif lapsed:
            self._panels.hold()
            self._converse(self.station.lapse)
        elif display:
            self._panels.merge(display)

    def rest(self) -> float | None:
        """See works.Member. Who waits for an answer is not idle."""
        return None if self._conversing else self.station.rest()

    def _read(self, look: Look | None) -> tuple[Display | None, bool, bool]:
        station = self.station
        _ = station.messages  # read here, where it keeps nobody waiting
        return station.repaint(look), station.message_waiting, station.lapsed()

    # What Textual does otherwise

    def get_css_variables(self) -> dict[str, str]:
        """None are used here, and reading those of a theme would keep the first panel waiting."""
        return {}

    def _handle_exception(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) else error
        _log.critical("the session ended by an error", exc_info=cause)
        self.crashed = True
        super()._handle_exception(error)


def job_in(context: Context) -> str:
    """The job of the session whose work is done in a context; "" if it is of none."""
    app = context.get(active_app)
    session = app.station.session if isinstance(app, PortresApp) else None
    return session.job.id if session else ""


def works_for(station: Workstation) -> Works:
    """What a process that has but one workstation needs."""
    return Works(station.system, station.clock, station.tidy)


def run(station: Workstation) -> int:
    """Run a workstation in the terminal; the exit code."""
    for name in ("COLUMNS", "LINES"):  # the terminal knows its size better than a shell did
        os.environ.pop(name, None)
    works = works_for(station)
    app = PortresApp(station, works)
    try:
        app.run()
    finally:
        works.close()
    if app.crashed:
        sys.stderr.write(f"portres: {CRASHED}\n")
    return app.return_code or 0
