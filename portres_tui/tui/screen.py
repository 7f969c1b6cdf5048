"""The one screen: the terminal with the job log pane under or over it, and where input goes.

Knows neither session nor store: AID keys and messages to be explained go to the app.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from portres_tui.display.buffer import COLUMNS, ROWS, Display
from portres_tui.display.keyboard import Aid
from portres_tui.display.logpane import LogPane
from portres_tui.domain.jobs import SEVERE, JobType, LogEntry
from portres_tui.domain.messages import MessageFile
from portres_tui.panels.model import Stroke
from portres_tui.tui.joblog import DOCKED_FROM, JobLog
from portres_tui.tui.keys import JOB_LOG, MOUSE_REPORTS, PASTE_REPORTS, REPAINT, Keys
from portres_tui.tui.modes import MOUSE, PASTE, Mode
from portres_tui.tui.painting import PaintedApp
from portres_tui.tui.terminal import Terminal
from portres_tui.tui.theme import Styles

SWITCHES: Mapping[str, Mode] = {MOUSE_REPORTS: MOUSE, PASTE_REPORTS: PASTE}
"""Keys that switch a mode of the terminal on and off."""

_WHEEL = 3


class PanelScreen(Screen[None], inherit_bindings=False, inherit_css=False):
    """What a session sees. The keys go to the terminal, or to the pane while it is `in_log`."""

    class Pressed(Message):
        """An AID key goes to the conversation."""

        def __init__(self, aid: Aid) -> None:
            super().__init__()
            self.aid = aid

    class Asked(Message):
        """An entry of the job log is to be explained; `aid` is what the fields hold meanwhile."""

        def __init__(self, entry: LogEntry, aid: Aid) -> None:
            super().__init__()
            self.entry = entry
            self.aid = aid

    class GivenUp(Message):
        """Reset was pressed while a command waits for somebody."""

    ALLOW_SELECT = False
    BLANK = True  # behind the widgets there is nothing
    DEFAULT_CSS = """
    PanelScreen, PanelScreen:ansi { layers: panel log; overflow: hidden; background: #000000; }
    Terminal { layer: panel; width: 80; height: 25; }
    JobLog { layer: log; position: absolute; display: none; }
    """

    def __init__(
        self,
        display: Display,
        pane: LogPane,
        messages: Callable[[], MessageFile],
        style: Styles,
        stroked: Callable[[Stroke], None],
    ) -> None:
        super().__init__()
        self.terminal = Terminal(display, style)
        self.log_pane = JobLog(pane, messages, style)
        self.in_log = False
        self._keys = Keys()
        self._prefix = ""
        self._stroked = stroked
        self._room = Size(COLUMNS, ROWS)
        self._pane_keys: Mapping[str, Callable[[], None]] = {
            "up": partial(pane.move, -1),
            "down": partial(pane.move, 1),
            "pageup": lambda: pane.scroll(-pane.rows),
            "pagedown": lambda: pane.scroll(pane.rows),
            "home": pane.home,
            "end": pane.end,
            "f10": pane.next_jobs,
            "f11": pane.next_severity,
            **dict.fromkeys(("f3", "f12"), self._leave_log),
            **dict.fromkeys(("enter", "f1", "help"), self._explain),
        }

    def compose(self) -> ComposeResult:
        self._room = self.app.size
        self._arrange()  # now, so that the first frame is not a blank one
        yield self.terminal
        yield self.log_pane

    def _extend_compose(self, widgets: list[Widget]) -> None:
        """Without Textual's widgets for tooltips and toasts."""

    # What the app tells

    def show(self, display: Display) -> Aid | None:
        """A new display; the answer is an AID key that was typed ahead."""
        return self.terminal.show(display)

    def merge(self, display: Display) -> None:
        """What is live on the display as it is now."""
        self.terminal.merge(display)

    def hold(self) -> None:
        """Something else than a key changes the display: what is typed waits for it."""
        self.terminal.keyboard.lock()

    def forget(self) -> None:
        """Somebody else stands before the screen, who sees other job logs."""
        self._leave_log()
        self.log_pane.pane.clear()
        self.terminal.message_waiting = False
        self.log_pane.update()

    def wait(self, reason: str = "") -> None:
        """A command takes its time. Where there is a `reason`, Reset gives it up."""
        self.terminal.waiting = reason
        self.terminal.update()

    def arrive(self, entries: Iterable[LogEntry], now: float, since: float) -> None:
        """Log entries, due or not. A server's severe one from after `since`, out of sight, makes a
        message waiting."""
        pane = self.log_pane.pane
        pane.add(entries)
        began, came = pane.began, pane.advance(now)
        if came and not self.in_log:
            pane.end()  # nobody is reading further up
        if any(_waits(each, since) for each in came) and not self._log_seen:
            self.terminal.message_waiting = True
            self.terminal.update()
        if came or not began:
            self.log_pane.update()

    def notice(self) -> None:
        """What has failed has been seen."""
        self.terminal.message_waiting = False
        self.terminal.update()

    def mail(self, waiting: bool) -> None:
        """Is there a message on the user's queue that was not displayed yet?"""
        if waiting != self.terminal.mail_waiting:
            self.terminal.mail_waiting = waiting
            self.terminal.update()

    # Input

    @property
    def _app(self) -> PaintedApp:
        assert isinstance(self.app, PaintedApp)
        return self.app

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        key = self._key(event)
        if self.terminal.escaped != self._keys.escaped:
            self.terminal.escaped = self._keys.escaped
            self.terminal.update()
        if key is not None:
            self._use(key)

    def _key(self, event: events.Key) -> str | None:
        """The 5250 key; with Esc before it, the two are one stroke."""
        sent = getattr(event, "sent", event.character or "")
        prefix = self._prefix
        key = self._keys.press(event.key, event.character)
        self._prefix = sent if self._keys.escaped else ""
        if not self._keys.escaped:
            self._stroked(Stroke(prefix + sent, key or ""))
        return key

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if not (self.in_log or self.terminal.too_small):
            self.terminal.paste(event.text)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if event.button != 1:
            return
        if self._on_log(event):
            self._enter_log()
            row = event.screen_y - self.log_pane.region.y
            if row:
                self.log_pane.pane.point(row - 1)
                self.log_pane.update()
        elif not self.terminal.too_small:
            self._leave_log()
            self._send(self.terminal.click(event.screen_y + 1, event.screen_x + 1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, 1)

    def on_resize(self, event: events.Resize) -> None:
        if event.size != self._room:
            self._room = event.size
            self._arrange()

    def _use(self, key: str) -> None:
        if key == REPAINT:
            self._app.renew()
        elif key in SWITCHES:
            self._app.toggle(SWITCHES[key])
        elif self.terminal.too_small:
            return
        elif key == JOB_LOG:
            (self._leave_log if self.in_log else self._enter_log)()
        elif self.in_log:
            self._pane_keys.get(key, lambda: None)()
            self.log_pane.update()
        elif key == "reset" and self.terminal.waiting:
            self.post_message(self.GivenUp())
        else:
            self._send(self.terminal.press(key))

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        event.prevent_default()
        if self._on_log(event):
            self.log_pane.pane.scroll(by * _WHEEL)
            self.log_pane.update()
        elif not (self.terminal.too_small or self.terminal.keyboard.locked):
            # While the keyboard is locked a notch is lost: a wheel gives more than are meant.
            self._send(self.terminal.press("pagedown" if by > 0 else "pageup"))

    def _on_log(self, event: events.MouseEvent) -> bool:
        """Was the pointer on the pane?"""
        return self._log_seen and self.log_pane.region.contains(event.screen_x, event.screen_y)

    def _send(self, aid: Aid | None) -> None:
        if aid:
            self.post_message(self.Pressed(aid))

    def _explain(self) -> None:
        entry, board = self.log_pane.pane.selected, self.terminal.keyboard
        if entry and not board.locked:
            board.lock()
            self._leave_log()
            aid = Aid("f1", board.contents(), board.row, board.column)
            self.post_message(self.Asked(entry, aid))

    # The pane's place

    @property
    def _log_seen(self) -> bool:
        return self.in_log or self._room.height >= DOCKED_FROM

    def _enter_log(self) -> None:
        self._go(to_log=True)

    def _leave_log(self) -> None:
        self._go(to_log=False)

    def _go(self, *, to_log: bool) -> None:
        if to_log == self.in_log:
            return
        self.in_log = self.log_pane.active = to_log
        self.log_pane.pane.end()
        self.terminal.show_cursor(not to_log)
        if self._room.height < DOCKED_FROM:
            self._place_log()
        self.log_pane.update()

    def _arrange(self) -> None:
        self.terminal.fit(self._room)
        if self.terminal.too_small:
            self._leave_log()
        self._place_log()

    def _place_log(self) -> None:
        seen = self._log_seen and not self.terminal.too_small
        self.log_pane.display = seen
        if seen:
            self.log_pane.place(*self._room)
            self.notice()


def _waits(entry: LogEntry, since: float) -> bool:
    """Is it news? What one's own commands say stands on the message line."""
    severe = entry.severity >= SEVERE and entry.time > since
    return severe and entry.job_type is JobType.SERVER
