"""Rows as documents and back, told by the type hints of their fields.

A document holds what JSON holds: a NamedTuple is an object, any other tuple a list, an enumeration
its value. Knows no row type by name. What converts a type is made once, when it is first met.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Row = TypeVar("Row")
Maker = Callable[[Any], Any]


def encode(row: Any) -> Any:
    """The document of a row: a dict in the order of its fields. None stays None."""
    kind: Any = type(row)
    return encoder(kind)(row)


def decode(row: type[Row], document: Mapping[str, Any]) -> Row:
    """The row that `document` was made of.

    A field that the document lacks takes its default; one that the row type lacks is left out.
    """
    hint: Any = row
    return cast(Row, decoder(hint)(document))


@cache
def encoder(hint: Any) -> Maker:
    """The function that tells a value of type `hint` as JSON has it; TypeError for a type that no
    document can hold."""
    return _made(hint, _ENCODING)


@cache
def decoder(hint: Any) -> Maker:
    """The function that makes a value of type `hint`; TypeError for a type it cannot make."""
    return _made(hint, _DECODING)


def is_row(kind: type) -> bool:
    """Is it a NamedTuple?"""
    return issubclass(kind, tuple) and hasattr(kind, "_fields")


class _Way(NamedTuple):
    """There or back: the function for a part, for an enumeration and for a row, and what a tuple
    becomes."""

    part: Maker
    enumeration: Callable[[Any], Maker]
    row: Callable[[Any], Maker]
    sequence: type


def _made(hint: Any, way: _Way) -> Maker:
    if build := _GENERIC.get(get_origin(hint)):
        return build(get_args(hint), way)
    if hint in _PLAIN:
        return _same
    if isinstance(hint, type) and issubclass(hint, Enum):
        return way.enumeration(hint)
    if isinstance(hint, type) and is_row(hint):
        return way.row(hint)
    raise TypeError(f"no document can hold {hint}")


def _same(value: Any) -> Any:
    return value


def _parts(row: type, part: Maker) -> dict[str, Maker]:
    """Those fields of a row that are not taken over as they are."""
    makers = {name: part(hint) for name, hint in get_type_hints(row).items()}
    return {name: make for name, make in makers.items() if make is not _same}


def _encoded_row(row: Any) -> Maker:
    names, converted = row._fields, tuple(_parts(row, encoder).items())

    def make(value: Any) -> Any:
        document = dict(zip(names, value, strict=True))
        for name, convert in converted:
            document[name] = convert(document[name])
        return document

    return make


def _decoded_row(row: Any) -> Maker:
    names, converted = frozenset(row._fields), tuple(_parts(row, decoder).items())

    def make(document: Mapping[str, Any]) -> Any:
        values = {name: value for name, value in document.items() if name in names}
        for name, convert in converted:
            if name in values:
                values[name] = convert(values[name])
        return row(**values)

    return make


def _tuple(items: tuple[Any, ...], way: _Way) -> Maker:
    made = way.sequence
    if items[-1] is not Ellipsis:
        each = [way.part(item) for item in items]
        return lambda values: made([make(value) for make, value in zip(each, values, strict=True)])
    every = way.part(items[0])
    return made if every is _same else lambda values: made([every(value) for value in values])


def _mapping(items: tuple[Any, ...], way: _Way) -> Maker:
    every = way.part(items[1])
    if every is _same:
        return dict
    return lambda values: {name: every(value) for name, value in values.items()}


def _union(items: tuple[Any, ...], way: _Way) -> Maker:
    """Of a type and None, or of plain types only: a document does not tell others apart."""
    makers = {way.part(item) for item in items if item is not NoneType}
    if len(makers) > 1:
        raise TypeError(f"no document can tell {items} apart")
    make = makers.pop()
    return make if make is _same else lambda value: None if value is None else make(value)


_PLAIN = (str, int, float, bool, NoneType, Any)
_GENERIC: dict[Any, Callable[[tuple[Any, ...], _Way], Maker]] = {
    tuple: _tuple,
    Mapping: _mapping,
    Union: _union,
    UnionType: _union,
}
_ENCODING = _Way(encoder, lambda _: attrgetter("value"), _encoded_row, list)
_DECODING = _Way(decoder, _same, _decoded_row, tuple)
