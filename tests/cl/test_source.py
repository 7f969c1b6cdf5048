"""Source files of CL: comments, continued lines, and the numbers of the lines."""

from __future__ import annotations

import pytest

from portres_tui.cl.source import statements
from portres_tui.cl.syntax import parse


def read(*lines: str) -> list[tuple[int, str]]:
    return list(statements("\n".join(lines) + "\n"))


def test_each_line_is_a_command_and_has_its_number() -> None:
    assert read("STRTCPSVR *FTP", "", "  ENDTCPSVR *FTP  ") == [
        (1, "STRTCPSVR *FTP"),
        (3, "ENDTCPSVR *FTP"),
    ]


def test_an_empty_file_has_no_commands() -> None:
    assert read("", "   ", "/* only this */", "") == []


def test_a_plus_joins_the_next_line_without_the_blanks_before_it() -> None:
    assert read("ADDTCPPORT PORT(21) +", "      PROTOCOL(*TCP)") == [
        (1, "ADDTCPPORT PORT(21) PROTOCOL(*TCP)")
    ]
    assert read("ADDTC+", "      PPORT") == [(1, "ADDTCPPORT")]


def test_a_minus_joins_the_next_line_with_the_blanks_before_it() -> None:
    assert read("ADDTCPPORT -", "  21") == [(1, "ADDTCPPORT   21")]
    assert read("ADDTC-", "PPORT") == [(1, "ADDTCPPORT")]


def test_blanks_behind_the_sign_do_not_matter() -> None:
    assert read("STRTCPSVR +   ", "*FTP") == [(1, "STRTCPSVR *FTP")]


def test_a_command_over_several_lines_has_the_number_of_its_first() -> None:
    assert read("", "A +", " B -", " C", "D") == [(2, "A B  C"), (5, "D")]


def test_a_sign_on_the_last_line_has_nothing_to_join() -> None:
    assert read("STRTCPSVR *FTP +") == [(1, "STRTCPSVR *FTP")]


def test_a_line_that_is_only_a_sign_continues_nothing() -> None:
    assert read("+", "A") == [(1, "+"), (2, "A")]


def test_a_quoted_value_may_be_continued() -> None:
    assert read("X 'one +", "   two'") == [(1, "X 'one two'")]


def test_a_comment_is_gone_wherever_it_stands() -> None:
    assert read("/* a */ X /* b */ 1 /* c */", "Y /* d */") == [(1, "X   1"), (2, "Y")]


def test_a_comment_over_several_lines_does_not_shift_the_numbers() -> None:
    assert read("A", "/* one", "two", "three */", "B") == [(1, "A"), (5, "B")]


def test_a_comment_that_is_not_closed_stays_to_be_told_and_takes_nothing_with_it() -> None:
    assert read("A", "/* B", "C") == [(1, "A"), (2, "/* B"), (3, "C")]


def test_what_looks_like_a_comment_in_quotes_stays() -> None:
    assert read("X 'a /* b' /* c */") == [(1, "X 'a /* b'")]
    assert read("X 'it''s /* b' 2") == [(1, "X 'it''s /* b' 2")]


def test_an_apostrophe_that_is_not_closed_spoils_its_own_line_only() -> None:
    assert read("X 'open", "Y /* fine */") == [(1, "X 'open"), (2, "Y")]


def test_an_apostrophe_in_a_comment_opens_nothing() -> None:
    assert read("/* don't */ X", "Y /* it's */") == [(1, "X"), (2, "Y")]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_lines_may_end_as_on_any_system(end: str) -> None:
    assert list(statements(end.join(("A +", " B", "C", "")))) == [(1, "A B"), (3, "C")]


def test_a_character_of_no_meaning_joins_nothing() -> None:
    (statement,) = read("A\0   B")

    assert statement[1] == "A\1   B"


def test_a_special_value_with_an_asterisk_is_no_comment_in_a_file_either() -> None:
    text = "DSPJOBLOG JOB(QTCP/*)"

    ((_, statement),) = read(text)

    assert parse(statement) == parse(text)
