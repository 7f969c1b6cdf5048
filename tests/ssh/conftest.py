"""A machine with people on it, served by its own SSH server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Serving, furnished

KEY = "id_ed25519"


@pytest.fixture(scope="package")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With ANN and BEN, whose passwords are known, and OLD, whose password has expired."""
    return furnished(tmp_path_factory.mktemp("ssh") / "home")


@pytest.fixture(scope="package")
def server(machine: Path) -> Iterator[Serving]:
    """Without limits on how often somebody comes: tests come often."""
    serving = Serving(machine, "--ssh", "0", "--logins", "0", "--tries", "0").ready()
    yield serving
    serving.close()
