"""What may be typed behind the words of shell commands. What is wrong is told by argparse."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from portres_tui.cl.types import Name


def name(text: str) -> str:
    """A name of IBM i, in capitals."""
    try:
        return Name().read(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no name of IBM i") from None


def number_of(what: str) -> Callable[[str], int]:
    """Reads a number from 1 on."""

    def number(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text):
            return int(text)
        raise argparse.ArgumentTypeError(f"{text!r} is no number of {what}: 1 or more")

    return number
