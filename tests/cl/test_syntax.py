"""CL text to calls and back."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from portres_tui.cl.syntax import MAXIMUM, Call, Value, Word, parse, quoted, write
from portres_tui.domain.messages import EscapeMessage


def words(*texts: str) -> tuple[Word, ...]:
    return tuple(Word(text) for text in texts)


def wrong(text: str) -> EscapeMessage:
    with pytest.raises(EscapeMessage) as caught:
        parse(text)
    return caught.value


def test_values_by_position_and_by_keyword() -> None:
    assert parse("ADDTCPPORT 21 PROTOCOL(*TCP) USRPRF(WEBUSR)") == Call(
        "ADDTCPPORT",
        words("21"),
        (("PROTOCOL", words("*TCP")), ("USRPRF", words("WEBUSR"))),
    )


def test_a_command_may_have_no_values() -> None:
    assert parse("  STRDBGSVR  ") == Call("STRDBGSVR")


@pytest.mark.parametrize("text", ["", "   ", "\t\n", "/* nothing */"])
def test_where_nothing_is_said_no_command_is_called(text: str) -> None:
    assert parse(text) == Call("")


def test_names_and_keywords_are_folded_and_values_are_kept_for_their_types() -> None:
    assert parse("addtcpport Protocol(*tcp) UsrPrf(webusr)") == Call(
        "ADDTCPPORT", (), (("PROTOCOL", words("*tcp")), ("USRPRF", words("webusr")))
    )


@pytest.mark.parametrize("library", ["QSYS", "*LIBL", "*SYSTEM", "qsys"])
def test_the_library_of_ibm_s_commands_may_stand_before_the_name(library: str) -> None:
    assert parse(f"{library}/STRDBGSVR").name == "STRDBGSVR"


def test_a_command_of_another_library_is_another_command() -> None:
    called = parse("MYLIB/STRDBGSVR")
    assert (called.library, called.name) == ("MYLIB", "STRDBGSVR")


@pytest.mark.parametrize("text", ["?ADDTCPPORT 21", "??ADDTCPPORT 21", " ? ADDTCPPORT 21"])
def test_a_question_mark_asks_for_the_prompt(text: str) -> None:
    assert parse(text) == Call("ADDTCPPORT", words("21"), prompts=True)
    assert not parse("ADDTCPPORT 21").prompts


def test_a_list_is_the_values_in_parentheses() -> None:
    assert parse("STRTCPSVR SERVER(*FTP *SMTP)").keywords == (("SERVER", words("*FTP", "*SMTP")),)
    assert parse("STRTCPSVR (*FTP *SMTP)").positional == (words("*FTP", "*SMTP"),)
    assert parse("STRTCPSVR SERVER()").keywords == (("SERVER", ()),)


def test_lists_may_stand_in_lists() -> None:
    inner: Value = words("1", "2")

    assert parse("X P((1 2) (3))").keywords == (("P", (inner, words("3"))),)
    assert parse("X (((1 2)))").positional == (((inner,),),)


def test_there_are_no_keywords_in_a_list() -> None:
    assert wrong("X P(A(1))").diagnostics[0].id == "CPD0020"


def test_a_quoted_value_is_never_a_keyword() -> None:
    assert parse("X 'A' (1)").positional == (Word("A", quoted=True), words("1"))


def test_a_list_behind_a_blank_is_a_value_of_its_own() -> None:
    assert parse("ADDTCPPORT 21 *TCP (WEBUSR)").positional == (
        *words("21", "*TCP"),
        words("WEBUSR"),
    )


def test_a_quoted_value_keeps_its_case_and_blanks() -> None:
    assert parse("X P('Two  words')").keywords == (("P", (Word("Two  words", quoted=True),)),)


def test_an_apostrophe_in_a_quoted_value_is_typed_twice() -> None:
    assert parse("X 'it''s' ''").positional == (
        Word("it's", quoted=True),
        Word("", quoted=True),
    )


def test_what_looks_like_syntax_means_nothing_in_quotes() -> None:
    assert parse("X '(/* + */)'").positional == (Word("(/* + */)", quoted=True),)


def test_a_comment_is_as_good_as_a_blank() -> None:
    assert parse("/* before */ X /* a */ P(1 /* b */ 2) /* behind */") == Call(
        "X", (), (("P", words("1", "2")),)
    )


def test_a_comment_that_is_not_closed_is_told() -> None:
    assert [each.id for each in wrong("X /* not closed").diagnostics] == ["PRT0112"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X P(1", Call("X", (), (("P", words("1")),))),
        ("X P('a b", Call("X", (), (("P", (Word("a b", quoted=True),)),))),
        ("X P(1) Q", Call("X", (), (("P", words("1")),))),
        ("X P(1) /* not", Call("X", (), (("P", words("1")),))),
    ],
)
def test_what_is_half_typed_can_be_prompted(text: str, expected: Call) -> None:
    assert parse(text, half=True) == expected


def test_a_value_may_stand_close_behind_a_comment() -> None:
    assert parse("X /* a */1").positional == words("1")


def test_a_special_value_with_an_asterisk_is_no_comment() -> None:
    assert parse("DSPJOBLOG JOB(QTCP/*)").keywords == (("JOB", words("QTCP/*")),)


@pytest.mark.parametrize(
    ("text", "id", "data"),
    [
        ("X WEB!USR", "CPD0018", {"string": "WEB!USR"}),
        ("X P(\u00e4)", "CPD0018", {"string": "\u00e4"}),
        ("'X' 1", "CPD0018", {"string": "X"}),
        ("(X) 1", "CPD0018", {"string": "("}),
        ("X 21'a'", "CPD0020", {"character": "'", "string": "21"}),
        ("X 'a'21", "CPD0020", {"character": "2", "string": "'a'"}),
        ("X )", "CPD0020", {"character": ")", "string": "X"}),
        ("X P(1))", "CPD0020", {"character": ")", "string": ")"}),
        ("X P(1", "PRT0101", {}),
        ("X P((1)", "PRT0101", {}),
        ("X 'open", "PRT0102", {"string": "'open"}),
        ("X 'it''", "PRT0102", {"string": "'it''"}),
        ("X P(1) 2", "PRT0104", {"value": "2"}),
        ("X P(1) (2)", "PRT0104", {"value": "("}),
        ("X " + "1" * MAXIMUM, "PRT0105", {"length": "32704", "maximum": "32702"}),
    ],
)
def test_what_is_no_cl_is_told(text: str, id: str, data: dict[str, str]) -> None:
    escape = wrong(text)

    assert escape.message.id == "CPF0001"
    assert [(each.id, each.data) for each in escape.diagnostics] == [(id, data)]


def test_a_command_may_be_as_long_as_ibm_i_allows() -> None:
    assert len(parse("X " + "1" * (MAXIMUM - 2)).positional) == 1


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("webusr", "WEBUSR"),
        ("*ONLY", "*ONLY"),
        ("100023/QTCP/QTFTP00023", "100023/QTCP/QTFTP00023"),
        ("", "''"),
        ("two words", "'two words'"),
        ("it's", "'it''s'"),
        ("(", "'('"),
        ("\u00e4", "'\u00e4'"),
    ],
)
def test_a_value_is_quoted_only_if_it_must_be(text: str, word: str) -> None:
    assert quoted(text) == word


def test_cl_text_is_written_in_keyword_form() -> None:
    values = {"PORT": ["1050", "1059"], "PROTOCOL": ["*TCP"], "USRPRF": [quoted("a b")]}

    assert write("ADDTCPPORT", values) == "ADDTCPPORT PORT(1050 1059) PROTOCOL(*TCP) USRPRF('a b')"


def test_a_value_that_begins_like_a_comment_is_quoted() -> None:
    assert parse(write("X", {"P": [quoted("/*A")]})).keywords == (("P", (Word("/*A", True),)),)


def test_a_letter_that_folds_to_two_is_not_changed() -> None:
    assert quoted("\u00df") == "'\u00df'"


def test_however_deep_the_parentheses_are_there_is_an_answer() -> None:
    assert wrong("X " + "(" * 10_000).diagnostics[0].id == "PRT0110"


def test_what_is_written_is_read_back_over_random_values() -> None:
    chance = random.Random(5250)
    alphabet = "AZaz09$#@_.*/&%+-?=<>:,|'\"() !~\n\u00e4"
    for _ in range(2_000):
        texts = ["".join(chance.choices(alphabet, k=chance.randint(0, 9))) for _ in range(3)]
        texts = [text for text in texts if not text.startswith("/*")]
        groups = {"A": texts[:1], "B": texts[1:]}

        call = parse(write("X", {name: map(quoted, each) for name, each in groups.items()}))

        assert call.positional == () and call.name == "X"
        for (name, value), expected in zip(call.keywords, groups.items(), strict=True):
            assert isinstance(value, tuple)
            assert (name, [read(each) for each in value]) == (
                expected[0],
                [text if quoted(text)[0] == "'" else text.upper() for text in expected[1]],
            )


def read(value: Value) -> str:
    assert isinstance(value, Word)
    return value.text


def test_random_text_is_a_call_or_an_escape_message() -> None:
    chance = random.Random(3401)
    pieces = [
        "ADDTCPPORT", "PORT", "(", ")", "((", "'", "''", " ", "  ", "*N", "*TCP", "21", "/*", "*/",
        "?", "+", "-", "\n", "\0", "\t", "!", "\u00e4", "\u2028", "\U0001f512", "&1", "%", "QSYS/",
    ]  # fmt: skip
    called = 0
    for _ in range(3_000):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 14)))
        with suppress(EscapeMessage):
            assert isinstance(parse(text), Call)
            called += 1
    assert 100 < called < 2_500, "both outcomes are met often"


@pytest.mark.parametrize(
    ("text", "folded", "mixed"),
    [
        ("ftp-data", "FTP-DATA", "'ftp-data'"),
        ("FTP-DATA", "FTP-DATA", "FTP-DATA"),
        ("o'Clock", "'o''Clock'", "'o''Clock'"),
    ],
)
def test_where_the_case_counts_lower_case_is_quoted(text: str, folded: str, mixed: str) -> None:
    assert (quoted(text), quoted(text, mixed=True)) == (folded, mixed)
