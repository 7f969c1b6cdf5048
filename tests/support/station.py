"""Somebody at the machine's own display station: signs on with a password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from walker import Clock, Walker

from portres_tui.display.keyboard import Keyboard
from portres_tui.domain.system import JournalEntry, System, SystemValue
from portres_tui.opening import furnish
from portres_tui.store.memory import MemorySystem
from portres_tui.store.sessions import Attendance
from portres_tui.workstation import Workstation, at_sign_on

OFFICER = "Sesame-21"
"""The password of QSECOFR."""


class Plain:
    """Hashes that cost nothing; see domain.users.PasswordHasher. `asked` counts."""

    def __init__(self) -> None:
        self.asked = 0
        self.meanwhile: Callable[[], object] = lambda: None

    def hash(self, password: str) -> str:
        self.asked += 1
        return "#" + password[::-1]

    def verify(self, hash: str, password: str) -> bool:
        self.asked += 1
        self.meanwhile()
        return hash == "#" + password[::-1]


class Visitor(Walker):
    """A walker who begins at Sign On. `signs_on` types a profile and its password."""

    def __init__(
        self,
        system: System | None = None,
        clock: Clock | None = None,
        home: Path = Path("/nowhere"),
        *,
        attendance: Attendance | None = None,
    ) -> None:
        self.clock = clock or Clock()
        if system is None:
            system = MemorySystem()
            furnish(system, self.clock())
        self.system = system
        self.passwords = Plain()
        self.station: Workstation = at_sign_on(
            system, home, self.passwords, self.clock, UTC, attendance
        )
        self.paused: list[float] = []
        self.station._admission._pause = self.paused.append
        self.conversation = self.station
        self.keyboard = Keyboard(self.station.start())

    def signs_on(self, user: str, password: str) -> Visitor:
        return self.fills(USER=user, PASSWORD=password)

    def fills(self, **fields: str) -> Visitor:
        """Type into the fields of a form, and press Enter."""
        for name, text in fields.items():
            self.to(f"{name}.0")
            self.keyboard.press("erase_eof")
            self.type(text)
        self.press("enter")
        return self

    def gives(self, name: str, text: str) -> Visitor:
        """A system value."""
        with self.system.transaction(JournalEntry(0, "000000/QSYS/SCPF", "QSYS", "")):
            self.system.values.put(SystemValue(name, text))
        return self

    def does(self, *commands: str) -> Visitor:
        """The security officer changes the machine meanwhile."""
        from portres_tui.cl.interpreter import Interpreter
        from portres_tui.commands import CATALOGUE
        from portres_tui.session import begin

        session = begin(self.system, Path("/nowhere"), clock=self.clock, zone=UTC)
        runs = Interpreter(CATALOGUE, session.messages, self.clock, self.passwords)
        for text in commands:
            reply = runs.run(text, session.requester)
            assert not reply.failed, (text, reply.messages)
        session.end()
        return self


def visitor(**options: object) -> Visitor:
    """Somebody at Sign On of a machine whose security officer has a password."""
    here = Visitor(**options)
    return here.fills(NEWPWD=OFFICER, VFYPWD=OFFICER)
