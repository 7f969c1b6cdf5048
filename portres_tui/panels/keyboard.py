"""Display Keyboard Map: what the terminal sent for the last keys, and which 5250 keys they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portres_tui.panels.model import CANCEL, EXIT, Action, Information, Key, Line, Stroke, View

NAMES: Mapping[str, str] = {
    "enter": "Enter",
    "pageup": "Page Up (Roll Down)",
    "pagedown": "Page Down (Roll Up)",
    "help": "Help",
    "left": "Cursor Left",
    "right": "Cursor Right",
    "up": "Cursor Up",
    "down": "Cursor Down",
    "tab": "Tab",
    "backtab": "Backtab",
    "newline": "New Line",
    "home": "Home",
    "end": "End",
    "insert": "Insert",
    "delete": "Delete",
    "backspace": "Backspace",
    "erase_eof": "Erase EOF",
    "erase_input": "Erase Input",
    "field_exit": "Field Exit",
    "field_plus": "Field+",
    "field_minus": "Field-",
    "attn": "Attn",
    "dup": "Dup",
    "print": "Print",
    "reset": "Reset",
    "sysreq": "System Request",
    "joblog": "Job log pane",
    "repaint": "Refresh of the picture",
    "mouse": "Mouse on or off",
    "pastes": "Marks of pastes on or off",
    "undefined": "(none: no key has this after Esc)",
    "": "(none)",
}
"""What the keys of this product are called; a function key or a character speaks for itself."""

_CONTROLS = {0x7F: "^?", **{code: f"^{chr(code + 64)}" for code in range(32)}}
"""Control characters as one types them: Ctrl-A is ^A, Esc is ^[."""

_FUNCTION_KEYS = tuple(
    Key(f"f{number}", "", Action.REFRESH) for number in range(1, 25) if number not in (3, 12)
)
"""They do nothing here but to be shown."""


def spelled(sent: str) -> str:
    """Characters with the control characters among them spelled out."""
    return sent.translate(_CONTROLS)


def hexadecimal(sent: str) -> str:
    """The bytes of it."""
    return sent.encode("utf-8", "replace").hex(" ").upper()


def named(key: str) -> str:
    """What a 5250 key is called."""
    if key in NAMES:
        return NAMES[key]
    return f"Character {key}" if len(key) == 1 else key.upper()


def _lines(view: View) -> Sequence[Line]:
    keys = [_line(stroke) for stroke in reversed(view.keys.strokes)]
    return [
        Line(" Sent (hexadecimal)         Sent         5250 key", strong=True),
        *(keys or [Line(" (No key was pressed yet)")]),
    ]


def _line(stroke: Stroke) -> Line:
    sent = hexadecimal(stroke.sent)[:26], spelled(stroke.sent)[:12]
    return Line(f" {sent[0]:<26} {sent[1]:<12} {named(stroke.became)}")


def _header(view: View) -> Sequence[str]:
    terminal = view.keys.terminal or "(none)"
    shared = (f"{key.upper()} comes as {other.upper()}" for key, other in view.keys.shared)
    told = ", ".join(shared)
    return [
        " The last keys, newest first. Press any key but F3, F12 and Enter.",
        f" Terminal type . . . . . :   {terminal}" + (f"   ({told})" if told else ""),
    ]


DSPKBDMAP = Information(
    "DSPKBDMAP",
    lambda view: "Display Keyboard Map",
    _lines,
    (EXIT, CANCEL),
    header=_header,
    silent_keys=_FUNCTION_KEYS,
    watches_keys=True,
)

PANELS = (DSPKBDMAP,)
