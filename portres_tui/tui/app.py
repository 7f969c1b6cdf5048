"""A session in a terminal: its conversation, its job log pane, and the watch on its machine.

Everything that may wait for the machine runs in one worker thread, so the keyboard of a session is
locked while a command runs, and the screen is not.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from typing import TypeVar

from textual import on
from textual.driver import Driver
from textual.timer import Timer
from textual.worker import WorkerFailed

from portres_tui.display.buffer import Display
from portres_tui.display.logpane import LogPane
from portres_tui.display.watch import Watch
from portres_tui.domain.jobs import LogEntry
from portres_tui.domain.messages import MessageFile
from portres_tui.domain.system import MachineError
from portres_tui.panels.model import Keys, Stroke
from portres_tui.tui.client import Can, Client, client
from portres_tui.tui.local import LocalDriver
from portres_tui.tui.modes import Place
from portres_tui.tui.painting import PaintedApp
from portres_tui.tui.screen import PanelScreen
from portres_tui.tui.sequences import shared_keys
from portres_tui.tui.theme import styles
from portres_tui.workstation import Workstation

PAUSE = 0.25
"""Seconds at least from one look at the machine to the next that nothing but news brings about."""

IDLE = 60.0
"""Seconds without a key after which there is time to tidy up."""

RETAINED = 200
"""Entries that are let go of at a time: few enough that nobody waits noticeably."""

PATIENCE = 0.3
"""Seconds that a command may take before the status line tells that it runs."""

STROKES = 9
"""Keys that are kept to be shown."""

_log = logging.getLogger("portres")

Answer = TypeVar("Answer")


class PortresApp(PaintedApp, inherit_bindings=False, inherit_css=False):
    """A workstation in a terminal. It ends with the workstation, exit code 0, or with the terminal."""

    def __init__(
        self,
        station: Workstation,
        terminal: Client | None = None,
        driver: type[Driver] = LocalDriver,
        place: Place = Place.LOCAL,
    ) -> None:
        super().__init__(driver, terminal or client(os.environ), place)
        self.station = station
        self.worker = ThreadPoolExecutor(1, "portres-worker")
        self.crashed = False
        station.system.patience = self._patience
        self.keys = Keys(self.client.term, shared=tuple(shared_keys(self.client.term).items()))
        station.see_keys(self.keys)
        self._first = self.worker.submit(station.start)
        self._since = self._pressed = station.clock()
        self._watch = Watch(station.system, station.clock)
        self._turn = 0
        self._conversing = False
        self._given_up = False
        self._reading = False
        self._unseen = False
        self._alarm: Timer | None = None
        self._looked = 0.0
        self._news: asyncio.TimerHandle | None = None

    def get_default_screen(self) -> PanelScreen:
        pane = LogPane(self.station.may_see)
        style = styles(coloured=self.client.is_able(Can.COLOUR))
        self._panels = PanelScreen(self._first.result(), pane, self._messages, style, self._note)
        self._turn = self.station.turn
        return self._panels

    def _messages(self) -> MessageFile:
        return self.station.messages

    def on_mount(self) -> None:
        loop, context = asyncio.get_running_loop(), copy_context()

        def tell() -> None:
            with suppress(RuntimeError):  # the session has just ended
                loop.call_soon_threadsafe(self._hear, context=context)

        self._unlisten = self.station.system.listen(tell)
        self.set_interval(IDLE, self._tidy)
        self.call_after_refresh(self._settle)

    def on_unmount(self) -> None:
        self._unlisten()
        if self._news:
            self._news.cancel()

    def _tidy(self) -> None:
        """Nobody has pressed a key for a while: let go of what is too old, and of who is gone."""
        if not self._busy and self.station.clock() - self._pressed > IDLE:
            self._reading = True
            self.run_worker(self._retain())

    async def _retain(self) -> None:
        more = await self._in_worker(self._let_go)
        self._reading = False
        self._hear()
        if more:
            self.call_later(self._tidy)

    def _let_go(self) -> bool:
        system = self.station.system
        system.patience = lambda _holder, _waited: False  # there is no hurry: another time
        try:
            return self.station.tidy(RETAINED)
        except MachineError:
            return False
        finally:
            system.patience = self._patience

    @property
    def _busy(self) -> bool:
        return self._conversing or self._reading

    def _settle(self) -> None:
        """The first panel stands: collect garbage again, but never what was loaded for it."""
        gc.freeze()
        gc.enable()
        if self.station.ended:
            self.exit(return_code=0)
        self._look()

    # The conversation

    @on(PanelScreen.Pressed)
    def _press(self, event: PanelScreen.Pressed) -> None:
        self._converse(partial(self.station.press, event.aid))

    def _note(self, stroke: Stroke) -> None:
        """Keep what a key was, for the panel that shows it; what is typed elsewhere is not kept."""
        watched = self.station.watches_keys
        if len(stroke.became) != 1 or watched:
            self._see_keys((*self.keys.strokes[1 - STROKES :], stroke))
        if watched:
            self._unseen = True
            self._look()

    def _see_keys(self, strokes: tuple[Stroke, ...]) -> None:
        self.keys = self.keys._replace(strokes=strokes)
        self.station.see_keys(self.keys)

    @on(PanelScreen.Asked)
    def _explain(self, event: PanelScreen.Asked) -> None:
        self._converse(partial(self.station.explain, event.entry, event.aid))

    def _converse(self, said: Callable[[], Display]) -> None:
        self._conversing = True
        self._pressed = self.station.clock()
        self._given_up = False
        self.run_worker(self._answer(said))

    async def _answer(self, said: Callable[[], Display]) -> None:
        """Show what the conversation answers, and go on with what was typed ahead."""
        late = self.set_timer(PATIENCE, self._tell_to_wait)
        display = await self._in_worker(said)
        late.stop()
        if self.station.turn != self._turn:
            self._change_user()
        if self.station.ended:
            self.exit(return_code=0)
        elif aid := self._panels.show(display):
            self._converse(partial(self.station.press, aid))
        else:
            self._conversing = False
            self._look(again=self._panels.terminal.mail_waiting)

    def _change_user(self) -> None:
        """Somebody has signed on or off: the job logs that he may see are others."""
        self._turn = self.station.turn
        self._since = self.station.clock()
        self._watch = Watch(self.station.system, self.station.clock)
        self._panels.forget()
        self._see_keys(())

    def _tell_to_wait(self) -> None:
        if self._conversing:  # the timer may have rung just before it was stopped
            self._panels.wait()

    @on(PanelScreen.GivenUp)
    def _give_up(self) -> None:
        self._given_up = True

    def _patience(self, holder: object, _waited: float) -> bool:
        """Somebody holds the machine. Asked in the worker, again and again, while it waits."""
        told = f"Held by {holder}. Reset=Cancel"
        self.call_from_thread(self._panels.wait, told)
        return not self._given_up

    async def _in_worker(self, work: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self.worker, work)

    # The machine

    def _hear(self) -> None:
        """There may be news: look now, or in a moment if the last look was just now."""
        if not self._news:
            loop = asyncio.get_running_loop()
            self._news = loop.call_at(max(loop.time(), self._looked + PAUSE), self._look)

    def _look(self, *, again: bool = False) -> None:
        """See what is new. While somebody is busy that is looked at afterwards."""
        if self._news:
            self._news.cancel()
            self._news = None
        if self._busy:
            return
        if again or self._unseen or self._watch.stale() or self.station.idle():
            self._looked = asyncio.get_running_loop().time()
            self._reading = True
            self.run_worker(self._catch_up())
        else:
            self._wake_when_due()

    async def _catch_up(self) -> None:
        """Bring the pane and what is live on the display up to date."""
        entries, display, mail, lapsed = await self._in_worker(self._read)
        self._reading = False
        self._panels.arrive(entries, self.station.clock(), self._since)
        self._panels.mail(mail)
        if lapsed and not self._conversing:
            self._panels.hold()
            self._converse(self.station.lapse)
        elif display and not self._conversing:
            self._panels.merge(display)
        self._wake_when_due()
        self._hear()

    def _read(self) -> tuple[list[LogEntry], Display | None, bool, bool]:
        self._unseen = False
        station = self.station
        _ = station.messages  # read here, where it keeps nobody waiting
        entries, display = self._watch.read(), station.repaint()
        return entries, display, station.message_waiting, station.lapsed()

    def _wake_when_due(self) -> None:
        if self._alarm:
            self._alarm.stop()
        rests = [each for each in (self._watch.rest(), self.station.rest()) if each is not None]
        self._alarm = self.set_timer(max(min(rests), 0) + 0.005, self._look) if rests else None

    # What Textual does otherwise

    def get_css_variables(self) -> dict[str, str]:
        """None are used here, and reading those of a theme would keep the first panel waiting."""
        return {}

    def _handle_exception(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) else error
        _log.critical("the session ended by an error", exc_info=cause)
        self.crashed = True
        super()._handle_exception(error)


def run(station: Workstation) -> int:
    """Run a workstation in the terminal; the exit code."""
    app = PortresApp(station)
    try:
        app.run()
    finally:
        app.worker.shutdown()
    if app.crashed:
        sys.stderr.write("portres: the session ended by an internal error; its log tells more.\n")
    return app.return_code or 0
