"""The one definition of a command.

Parser, prompter (F4), help (F1), authority check and batch mode read these objects; none of them
knows a command by name.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from portres_tui.cl.types import Type
from portres_tui.domain.messages import Message
from portres_tui.domain.system import System
from portres_tui.domain.users import User

Listed = Callable[[System], Sequence[str]]
"""Values that a machine has for an element."""


def none_listed(system: System) -> Sequence[str]:  # noqa: ARG001 - every machine has none
    """What most elements can be does not depend on the machine."""
    return ()


@dataclass(frozen=True)
class Elem:
    """One value of a parameter, and one input field of the prompter.

    `default` None makes it required. `special` values are taken as they stand, before `type`
    is asked.
    """

    prompt: str
    type: Type
    default: str | None = None
    special: tuple[str, ...] = ()
    secret: bool = False
    """What is typed for it is not shown, logged or journalled; see cl.masking."""
    listed: Listed = field(default=none_listed, compare=False)
    """What F4 lists besides `values`: it is asked of the machine."""

    @property
    def mixed(self) -> bool:
        """Upper and lower case are not the same."""
        return bool(getattr(self.type, "mixed", False))

    @property
    def required(self) -> bool:
        return self.default is None

    @property
    def length(self) -> int:
        """The characters that its input field holds."""
        return max([self.type.length, *(len(value) for value in self.special)])

    @property
    def choices(self) -> str:
        """What the prompt shows at the right of the field."""
        return ", ".join([*([self.type.choices] if self.type.choices else []), *self.special])

    @property
    def values(self) -> tuple[str, ...]:
        """The values that F4 lists; empty when they cannot be listed."""
        return (*self.type.values, *self.special)

    def read(self, text: str) -> Any:
        """The typed value of `text`; ValueError if it is not one."""
        return text.upper() if text.upper() in self.special else self.type.read(text)


class Form(Enum):
    """How the elements of a parameter stand in CL text."""

    ELEMENTS = "separated by blanks: PORT(21 *ONLY)"
    QUALIFIED = "separated by slashes, last element first: JOB(123456/QTCP/QTFTP00092)"


@dataclass(frozen=True)
class Parm:
    """A parameter: one element, or several; `most` > 1 makes it a list of them."""

    keyword: str
    prompt: str
    elements: tuple[Elem, ...]
    most: int = 1
    form: Form = Form.ELEMENTS
    single: tuple[str, ...] = ()
    """Values that stand alone for the whole parameter, such as PORT(*ALL) or JOB(*)."""
    occasions: tuple[str, ...] = ()
    """What each value of a list of `most` is, where the first is another thing than the second."""
    when: tuple[str, tuple[str, ...]] | None = None
    """Prompt control: the prompt asks for it while another keyword has one of these values, or once
    it has a value that is not its default. None asks always."""

    @property
    def required(self) -> bool:
        return self.elements[0].required

    @property
    def is_list(self) -> bool:
        return self.most > 1


def parm(
    keyword: str,
    prompt: str,
    type: Type,
    default: str | None = None,
    *,
    special: tuple[str, ...] = (),
    most: int = 1,
    single: tuple[str, ...] = (),
    secret: bool = False,
    listed: Listed = none_listed,
    when: tuple[str, tuple[str, ...]] | None = None,
) -> Parm:
    """A parameter of one element."""
    element = Elem(prompt, type, default, special, secret, listed)
    return Parm(keyword, prompt, (element,), most, single=single, when=when)


@dataclass(frozen=True)
class Authority:
    """The special authorities of which a command asks for one, or for all of them."""

    names: tuple[str, ...] = ()
    all: bool = False

    def held_by(self, user: User) -> bool:
        held = [name in user.authorities for name in self.names]
        return all(held) if self.all else any(held) or not held

    def __str__(self) -> str:
        return (" and " if self.all else " or ").join(self.names) or "*NONE"


NO_AUTHORITY = Authority()


def any_of(*names: str) -> Authority:
    """One of these special authorities is enough."""
    return Authority(names)


def all_of(*names: str) -> Authority:
    """Each of these special authorities is asked for."""
    return Authority(names, all=True)


class Where(Enum):
    """Where a command may run."""

    ANYWHERE = "All environments (*ALL)"
    INTERACTIVE = "Interactive job (*INTERACT)"


@dataclass(frozen=True)
class Show:
    """A command's answer: show this panel. `arguments` are what its rows depend on. With `prints` it
    is not shown but printed, whoever asks."""

    panel: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    prints: bool = False


@dataclass(frozen=True)
class SignOff:
    """A command's answer: the interactive job ends."""


Answer = Message | Show | SignOff
"""What a command's function gives back."""


@dataclass(frozen=True)
class Command:
    """A command: its name, its prompt, its parameters, and the function that does the work."""

    name: str
    prompt: str
    parms: tuple[Parm, ...]
    authority: Authority
    where: Where
    run: Callable[..., Answer] = field(compare=False)
    ours: bool = False
    """True for a command that IBM i does not have; its help says so."""
    limited: bool = False
    """May be typed by a user with limited capabilities (LMTCPB *YES)."""

    @property
    def secret(self) -> frozenset[str]:
        """The keywords of which nothing may be told."""
        return frozenset(p.keyword for p in self.parms if any(e.secret for e in p.elements))

    def parm(self, keyword: str) -> Parm | None:
        return next((parm for parm in self.parms if parm.keyword == keyword), None)


def command(
    name: str,
    prompt: str,
    *parms: Parm,
    authority: Authority = NO_AUTHORITY,
    where: Where = Where.ANYWHERE,
    ours: bool = False,
    limited: bool = False,
) -> Callable[[Callable[..., Answer]], Command]:
    """Turn a function into a command; behind the request it takes the keywords in lower case, in their
    order. Those that it only hands on it may take together: `**said`."""

    def define(run: Callable[..., Answer]) -> Command:
        taken, declared = _taken(run), [parm.keyword.lower() for parm in parms]
        rest = "**" if "**" in taken else ""
        expected = [each for each in declared if not rest or each in taken]
        if taken != [*expected, *rest.split()]:
            raise TypeError(f"{name} declares {declared} but its function takes {taken}")
        return Command(name, prompt, parms, authority, where, run, ours, limited)

    return define


def _taken(run: Callable[..., Answer]) -> list[str]:
    """What a function takes behind the request; `**` stands for all else."""
    _, *taken = inspect.signature(run).parameters.values()
    return ["**" if each.kind is each.VAR_KEYWORD else each.name for each in taken]
