"""The panel that asks before the CL text of a function key is run. That of options is their list's."""

from __future__ import annotations

from portres_tui.panels.model import CANCEL, Information, Line


def confirming(title: str, text: str) -> Information:
    """Asks for a second thought on CL text that is about to be run."""
    return Information(
        "CONFIRM",
        lambda view: title,
        lambda view: [Line(""), Line(f"   {text}")],
        (CANCEL,),
        asks="Press Enter to confirm your choice. Press F12 to return.",
        enter=lambda view: text,
    )
