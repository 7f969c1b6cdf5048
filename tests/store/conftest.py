"""Machines for the tests of the store: the contract runs over both kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portres_tui.domain.system import System
from portres_tui.store.memory import MemorySystem
from portres_tui.store.tiny import TinySystem

KINDS: dict[str, Callable[[Path], System]] = {
    "memory": lambda folder: MemorySystem(),
    "tiny": lambda folder: TinySystem(folder, create=True),
    "tiny, long-lived": lambda folder: TinySystem(folder, create=True, long_lived=True),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a machine may be made; it does not exist yet."""
    return tmp_path / "machine"


@pytest.fixture(params=KINDS)
def system(request: pytest.FixtureRequest, folder: Path) -> Iterator[System]:
    """An empty machine of each kind."""
    system = KINDS[request.param](folder)
    yield system
    system.close()


@pytest.fixture
def tiny(folder: Path) -> Iterator[TinySystem]:
    """An empty machine in a folder."""
    system = TinySystem(folder, create=True)
    yield system
    system.close()
