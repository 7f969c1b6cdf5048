"""Port restrictions as somebody at the keyboard adds them, and as the machine has them."""

from __future__ import annotations

from walker import Walker


def reserve(walker: Walker, *commands: str) -> Walker:
    for each in commands:
        walker.command(f"ADDTCPPORT {each}")
    return walker


def entries(walker: Walker) -> list[tuple[int, int, str, str]]:
    return [(e.lower, e.upper, e.protocol, e.profile) for e in walker.session.system.restrictions]
