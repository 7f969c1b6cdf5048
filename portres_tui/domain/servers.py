"""TCP/IP servers: their ports, their profile, what is wrong with them. What their jobs do is told
elsewhere. Knows no store."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

INSTANCE_KEYWORDS = {"*HTTP": "HTTPSVR", "*IAS": "INSTANCE"}
"""The parameter that names one instance of a server that has several."""

CONFIGURED = ("*HTTP",)
"""Shipped servers whose profile is a matter of their configuration (directive ServerUserID)."""

ALONE = ("DBGSVR", "DBGSVC")
"""Families of one server, whose commands need not name it."""

FAMILIES = ("TCPSVR", "HOSTSVR", *ALONE)
"""The families of servers, in the order in which lists show them; see TcpServer.family."""

CUSTOM_SUBSYSTEM = "QUSRWRK"
"""Where custom applications run (assumed)."""


class ServerPort(NamedTuple):
    """A port that a server binds when it starts; a TLS port only once a certificate is there."""

    port: int
    protocol: str = "*TCP"
    tls: bool = False
    service: str = ""
    """Its name in the service table, whose entry says which port it is; empty when it has none."""


class TcpServer(NamedTuple):
    """A server as the machine knows it. Marks are S (attested) or A (assumed)."""

    name: str
    """What the machine calls it: the SERVER value, with the instance if it has one."""
    title: str
    """What lists and messages call it: `XYZ` in "XYZ server unable to …"."""
    ports: tuple[ServerPort, ...]
    job: str
    """Job name; `nnnnn` in it becomes a number."""
    subsystem: str
    profile: str
    """The profile the job runs under; `*CURRENT` is whoever starts it."""
    family: str = "TCPSVR"
    """STRTCPSVR, STRHOSTSVR, STRDBGSVR or STRDBGSVC starts it: the part behind STR."""
    helpers: tuple[str, ...] = ()
    """Further jobs of the server: they are there while it is, and wait."""
    autostart: bool = False
    tls: bool = False
    mark: str = "A"
    assumed: str = ""
    """What of the row is assumed when the mark is A."""
    own: bool = False
    """Somebody added it: a custom application."""
    program: str = ""
    """LIBRARY/PROGRAM of a custom application."""
    text: str = ""
    fault: str = "*NONE"
    """What is wrong with it though no restriction is; see Fault."""
    clients: int = 0
    """Simulated clients that connect to it once it listens."""
    kind: str = ""
    """The server type of a custom application, in the words of who added it."""
    adopts: str = ""
    """The owner of a custom application's program whose authority it adopts. A bind never looks at it."""

    @property
    def profiles(self) -> tuple[str, ...]:
        """The profiles that it cannot do without, as far as they are known before it starts."""
        return tuple(each for each in (self.profile, self.adopts) if each not in ("", "*CURRENT"))

    @property
    def profile_mark(self) -> str:
        """The mark of its profile; none when somebody of this machine has chosen it."""
        if self.own or self.profile[0] not in "Q*":
            return ""
        return "A" if "the profile" in self.assumed else "S"

    @property
    def value(self) -> str:
        """What names it in SERVER()."""
        return self.name.partition(" ")[0]

    @property
    def instance(self) -> str:
        """What tells it from others of the same value; empty when there are none."""
        return self.name.partition(" ")[2]

    @property
    def spoken(self) -> str:
        """The title as it stands in "&1 server"."""
        return self.title.removesuffix(" Server")

    @property
    def address(self) -> str:
        """The parameters that name it in CL: `SERVER(*HTTP) HTTPSVR(*ADMIN)`."""
        keyword = INSTANCE_KEYWORDS.get(self.value, "")
        return f"SERVER({self.value})" + (f" {keyword}({self.instance})" if self.instance else "")

    @property
    def start_command(self) -> str:
        """The CL command that starts it."""
        return self._command("STR")

    @property
    def end_command(self) -> str:
        """The CL command that ends it."""
        return self._command("END")

    def _command(self, verb: str) -> str:
        alone = self.family in ALONE
        return f"{verb}{self.family}" + ("" if alone else f" {self.address}")

    @property
    def change_command(self) -> str:
        """The CL command that changes it; empty for one without a special value."""
        changing = f"CHGTCPSVR {self.address.replace('SERVER', 'SVRSPCVAL', 1)}"
        return changing if self.value.startswith("*") else ""

    @property
    def configuration(self) -> str:
        """The file that an HTTP server reads when it starts (assumed)."""
        instance = self.instance.lstrip("*").lower()
        return f"/www/{instance}/conf/httpd.conf"

    @property
    def bound_ports(self) -> tuple[ServerPort, ...]:
        """The ports that a start binds, in order."""
        return tuple(port for port in self.ports if self.tls or not port.tls)


def kept(shipped: TcpServer, found: TcpServer | None) -> TcpServer:
    """A server as it is shipped today, with what was changed of it on a machine of before."""
    if found is None:
        return shipped
    profile = found.profile if found.value in CONFIGURED else shipped.profile
    return shipped._replace(
        autostart=found.autostart, tls=found.tls, fault=found.fault, profile=profile
    )


class Fault(StrEnum):
    """What may keep a server from its work that has nothing to do with ports."""

    NONE = "*NONE"
    FILE = "*FILEAUT"
    """It may not open one of its files, and ends."""
    DEAF = "*NOLISTEN"
    """Its job lives and listens to nothing."""


class Socket(NamedTuple):
    """A bound port. `since` may lie up to a second ahead."""

    protocol: str
    port: int
    job: str
    profile: str
    since: float
