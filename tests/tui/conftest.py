"""A session whose conversation says what the test wants, and the app that shows it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import asynccontextmanager

import pytest
from emulator import Screen
from keycodes import paused
from textual import events

from portres_tui.display.buffer import Display, Field, Span
from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.messages import diagnostic
from portres_tui.domain.system import JournalEntry
from portres_tui.tui.app import PortresApp, works_for
from portres_tui.tui.client import client
from portres_tui.tui.output import Output
from portres_tui.tui.parser import GreenParser
from portres_tui.workstation import Workstation

NAME = Field("name", 5, 10, 4)
LINE = Field("line", 20, 7, 153, monocase=False)
MENU = Display("MENU", (Span(1, 36, "The Menu"),), (NAME, LINE), (20, 7))
LIST = Display("LIST", (Span(1, 36, "The List"), Span(7, 2, "*STARTING")), (NAME, LINE), (5, 10))
MESSAGE = Display("MSGINFO", (Span(1, 26, "Additional Message Information"),))
SERVER_JOB = "100014/QTCP/QTFTP00014"


class Told:
    """A conversation that answers MENU, then LIST to every key, and keeps what it was told.

    `said` is what it was asked, in its order. Clear `gate` to let keys wait, and `view` repaints.
    """

    def __init__(self) -> None:
        self.said = []
        self.aids = []
        self.explained = []
        self.ended = False
        self.answer = LIST
        self.live = None
        self.watches_keys = False
        self.gate = threading.Event()
        self.view = threading.Event()
        self.open()

    def open(self) -> None:
        self.gate.set()
        self.view.set()

    def start(self) -> Display:
        return MENU

    def press(self, aid) -> Display:
        self.said.append("press")
        self.gate.wait(10)
        self.aids.append(aid)
        if aid.key == "f24":
            raise RuntimeError("nobody expected this")
        self.ended = aid.key == "f3"
        return self.answer

    def repaint(self, look: object = None, *, told: bool = False) -> Display | None:
        self.said.append("repaint")
        self.view.wait(10)
        return self.live

    def explain(self, entry, aid) -> Display:
        self.explained.append(entry)
        return MESSAGE


class Watcher:
    """Somebody before the screen: presses keys, and waits until something is to be seen."""

    def __init__(self, app, pilot, told, machine, terminal) -> None:
        self.app, self.pilot, self.told, self.machine = app, pilot, told, machine
        self.press = pilot.press
        self.terminal = terminal

    @property
    def screen(self) -> list[str]:
        """The lines that are seen."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def cursor(self) -> tuple[int, int]:
        at = self.app.cursor_position
        return at.y + 1, at.x + 1

    def sees(self, text: str) -> bool:
        return any(text in line for line in self.screen)

    async def until(self, happened: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not happened():
                await self.pilot.pause(0.01)

    async def until_seen(self, text: str) -> None:
        await self.until(lambda: self.sees(text))

    async def type(self, text: str) -> None:
        await self.pilot.press(*text)

    async def send(self, *reads: str) -> None:
        """What a terminal sends, with a pause behind each read."""
        parser = GreenParser("xterm")
        for text in reads:
            for event in [*parser.feed(text), *paused(parser)]:
                self.app.post_message(event)
        await self.pilot.pause()

    def paste(self, text: str) -> None:
        self.app.screen.post_message(events.Paste(text))

    def wheel_down(self, row: int = 1) -> None:
        """One notch of the wheel, with the pointer in a row."""
        turned = events.MouseScrollDown(None, 5, row - 1, 0, 0, 0, False, False, False, 5, row - 1)
        self.app.post_message(turned)

    def log(self, *entries: LogEntry) -> None:
        """Entries that another process writes."""
        with self.machine.transaction(JournalEntry(0.0, SERVER_JOB, "QTCP", "")):
            self.machine.log(entries)

    def refused(self, time: float, severity: int = 40, server: str = "FTP") -> LogEntry:
        """A server's line that it could not bind."""
        sent = diagnostic("TCP7701", server=server, call="bind", errno=3401)
        return LogEntry(SERVER_JOB, JobType.SERVER, time, severity, sent)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def watching(run, machine, told):
    """Opens the app in a terminal of a size; the answer is who watches it."""

    @asynccontextmanager
    async def watch(columns: int = 80, rows: int = 24):
        session = run.session()
        session.conversation = told
        station = Workstation(session)
        works = works_for(station)
        app = PortresApp(station, works, client({"TERM": "xterm"}))
        terminal = Screen(columns, rows)

        def write(data: bytes, ready: Callable[[], None]) -> None:
            terminal.feed(data)
            ready()

        app.output = Output(app.client, write, (columns, rows))
        try:
            async with app.run_test(size=(columns, rows)) as pilot:
                yield Watcher(app, pilot, told, machine, terminal)
        finally:
            told.open()
            works.close()

    return watch
