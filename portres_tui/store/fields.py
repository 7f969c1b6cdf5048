"""Is a document what its row type says? Told field by field, for documents from outside.

The types come from the hints of the row type, as they do for the codec; what a value must be beyond
its type stands in `rules`. Knows no row type by name.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from portres_tui.store.codec import is_row


class Wrong(NamedTuple):
    """What is wrong with a field (`ports[0].port`; empty for the document as a whole)."""

    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}" if self.field else self.reason

    def within(self, place: str) -> Wrong:
        """The same, told by who holds the value in `place`."""
        dot = "." if self.field and not self.field.startswith("[") else ""
        return Wrong(f"{place}{dot}{self.field}", self.reason)


Rule = Callable[[Any], str]
"""What is wrong with a value of the right type; empty when nothing is."""

Rules = Mapping[type, Mapping[str, Rule]]
"""The rules of row types by field; the one under `""` is for the row as a whole, as a dict."""

Check = Callable[[Any], Iterator[Wrong]]


class Documents:
    """What documents must be, by some rules."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._check = cache(self._made)

    def wrong(self, kind: type, document: object, *, known_only: bool = False) -> list[Wrong]:
        """What is wrong with a document for a row of `kind`. With `known_only`, a field that the
        row type lacks is wrong too; the codec leaves it out."""
        found = list(self._check(kind)(document))
        if known_only and isinstance(document, Mapping):
            unknown = document.keys() - get_type_hints(kind)
            found += [Wrong(str(name), "is not a field") for name in sorted(unknown, key=str)]
        return found

    def _made(self, hint: Any) -> Check:
        if hint in _PLAIN:
            return _plain(hint)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return _one_of(hint)
        if isinstance(hint, type) and is_row(hint):
            return self._row(hint)
        origin, items = get_origin(hint), get_args(hint)
        if origin in (Union, UnionType):
            return self._union(items)
        if origin is Mapping:
            return self._mapping(self._check(items[1]))
        if origin is tuple and items[-1] is Ellipsis:
            return self._list(self._check(items[0]))
        raise TypeError(f"no document can hold {hint}")

    def _row(self, kind: Any) -> Check:
        rules = self._rules.get(kind, {})
        fields = [
            (name, self._check(hint), rules.get(name), name not in kind._field_defaults)
            for name, hint in get_type_hints(kind).items()
        ]

        def check(value: Any) -> Iterator[Wrong]:
            if not isinstance(value, Mapping):
                yield Wrong("", "is not an object with fields")
                return
            found = [each for field in fields for each in _field(value, *field)]
            yield from found
            if not found and (rule := rules.get("")) and (reason := rule(value)):
                yield Wrong("", reason)

        return check

    def _union(self, items: tuple[Any, ...]) -> Check:
        """Of a type and None."""
        (check,) = (self._check(item) for item in items if item is not NoneType)
        return lambda value: iter(()) if value is None else check(value)

    def _list(self, check: Check) -> Check:
        def every(value: Any) -> Iterator[Wrong]:
            if not isinstance(value, list):
                yield Wrong("", "is not a list")
                return
            for at, item in enumerate(value):
                yield from (each.within(f"[{at}]") for each in check(item))

        return every

    def _mapping(self, check: Check) -> Check:
        def every(value: Any) -> Iterator[Wrong]:
            if not isinstance(value, Mapping):
                yield Wrong("", "is not an object")
                return
            for name, item in value.items():
                yield from (each.within(str(name)) for each in check(item))

        return every


def _field(
    document: Mapping[str, Any], name: str, check: Check, rule: Rule | None, needed: bool
) -> Iterator[Wrong]:
    if name not in document:
        if needed:
            yield Wrong(name, "is missing")
        return
    value = document[name]
    found = [each.within(name) for each in check(value)]
    yield from found
    if rule and not found and value is not None and (reason := rule(value)):
        yield Wrong(name, reason)


def _plain(hint: Any) -> Check:
    fits, reason = _PLAIN[hint]
    return lambda value: iter(() if fits(value) else (Wrong("", reason),))


def _one_of(kind: type[Enum]) -> Check:
    values = [each.value for each in kind]
    reason = f"is none of {', '.join(map(str, values))}"
    return lambda value: iter(() if value in values else (Wrong("", reason),))


def _is_number(value: object) -> bool:
    return type(value) is int or (type(value) is float and math.isfinite(value))


def _is_json(value: object) -> bool:
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        return False
    return True


_PLAIN: Mapping[Any, tuple[Callable[[Any], bool], str]] = {
    str: (lambda value: isinstance(value, str), "is not a text"),
    int: (lambda value: type(value) is int, "is not a whole number"),
    float: (_is_number, "is not a number"),
    bool: (lambda value: isinstance(value, bool), "is neither true nor false"),
    Any: (_is_json, "holds a number that no JSON has"),
}
