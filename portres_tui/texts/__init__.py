"""The texts and data that the package ships: the machine as it is fresh, messages, help.

Each is read when it is first asked for, and once. Knows what the files look like and into which
values they turn; knows no store, no panel and no command.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_type_hints

from portres_tui.domain.dates import Calendar
from portres_tui.domain.machine import Shipped
from portres_tui.domain.messages import MessageDescription, MessageFile
from portres_tui.domain.servers import ServerPort, TcpServer
from portres_tui.domain.services import Service
from portres_tui.domain.subsystems import Subsystem
from portres_tui.domain.system import SystemValue
from portres_tui.domain.users import UserProfile

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Row = TypeVar("Row")
Raw = Mapping[str, Any]
"""A table as it stands in a TOML file."""


class Topic(NamedTuple):
    """A help text: on a whole (`body`), and on each of its parts (`sections`, by name).

    A text is paragraphs with a blank line between; each is one line, for the display to wrap. A
    paragraph that begins with four blanks is an example: it keeps its lines, as they stand.
    """

    title: str
    body: str
    sections: Mapping[str, str]


@cache
def machine() -> Shipped:
    """The shipped machine. ValueError if its file says something that no row can hold."""
    return _machine(_toml(_shipped("machine.toml").read_text("utf-8")))


def messages(calendar: Calendar) -> MessageFile:
    """All message descriptions, with dates written in the way of `calendar`."""
    return MessageFile(_all_descriptions(), calendar)


@cache
def help_topic(kind: str, name: str) -> Topic | None:
    """The help on a command (`"commands"`) or a panel (`"panels"`); None when there is none."""
    if not name.isalnum():
        return None
    file = _shipped("help", kind, f"{name}.md")
    return _topic(file.read_text("utf-8")) if file.is_file() else None


def _shipped(*path: str) -> Traversable:
    from importlib.resources import files

    return files(__name__).joinpath(*path)


def _toml(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def _row(kind: type[Row], name: str, raw: Raw) -> Row:
    """One row of `kind`, its lists made tuples. ValueError names the row and what is wrong."""
    if unknown := sorted(raw.keys() - get_type_hints(kind)):
        raise ValueError(f"{name}: unknown {', '.join(unknown)}")
    values = {key: tuple(v) if isinstance(v, list) else v for key, v in raw.items()}
    try:
        return kind(**values)
    except TypeError as wrong:
        raise ValueError(f"{name}: {wrong}") from wrong


# The machine


def _machine(raw: Raw) -> Shipped:
    return Shipped(
        tuple(_row(UserProfile, name, row) for name, row in _grouped(raw["profiles"])),
        servers := tuple(_server(name, row) for name, row in _grouped(raw["servers"])),
        tuple(_services(servers, raw["services"])),
        tuple(Subsystem(name, text) for name, text in raw["subsystems"].items()),
        tuple(SystemValue(name, value) for name, value in raw["values"].items()),
    )


def _services(servers: Iterable[TcpServer], raw: Raw) -> Iterator[Service]:
    """The services that ports are named by, each once, and the others."""
    named = [port for server in servers for port in server.ports if port.service]
    named += [_port(f"{text} {name}") for name, text in raw["others"].items()]
    for service, port, protocol in sorted({(p.service, p.port, p.protocol) for p in named}):
        mark = "S" if service in raw["attested"] else "A"
        yield Service(service, port, protocol, mark=mark)


def _grouped(groups: Iterable[Raw]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of all groups by name, each with what its group shares."""
    for group in groups:
        for name, row in group["each"].items():
            yield name, {"name": name, **group.get("shared", {}), **row}


def _server(name: str, raw: dict[str, Any]) -> TcpServer:
    job, *helpers = raw.pop("jobs")
    ports = [_port(text) for text in raw.pop("ports")]
    told = {"job": job, "helpers": helpers, "ports": ports}
    return _row(TcpServer, name, {**raw, **told, "mark": "A" if raw.get("assumed") else "S"})


def _port(text: str) -> ServerPort:
    """`23`, `69 UDP` or `992 TLS`, each with or without the name of a service behind."""
    number, *words = text.split()
    kind = words.pop(0) if words and words[0].isupper() else ""
    if kind not in ("", "UDP", "TLS") or len(words) > 1:
        raise ValueError(f"{text}: not a port")
    protocol = "*UDP" if kind == "UDP" else "*TCP"
    return ServerPort(int(number), protocol, kind == "TLS", "".join(words))


# Messages


@cache
def _all_descriptions() -> Mapping[str, MessageDescription]:
    files = (f for f in _shipped("messages").iterdir() if f.name.endswith(".toml"))
    return _descriptions(file.read_text("utf-8") for file in sorted(files, key=lambda f: f.name))


def _descriptions(texts: Iterable[str]) -> dict[str, MessageDescription]:
    """The messages of several TOML texts; ValueError if two describe the same ID."""
    found: dict[str, MessageDescription] = {}
    for text in texts:
        for id, raw in _toml(text).items():
            if id in found:
                raise ValueError(f"{id}: described twice")
            found[id] = _row(MessageDescription, id, {"id": id, **raw})
    return found


# Help


def _topic(text: str) -> Topic:
    """`# Title`, the body, then `## NAME` before each section."""
    head, *parts = ("\n" + text).split("\n## ")
    title, _, body = head.strip().removeprefix("# ").partition("\n")
    named = (part.partition("\n") for part in parts)
    return Topic(title, _reflowed(body), {name.strip(): _reflowed(of) for name, _, of in named})


def _reflowed(text: str) -> str:
    paragraphs = (each.strip("\n") for each in text.split("\n\n") if each.strip())
    return "\n\n".join(
        each.rstrip() if each.startswith("    ") else " ".join(each.split()) for each in paragraphs
    )
