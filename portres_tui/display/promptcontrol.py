"""Prompt control: for which of its parameters a command's prompt asks, and for which only once F9 was
pressed. Knows nothing of how they are shown."""

from __future__ import annotations

from collections.abc import Iterable

from portres_tui.cl.definition import Command, Parm
from portres_tui.display.promptlines import Place, Values


def asked_for(
    command: Command, values: Values, wrong: Iterable[str] = (), given: Iterable[Place] = ()
) -> tuple[Parm, ...]:
    """The parameters that matter with these values, those that have a value of their own or were
    `given` one, and those whose fields are `wrong`."""
    bad = {name.partition(".")[0] for name in wrong} | {keyword for keyword, _, _ in given}
    return tuple(
        parm
        for parm in command.parms
        if _matters(parm, values) or parm.keyword in bad or _is_given(parm, values)
    )


def _matters(parm: Parm, values: Values) -> bool:
    if parm.when is None:
        return True
    keyword, those = parm.when
    return any(text.upper() in those for place, text in values.items() if place[0] == keyword)


def _is_given(parm: Parm, values: Values) -> bool:
    return any(
        text and text != parm.elements[element].default
        for (keyword, element, _), text in values.items()
        if keyword == parm.keyword
    )
