"""Every message that the source sends is described, with the data that it is sent with.

The source is read, not run: whoever takes an `id` and `**data` sends a message, and a call of it
with an ID that stands there is checked.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portres_tui import texts
from portres_tui.cl.interpreter import REQUEST
from portres_tui.domain.dates import Calendar
from portres_tui.domain.messages import MessageDescription
from portres_tui.domain.queues import BREAK, PERSONAL

PACKAGE = Path(texts.__file__).parents[1]
MESSAGES = texts.messages(Calendar())

HANDED_ON = {
    REQUEST: ("command",),
    **dict.fromkeys(
        ("PRT0202", "PRT0203", "PRT0204", "PRT0205", "PRT0206"), ("port", "protocol", "profile")
    ),
    **dict.fromkeys(("PRT0302", "PRT0307"), ("count",)),
    **dict.fromkeys(PERSONAL, ("text",)),
    BREAK: ("text", "station"),
}
"""Messages whose ID and data do not stand in one call, with the data that they are sent with."""

ID = re.compile(r"[A-Z]{3}[0-9A-F]{4}")


@dataclass(frozen=True)
class Sender:
    """A function that sends a message: where its ID stands, and what of its own it takes."""

    position: int
    parameters: frozenset[str]


@dataclass(frozen=True)
class Sending:
    """A call that sends `id`; `data` is None where they are handed on with `**`."""

    where: str
    id: str
    data: frozenset[str] | None


def senders(tree: ast.AST) -> Iterator[tuple[str, Sender]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            made = [sender for name, sender in senders_of(node.body) if name == "__init__"]
            yield from ((node.name, sender) for sender in made)
        yield from senders_of(getattr(node, "body", []))


def senders_of(body: object) -> Iterator[tuple[str, Sender]]:
    for node in body if isinstance(body, list) else []:
        if isinstance(node, ast.FunctionDef) and node.args.kwarg:
            placed = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
            names = [name for name in placed if name != "self"]
            if "id" in names:
                only = [each.arg for each in node.args.kwonlyargs]
                yield node.name, Sender(names.index("id"), frozenset((*names, *only)))


def sendings(module: str, tree: ast.AST, known: dict[str, Sender]) -> Iterator[Sending]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            sender = known.get(getattr(node.func, "attr", getattr(node.func, "id", "")))
            if sender and len(node.args) > sender.position:
                given = {each.arg for each in node.keywords}
                named = frozenset(name for name in given if name) - sender.parameters
                for id in ids(node.args[sender.position]):
                    yield Sending(f"{module}:{node.lineno}", id, None if None in given else named)


def ids(node: ast.AST) -> Iterator[str]:
    """The IDs that stand in an expression, whichever of them it comes to."""
    for each in ast.walk(node):
        value = each.value if isinstance(each, ast.Constant) else None
        if isinstance(value, str) and ID.fullmatch(value):
            yield value


TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}
NAMED = {id: module for module, tree in TREES.items() for id in ids(tree)}
OWN = {module: dict(senders(tree)) for module, tree in TREES.items()}
SHARED = {name: each for own in OWN.values() for name, each in own.items() if name[0] != "_"}
SENT = [
    sending
    for module, tree in TREES.items()
    for sending in sendings(module, tree, SHARED | OWN[module])
]


def described(id: str) -> MessageDescription:
    assert id in MESSAGES, f"{id} is not described"
    return MESSAGES.describe(id)


def test_the_ways_to_send_a_message_are_found_in_the_source() -> None:
    ways = {"EscapeMessage", "message", "completion", "diagnostic", "information", "add"}

    assert ways <= SHARED.keys()
    assert {"_refused", "error"} <= {name for own in OWN.values() for name in own}
    assert SHARED["EscapeMessage"] == Sender(0, frozenset({"id", "at", "diagnostics"}))
    assert OWN["cl/allowed.py"]["_refused"].position == 1
    assert len(SENT) > 40


def test_a_call_is_read_with_its_choice_of_ids_and_without_what_is_no_data() -> None:
    known = {"send": Sender(0, frozenset({"id", "at"}))}
    code = ast.parse("send('PRT0001' if x else 'PRT0002', at=1, port=2); send('PRT0003', **more)")

    assert [(each.id, each.data) for each in sendings("m", code, known)] == [
        ("PRT0001", {"port"}),
        ("PRT0002", {"port"}),
        ("PRT0003", None),
    ]


def test_every_id_in_the_source_is_described() -> None:
    assert {id: module for id, module in NAMED.items() if id not in MESSAGES} == {}


def test_every_message_that_is_not_only_for_reference_is_used_in_the_source() -> None:
    assert sorted(each.id for each in MESSAGES if not each.reference and each.id not in NAMED) == []


def test_nothing_sends_a_message_that_is_only_for_reference() -> None:
    assert [each for each in SENT if described(each.id).reference] == []


def test_a_message_is_sent_with_exactly_the_data_that_it_has_fields_for() -> None:
    for sending in SENT:
        names = {field.partition(":")[0] for field in described(sending.id).fields}
        assert sending.data in (None, names), f"{sending.where} {sending.id}"


def test_a_message_whose_id_or_data_are_handed_on_has_fields_for_them() -> None:
    told = {each.id for each in SENT if each.data is not None}

    assert sorted(NAMED.keys() - told) == sorted(HANDED_ON)
    for id, names in HANDED_ON.items():
        assert described(id).fields == names, id
