"""The types of CL values."""

from __future__ import annotations

import pytest

from portres_tui.cl.types import (
    ONE_WORD,
    Address,
    Day,
    Digits,
    Integer,
    Name,
    OneOf,
    PortOrService,
    ServerName,
    SpecialValue,
    Text,
    TimeOfDay,
    Type,
)


@pytest.mark.parametrize(
    ("type", "text", "value"),
    [
        (Integer(1, 65535), "1", 1),
        (Integer(1, 65535), "65535", 65535),
        (Integer(1, 65535), "00021", 21),
        (Name(10), "$a_b.c#@1", "$A_B.C#@1"),
        (Digits(6), "000001", "000001"),
        (OneOf(("*NO", "*YES")), "*yes", "*YES"),
        (ServerName(("*FTP",)), "*ftp", "*FTP"),
        (ServerName(("*FTP",)), "*MINE", "*MINE"),
        (ServerName(("*FTP",)), "*NINECHARS", "*NINECHARS"),
        (ServerName(("*FTP",)), "DBGSVR", "DBGSVR"),
        (SpecialValue(), "*ninechars", "*NINECHARS"),
        (TimeOfDay(), "1403", "140300"),
        (TimeOfDay(), "14:03:11", "140311"),
        (TimeOfDay(), "235959", "235959"),
        (Day(), "112226", "112226"),
        (Day(), "22.11.26", "22.11.26"),
        (Day(), "26326", "26326"),
        (Day(), "26/326", "26/326"),
        (PortOrService(), "08205", 8205),
        (PortOrService(), "cft-main", "cft-main"),
        (Text(8), "Mr O'Dea", "Mr O'Dea"),
        (Text(9), "Two words", "Two words"),
        (Text(8, form=ONE_WORD), "ftp-data", "ftp-data"),
        (Address(), "0.0.0.0", "0.0.0.0"),
        (Address(), "255.10.1.255", "255.10.1.255"),
        (OneOf(("tcp", "udp"), mixed=True), "TCP", "tcp"),
    ],
)
def test_a_type_reads_its_text(type: Type, text: str, value: object) -> None:
    assert type.read(text) == value


@pytest.mark.parametrize(
    ("type", "text"),
    [
        (Integer(1, 65535), "0"),
        (Integer(1, 65535), "65536"),
        (Integer(1, 65535), "9" * 5_000),
        (Integer(1, 65535), "\u0662\u0661"),
        (Integer(1, 65535), "+21"),
        (Integer(1, 65535), ""),
        (Name(3), "ABCD"),
        (Name(3), "1A"),
        (Name(3), "A-B"),
        (Name(3), ""),
        (Digits(6), "12345"),
        (Digits(6), "12345A"),
        (Digits(2), "\u0662\u0661"),
        (OneOf(("*NO", "*YES")), "YES"),
        (ServerName(("*FTP",)), "*"),
        (ServerName(("*FTP",)), "*ELEVENCHAR"),
        (SpecialValue(), "NOSTAR"),
        (SpecialValue(), "*"),
        (SpecialValue(), "*TENCHARSXX"),
        (TimeOfDay(), "2400"),
        (TimeOfDay(), "1261"),
        (TimeOfDay(), "12"),
        (Day(), "1122"),
        (Day(), "11222026"),
        (PortOrService(), "0"),
        (PortOrService(), "65536"),
        (PortOrService(), "*ANY"),
        (PortOrService(), "two words"),
        (PortOrService(), "x" * 33),
        (Text(3), "four"),
        (Text(30), "a\x1b[2Jb"),
        (Text(8), "Two words"),
        (Text(8), "a\x1b[m"),
        (Text(8, form=ONE_WORD), "two words"),
        (Text(8, form=ONE_WORD), "ninechars"),
        (Text(8, form=ONE_WORD), "\u00e9t\u00e9"),
        (Text(8, form=ONE_WORD), ""),
        (Address(), "256.1.1.1"),
        (Address(), "10.1.1"),
        (Address(), "10.1.1.01"),
        (Address(), "10.1.1.\u0661"),
        (Address(), "*"),
        (OneOf(("tcp", "udp"), mixed=True), "ip"),
    ],
)
def test_a_type_refuses_what_it_is_not(type: Type, text: str) -> None:
    with pytest.raises(ValueError):
        type.read(text)


def test_a_number_with_many_zeros_in_front_is_held_against_its_limits_too() -> None:
    with pytest.raises(ValueError):
        Integer(1, 65535).read("0" * 18 + "2199999")


@pytest.mark.parametrize("text", ["\u00df" * 10, "\ufb01"])
def test_a_name_has_no_letters_that_only_fold_to_valid_ones(text: str) -> None:
    with pytest.raises(ValueError):
        Name(10).read(text)


@pytest.mark.parametrize(
    ("type", "length", "choices", "values"),
    [
        (Integer(1, 65535), 5, "1-65535", ()),
        (Digits(6), 6, "000000-999999", ()),
        (Name(8), 8, "Name", ()),
        (OneOf(("*NO", "*YES")), 4, "*NO, *YES", ("*NO", "*YES")),
        (ServerName(("*FTP", "*POP")), 10, "Server value", ("*FTP", "*POP")),
    ],
)
def test_a_type_says_what_the_prompt_shows_for_it(
    type: Type, length: int, choices: str, values: tuple[str, ...]
) -> None:
    assert type.length == length
    assert (type.choices, type.values) == (choices, values)
