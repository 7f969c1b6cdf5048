"""Twins: the same app twice, once written by Textual itself and once by our output, each on an
emulated terminal. Whatever is pressed, both screens must show the same."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from emulator import Picture, Screen
from rich.console import Console
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.pilot import Pilot
from walker import Clock

from portres_tui.opening import furnish
from portres_tui.session import Session, begin
from portres_tui.store.memory import MemorySystem
from portres_tui.tui.app import PortresApp, works_for
from portres_tui.tui.client import client
from portres_tui.tui.driver import ByteDriver
from portres_tui.workstation import Workstation

TERMINAL = client({"TERM": "xterm-256color"})
COMMANDS = (
    "wrktcpsvr",
    "wrktcpport",
    "addtcpport",
    "go cfgtcp",
    "strtcpsvr *ftp",
    "dspjoblog",
    "5",
)
KEYS = (
    *(("ctrl+e", *command, "enter") for command in COMMANDS),
    *(
        (key,)
        for key in ("a", "x", "1", "5", "4", " ", "é", "tab", "tab", "shift+tab", "left", "up")
    ),
    *((key,) for key in ("backspace", "insert", "delete", "end", "home", "f1", "f3", "f4", "f11")),
    *(
        (key,)
        for key in ("f12", "f24", "enter", "pagedown", "pageup", "ctrl+n", "ctrl+l", "ctrl+k")
    ),
)
"""What somebody may press, some of it one after the other."""

WIDTHS, HEIGHTS = (80, 81, 100), (24, 25, 32, 40)


class StockDriver(Driver):
    """Writes what Textual writes."""

    screen: Screen

    def write(self, data: str) -> None:
        self.screen.feed(data.replace("\n", "\r\n").encode())

    def start_application_mode(self) -> None:
        self.resize(Size(self.screen.columns, self.screen.lines))

    def resize(self, size: Size) -> None:
        self._app.post_message(events.Resize(size, size))

    def disable_input(self) -> None:
        pass

    def stop_application_mode(self) -> None:
        pass


class OurDriver(ByteDriver):
    """Writes what our output writes, to a line that is always ready."""

    screen: Screen

    def start_application_mode(self) -> None:
        def write(data: bytes, ready: Callable[[], None]) -> None:
            self.screen.feed(data)
            ready()

        self.screen.write_process_input = lambda answer: self._loop.call_soon(
            self.feed, answer.encode()
        )
        self.begin(write, (self.screen.columns, self.screen.lines))


class StockApp(PortresApp, inherit_bindings=False, inherit_css=False):
    """The product, written by Textual."""

    _display = App._display

    def bell(self) -> None:
        pass


def a_session() -> Session:
    """A session on a machine of its own, whose clock stands still."""
    clock, system = Clock(), MemorySystem()
    furnish(system, clock())
    return begin(system, Path("/nowhere"), clock=clock)


def product(ours: bool, driver: type[Driver]) -> App[Any]:
    """The product itself."""
    station = Workstation(a_session())
    return (PortresApp if ours else StockApp)(station, works_for(station), TERMINAL, driver)


class Twin:
    """One of the two: an app, its screen, and whoever presses its keys."""

    def __init__(self, make: Callable[[bool, type[Driver]], App[Any]], ours: bool) -> None:
        screen = self.screen = Screen(80, 24)
        base = OurDriver if ours else StockDriver
        self.app = make(ours, type("A" + base.__name__, (base,), {"screen": screen}))
        self.app._capture_stdout, self.app._capture_stderr = sys.stdout, sys.stderr
        self.app.console = Console(color_system="standard", force_terminal=True, _environ={})
        self.app.animation_level = "none"

    async def run(self, ready: asyncio.Event) -> None:
        async def pilot(_: Pilot[Any]) -> None:
            ready.set()

        await self.app.run_async(size=(80, 24), auto_pilot=pilot)

    def press(self, key: str) -> None:
        self.app.post_message(events.Key(key, key if len(key) == 1 else None))

    def resize(self, size: Size) -> None:
        self.screen.resize(size.height, size.width)
        driver: Any = self.app._driver
        driver.resize(size)

    @property
    def picture(self) -> Picture:
        """The cells, without the cursor."""
        return self.screen.picture[:-1]

    @property
    def busy(self) -> bool:
        """Does the product work on a command?"""
        return isinstance(self.app, PortresApp) and (
            self.app._conversing or self.app.works._looking
        )


@asynccontextmanager
async def twins(make: Callable[[bool, type[Driver]], App[Any]]) -> AsyncIterator[list[Twin]]:
    """Both, running; they end with the block."""
    both = [Twin(make, ours) for ours in (False, True)]
    ready = [asyncio.Event() for _ in both]
    tasks = [asyncio.create_task(each.run(on)) for each, on in zip(both, ready, strict=True)]
    async with asyncio.timeout(20):
        for on in ready:
            await on.wait()
    try:
        yield both
    finally:
        for each in both:
            each.app.exit()
        await asyncio.gather(*tasks)
        for each in both:
            if isinstance(each.app, PortresApp):
                each.app.works.close()


async def fuzz(
    make: Callable[[bool, type[Driver]], App[Any]],
    keys: Sequence[Sequence[str]],
    checkpoints: int,
    seed: int,
    sizes: bool = True,
) -> list[str]:
    """Press keys at random and resize now and then; where the two differed."""
    chance = random.Random(seed)
    different = []
    async with twins(make) as both:
        for number in range(checkpoints):
            pressed = [chance.choice(keys) for _ in range(chance.randrange(1, 4))]
            size = Size(chance.choice(WIDTHS), chance.choice(HEIGHTS))
            for each in both:
                for key in chain(*pressed):
                    each.press(key)
                if sizes and number % 8 == 7:
                    each.resize(size)
            if not await _agree(both):
                first = _first(*(each.picture for each in both))
                different.append(f"seed {seed}, checkpoint {number}, {pressed}: {first}")
    return different


async def _agree(both: list[Twin]) -> bool:
    """Whether the two show the same in the end; Textual paints 60 times a second."""
    for pause in (0.02, 0.02, 0.05, 0.2, 1.0, 5.0):
        await asyncio.sleep(pause)
        if any(each.busy for each in both):
            continue
        if both[0].picture == both[1].picture:
            return True
    return False


def _first(stock: Picture, ours: Picture) -> str:
    for y, rows in enumerate(zip(stock, ours, strict=True)):
        for x, (theirs, our) in enumerate(zip(*rows, strict=True)):
            if theirs != our:
                return f"row {y + 1} column {x + 1}: {theirs} is {our}"
    return "the size"
