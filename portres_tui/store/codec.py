"""Rows as documents and back, told by the type hints of their fields.

A document holds what JSON holds: a NamedTuple is an object, any other tuple a list, an enumeration
its value. Knows no row type by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Row = TypeVar("Row")
Decoder = Callable[[Any], Any]


def encode(value: Any) -> Any:
    """`value` as JSON has it. A row gives a dict in the order of its fields."""
    if isinstance(value, Enum):
        return value.value
    if is_row(type(value)):
        return {name: encode(each) for name, each in zip(value._fields, value, strict=True)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {name: encode(item) for name, item in value.items()}
    return value


def is_row(kind: type) -> bool:
    """Is it a NamedTuple?"""
    return issubclass(kind, tuple) and hasattr(kind, "_fields")


def decode(row: type[Row], document: Mapping[str, Any]) -> Row:
    """The row that `document` was made of.

    A field that the document lacks takes its default; one that the row type lacks is left out.
    """
    hint: Any = row
    return cast(Row, decoder(hint)(document))


@cache
def decoder(hint: Any) -> Decoder:
    """The function that makes a value of type `hint`; TypeError for a type it cannot make."""
    if build := _GENERIC.get(get_origin(hint)):
        return build(get_args(hint))
    if hint in _PLAIN:
        return _same
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if isinstance(hint, type) and is_row(hint):
        return _row(hint)
    raise TypeError(f"no document can hold {hint}")


def _same(value: Any) -> Any:
    return value


def _row(row: type) -> Decoder:
    decoders = {name: decoder(hint) for name, hint in get_type_hints(row).items()}
    converted = [(name, each) for name, each in decoders.items() if each is not _same]

    def make(document: Mapping[str, Any]) -> Any:
        values = {name: document[name] for name in decoders if name in document}
        for name, convert in converted:
            if name in values:
                values[name] = convert(values[name])
        return row(**values)

    return make


def _tuple(items: tuple[Any, ...]) -> Decoder:
    if items[-1] is Ellipsis:
        every = decoder(items[0])
        return lambda values: tuple([every(value) for value in values])
    each = [decoder(item) for item in items]
    return lambda values: tuple([make(value) for make, value in zip(each, values, strict=True)])


def _mapping(items: tuple[Any, ...]) -> Decoder:
    every = decoder(items[1])
    return lambda values: {name: every(value) for name, value in values.items()}


def _union(items: tuple[Any, ...]) -> Decoder:
    """Of a type and None, or of plain types only: a document does not tell others apart."""
    makers = {decoder(item) for item in items if item is not NoneType}
    if len(makers) > 1:
        raise TypeError(f"no document can tell {items} apart")
    make = makers.pop()
    return lambda value: None if value is None else make(value)


_PLAIN = (str, int, float, bool, NoneType, Any)
_GENERIC: dict[Any, Callable[[tuple[Any, ...]], Decoder]] = {
    tuple: _tuple,
    Mapping: _mapping,
    Union: _union,
    UnionType: _union,
}
