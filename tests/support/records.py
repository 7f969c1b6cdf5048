"""What a machine has on record, all of it: what the product reads by pages."""

from __future__ import annotations

from portres_tui.domain.audit import AuditEntry
from portres_tui.domain.logs import Audited
from portres_tui.domain.system import System

_ALL = 1_000_000


def audit_entries(system: System) -> list[AuditEntry]:
    """The audit journal, oldest first."""
    return system.audit_page(Audited(), None, _ALL)
