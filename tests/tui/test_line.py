"""Lines: how much is on the way, and when the next frame may follow."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from portres_tui.tui.line import ASK, FREE, LEAST, MOST, PATIENCE, RATE, Paced


class Slow:
    """A paced line whose clock and whose taking are the test's."""

    def __init__(self) -> None:
        self.now = 0.0
        self.written: list[bytes] = []
        self.went_on = 0
        self.line = Paced(self._write, lambda: self.now)

    def _write(self, data: bytes, ready) -> None:
        self.written.append(data)
        ready()

    def _on(self) -> None:
        self.went_on += 1

    def write(self, count: int) -> bool:
        """Whether the next frame may follow at once."""
        before = self.went_on
        self.line.write(b"x" * count, self._on)
        return self.went_on > before


async def test_what_a_slow_line_carries_at_once_needs_no_answer() -> None:
    slow = Slow()
    assert slow.write(FREE)
    assert ASK not in slow.written[0]


async def test_the_next_frame_behind_a_large_one_waits_for_the_answer() -> None:
    slow = Slow()
    assert not slow.write(FREE + 1)
    assert slow.written[0].endswith(ASK)
    assert slow.line.waits
    slow.line.answered()
    assert slow.went_on == 1
    slow.line.answered()
    assert not slow.line.waits


async def test_the_time_of_the_answers_tells_how_much_a_slow_line_takes_at_once() -> None:
    slow = Slow()
    slow.write(900)
    slow.now += 900 / 1200
    slow.line.answered()
    assert slow.written[-1] == ASK, "how long is the way, with nothing on it?"
    slow.now += 0.01
    slow.line.answered()
    assert slow.line.most() == LEAST
    assert not slow.write(LEAST + 1)
    slow.now += (LEAST + 1) / 8000 + 0.01
    slow.line.answered()
    assert LEAST < slow.line.most() < FREE


async def test_a_fast_line_takes_any_frame_whole_even_if_it_is_long() -> None:
    slow = Slow()
    way = 0.2
    slow.write(900)
    slow.now += way + 0.002
    slow.line.answered()
    slow.now += way
    slow.line.answered()
    slow.now += 10
    slow.write(900)
    slow.now += way + 0.002
    slow.line.answered()
    assert slow.line.most() == MOST


async def test_small_frames_count_together_until_they_have_arrived() -> None:
    slow = Slow()
    assert slow.write(FREE // 2)
    assert slow.write(FREE // 2)
    assert not slow.write(1)
    slow.line.answered()
    slow.now += FREE / 2 / RATE
    assert slow.write(FREE // 2)
    slow.now += FREE / RATE
    assert slow.write(FREE)


async def test_a_terminal_that_does_not_answer_is_asked_once() -> None:
    slow = Slow()
    went_on = asyncio.Event()
    slow.line.write(b"x" * (FREE + 1), went_on.set)
    await asyncio.wait_for(went_on.wait(), PATIENCE * 20)
    assert slow.write(FREE * 5)
    assert ASK not in slow.written[-1]


async def test_a_terminal_whose_answer_came_late_is_asked_again() -> None:
    slow = Slow()
    slow.line._answers = False
    assert slow.write(FREE * 2)
    slow.line.answered()
    assert not slow.write(FREE * 2)
    slow.line.answered()


async def test_an_answer_before_the_question_has_gone_out_is_none() -> None:
    pieces: list[tuple[bytes, Callable[[], None]]] = []
    line = Paced(lambda data, ready: pieces.append((data, ready)), lambda: 0.0)
    went_on: list[str] = []
    line.write(b"x" * (FREE + 1), lambda: went_on.append("on"))
    line.answered()
    assert len(pieces) == 1, "the line has not taken the first piece"
    pieces[0][1]()
    assert went_on == []
    line.answered()
    assert pieces[1][0] == ASK
    pieces[1][1]()
    assert went_on == ["on"]
