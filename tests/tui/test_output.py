"""What is written: only what differs, in few bytes, and never a frame that nobody will see."""

from __future__ import annotations

import pytest
from emulator import Screen
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from portres_tui.tui.cells import MARKS, Cells
from portres_tui.tui.client import client
from portres_tui.tui.modes import AT_FIRST, MOUSE, PASTE, Place, closing, opening
from portres_tui.tui.output import LARGE, Output

GREEN, WHITE = Style(color="green", bgcolor="black"), Style(color="bright_white", bgcolor="black")
FIELD = GREEN + Style(underline=True)
WIDTH, HEIGHT = 30, 4


class Line:
    """A line that is ready when the test says so."""

    def __init__(self, term: str = "xterm", **environ: str) -> None:
        self.client = client({"TERM": term, **environ})
        self.written: list[bytes] = []
        self.slow = False
        self.ready = lambda: None
        self.most = 10_000
        self.output = Output(self.client, self._write, (WIDTH, HEIGHT), lambda: self.most)

    def _write(self, data: bytes, ready) -> None:
        self.written.append(data)
        self.ready = ready
        if not self.slow:
            ready()

    def show(self, text: str, style: Style = GREEN, row: int = 0, size=(WIDTH, HEIGHT)) -> bytes:
        """A row that is wanted; what is written for it."""
        before = len(self.written)
        strip = Strip([Segment(text.ljust(size[0]), style)])
        self.output.absorb(LayoutUpdate([[strip]], Region(0, row, size[0], 1)), size)
        self.output.flush()
        return b"".join(self.written[before:])

    def move(self, x: int, y: int) -> bytes:
        before = len(self.written)
        self.output.cursor = (x, y)
        self.output.flush()
        return b"".join(self.written[before:])


def test_nothing_is_written_before_anything_is_wanted() -> None:
    line = Line()
    line.output.flush()
    assert line.written == []


def test_a_typed_character_is_one_byte() -> None:
    line = Line()
    line.output.cursor = (1, 0)
    line.show("a", FIELD)
    line.output.cursor = (2, 0)
    assert line.show("ab", FIELD) == b"b"


def test_the_first_character_in_a_field_is_one_byte_too() -> None:
    line = Line()
    line.show("some text", WHITE, row=1)
    line.output.cursor = (0, 0)
    line.show("", FIELD)
    line.show("other text", WHITE, row=1)
    line.output.cursor = (1, 0)
    assert line.show("a", FIELD) == b"a"


def test_nothing_is_written_when_the_same_is_wanted_again() -> None:
    line = Line()
    line.show("some text")
    assert line.show("some text") == b""


def test_a_cursor_that_only_moves_costs_a_few_bytes() -> None:
    line = Line()
    line.show("some text")
    line.move(3, 2)
    assert line.move(4, 2) == b"\x1b[C"
    assert line.move(4, 3) == b"\x1bD"
    assert line.move(0, 3) == b"\r"


def test_a_cursor_that_nobody_is_to_see_is_hidden_once() -> None:
    line = Line()
    line.move(0, 0)
    assert b"\x1b[?25h" in line.show("text")
    line.output.cursor = None
    assert line.show("test").endswith(b"\x1b[?25l")
    assert b"\x1b[?25" not in line.show("next")


def test_typing_between_characters_moves_the_rest_of_the_row() -> None:
    line = Line()
    line.show("abcdefghijklmnopqrstuvwxyz", FIELD)
    line.move(2, 0)
    line.output.cursor = (3, 0)
    assert line.show("abXcdefghijklmnopqrstuvwxyz", FIELD) == b"\x1b[@X"


def test_a_frame_that_comes_while_the_line_is_at_work_is_never_written() -> None:
    line = Line()
    line.slow = True
    line.show("first")
    assert line.show("second") == b""
    assert line.show("third") == b""
    line.ready()
    screen = Screen(WIDTH, HEIGHT)
    for data in line.written:
        assert b"second" not in data
        screen.feed(data)
    assert len(line.written) == 2
    assert screen.display[0].startswith("third ")


def test_a_line_that_catches_up_when_all_is_as_it_was_gets_nothing() -> None:
    line = Line()
    line.show("first")
    line.slow = True
    line.show("other")
    line.show("third")
    line.show("other")
    line.slow = False
    before = len(line.written)
    line.ready()
    assert line.written[before:] == []


def test_on_a_slow_line_a_frame_comes_in_parts_and_what_is_newer_comes_between() -> None:
    line = Line()
    line.most = 12
    line.slow = True
    rows = [Strip([Segment(f"row {row}".ljust(WIDTH), GREEN)]) for row in range(HEIGHT)]
    line.output.cursor = (5, 3)
    line.output.absorb(
        LayoutUpdate([[row] for row in rows], Region(0, 0, WIDTH, HEIGHT)), (WIDTH, HEIGHT)
    )
    line.output.flush()
    assert b"row 3" not in line.written[0]
    line.show("newer", row=3)
    for _ in range(4):
        line.ready()
    screen = Screen(WIDTH, HEIGHT)
    for data in line.written:
        screen.feed(data)
    assert [row.strip() for row in screen.display] == ["row 0", "row 1", "row 2", "newer"]
    assert (screen.cursor.x, screen.cursor.y) == (5, 3)
    assert not any(b"row 3" in data for data in line.written)


def test_the_bell_is_rung_once_for_a_frame() -> None:
    line = Line()
    line.show("text")
    line.output.ring()
    line.output.ring()
    line.output.flush()
    assert line.written[-1] == b"\x07"


def test_another_size_is_written_from_nothing() -> None:
    line = Line()
    line.show("text")
    screen = Screen(40, 4)
    screen.feed(b"#" * 100)
    screen.feed(line.show("text", size=(40, 4)))
    assert [row.strip() for row in screen.display] == ["text", "", "", ""]


def test_everything_is_written_again_when_the_terminal_may_show_anything() -> None:
    line = Line()
    line.output.cursor = (2, 0)
    line.show("text", WHITE)
    screen = Screen(WIDTH, HEIGHT)
    for data in line.written:
        screen.feed(data)
    before = screen.picture
    screen.feed(b"\x1b[31;4;7m" + b"#" * WIDTH * HEIGHT + b"\x1b[?25l\x1b[2;3r\x1b[4h")
    line.output.renew(opening(line.client, AT_FIRST[Place.LOCAL]))
    line.output.flush()
    screen.feed(line.written[-1])
    assert screen.picture == before


CONTROLS = "\x1b[31mred\x07\x00\x9b5m\u202e"


def test_nothing_in_a_text_can_steer_the_terminal() -> None:
    written = Line().show(CONTROLS)
    assert b"[31mred   5m" in written
    assert b"\x1b[31m" not in written
    assert not {b"\x07", b"\x00"} & {written[at : at + 1] for at in range(len(written))}


@pytest.mark.parametrize("term", ["vt100", "vt220"])
def test_a_terminal_of_those_days_gets_ascii_only(term) -> None:
    assert b"Gr??e" in Line(term).show("Größe")


@pytest.mark.parametrize("term", ["vt100", "xterm"])
@pytest.mark.parametrize("text", ["cafe\u0301", "\u65e5\u672c", "a\u0301" * 15, "\u304b\u3099"])
@pytest.mark.parametrize("at", [3, WIDTH - 4])
def test_marks_and_wide_characters_stay_in_their_cells(term: str, text: str, at: int) -> None:
    line = Line(term)
    before = "abcdefghijklmnopqrstuvwxyzabcd"
    for row in range(HEIGHT):
        line.show(before, row=row)
    fits = text if cell_len(text) <= WIDTH - at else text[: 2 * (WIDTH - at)]
    behind = at + cell_len(fits)
    line.show(before[:at] + fits + before[behind:])
    screen = Screen(WIDTH, HEIGHT)
    screen.feed(b"".join(line.written))
    assert screen.display[1:] == [before] * (HEIGHT - 1)
    assert screen.display[0].startswith(before[:at])
    assert screen.display[0].endswith(before[behind:])
    if term == "vt100":
        shown = screen.display[0][at:behind]
        assert shown == "".join(c if c.isascii() else "?" * cell_len(c) for c in fits)[: len(shown)]


def test_marks_without_an_end_and_repaints_make_no_cell_grow() -> None:
    cells = Cells(WIDTH, HEIGHT)
    cells.write(0, 0, "か" + "\u3099" * 1000, "", WIDTH)
    assert len(cells.characters[0][0]) == 1 + MARKS
    assert cells.characters[0][1] == ""
    for _ in range(100):
        cells.write(2, 0, "\u0301x", "", WIDTH)
    assert len(cells.characters[0][0]) == 1 + MARKS


@pytest.mark.parametrize(
    "environ", [{"term": "vt100"}, {"term": "vt220"}, {"term": "xterm-mono"}, {"NO_COLOR": "1"}]
)
def test_without_colours_there_is_bold_underline_and_reverse_only(environ) -> None:
    line = Line(**environ)
    written = line.show("plain") + line.show("loud", Style(bold=True)) + line.show("field", FIELD)
    written += line.show("wrong", WHITE + Style(reverse=True, italic=True, dim=True, blink=True))
    screen = Screen(WIDTH, HEIGHT)
    screen.feed(b"\x1b[m" + written)
    used = {number for part in written.split(b"\x1b[")[1:] for number in numbers(part)}
    assert used <= {0, 1, 4, 7, 22, 24, 27}
    assert screen.picture[0][0].reverse


def numbers(part: bytes) -> list[int]:
    """The parameters of a sequence that sets attributes."""
    head, end, _ = part.partition(b"m")
    return (
        [int(each or 0) for each in head.split(b";")]
        if end and head.strip(b"0123456789;") == b""
        else []
    )


def test_only_the_16_colours_are_sent_elsewhere() -> None:
    odd = Style(color="#5fd787", bgcolor="color(17)")
    written = Line("xterm-256color", COLORTERM="truecolor").show("text", odd)
    assert b"38;" not in written
    assert b"48;" not in written


def test_a_terminal_with_8_colours_gets_the_brighter_ones_in_bold() -> None:
    assert b"\x1b[40;37;1mtext" in Line("linux").show("text", WHITE)


def test_a_large_frame_is_held_back_until_it_is_whole_where_the_terminal_is_known_to_do_so() -> (
    None
):
    text = "x" * (LARGE + 1)
    for term, holds in {"xterm-kitty": True, "xterm": False, "tmux-256color": False}.items():
        written = Line(term).show(text, size=(LARGE + 1, 1))
        assert (written.startswith(b"\x1b[?2026h"), written.endswith(b"\x1b[?2026l")) == (
            holds,
            holds,
        )
    assert b"2026" not in Line("xterm-kitty").show("x")


def test_a_session_at_the_terminal_has_the_mouse_and_one_over_ssh_has_not() -> None:
    terminal = client({"TERM": "xterm"})
    local, ssh = (opening(terminal, AT_FIRST[place]) for place in (Place.LOCAL, Place.SSH))
    assert MOUSE.switched(on=True) in local
    assert local.replace(MOUSE.switched(on=True), "") == ssh
    for number in (1000, 1002, 1003, 1004, 1006, 2004, 2048):
        assert f"[?{number}" not in ssh
    assert "u" not in ssh


def test_what_was_switched_on_is_switched_off_at_the_end_and_nothing_else() -> None:
    terminal = client({"TERM": "xterm"})
    assert closing(terminal, {PASTE}) == "\x1b[m\x1b[?2004l\x1b[?1049l\x1b[?25h"


def test_a_terminal_with_one_screen_is_left_empty() -> None:
    assert closing(client({"TERM": "vt100"}), ()) == "\x1b[m\x1b[H\x1b[2J\x1b[?25h"
