"""Whatever is typed: no traceback, no broken display, no change without a journal entry, and no
secret told. The long form is `python -m tests.bench fuzz`."""

from __future__ import annotations

import pytest
from fuzz import checks
from fuzz.cl import SECRET, is_secret
from fuzz.runs import Trial, commands, keys
from fuzz.secrets import CATALOGUE
from fuzz.sittings import lines

from portres_tui.display.buffer import Display, Field, Span
from portres_tui.domain.messages import Message, completion
from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.system import JournalEntry
from portres_tui.store.memory import MemorySystem

SEEDS = range(8)

FIELD = Field("one", 5, 10, 8)
HEADER = JournalEntry(0.0, "000000/QSYS/SCPF", "QSYS", "")


@pytest.mark.parametrize("seed", SEEDS)
def test_random_commands_leave_nothing_broken(seed: int) -> None:
    assert list(commands(seed, 120)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_random_keys_leave_nothing_broken(seed: int) -> None:
    assert list(keys(seed, 60)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_random_lines_in_plain_mode_leave_nothing_broken(seed: int) -> None:
    assert list(lines(seed, 40)) == []


# What looks for faults finds them


@pytest.mark.parametrize(
    "display",
    [
        Display("A", (Span(25, 1, "x"),)),
        Display("A", (Span(1, 80, "xx"),)),
        Display("A", (Span(1, 1, "a\x1b[2Jb"),)),
        Display("A", (), (FIELD, FIELD._replace(row=6))),
        Display("A", (), (FIELD, FIELD._replace(name="other", column=17))),
        Display("A", (), (FIELD._replace(row=24, length=72),)),
        Display("A", (), (FIELD._replace(length=0),)),
        Display("A", (), (FIELD._replace(text="ninechars"),)),
        Display("A", (), (FIELD._replace(text="\x9b"),)),
        Display("A", (), (FIELD,), cursor=(0, 1)),
    ],
)
def test_a_broken_display_is_noticed(display: Display) -> None:
    assert list(checks.broken(display))


def test_a_whole_display_is_not_taken_for_a_broken_one() -> None:
    assert list(checks.broken(Display("A", (Span(24, 80, "x"),), (FIELD,)))) == []


def test_a_change_that_the_journal_does_not_tell_is_noticed(machine: MemorySystem) -> None:
    before, revision = checks.images(machine), machine.revision()
    with machine.transaction(HEADER):
        machine.restrictions.put(PortRestriction(21, 21, "*TCP", "WEBUSR"))
    after, (entry,) = checks.images(machine), machine.journal(revision)

    assert list(checks.unjournalled(before, after, [entry])) == []
    assert list(checks.unjournalled(before, after, []))
    assert list(checks.unjournalled(after, after, [entry]))
    wrong = entry.changes[0]._replace(after={"lower": 22})
    assert list(checks.unjournalled(before, after, [entry._replace(changes=(wrong,))]))


def test_a_secret_that_is_told_is_noticed() -> None:
    trial = Trial(1)
    trial.walker.session.interpreter.run(f"DSPSYSVAL '{SECRET}1'", trial.walker.session.requester)

    assert list(checks.betrayed(trial.system, [f"{SECRET}1"]))
    assert list(checks.betrayed(trial.system, [f"{SECRET}2"])) == []


def test_a_failure_of_the_product_is_noticed() -> None:
    messages = Trial(1).walker.session.messages

    assert list(checks.unworded(messages, [completion("PRT0900", error="x")]))
    assert list(checks.unworded(messages, [Message("PRT9999")]))
    assert list(checks.unworded(messages, [completion("PRT0606")])) == []


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("TAKESECRET A Zz9", True),
        ("takesecret A B Zz9", True),
        ("?QSYS/TAKESECRET PASSWORD(Zz9", True),
        ("TAKESECRET USRPRF(Zz9) PASSWORD(X)", False),
        ("TAKESECRET Zz9", False),
        ("TAKESCRET A Zz9", False),
        ("TAKESECRET A B", False),
    ],
)
def test_what_cannot_be_told_to_be_a_secret_is_not_taken_for_one(text: str, secret: bool) -> None:
    assert is_secret("Zz9", text, CATALOGUE) == secret
