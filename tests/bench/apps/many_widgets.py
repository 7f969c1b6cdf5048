"""The other baseline: the same form with Textual's own widgets, 24 Input and 24 Label."""

from textual.app import App
from textual.containers import Horizontal
from textual.widgets import Input, Label


class ManyWidgets(App[None]):
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Horizontal { height: 1; }
    Label { width: 20; }
    Input { border: none; height: 1; padding: 0; }
    """

    def compose(self):
        for row in range(24):
            text = "READY . . . . . . :" if row == 23 else f"Field {row:02} . . . . :"
            with Horizontal():
                yield Label(text)
                yield Input()


if __name__ == "__main__":
    ManyWidgets().run()
