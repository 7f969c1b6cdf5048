"""Make the pictures of this folder, or with --check tell whether they are current.

Each is the real app with a machine in memory and a clock that stands still, so that the same code
makes the same picture. `--check` compares what can be read on them; its exit code is 1 if any differs.
"""

from __future__ import annotations

import asyncio
import html
import io
import os
import re
import sys
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
os.environ.pop("NO_COLOR", None)

from rich.console import Console
from rich.segment import Segment

from portres_tui.opening import furnish
from portres_tui.passwords import Argon2
from portres_tui.session import Session, begin
from portres_tui.store.memory import MemorySystem
from portres_tui.tui.app import PortresApp, works_for
from portres_tui.workstation import Workstation, at_sign_on

if TYPE_CHECKING:
    from textual.pilot import Pilot

FOLDER = Path(__file__).parent
MORNING = 1_795_356_000.0
"""22 November 2026, 14:00:00 UTC."""


class Picture(NamedTuple):
    """Commands that were run before, what is typed (`|` is Enter, `{f1}` any other key), the size of
    the terminal, and whether it begins at Sign On."""

    before: tuple[str, ...]
    keys: str
    size: tuple[int, int] = (80, 24)
    signon: bool = False


RESERVED = (
    "ADDTCPPORT 21 *TCP WEBUSR",
    "ADDTCPPORT (1050 1059) *TCP APPGRP",
    "ADDTCPPORT 8205 *UDP CFTUSER",
)
FAILED = (*RESERVED, "STRTCPSVR SERVER(*FTP)")
TELNET_LOST = ("ADDTCPPORT 23 *TCP WEBUSR",)
"""Nobody notices it, until the servers start again."""

PICTURES = {
    "menu": Picture((), "", (80, 25)),
    "port-restrictions": Picture(RESERVED, "wrktcpport|"),
    "addtcpport": Picture((), "wrktcpport|121{tab}{tab}*tcpwebusr|"),
    "confirm-remove": Picture(RESERVED, "wrktcpport|{tab}{tab}{tab}{tab}{tab}4|"),
    "tcp7701-in-the-pane": Picture(FAILED, "wrktcpsvr|", (100, 36)),
    "tcp7701-message": Picture(FAILED, "{ctrl+n}{up}{f1}"),
    "servers": Picture(FAILED, "wrktcpsvr|"),
    "help": Picture(RESERVED, "wrktcpport|{tab}{tab}{tab}{tab}{f1}"),
    "sign-on": Picture((), "Sesame-21{tab}Sesame-21|qsecofr", signon=True),
    "configure-tcpip": Picture((), "cfgtcp|"),
    "operator-messages": Picture(FAILED, "dspmsg qsysopr|{f1}"),
    "errno": Picture(FAILED, "dspmsgd cpe3401|"),
    "connections": Picture(("STRTCPSVR SERVER(*POP)",), "netstat *cnn|"),
    "audit-journal": Picture(FAILED, "dspaudjrne|"),
    "active-jobs": Picture(("STRTCPSVR SERVER(*POP)",), "wrkactjob sbs(qsyswrk)|"),
    "service-table": Picture((), "wrksrvtble|"),
    "command-entry": Picture((), "call qcmd|addtcpport 21 *tcp webusr|strtcpsvr *ftp|"),
    "ipl-confirm": Picture(TELNET_LOST, "pwrdwnsys restart(*yes)|"),
    "after-the-ipl": Picture(
        (*TELNET_LOST, "PWRDWNSYS RESTART(*YES) CONFIRM(*NO)"), "wrktcpsvr|{pagedown}"
    ),
}

PALETTE = {"#4b4e55": "#000000", "#00823d": "#33da7a", "#fdfdc5": "#ffffff", "#398280": "#33c7de"}
"""GNOME Terminal's black, bright green, white and cyan instead of Rich's."""

NAMES = {" ": "space", "*": "asterisk", "|": "enter"}
"""What Textual calls these keys."""


class Clock:
    """Stands still until it is moved."""

    now = MORNING

    def __call__(self) -> float:
        return self.now


async def draw(picture: Picture) -> str:
    """The picture as SVG."""
    clock = Clock()
    system = MemorySystem()
    furnish(system, clock())
    session = begin(system, FOLDER, clock=clock, zone=UTC)
    for command in picture.before:
        reply = session.interpreter.run(command, session.requester)
        assert not reply.failed, reply.messages
    clock.now += 2
    station = _station(picture, session, clock)
    app = PortresApp(station, works_for(station))
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        for key in re.findall(r"\{[^}]+\}|.", picture.keys):
            await pilot.press(NAMES.get(key, key.strip("{}")))
            if key in ("|", "{f1}"):
                await _settle(pilot)
        await _settle(pilot)
        svg = _photographed(app)
    named = re.sub(r"terminal-\d+", "terminal", svg)
    for theirs, ours in PALETTE.items():
        named = named.replace(theirs, ours)
    return named.replace("<svg ", '<svg xml:space="preserve" ', 1)  # leading blanks count


def _photographed(app: PortresApp) -> str:
    """What stands on the screen, as `App.export_screenshot` gives it, with the lines of empty fields."""
    width, height = app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True,
        color_system="truecolor", record=True, legacy_windows=False,
    )  # fmt: skip
    console.print(app.screen._compositor.render_update(full=True))  # noqa: SLF001 - as Textual does
    kept = console._record_buffer  # noqa: SLF001 - the only way to what is exported
    kept[:] = [_underlined(each) for each in kept]
    return console.export_svg(title="portres")


def _underlined(segment: Segment) -> Segment:
    """Rich leaves blanks out of a picture; those of a field are not nothing."""
    is_field = segment.style is not None and segment.style.underline
    return segment._replace(text=segment.text.replace(" ", "\u00a0")) if is_field else segment


def _station(picture: Picture, session: Session, clock: Clock) -> Workstation:
    """Where somebody sits: at Sign On, in the session, or in a new one behind an IPL."""
    if picture.signon:
        return at_sign_on(session.requester.system, FOLDER, Argon2(), clock, UTC)
    if not session.lives():
        session = begin(session.requester.system, FOLDER, clock=clock, zone=UTC)
    return Workstation(session)


async def _settle(pilot: Pilot[None]) -> None:
    """Until the command has run and the watch has looked at the machine."""
    await pilot.pause(0.4)


def seen(svg: str) -> list[str]:
    """What can be read on a picture."""
    return [html.unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def main() -> int:
    """Make all pictures, or check them."""
    check = "--check" in sys.argv[1:]
    stale = []
    for name, picture in PICTURES.items():
        file, svg = FOLDER / f"{name}.svg", asyncio.run(draw(picture))
        if not check:
            file.write_text(svg, encoding="utf-8")
        elif not file.exists() or seen(file.read_text(encoding="utf-8")) != seen(svg):
            stale.append(name)
    extra = {file.stem for file in FOLDER.glob("*.svg")} - PICTURES.keys()
    for name in [*stale, *sorted(extra)]:
        print(f"{name}.svg is not current: run python screenshots/make.py")
    return 1 if stale or extra else 0


if __name__ == "__main__":
    sys.exit(main())
