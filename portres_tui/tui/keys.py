"""Keys of a terminal to keys of a 5250: two tables, and the Esc prefix.

What is pressed has Textual's names for keys, what comes out those of display/keyboard.py and of
this module. Knows no screen and nothing of the bytes that a terminal sends.
"""

from __future__ import annotations

from collections.abc import Mapping

JOB_LOG = "joblog"
"""Go to the job log pane, or back."""

REPAINT = "repaint"
"""Write the whole screen again."""

MOUSE_REPORTS, PASTE_REPORTS = "mouse", "pastes"
"""Switch what the terminal reports: clicks and the wheel, and what is pasted."""

UNDEFINED = "undefined"
"""A key that the keyboard refuses."""

PREFIXES = ("escape", "ctrl+g")

PLAIN: Mapping[str, str] = {
    **{f"f{number}": f"f{number}" for number in range(1, 25)},
    **{f"shift+f{number}": f"f{number + 12}" for number in range(1, 13)},
    **{key: key for key in ("tab", "left", "right", "up", "down", "home", "end", "enter")},
    **{key: key for key in ("insert", "delete", "backspace", "pageup", "pagedown")},
    "shift+tab": "backtab",
    "ctrl+a": "attn",
    "ctrl+b": "pageup",
    "ctrl+c": "sysreq",
    "ctrl+d": "pagedown",
    "ctrl+e": "erase_input",
    "ctrl+f": "pagedown",
    "ctrl+j": "enter",
    "ctrl+k": "field_exit",
    "ctrl+l": REPAINT,
    "ctrl+n": JOB_LOG,
    "ctrl+o": "home",
    "ctrl+p": "print",
    "ctrl+r": "reset",
    "ctrl+u": "pageup",
    "ctrl+x": "field_plus",
}
"""Keys by themselves. Any other that is no character does nothing, Ctrl-Z among them."""

AFTER_ESC: Mapping[str, str] = {
    **{digit: f"f{number}" for number, digit in enumerate("1234567890-=", 1)},
    **{sign: f"f{number}" for number, sign in enumerate("!@#$%^&*()_+", 13)},
    "backspace": "insert",  # Esc DEL
    "ctrl+j": "newline",
    "enter": "newline",
    "a": "attn",
    "d": "dup",
    "h": "help",
    "i": "insert",
    "j": JOB_LOG,
    "l": REPAINT,
    "m": "field_minus",
    "p": "print",
    "r": "reset",
    "s": "sysreq",
    "v": PASTE_REPORTS,
    "w": MOUSE_REPORTS,
    "x": "field_exit",
}
"""Keys behind Esc, as in tn5250: whoever has no F13 has Esc and `!`. Letters in either case."""


class Keys:
    """Tells the 5250 key of each key that is pressed.

    `escaped` after Esc: the next key belongs to it. A second Esc takes it back.
    """

    def __init__(self) -> None:
        self.escaped = False

    def press(self, key: str, character: str | None) -> str | None:
        """The 5250 key; None for a key that does nothing, or nothing yet."""
        if key in PREFIXES:
            self.escaped = not self.escaped
            return None
        escaped, self.escaped = self.escaped, False
        typed = character if character and character.isprintable() else ""
        if escaped:
            return AFTER_ESC.get(typed.lower() or key) or PLAIN.get(key, UNDEFINED)
        return PLAIN.get(key) or typed or None
