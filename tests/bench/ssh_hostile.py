"""What hostile clients tried, and what came of it."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from hostile import ATTACKS, tried
from serving import Serving, furnished

SIZE = 20
"""How much more of each than in the suite."""


def report(size: int = SIZE) -> list[str]:
    """Print a table; those attacks that did harm."""
    print("hostile clients: outcome; the longest wait of a second session meanwhile; memory kept")
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        home = furnished(Path(folder) / "home")
        serving = Serving(home, "--ssh", "0", "--logins", "0", "--tries", "0").ready()
        try:
            for attack in ATTACKS:
                try:
                    done = asyncio.run(tried(attack, serving, size))
                except (AssertionError, Exception) as error:  # noqa: BLE001 - it is told
                    wrong.append(f"{attack.__name__}: {error!r}"[:600])
                    continue
                print(f"  {done.what}\n    {done.outcome}")
                print(f"    {done.waited:6.0f} ms  {done.gained / 2**20:+6.1f} MB")
        finally:
            serving.close()
    return wrong
