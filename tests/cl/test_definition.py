"""The one definition of a command."""

from __future__ import annotations

from typing import Any

import pytest

from portres_tui.cl.definition import Answer, Authority, Elem, all_of, any_of, command, parm
from portres_tui.cl.types import Integer, Name, OneOf
from portres_tui.commands import CATALOGUE
from portres_tui.domain.messages import Message
from portres_tui.domain.users import User, UserProfile


def test_a_function_must_take_the_keywords_that_its_command_declares() -> None:
    with pytest.raises(TypeError, match="declares"):

        @command("BAD", "Bad", parm("PORT", "Port", Integer(1, 9)))
        def bad(request: Any, ports: int) -> Answer:
            return Message("PRT0001")


PORTS = parm("LOWER", "Lower", Integer(1, 9)), parm("UPPER", "Upper", Integer(1, 9))


def test_what_a_function_only_hands_on_it_may_take_together() -> None:
    @command("GOOD", "Good", *PORTS)
    def good(request: Any, upper: int, **said: int) -> Answer:
        return Message("PRT0001", data={"said": f"{upper} {said}"})

    answer = good.run(None, lower=1, upper=2)
    assert isinstance(answer, Message) and answer.data["said"] == "2 {'lower': 1}"

    with pytest.raises(TypeError, match="declares"):

        @command("BAD", "Bad", *PORTS)
        def bad(request: Any, port: int, **said: int) -> Answer:
            return Message("PRT0001")


def test_a_parameter_without_a_default_is_required() -> None:
    port = CATALOGUE["ADDTCPPORT"].parm("PORT")

    assert port is not None and port.required
    assert [element.required for element in port.elements] == [True, False]
    assert CATALOGUE["ADDTCPPORT"].parm("TEXT") is None


def test_a_field_is_as_long_as_its_longest_value() -> None:
    assert Elem("Upper", Integer(1, 9), special=("*ONLY",)).length == 5
    assert Elem("Name", Name(10), special=("*",)).length == 10


def test_special_values_stand_behind_those_of_the_type() -> None:
    protocol = Elem("Protocol", OneOf(("*UDP", "*TCP")), special=("*ALL",))
    plain = Elem("Text", Name(10, choices=""), special=("*BLANK",))

    assert protocol.values == ("*UDP", "*TCP", "*ALL")
    assert protocol.choices == "*UDP, *TCP, *ALL"
    assert plain.choices == "*BLANK"


@pytest.mark.parametrize(
    ("authority", "held", "enough"),
    [
        (Authority(), (), True),
        (any_of("*JOBCTL", "*IOSYSCFG"), ("*JOBCTL",), True),
        (any_of("*JOBCTL", "*IOSYSCFG"), ("*ALLOBJ",), False),
        (all_of("*ALLOBJ", "*IOSYSCFG"), ("*ALLOBJ",), False),
        (all_of("*ALLOBJ", "*IOSYSCFG"), ("*ALLOBJ", "*AUDIT", "*IOSYSCFG"), True),
    ],
)
def test_one_authority_is_enough_unless_every_one_is_asked_for(
    authority: Authority, held: tuple[str, ...], enough: bool
) -> None:
    assert authority.held_by(User(UserProfile("X"), frozenset(held))) is enough


def test_an_authority_is_told_in_words() -> None:
    assert str(Authority()) == "*NONE"
    assert str(any_of("*JOBCTL", "*IOSYSCFG")) == "*JOBCTL or *IOSYSCFG"
    assert str(all_of("*IOSYSCFG", "*ALLOBJ")) == "*IOSYSCFG and *ALLOBJ"
