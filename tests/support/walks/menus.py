"""Menus: walks to their panels."""

from __future__ import annotations

from walks.start import Walks

WALKS: Walks = {
    "main": lambda w: w,
    "main-wrong-option": lambda w: w.command("77"),
    "cfgtcp": lambda w: w.command("CFGTCP"),
}  # fmt: skip
