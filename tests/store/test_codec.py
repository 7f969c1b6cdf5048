"""Any row type made of the usual parts becomes a document and comes back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

import pytest

from portres_tui.store.codec import decode, decoder, encode


class Colour(StrEnum):
    RED = "*RED"
    BLUE = "*BLUE"


class Wheel(NamedTuple):
    size: int
    colour: Colour = Colour.RED


class Cart(NamedTuple):
    name: str
    wheels: tuple[Wheel, ...] = ()
    best: Wheel | None = None
    place: tuple[float, Colour] = (0.0, Colour.RED)
    labels: Mapping[str, tuple[str, ...]] = {}
    colours: Mapping[str, Colour] = {}
    weight: int | None = None
    sold: bool = False
    note: Any = None


FULL = Cart(
    "hay",
    (Wheel(3), Wheel(4, Colour.BLUE)),
    Wheel(5, Colour.BLUE),
    (0.1, Colour.BLUE),
    {"en": ("cart", "waggon"), "de": ()},
    {"sides": Colour.BLUE},
    7,
    True,
    ["anything", 1],
)


@pytest.mark.parametrize("cart", [FULL, Cart("bare")], ids=lambda cart: cart.name)
def test_a_row_survives_being_json(cart: Cart) -> None:
    again = decode(Cart, json.loads(json.dumps(encode(cart))))
    assert again == cart
    assert all(type(wheel.colour) is Colour for wheel in again.wheels)


def test_a_document_holds_the_fields_in_their_order_as_plain_values() -> None:
    document = encode(FULL)
    assert list(document) == list(Cart._fields)
    assert document["wheels"] == [{"size": 3, "colour": "*RED"}, {"size": 4, "colour": "*BLUE"}]
    assert type(document["wheels"][0]["colour"]) is str


def test_a_field_that_a_document_lacks_takes_its_default() -> None:
    assert decode(Cart, {"name": "old", "wheels": [{"size": 1}]}) == Cart("old", (Wheel(1),))


def test_a_field_that_the_row_type_lacks_is_left_out() -> None:
    assert decode(Wheel, {"size": 1, "spokes": 12}) == Wheel(1)


@pytest.mark.parametrize("hint", [object, set[str], Wheel | Cart, int | Colour])
def test_a_type_that_a_document_cannot_tell_is_refused(hint: Any) -> None:
    with pytest.raises(TypeError, match="no document can"):
        decoder(hint)
