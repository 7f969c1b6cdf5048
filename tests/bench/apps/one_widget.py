"""The baseline: a bare Textual app whose one widget draws 24x80 by the line API."""

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

LABEL, FIELD = Style(color="green"), Style(color="bright_white", underline=True)


class Panel(Widget, can_focus=True):
    DEFAULT_CSS = "Panel { width: 80; height: 24; }"

    def __init__(self) -> None:
        super().__init__()
        self.labels = [f"Field {row:02} . . . . :" for row in range(23)] + ["READY . . . . . . :"]
        self.values = [""] * 24
        self.at = 0

    def render_line(self, y: int) -> Strip:
        label = Segment(self.labels[y].ljust(20), LABEL)
        return Strip([label, Segment(self.values[y].ljust(60), FIELD)], 80)

    def on_mount(self) -> None:
        self.app.cursor_position = Offset(20, 0)

    def on_key(self, event: events.Key) -> None:
        if event.is_printable:
            place = 20 + len(self.values[self.at])
            self.values[self.at] += event.character or ""
            self.app.cursor_position = Offset(place + 1, self.at)
            self.refresh(Region(place, self.at, 1, 1))
            event.stop()


class Form(Screen[None]):
    AUTO_FOCUS = "Panel"

    def compose(self):
        yield Panel()


class OneWidget(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def get_default_screen(self) -> Screen[None]:
        return Form()


if __name__ == "__main__":
    OneWidget().run()
