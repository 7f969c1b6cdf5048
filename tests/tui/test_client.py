"""Terminals by what an environment says of them."""

from __future__ import annotations

import pytest

from portres_tui.tui.client import Can, client, speaks_only

MODERN = ("xterm", "xterm-256color", "putty", "xterm-kitty", "alacritty", "konsole-256color")
MODERN += (
    "tmux-256color",
    "screen",
    "screen-256color",
    "rxvt-unicode-256color",
    "vte-256color",
    "linux",
)


@pytest.mark.parametrize("term", MODERN)
def test_a_terminal_of_these_days_shows_colours(term) -> None:
    assert Can.COLOUR in client({"TERM": term}).can


@pytest.mark.parametrize(
    "term", ["vt100", "vt102", "vt220", "vt220-8bit", "vt420", "xterm-mono", "rxvt-m"]
)
def test_a_terminal_that_has_none_is_sent_none_whatever_else_is_said(term) -> None:
    assert not client({"TERM": term, "COLORTERM": "truecolor"}).can & (Can.COLOUR | Can.BRIGHT)


@pytest.mark.parametrize("term", MODERN)
def test_who_wants_no_colours_gets_none(term) -> None:
    found = client({"TERM": term, "NO_COLOR": "1"})
    assert not found.can & (Can.COLOUR | Can.BRIGHT)
    assert client({"TERM": term, "NO_COLOR": ""}) == client({"TERM": term}), (
        "as no-color.org has it"
    )


def test_the_longest_name_that_fits_tells_what_a_terminal_can_do() -> None:
    assert Can.HOLD in client({"TERM": "xterm-kitty"}).can
    assert Can.HOLD not in client({"TERM": "xterm-256color"}).can


def test_an_unknown_terminal_is_taken_for_a_modest_one_unless_it_tells_of_its_colours() -> None:
    modest, other = (client({"TERM": "new", **more}).can for more in ({}, {"COLORTERM": "24bit"}))
    assert Can.BACK_COLOUR not in modest
    assert Can.BACK_COLOUR in other


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {}, {"TERM": ""}, {"TERM": "unknown"}])
def test_a_terminal_without_a_cursor_gets_lines(environ) -> None:
    assert speaks_only(environ)


@pytest.mark.parametrize("term", [*MODERN, "vt100", "anything-else"])
def test_any_other_terminal_gets_panels(term) -> None:
    assert not speaks_only({"TERM": term})


def test_a_name_without_an_end_is_cut() -> None:
    assert client({"TERM": "vt220" + "x" * 100_000}) == client({"TERM": "vt220" + "x" * 95})
