"""What a store must offer: the machine as its commands see it.

Two kinds of things: *state* (tables, changed only inside a transaction, each of which raises the
revision by one and leaves one journal entry) and *logs* (job logs and the audit journal), which
have a sequence of their own and never raise the revision.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol, TypeVar

from portres_tui.domain.connections import Connection
from portres_tui.domain.jobs import Job
from portres_tui.domain.logs import SYSTEM_JOB, Logs
from portres_tui.domain.ports import Covered, PortRestriction
from portres_tui.domain.queues import MessageQueue, QueuedMessage
from portres_tui.domain.servers import Socket, TcpServer
from portres_tui.domain.services import Service
from portres_tui.domain.spool import SpooledFile, SpooledText
from portres_tui.domain.subsystems import Subsystem
from portres_tui.domain.users import Password, UserProfile


class MachineError(Exception):
    """The machine cannot be read or written now; the text says why."""


Row = TypeVar("Row")
Key = tuple[Any, ...]


class SystemValue(NamedTuple):
    """A value of the machine as a whole, such as its name."""

    name: str
    value: str


class TableShape(NamedTuple):
    """A table's row type, the fields that identify a row and order the table, the fields that rows
    are found by, and those that the journal does not tell: they are secret, or large."""

    row: type
    key: tuple[str, ...]
    finds: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()

    def key_of(self, row: object) -> Key:
        return tuple(getattr(row, name) for name in self.key)


SHAPES: Mapping[str, TableShape] = {
    "restrictions": TableShape(PortRestriction, ("lower", "upper", "protocol", "profile")),
    "profiles": TableShape(UserProfile, ("name",)),
    "passwords": TableShape(Password, ("profile",), untold=("hash",)),
    "servers": TableShape(TcpServer, ("name",)),
    "services": TableShape(Service, ("name", "port", "protocol"), finds=("name",)),
    "subsystems": TableShape(Subsystem, ("name",)),
    "jobs": TableShape(Job, ("number",), finds=("server", "open", "user", "name")),
    "sockets": TableShape(Socket, ("protocol", "port"), finds=("job",)),
    "connections": TableShape(
        Connection, ("protocol", "local_port", "remote_address", "remote_port"), finds=("job",)
    ),
    "queues": TableShape(MessageQueue, ("name",)),
    "messages": TableShape(QueuedMessage, ("queue", "number")),
    "spooled": TableShape(SpooledFile, ("job", "number"), finds=("user", "queue")),
    "spooled_text": TableShape(SpooledText, ("job", "number"), untold=("lines",)),
    "values": TableShape(SystemValue, ("name",)),
}
"""Every table of the machine. Table names are also those of the file that keeps them."""


class Table(Protocol[Row]):
    """Rows in the order of their keys. Rows are values: change one by putting another."""

    def __iter__(self) -> Iterator[Row]: ...

    def __len__(self) -> int: ...

    def get(self, *key: Any) -> Row | None:
        """The row with this key."""

    def find(self, **values: Any) -> list[Row]:
        """Rows whose declared fields (TableShape.finds) have these values."""

    def last(self, **values: Any) -> Row | None:
        """Of these rows the one that was added last, however many there are."""

    def page(self, after: Key | None, n: int) -> list[Row]:
        """The first `n` rows behind key `after`, or from the start."""

    def page_before(self, before: Key | None, n: int) -> list[Row]:
        """The last `n` rows before key `before`, or up to the end, in key order."""

    def put(self, row: Row) -> None:
        """Add the row, or replace the one with its key. Only inside a transaction."""

    def remove(self, *key: Any) -> None:
        """Remove the row with this key; KeyError if there is none. Only inside a transaction."""


class Change(NamedTuple):
    """One row's change: its images before (None: added) and after (None: removed), as plain
    values of its fields but for those that the journal does not tell."""

    table: str
    key: Key
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


class JournalEntry(NamedTuple):
    """What one transaction changed, and who asked for it how and when. `cl` is the command as it was
    given."""

    time: float
    job: str
    profile: str
    cl: str
    changes: tuple[Change, ...] = ()
    revision: int = 0


BY_SYSTEM = (SYSTEM_JOB, "QSYS")
"""Job and profile that changes are journalled under which nobody asked for by a command."""


class Limit(NamedTuple):
    """How much is kept of what only grows: entries of the last `days` whole days, and of these the
    last `entries`. 0 stands for any age, and for any number."""

    days: int
    entries: int

    def since(self, now: float) -> float:
        """What is older than this moment is too old. It is a midnight (UTC), so that what grows is
        cut once a day and not all the time."""
        return (now // DAY - self.days) * DAY if self.days else float("-inf")


DAY = 86_400.0
"""Seconds."""

RETENTION: Mapping[str, tuple[str, Limit]] = {
    "journal": ("KEEPJRN", Limit(365, 50_000)),
    "log": ("KEEPLOG", Limit(30, 100_000)),
    "audit": ("KEEPAUD", Limit(365, 50_000)),
    "messages": ("KEEPMSG", Limit(30, 500)),
}
"""What is kept of the journal, the job logs, the audit journal and each message queue as shipped, and
the name of the system value (`days,entries`) that says otherwise."""

DAYS_AND_ENTRIES = re.compile(r"([0-9]{1,9}),([0-9]{1,9})")


Patience = Callable[[object, float], bool]
"""(who holds the machine, seconds waited): go on waiting? Asked again and again, by the thread that
waits."""


Tell = Callable[[], None]
"""What is called when something has changed."""


class System(Logs, Protocol):
    """The machine."""

    long_lived: bool
    """Will this process ask `covering` again and again? It may then keep what answers fast. False
    unless it is set."""

    @property
    def read_only(self) -> bool:
        """Is every change refused?"""

    @property
    def taken(self) -> float | None:
        """When the copy was taken that is read instead of the machine (seconds since the epoch);
        None when it is the machine itself."""

    patience: Patience | None
    """What decides how long a transaction of this thread waits for its turn. None waits for some
    seconds."""

    @property
    def restrictions(self) -> Table[PortRestriction]: ...
    @property
    def profiles(self) -> Table[UserProfile]: ...
    @property
    def passwords(self) -> Table[Password]: ...
    @property
    def servers(self) -> Table[TcpServer]: ...
    @property
    def services(self) -> Table[Service]: ...
    @property
    def subsystems(self) -> Table[Subsystem]: ...
    @property
    def jobs(self) -> Table[Job]: ...
    @property
    def sockets(self) -> Table[Socket]: ...
    @property
    def connections(self) -> Table[Connection]: ...
    @property
    def queues(self) -> Table[MessageQueue]: ...
    @property
    def messages(self) -> Table[QueuedMessage]: ...
    @property
    def spooled(self) -> Table[SpooledFile]: ...
    @property
    def spooled_text(self) -> Table[SpooledText]: ...
    @property
    def values(self) -> Table[SystemValue]: ...

    def covering(self, protocol: str, port: int) -> Covered:
        """The restrictions that cover a port, in key order."""

    def transaction(self, header: JournalEntry) -> AbstractContextManager[None]:
        """All or nothing. When anything in a table changed, one journal entry is written with it:
        `header` with the changes and the new revision. Log entries written inside belong to it.
        Transactions do not nest."""

    def revision(self) -> int:
        """The number of the last transaction that changed state; 0 on an empty machine."""

    def journal(self, after: int = 0, n: int | None = None) -> list[JournalEntry]:
        """The journal behind a revision, oldest first: the first `n` entries, or all of it."""

    def journal_before(self, before: int | None, n: int) -> list[JournalEntry]:
        """The last `n` entries of the journal before a revision, or up to its end, oldest first."""

    def retain(self, limits: Mapping[str, Limit], now: float, budget: int) -> bool:
        """Let go of the oldest entries of the journal and the logs that are beyond `limits`
        (what these do not name stays): at most `budget` of them, in small transactions. Is there
        more to do?

        The newest journal entry stays, so the revision never goes back. The log of a job that lives
        stays, and so does that of the newest job of each server. Any other job goes with the last
        line of its log; the jobs of one transaction are journalled in one entry, under BY_SYSTEM.
        Any thread may call this, outside a transaction. MachineError when it cannot be written.
        """

    def stamp(self) -> object:
        """A value that changes with every commit to the machine, by whomever: state or logs. Costs
        microseconds; compare with `!=` only."""

    def listen(self, tell: Tell) -> Callable[[], None]:
        """Call `tell` whenever somebody has committed something: at once when it was this process,
        within half a second when it was another. It is called in any thread, now and then for
        nothing, and must not wait for anything. What comes back ends it."""

    def close(self) -> None:
        """Let go of files. The machine is not to be used afterwards."""


def value(system: System, name: str, otherwise: str = "") -> str:
    """A system value."""
    found = system.values.get(name)
    return found.value if found else otherwise


def system_name(system: System) -> str:
    """The name that panels show after `System:`."""
    return value(system, "SYSNAME")


def limits(system: System) -> Mapping[str, Limit]:
    """What the machine keeps; a value that is not `days,entries` says nothing."""
    return {name: _limit(system, said) or shipped for name, (said, shipped) in RETENTION.items()}


def _limit(system: System, name: str) -> Limit | None:
    found = DAYS_AND_ENTRIES.fullmatch(value(system, name))
    return Limit(int(found[1]), int(found[2])) if found else None
