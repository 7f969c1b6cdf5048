"""Somebody at the machine itself: changes it without CL, one transaction for each thing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from walker import Clock

from portres_tui.domain.jobnames import newest_job
from portres_tui.domain.jobs import Job
from portres_tui.domain.machine import end_server, start_server
from portres_tui.domain.messages import Message
from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.serverjobs import status
from portres_tui.domain.servers import TcpServer
from portres_tui.domain.system import JournalEntry
from portres_tui.store.memory import MemorySystem


class Operator:
    """Each thing that is done is a minute behind the one before it."""

    def __init__(self, system: MemorySystem, clock: Clock) -> None:
        self.system = system
        self.clock = clock
        self.logged: list[tuple[Job, float, Message]] = []

    @contextmanager
    def changing(self) -> Iterator[None]:
        self.clock.forward(60)
        with self.system.transaction(JournalEntry(self.clock(), "000000/QSYS/SCPF", "QSYS", "")):
            yield

    def reserve(self, lower: int, upper: int, protocol: str, profile: str) -> None:
        with self.changing():
            self.system.restrictions.put(PortRestriction(lower, upper, protocol, profile))

    def server(self, name: str) -> TcpServer:
        found = self.system.servers.get(name)
        assert found is not None
        return found

    def change(self, server: TcpServer) -> None:
        with self.changing():
            self.system.servers.put(server)

    def start(self, name: str, starter: str = "QSECOFR") -> Job:
        self.logged.clear()
        with self.changing():
            return start_server(self.system, self.server(name), starter, self.clock(), self._log)

    def end(self, job: Job) -> None:
        self.logged.clear()
        with self.changing():
            end_server(self.system, job, self.clock(), self._log)

    def status(self, name: str) -> str:
        """A second later, when all that was decided is due."""
        return status(newest_job(self.system, name), self.clock() + 1)

    def errno(self) -> str:
        """That of the last start; empty if it went well."""
        return "".join(line.data.get("errno", "") for _, _, line in self.logged)

    def ports(self, job: Job) -> list[tuple[str, int]]:
        return [(each.protocol, each.port) for each in self.system.sockets.find(job=job.id)]

    def _log(self, job: Job, moment: float, line: Message) -> None:
        self.logged.append((job, moment, line))
