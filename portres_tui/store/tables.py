"""The machine's tables as attributes, the same for every store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portres_tui.domain.connections import Connection
from portres_tui.domain.jobs import Job
from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.queues import MessageQueue, QueuedMessage
from portres_tui.domain.servers import Socket, TcpServer
from portres_tui.domain.services import Service
from portres_tui.domain.spool import SpooledFile, SpooledText
from portres_tui.domain.subsystems import Subsystem
from portres_tui.domain.system import SHAPES, SystemValue, Table
from portres_tui.domain.users import Password, UserProfile


class Tables:
    """What `domain.system.SHAPES` names; see domain.system.System."""

    restrictions: Table[PortRestriction]
    profiles: Table[UserProfile]
    passwords: Table[Password]
    servers: Table[TcpServer]
    services: Table[Service]
    subsystems: Table[Subsystem]
    jobs: Table[Job]
    sockets: Table[Socket]
    connections: Table[Connection]
    queues: Table[MessageQueue]
    messages: Table[QueuedMessage]
    spooled: Table[SpooledFile]
    spooled_text: Table[SpooledText]
    values: Table[SystemValue]

    def _lay(self, table: Callable[[str], Any]) -> None:
        """Make every table by its name."""
        for name in SHAPES:
            setattr(self, name, table(name))
