"""Sessions: walks to their list."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from walker import Walker

from portres_tui.session import begin
from walks.start import Walks


def others(walker: Walker) -> Walker:
    """Two more are signed on, one of them from elsewhere."""
    for profile, address in (("OPER", "10.1.1.20"), ("WEBUSR", "")):
        begin(
            walker.session.system, Path("/nowhere"), profile,
            clock=walker.clock, zone=UTC, address=address,
        )  # fmt: skip
    return walker


WALKS: Walks = {
    "wrkssn": lambda w: others(w).command("WRKSSN"),
    "wrkssn-end": lambda w: others(w).command("WRKSSN").option("OPER", "4").press("enter"),
}
