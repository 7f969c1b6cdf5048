"""Plain mode on standard input and output, whether somebody sits there or not."""

from __future__ import annotations

import getpass
import io
import sys
import time

from portres_tui.plain.mode import PlainMode
from portres_tui.workstation import Workstation


def run(station: Workstation) -> int:
    """Until the workstation is left; the exit code, 1 when somebody else ended the session."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    typed = sys.stdin is not None and sys.stdin.isatty()
    echoed = typed and sys.stdout.isatty()
    confide = getpass.getpass if typed else _read_silently
    PlainMode(station, _read if echoed else _read_aloud, _write, confide, time.sleep).run()
    return int(bool(station.farewell))


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _read(prompt: str) -> str:
    """A line from somebody at a terminal; Ctrl-C drops what was typed of it."""
    while True:
        sys.stdout.write(prompt)
        sys.stdout.flush()
        try:
            return _line()
        except KeyboardInterrupt:
            sys.stdout.write("\n")


def _read_aloud(prompt: str) -> str:
    """A line that does not show in what comes out; said again, so that it is a transcript."""
    line = _line()
    _write(f"{prompt}{line}")
    return line


def _read_silently(prompt: str) -> str:
    line = _line()
    _write(prompt)
    return line


def _line() -> str:
    line = sys.stdin.readline() if sys.stdin else ""
    if not line:
        raise EOFError
    return line.rstrip("\r\n")
