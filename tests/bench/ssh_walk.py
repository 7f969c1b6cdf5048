"""The product's main job from beginning to end, on a pseudo terminal, for six kinds of terminals."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from journey import WALKED, Hands, walk
from keycodes import KEYBOARDS
from terminal import Terminal


def report() -> list[str]:
    """Print how long each walk takes and what it writes; those that lead nowhere."""
    print("the walk of the README, by the keys of each terminal")
    wrong = []
    for name in WALKED:
        with tempfile.TemporaryDirectory() as home:
            terminal = Terminal(Path(home), term=KEYBOARDS[name].term)
            began = time.perf_counter()
            try:
                walk(Hands(terminal.until("===>"), name))
                code = terminal.end()
            except AssertionError as error:
                wrong.append(f"the walk on {name}: {error}")
                continue
            finally:
                terminal.close()
            took = time.perf_counter() - began
        print(
            f"  {name:<14} TERM={KEYBOARDS[name].term:<15} {took:5.1f} s  {len(terminal.written):6} bytes"
        )
        wrong += [f"the walk on {name}: exit code {code}"] if code else []
    return wrong
