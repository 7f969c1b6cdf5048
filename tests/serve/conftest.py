"""A serving process, and terminals that come to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Serving
from terminal import Terminal


class House:
    """Everything that a test opens is closed behind it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._opened: list[Serving | Terminal] = []

    def serve(self, *words: str) -> Serving:
        serving = Serving(self.home, *words)
        self._opened.append(serving)
        return serving.ready()

    def keep(self, terminal: Terminal) -> Terminal:
        self._opened.append(terminal)
        return terminal

    def close(self) -> None:
        for each in reversed(self._opened):
            each.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path / "home")
    yield made
    made.close()
