"""The CL text that the fields of a command prompt stand for. Knows nothing of how they are shown."""

from __future__ import annotations

from collections.abc import Iterable

from portres_tui.cl.binding import Problems, field_name
from portres_tui.cl.definition import Command, Form, Parm
from portres_tui.cl.syntax import quoted, write
from portres_tui.display.promptlines import Place, Values


def closed_up(command: Command, values: Values) -> Values:
    """Without what is left blank between the values of a list: they stand as CL text has them."""
    closed = dict(values)
    for parm in command.parms:
        if not parm.is_list or parm.occasions:
            continue
        elements = range(len(parm.elements))
        places = sorted({at for keyword, _, at in values if keyword == parm.keyword})
        items = [[values.get((parm.keyword, n, at), "") for n in elements] for at in places]
        items.sort(key=lambda item: not any(item))
        for at, item in zip(places, items, strict=True):
            closed |= {(parm.keyword, n, at): item[n] for n in elements}
    return closed


def unsayable(command: Command, values: Values) -> Problems:
    """What is wrong with qualified values, where CL text could not tell which part is: one that is no
    name of any kind, and one that is left out before another."""
    problems = Problems()
    for parm in command.parms:
        if parm.form is Form.QUALIFIED:
            item = [values.get((parm.keyword, n, 0), "") for n in range(len(parm.elements))]
            _judge(parm, item, problems)
    return problems


def _judge(parm: Parm, item: list[str], problems: Problems) -> None:
    for n, (elem, text) in enumerate(zip(parm.elements, item, strict=True)):
        at = field_name(parm.keyword, n)
        if text and quoted(text) != text.upper():
            problems.add("CPD0084", at, keyword=parm.keyword, value=text, choices=elem.choices)
        elif n and not text and (further := next(filter(None, item[n + 1 :]), "")):
            later = parm.elements[item.index(further, n + 1)]
            problems.add("PRT0130", at, part=elem.prompt, other=later.prompt)


def as_cl(command: Command, values: Values, given: Iterable[Place] = ()) -> str:
    """The CL text of a filled prompt: what is required, what differs from the defaults, and what was
    given for the prompt."""
    said = {keyword for keyword, _, _ in given}
    words = {parm.keyword: _words(parm, values, parm.keyword in said) for parm in command.parms}
    return write(command.name, {keyword: each for keyword, each in words.items() if each})


def _words(parm: Parm, values: Values, said: bool) -> list[str]:
    places = sorted({at for keyword, _, at in values if keyword == parm.keyword})
    items = [
        _named(parm, [values.get((parm.keyword, n, at), "") for n in range(len(parm.elements))])
        for at in places
    ]
    defaults = [elem.default or "" for elem in parm.elements]
    filled = _occasions(items, defaults) if parm.occasions else [i for i in items if any(i)]
    if not filled or (filled == [defaults] and not (parm.required or said)):
        return []
    return _item(parm, filled[0]) if not parm.is_list else [_grouped(parm, i) for i in filled]


def _named(parm: Parm, item: list[str]) -> list[str]:
    """A qualified value without the name that is qualified has the default name, or is none: what
    qualifies it must not be taken for the name."""
    if parm.form is not Form.QUALIFIED or item[0]:
        return item
    name = parm.elements[0].default
    return [name, *item[1:]] if name else []


def _occasions(items: list[list[str]], defaults: list[str]) -> list[list[str]]:
    """Each value in its place, up to the last one that says something."""
    kept = [item if any(item) else defaults for item in items]
    while len(kept) > 1 and kept[-1] == defaults:
        kept.pop()
    return kept


def _item(parm: Parm, item: list[str]) -> list[str]:
    """The words of one value, without what is left at its default at the end."""
    if parm.form is Form.QUALIFIED:
        return ["/".join(quoted(text) for text in reversed(item) if text)]
    kept = list(item)
    while len(kept) > 1 and kept[-1] in ("", parm.elements[len(kept) - 1].default):
        kept.pop()
    pairs = zip(kept, parm.elements, strict=False)
    return [quoted(text, mixed=elem.mixed) if text else "*N" for text, elem in pairs]


def _grouped(parm: Parm, item: list[str]) -> str:
    words = _item(parm, item)
    return words[0] if len(parm.elements) == 1 else f"({' '.join(words)})"
