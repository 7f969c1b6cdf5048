"""A document is what its row type says, or what is wrong is told by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest

from portres_tui.domain.jobs import JobType
from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.system import SHAPES, SystemValue
from portres_tui.domain.users import UserProfile
from portres_tui.store.codec import encode
from portres_tui.store.fields import Documents
from portres_tui.store.memory import MemorySystem
from portres_tui.store.rules import DOCUMENTS


class Part(NamedTuple):
    size: int
    fits: bool = True


class Whole(NamedTuple):
    name: str
    kind: JobType
    parts: tuple[Part, ...] = ()
    weight: float | None = None
    notes: Mapping[str, str] = {}


GOOD: dict[str, Any] = {
    "name": "X",
    "kind": "*BATCH",
    "parts": [{"size": 1}, {"size": 2, "fits": False}],
    "weight": 1,
    "notes": {"a": "b"},
}

PLAIN = Documents({Part: {"size": lambda size: "" if size < 9 else "is too big"}})


def wrong(document: object, **options: bool) -> list[str]:
    return [str(each) for each in PLAIN.wrong(Whole, document, **options)]


def test_nothing_is_wrong_with_a_document_that_has_every_field() -> None:
    assert wrong(GOOD) == []


def test_a_field_with_a_default_may_be_missing_and_no_other() -> None:
    assert wrong({"name": "X", "kind": "*BATCH"}) == []
    assert wrong({}) == ["name: is missing", "kind: is missing"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("name", 1, "name: is not a text"),
        ("name", None, "name: is not a text"),
        ("kind", "*NONE", "kind: is none of *INTERACT, *BATCH, *SERVER, *SUBSYS, *SYSTEM"),
        ("kind", [], "kind: is none of *INTERACT, *BATCH, *SERVER, *SUBSYS, *SYSTEM"),
        ("parts", {}, "parts: is not a list"),
        ("parts", [7], "parts[0]: is not an object with fields"),
        ("parts", [{"size": 1}, {"size": True}], "parts[1].size: is not a whole number"),
        ("parts", [{"size": 1.0}], "parts[0].size: is not a whole number"),
        ("parts", [{"size": 9}], "parts[0].size: is too big"),
        ("parts", [{"size": 1, "fits": 1}], "parts[0].fits: is neither true nor false"),
        ("weight", "1", "weight: is not a number"),
        ("weight", True, "weight: is not a number"),
        ("weight", float("nan"), "weight: is not a number"),
        ("notes", ["a"], "notes: is not an object"),
        ("notes", {"a": 1}, "notes.a: is not a text"),
    ],
)
def test_what_is_wrong_is_told_by_field(field: str, value: object, told: str) -> None:
    assert wrong({**GOOD, field: value}) == [told]


def test_a_document_that_is_no_object_is_told() -> None:
    assert wrong([1]) == ["is not an object with fields"]


def test_a_field_that_is_not_known_is_wrong_for_who_asks() -> None:
    assert wrong({**GOOD, "colour": "red"}) == []
    assert wrong({**GOOD, "colour": "red"}, known_only=True) == ["colour: is not a field"]


def test_none_is_wrong_where_it_is_not_meant() -> None:
    assert wrong({**GOOD, "weight": None}) == []


@pytest.mark.parametrize("table", SHAPES)
def test_the_shipped_machine_keeps_the_rules(machine: MemorySystem, table: str) -> None:
    for row in getattr(machine, table):
        assert DOCUMENTS.wrong(SHAPES[table].row, encode(row), known_only=True) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (PortRestriction(0, 5, "*TCP", "A"), "lower: is not a port, 1-65535"),
        (PortRestriction(5, 65536, "*TCP", "A"), "upper: is not a port, 1-65535"),
        (PortRestriction(6, 5, "*TCP", "A"), "lower is above upper"),
        (PortRestriction(5, 5, "*BOTH", "A"), "protocol: is none of *TCP, *UDP"),
        (UserProfile("lower"), "name: is not a name of IBM i"),
        (UserProfile("ELEVENCHARS"), "name: is not a name of IBM i"),
        (UserProfile("A\nB"), "name: is not a name of IBM i"),
        (UserProfile("A", "\x1b[2J"), "text: has characters that cannot be shown"),
        (UserProfile("A", "a\u202eb"), "text: has characters that cannot be shown"),
        (UserProfile("A", "x" * 51), "text: is longer than 50 characters"),
        (UserProfile("A", special_authorities=("*ROOT",)), "special_authorities: is none of"),
        (SystemValue("NEXTJOB", "12"), "NEXTJOB is not six digits"),
        (SystemValue("QDATFMT", "*XYZ"), "QDATFMT is none of MDY, DMY, YMD, JUL"),
    ],
    ids=repr,
)
def test_what_no_machine_may_hold_is_told(row: Any, told: str) -> None:
    (found,) = DOCUMENTS.wrong(type(row), encode(row))
    assert str(found).startswith(told)
