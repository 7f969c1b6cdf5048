"""Function keys that are CL text: what they work on, and those that ask first."""

from __future__ import annotations

from portres_tui.display import kinds
from portres_tui.display.frame import Frame, Talk
from portres_tui.display.keyboard import Aid
from portres_tui.domain.messages import diagnostic
from portres_tui.panels.model import Key


def run_key(key: Key, does: str, aid: Aid, top: Frame, talk: Talk) -> None:
    """Run the CL text `does` of a key of the frame on top."""
    text = top.worded(does, aid)
    if not text:
        talk.tell(diagnostic("PRT1520", key=key.text))
    elif key.confirm:
        talk.push(kinds.confirm(key.confirm, text))
    elif (reply := talk.submit(text)) is not None:
        talk.answered(reply)
        if reply.show is None:
            top.reread(talk)
