"""Start, typing, idling and memory of the app beside a bare Textual app that draws as much."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.bench.terminal import Program

ROUNDS = 9
IDLE = 5.0
"""Seconds that nobody does anything."""

APPS = Path(__file__).parent / "apps"
ENV = {"TERM": "xterm-256color", "COLORTERM": "", "LANG": "C.UTF-8"}

Start = Callable[[], Program]


def _ours(home: str) -> Program:
    return Program([sys.executable, "-m", "portres_tui"], {**ENV, "PORTRES_HOME": home})


def _baseline(name: str) -> Program:
    return Program([sys.executable, str(APPS / f"{name}.py")], ENV)


def _first_panel(start: Start, mark: bytes) -> float:
    program = start()
    try:
        return program.until(mark)
    finally:
        program.end()


def _typing(start: Start, mark: bytes) -> tuple[float, float, int, int]:
    """Median seconds and bytes of a character, bytes while idle, private memory."""
    program = start()
    try:
        program.until(mark)
        program.quiet(0.7)
        typed = [program.type(b"a") for _ in range(25)]
        before = len(program.written)
        program.quiet(IDLE)
        idle = len(program.written) - before
        seconds, sizes = zip(*typed, strict=True)
        return median(seconds), median(sizes), idle, program.private_memory()
    finally:
        program.end()


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as home:
        made = _first_panel(lambda: _ours(f"{home}/first"), b"F1=Help")
        apps: dict[str, tuple[Start, bytes]] = {
            "portres": (lambda: _ours(f"{home}/first"), b"F1=Help"),
            "one widget": (lambda: _baseline("one_widget"), b"READY"),
            "24+24 widgets": (lambda: _baseline("many_widgets"), b"READY"),
        }
        first: dict[str, list[float]] = {name: [] for name in apps}
        for _ in range(ROUNDS):
            for name, (start, mark) in apps.items():
                first[name].append(_first_panel(start, mark))
        fresh = [
            _first_panel(lambda: _ours(tempfile.mkdtemp(dir=home)), b"F1=Help") for _ in range(7)
        ]
        _print_start({name: median(times) for name, times in first.items()}, made, median(fresh))
        _print_typing({name: _typing(*apps[name]) for name in ("portres", "one widget")})


def _print_start(first: dict[str, float], made: float, fresh: float) -> None:
    base = first["one widget"]
    print(f"exec to the first complete panel, medians of {ROUNDS}, interleaved")
    for name, seconds in first.items():
        print(f"  {name:<16} {seconds * 1000:7.0f} ms   {seconds / base:5.2f} x one widget")
    print(f"  portres / 24+24 widgets            {first['portres'] / first['24+24 widgets']:5.2f}")
    more = fresh - first["portres"]
    print(f"  making the machine first: {more * 1000:.0f} ms more (median of 7)")


def _print_typing(found: dict[str, tuple[float, float, int, int]]) -> None:
    base = found["one widget"]
    print("a typed character to the last byte, bytes; bytes in 5 s idle; private memory")
    for name, (seconds, size, idle, memory) in found.items():
        print(
            f"  {name:<12} {seconds * 1000:5.2f} ms ({seconds / base[0]:4.2f} x)  {size:4.0f} bytes"
            f"  idle {idle}  {memory / 2**20:5.1f} MB ({memory / base[3]:4.2f} x)"
        )
