"""Somebody at the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from walker import Walker


@pytest.fixture
def walker(tmp_path: Path) -> Walker:
    """Signed on as QSECOFR to a machine of his own."""
    return Walker(home=tmp_path)
