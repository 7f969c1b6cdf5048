"""Runs of random commands and of random keys. What is found is told with the seed it came of."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from station import Visitor
from walker import Clock, Walker

from fuzz import checks
from fuzz.cl import SECRET, STRANGE, Scribe, pool
from fuzz.secrets import CATALOGUE
from portres_tui.cl.interpreter import Reply
from portres_tui.display.editor import LOCAL_KEYS
from portres_tui.display.keyboard import AID_KEYS
from portres_tui.domain.system import System
from portres_tui.opening import furnish
from portres_tui.store.memory import MemorySystem

BEFORE = 15
"""Commands that have been run when somebody sits down at the keyboard."""

_STRANGERS = 0.1
"""How many of those who sit down begin at Sign On."""

PROFILES = ("QSECOFR", "QSECOFR", "OPER", "WEBUSR")
"""Who is at the keyboard."""

Machine = Callable[[Clock], System]


def fresh(clock: Clock) -> System:
    """A shipped machine in memory."""
    system = MemorySystem()
    furnish(system, clock())
    return system


class _Failures(logging.Handler):
    """What would stand in portres.log."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(self.format(record))


@contextmanager
def failures() -> Iterator[list[str]]:
    """What the product logs as its own failures meanwhile."""
    handler, logger = _Failures(), logging.getLogger("portres")
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield handler.found
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagated


class Trial:
    """One session on one machine, with the random things that are done to it."""

    def __init__(self, seed: int, machine: Machine = fresh) -> None:
        self.random = Random(seed)
        self.clock = Clock()
        self.system = machine(self.clock)
        self.scribe = Scribe(self.random, CATALOGUE, pool(self.system))
        self.secrets: set[str] = set()
        self.begin()
        self.revision = self.system.revision()
        self.before = checks.images(self.system)

    def begin(self) -> None:
        """A new session, when the one before is over."""
        profile = self.random.choice(PROFILES)
        self.walker = Walker(self.system, self.clock, profile, Path("/nowhere"))
        self.session = self.walker.session
        self.session.interpreter.catalogue = CATALOGUE

    def sign_on(self) -> None:
        """Somebody stands at Sign On of the same machine."""
        self.walker = Visitor(self.system, self.clock)

    def changes(self) -> Iterator[str]:
        """What the journal does not tell of the changes since the last look."""
        after = checks.images(self.system)
        yield from checks.unjournalled(self.before, after, self.system.journal(self.revision))
        self.before, self.revision = after, self.system.revision()

    # Commands

    def command(self) -> Iterator[str]:
        """One command, and what is wrong behind it."""
        if not self.session.lives():
            self.begin()
            list(self.changes())
        session = self.session
        self.scribe.secrets.clear()
        text = self.scribe.text()
        self.secrets |= self.scribe.secrets
        revision = self.system.revision()
        reply = session.interpreter.run(text, session.requester)
        self.clock.forward(self.random.choice((0.0, 0.1, 3.0)))
        yield from (f"{told}  <- {text[:300]!r}" for told in self._after(text, reply, revision))
        yield from (f"{told}  <- {text[:300]!r}" for told in self.prompted(text))

    def _after(self, text: str, reply: Reply, revision: int) -> Iterator[str]:
        yield from checks.unworded(self.session.messages, reply.messages)
        yield from self.changes()
        if not reply.failed:
            self.scribe.learn(text)
        elif self.system.revision() != revision:
            yield "it failed and changed something"
        if reply.show:
            if self.system.revision() != revision:
                yield "it shows something and changed something"
            talk = self.walker.conversation
            talk.show(reply.show)
            yield from checks.broken(talk.display())
            talk.back()
        if not self.scribe.secrets:
            return
        for secret in self.scribe.secrets:
            if secret in repr(reply.messages):
                yield f"{secret} in what it answers"

    def prompted(self, text: str) -> Iterator[str]:
        """F4 on the same text."""
        talk = self.walker.conversation
        if talk.prompt(text, typed=True):
            yield from checks.broken(talk.display())
            talk.back()

    # Keys

    def keys(self, count: int) -> Iterator[str]:
        """A sequence of things done at the keyboard, sometimes of nobody who has signed on."""
        if self.random.random() < _STRANGERS:
            self.sign_on()
        for _ in range(count):
            done = self.random.choice(DEEDS)
            done(self)
            walker = self.walker
            told = [*checks.broken(walker.display), *checks.unseemly(walker.keyboard, self.secrets)]
            yield from (f"{each}  <- {done.__name__} on {walker.display.name}" for each in told)
            if walker.conversation.ended:
                self.begin()
        yield from self.changes()


def _types(trial: Trial) -> None:
    field = trial.random.choice(trial.walker.display.fields or (None,))
    if field:
        trial.walker.keyboard.click(field.row, field.column)
    words = (
        trial.scribe.text()[:200].replace(SECRET, "Known"),
        trial.random.choice(trial.random.choice(trial.scribe.words))[:60],
        str(trial.random.randint(0, 99)),
        "".join(trial.random.choices(STRANGE, k=5)),
        trial.random.choice(list(CATALOGUE)),
        "?",
        "+",
    )
    trial.walker.type(trial.random.choice(words))


def _confides(trial: Trial) -> None:
    """A secret, typed into a field for secrets."""
    for field in trial.walker.display.fields:
        if field.hidden:
            token = f"{SECRET}{trial.random.randrange(10**6)}"
            trial.secrets.add(token)
            trial.walker.to(field.name).press("erase_eof").type(token)


def _prompts(trial: Trial) -> None:
    if trial.walker.display.field("command"):
        trial.walker.to("command").press("erase_eof")
        trial.walker.type(trial.random.choice(list(CATALOGUE))).press("f4")


def _chooses(trial: Trial) -> None:
    """An option beside a row, or a number on a menu; most times it is taken at once."""
    walker = trial.walker
    fields = [f for f in walker.display.fields if f.option or f.name == "command"]
    if not fields:
        return
    field = trial.random.choice(fields)
    offered = [each.text for each in walker.display.hot if each.text.isdigit()]
    number = trial.random.choice([*offered, *offered, str(trial.random.randint(0, 99))])
    walker.to(field.name).press("erase_eof").type(number[: field.length])
    if trial.random.random() < 0.6:
        walker.press("enter")


def _goes(trial: Trial) -> None:
    """A command that shows something, run."""
    if trial.walker.display.field("command"):
        shown = [
            name for name in CATALOGUE if name[:3] in ("WRK", "DSP", "GO", "CFG", "NET", "CAL")
        ]
        command = CATALOGUE[trial.random.choice(shown)]
        trial.walker.command(trial.scribe.command(command)[:150])


def _enters(trial: Trial) -> None:
    trial.walker.press("enter")


def _presses(trial: Trial) -> None:
    trial.walker.press(trial.random.choice(_KEYS))


def _clicks(trial: Trial) -> None:
    hot = [(each.row, each.column) for each in trial.walker.display.hot]
    anywhere = trial.random.randint(0, 25), trial.random.randint(0, 81)
    place = trial.random.choice([*hot, anywhere])
    aid = trial.walker.keyboard.click(*place)
    while aid is not None and not trial.walker.conversation.ended:
        aid = trial.walker.keyboard.show(trial.walker.conversation.press(aid))


def _pastes(trial: Trial) -> None:
    text = trial.scribe.text()[:400].replace(SECRET, "Known")
    trial.walker.keyboard.paste(text)


def _waits(trial: Trial) -> None:
    trial.clock.forward(trial.random.choice((0.3, 1.0, 90.0)))
    repainted = trial.walker.conversation.repaint()
    if repainted:
        trial.walker.keyboard.merge(repainted)


def _meets_others(trial: Trial) -> None:
    """Somebody else works on the same machine."""
    session = trial.session
    names = [name for name in CATALOGUE if name[:3] in ("ADD", "RMV", "CHG", "STR", "END", "CRT")]
    text = trial.scribe.command(CATALOGUE[trial.random.choice(names)])
    session.interpreter.run(text, session.requester)


_KEYS = [*AID_KEYS, *LOCAL_KEYS, "f3", "f12", "pagedown", "pageup", "f4", "f1", "undefined"]
DEEDS = (
    *(_types, _types, _confides, _prompts, _chooses, _goes, _chooses, _goes, _enters, _enters),
    *(_presses, _presses, _presses, _clicks, _pastes, _waits, _meets_others),
)


def commands(seed: int, count: int, machine: Machine = fresh) -> Iterator[str]:
    """What `count` commands on one machine bring to light."""
    with failures() as logged:
        trial = Trial(seed, machine)
        for _ in range(count):
            yield from trial.command()
        yield from logged
        yield from checks.betrayed(trial.system, trial.secrets)


def keys(seed: int, count: int, machine: Machine = fresh) -> Iterator[str]:
    """What a sequence of `count` things done at the keyboard brings to light."""
    with failures() as logged:
        trial = Trial(seed, machine)
        for _ in range(BEFORE):
            yield from trial.command()
        yield from trial.keys(count)
        yield from logged
        yield from checks.betrayed(trial.system, trial.secrets)
