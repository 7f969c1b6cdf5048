"""Spooled files: what was printed, on the output queue that it waits on. Knows no store.

What is in a file is kept apart from what is known of it, so that a list of files reads no texts. A
job log is not kept twice: its file has no text of its own, it is made when somebody reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

PAGE = 60
"""Lines of a printed page."""

WIDTH = 78
"""Columns of a heading: what a display shows of a file without being moved sideways."""

JOB_LOG = "QPJOBLOG"
"""The file that the log of an ended job is printed to."""

LIST = "QSYSPRT"
"""The file that lists and displays are printed to (assumed)."""

JOB_LOG_QUEUE = "QEZJOBLOG"
LIST_QUEUE = "QPRINT"
QUEUES = {JOB_LOG_QUEUE: "QUSRSYS", LIST_QUEUE: "QGPL"}
"""The output queues, and the library of each (assumed)."""

READY = "RDY"
"""The status of a spooled file. No writer is simulated, so none ever gets another."""


class SpooledFile(NamedTuple):
    """A spooled file: the `number`th of its job (number/user/name)."""

    job: str
    number: int
    name: str
    user: str
    user_data: str
    created: float
    lines: int
    queue: str = LIST_QUEUE

    @property
    def is_job_log(self) -> bool:
        """Is its text made when it is read?"""
        return self.name == JOB_LOG

    @property
    def pages(self) -> int:
        return max(1, -(-self.lines // PAGE))


class SpooledText(NamedTuple):
    """The lines of a spooled file."""

    job: str
    number: int
    lines: tuple[str, ...] = ()


def heading(title: str, system: str, moment: str, page: int) -> list[str]:
    """The lines that every page begins with. `moment` is date and time as they are written."""
    first = f"{title:^{WIDTH}}"[: WIDTH - 11].ljust(WIDTH - 11)
    second = f" System:   {system}".ljust(WIDTH - len(moment)) + moment
    return [f"{first} Page {page:>5}", second, ""]


def paged(
    heading: Callable[[int], Sequence[str]], columns: Sequence[str], body: Sequence[str]
) -> tuple[str, ...]:
    """`body` in pages of full length, each of which begins with its heading, made of the number of
    the page, and what heads the columns."""
    return tuple(_lines(heading, columns, body))


def _lines(
    heading: Callable[[int], Sequence[str]], columns: Sequence[str], body: Sequence[str]
) -> Iterator[str]:
    rest, number = list(body), 0
    while rest or not number:
        number += 1
        head = [*heading(number), *columns]
        room = PAGE - len(head)
        yield from (*head, *rest[:room])
        rest = rest[room:]
