"""Pastes by a terminal that does not mark them."""

from __future__ import annotations

import pytest
from keycodes import paused
from textual import events

from portres_tui.tui.parser import GreenParser
from portres_tui.tui.pastes import MANY, SOON, Pastes

LINES = "STRTCPSVR SERVER(*FTP)\rENDTCPSVR SERVER(*FTP)\r"


class Reads:
    """Reads that come one after another, a time apart."""

    def __init__(self) -> None:
        self.now = 100.0
        self.pastes = Pastes(lambda: self.now)

    def come(self, *reads: str, apart: float = 0.001) -> list[bool]:
        found = []
        for read in reads:
            self.now += apart
            found.append(self.pastes.is_one(read))
        return found


@pytest.mark.parametrize(
    "text", [LINES, LINES.replace("\r", "\r\n"), LINES.replace("\r", "\n"), "a\tb\r" * 9]
)
def test_several_lines_in_one_read_are_a_paste(text) -> None:
    assert Reads().come(text) == [True]


def test_what_follows_at_once_belongs_to_the_paste_even_if_it_is_short() -> None:
    assert Reads().come(LINES, "GO MAIN\r", "\r") == [True, True, True]
    assert Reads().come("x" * 4096, "yz\r", LINES) == [False, True, True]


def test_what_follows_later_is_typed() -> None:
    assert Reads().come(LINES, "3", apart=SOON * 2) == [True, False]


def test_a_command_that_follows_another_at_once_is_typed() -> None:
    assert Reads().come("addtcpport 21 *tcp webusr\r", "wrktcpsvr\r") == [False, False]
    assert Reads().come("addtcpport 8080 *tcp appuser", "\r") == [False, False]


@pytest.mark.parametrize(
    "typed",
    [
        "wrktcpport\r",
        "121\t\t*tcpwebusr\r",
        "addtcpport 8080 *tcp appuser and more of it\r",
        "wrktcpsvr\r5\r",
        LINES + "\x1bOR",
        "\x1b[6~" * 20,
        "\x0b" * MANY,
    ],
)
def test_keys_that_come_together_on_a_slow_line_are_typed(typed) -> None:
    assert Reads().come(typed) == [False]


def test_a_paste_without_marks_is_text_for_the_fields_and_presses_no_key() -> None:
    parser = GreenParser()
    (paste,) = [*parser.feed(LINES), *paused(parser)]
    assert isinstance(paste, events.Paste)
    assert paste.text == LINES


def test_an_answer_of_the_terminal_that_comes_with_a_paste_is_heard_and_is_no_part_of_it() -> None:
    heard = []
    parser = GreenParser("xterm", lambda: heard.append(True))
    (paste,) = parser.feed(f"\x1b[0n{LINES}")
    assert isinstance(paste, events.Paste)
    assert paste.text == LINES
    assert not list(parser.feed("\x1b[0")) + list(parser.feed("n"))
    assert heard == [True, True]
