"""What a function key of a frame does: CL text, or one of the named actions."""

from __future__ import annotations

from portres_tui.display import kinds
from portres_tui.display.frame import Frame, Talk
from portres_tui.display.keyboard import Aid
from portres_tui.domain.messages import Message, diagnostic
from portres_tui.panels.model import Action, Key

_INTERRUPTS = {"attn": "Attn", "sysreq": "System Request"}
"""What the keys that interrupt are called. They get here only where there is nothing to interrupt."""


def press(aid: Aid, top: Frame, talk: Talk) -> None:
    """The key was pressed on the frame on top."""
    key = next((each for each in top.allowed() if each.key == aid.key), None)
    if key is None:
        talk.tell(_refused(aid.key))
    elif isinstance(key.does, str):
        _run(key, key.does, aid, top, talk)
    elif key.does is Action.EXIT:
        if not top.leaves(talk):
            talk.leave()
    elif key.does is Action.CANCEL:
        if not top.cancel():
            talk.back()
    elif key.does is Action.COMMAND_LINE:
        talk.push(kinds.command_window())
    else:
        top.act(key.does, aid, talk)


def _refused(key: str) -> Message:
    if key in _INTERRUPTS:
        return diagnostic("PRT0619", key=_INTERRUPTS[key])
    return diagnostic("PRT0604", key=key.upper())


def _run(key: Key, does: str, aid: Aid, top: Frame, talk: Talk) -> None:
    """Run the CL text `does` of a key, or ask first."""
    text = top.worded(does, aid)
    if not text:
        talk.tell(diagnostic("PRT1520", key=key.text))
    elif key.confirm:
        talk.push(kinds.confirm(key.confirm, text))
    elif (reply := talk.submit(text)) is not None:
        talk.answered(reply)
        if reply.show is None:
            top.reread(talk)
