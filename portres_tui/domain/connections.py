"""Established connections: simulated clients at the ports that servers listen on.

Times are seconds since the epoch (UTC); a connection may be dated ahead, like all that takes a
moment. Knows no store.
"""

from __future__ import annotations

from typing import NamedTuple


class Connection(NamedTuple):
    """A client at a bound port. Its job and profile are those of the server; the user that a server
    changes to later is not simulated."""

    protocol: str
    local_port: int
    remote_address: str
    remote_port: int
    job: str
    profile: str
    since: float
    pulse: float = 60.0
    """Seconds from one sign of life of the client to the next."""

    def idle(self, now: float) -> float:
        """Seconds since the last sign of life."""
        return (now - self.since) % self.pulse
