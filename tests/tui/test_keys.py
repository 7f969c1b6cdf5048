"""From the bytes of a terminal to the keys of a 5250, through the parser and the Esc prefix."""

from __future__ import annotations

import pytest
from keycodes import ESC_FORMS, KEYBOARDS, paused
from textual import events

from portres_tui.tui.keys import JOB_LOG, MOUSE_REPORTS, PASTE_REPORTS, REPAINT, UNDEFINED, Keys
from portres_tui.tui.parser import GreenParser
from portres_tui.tui.sequences import shared_keys

ESC = "\x1b"
CSI = "\x1b["


def pressed(*reads: str, term: str = "xterm") -> list[str]:
    """The 5250 keys that come of some reads, with a pause behind each of them."""
    parser, keys, found = GreenParser(term), Keys(), []
    for text in reads:
        for event in [*parser.feed(text), *paused(parser)]:
            assert isinstance(event, events.Key), event
            if name := keys.press(event.key, event.character):
                found.append(name)
    return found


def f_keys(first: int, last: int) -> list[str]:
    return [f"f{number}" for number in range(first, last + 1)]


@pytest.mark.parametrize("name", KEYBOARDS)
def test_every_function_key_of_a_terminal_is_that_of_a_5250(name) -> None:
    board = KEYBOARDS[name]
    sent = {f"f{n}": f"{ESC}{rest}" for n, rest in enumerate(board.function_keys, 1) if rest}
    assert {key: pressed(code, term=board.term) for key, code in sent.items()} == {
        key: [key] for key in sent
    }


@pytest.mark.parametrize("name", KEYBOARDS)
def test_function_keys_that_come_in_one_read_are_told_apart(name) -> None:
    board = KEYBOARDS[name]
    sent = {f"f{n}": f"{ESC}{rest}" for n, rest in enumerate(board.function_keys, 1) if rest}
    assert pressed("".join(sent.values()), term=board.term) == list(sent)


@pytest.mark.parametrize("name", KEYBOARDS)
def test_every_other_key_of_a_terminal_is_that_of_a_5250(name) -> None:
    board = KEYBOARDS[name]
    for key, codes in board.others.items():
        assert [pressed(code, term=board.term) for code in codes] == [[key]] * len(codes)


@pytest.mark.parametrize("name", KEYBOARDS)
def test_every_function_key_has_an_esc_form_on_every_terminal(name) -> None:
    term = KEYBOARDS[name].term
    for key, code in ESC_FORMS.items():
        assert pressed(code, term=term) == [key]
        assert pressed(*code, term=term) == [key]


@pytest.mark.parametrize("name", [name for name in KEYBOARDS if KEYBOARDS[name].shared])
def test_what_a_terminal_sends_for_two_keys_is_told_to_be_shared(name) -> None:
    board = KEYBOARDS[name]
    told = {f"f{key}": f"f{other}" for key, other in board.shared.items()}
    assert shared_keys(board.term) == told
    for other in board.shared.values():
        rest = board.function_keys[other - 1]
        assert rest
        assert pressed(f"{ESC}{rest}", term=board.term) == [f"f{other}"]


def test_what_tmux_makes_of_the_keys_of_putty_and_linux_is_known() -> None:
    rewritten = {f"{CSI}1;2P": "f13", f"{CSI}1;2R": "f15", f"{CSI}19;2~": "f20", f"{ESC}OP": "f1"}
    for code, key in rewritten.items():
        assert pressed(code, term="tmux-256color") == [key]


LETTERS = {"r": "reset", "h": "help", "x": "field_exit", "m": "field_minus", "d": "dup"}
LETTERS |= {"i": "insert", "j": JOB_LOG, "l": REPAINT, "a": "attn", "s": "sysreq"}
LETTERS |= {"v": PASTE_REPORTS, "w": MOUSE_REPORTS}
ESC_KEYS = dict(zip("1234567890-=", f_keys(1, 12), strict=True))
ESC_KEYS |= dict(zip("!@#$%^&*()_+", f_keys(13, 24), strict=True))
ESC_KEYS |= LETTERS | {letter.upper(): name for letter, name in LETTERS.items()}
ESC_KEYS |= {"\x7f": "insert", "\n": "newline", "\r": "newline"}


@pytest.mark.parametrize(("character", "name"), ESC_KEYS.items())
def test_esc_and_a_key_are_a_5250_key_in_one_read_and_as_two_keys(character, name) -> None:
    assert pressed(ESC + character) == [name]
    assert pressed(ESC, character) == [name]
    assert pressed("\x07", character) == [name], "Ctrl-G is as good as Esc"


def test_what_follows_an_esc_key_is_typed() -> None:
    assert pressed(ESC + "3abc") == ["f3", "a", "b", "c"]


def test_a_second_esc_takes_the_first_one_back() -> None:
    assert pressed(ESC, ESC, "3") == ["3"]
    assert pressed(ESC + ESC, "3") == ["3"]


def test_an_esc_waits_for_its_key() -> None:
    keys = Keys()
    assert keys.press("escape", ESC) is None
    assert keys.escaped
    assert keys.press("3", "3") == "f3"
    assert not keys.escaped


@pytest.mark.parametrize("character", ["z", "Q", " ", "[", "é"])
def test_esc_and_a_character_that_means_nothing_is_an_undefined_key(character) -> None:
    assert pressed(ESC + character) == [UNDEFINED]


def test_esc_and_a_key_that_needs_none_is_that_key() -> None:
    assert pressed(ESC, f"{CSI}A") == ["up"]
    assert pressed(ESC, f"{ESC}OR") == ["f3"]


CONTROLS = {
    "\x01": "attn",
    "\x03": "sysreq",
    "\x02": "pageup",
    "\x04": "pagedown",
    "\x05": "erase_input",
    "\x06": "pagedown",
    "\t": "tab",
    "\n": "enter",
    "\x0b": "field_exit",
    "\x0c": REPAINT,
    "\r": "enter",
    "\x0e": JOB_LOG,
    "\x0f": "home",
    "\x12": "reset",
    "\x15": "pageup",
    "\x18": "field_plus",
    "\x08": "backspace",
    "\x7f": "backspace",
}


@pytest.mark.parametrize(("character", "name"), CONTROLS.items())
def test_a_control_character_is_its_5250_key(character, name) -> None:
    assert pressed(character) == [name]


@pytest.mark.parametrize("character", ["\x11", "\x13", "\x14", "\x1a"])
def test_a_control_character_without_a_5250_key_does_nothing(character) -> None:
    assert pressed(character) == []


CURSOR_KEYS = {
    "A": "up",
    "B": "down",
    "C": "right",
    "D": "left",
    "H": "home",
    "F": "end",
    "Z": "backtab",
    "1~": "home",
    "2~": "insert",
    "3~": "delete",
    "4~": "end",
    "5~": "pageup",
    "6~": "pagedown",
}


@pytest.mark.parametrize(("rest", "name"), CURSOR_KEYS.items())
def test_a_cursor_key_is_its_5250_key(rest, name) -> None:
    assert pressed(CSI + rest) == [name]


def test_keypad_enter_and_the_linux_backtab_are_known() -> None:
    assert pressed(f"{ESC}OM") == ["enter"]
    assert pressed(f"{ESC}\t") == ["backtab"]


def test_characters_are_themselves() -> None:
    assert pressed("aZ 9!é") == ["a", "Z", " ", "9", "!", "é"]


@pytest.mark.parametrize("rest", ["1;3P", "15;5~", "99~", "1;5A", "?62;22c", "24;80R", "I", "38^"])
def test_a_sequence_that_is_no_key_types_nothing(rest) -> None:
    typed = [name for name in pressed_or_told(CSI + rest) if len(name) == 1]
    assert typed == []


def pressed_or_told(text: str) -> list[str]:
    """As `pressed`, for sequences that may be no key event at all."""
    parser, keys = GreenParser(), Keys()
    found = [*parser.feed(text), *paused(parser)]
    told = [each for each in found if isinstance(each, events.Key)]
    return [name for each in told if (name := keys.press(each.key, each.character))]


@pytest.mark.parametrize("cut", [0, 7, 12, 16])
def test_a_paste_presses_no_key_even_with_an_esc_in_it(cut) -> None:
    sent = f"{CSI}200~a{ESC}1b\rc{CSI}201~x"
    parser = GreenParser()
    paste, key = [*parser.feed(sent[:cut]), *parser.feed(sent[cut:])]
    assert isinstance(paste, events.Paste)
    assert paste.text == f"a{ESC}1b\rc"
    assert key.character == "x"


def test_a_click_is_a_mouse_event() -> None:
    down, up = GreenParser().feed(f"{CSI}<0;7;20M{CSI}<0;7;20m")
    assert (type(down), down.x, down.y) == (events.MouseDown, 6, 19)
    assert type(up) is events.MouseUp
