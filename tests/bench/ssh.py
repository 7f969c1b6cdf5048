"""The terminal's end of the product, as if over a slow line: bytes, pauses, and other terminals.

`ssh` prints all of it, `ssh:bytes` one part. What should not be so is printed as WRONG.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "support"))  # as the tests have it

PARTS = ("bytes", "slow", "fuzz", "walk", "connect", "load", "hostile", "cycles")
"""Each is a module of that name, `ssh_…`, whose `report` prints and gives back what is wrong."""


def main(part: str = "") -> bool:
    """Print one part, or all. Is anything wrong?"""
    wrong: list[str] = []
    for name in [part] if part else PARTS:
        wrong += import_module(f"tests.bench.ssh_{name}").report()
    for each in wrong:
        print(f"WRONG {each}")
    return bool(wrong)
