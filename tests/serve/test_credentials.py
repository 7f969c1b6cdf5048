"""Passwords of those who come over SSH."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from walker import Clock

from portres_tui import texts
from portres_tui.domain.dates import Calendar
from portres_tui.domain.system import BY_SYSTEM, JournalEntry
from portres_tui.domain.users import Password, UserProfile
from portres_tui.serve.credentials import Credentials, Verdict
from portres_tui.store.memory import MemorySystem
from portres_tui.tui.works import Works


class Counting:
    """A hasher that remembers what it was asked; a hash is the password itself."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def hash(self, password: str) -> str:
        self.asked.append("hash")
        return password

    def verify(self, hash: str, password: str) -> bool:
        self.asked.append("verify")
        return hash == password


@pytest.fixture
def hasher() -> Counting:
    return Counting()


@pytest.fixture
def credentials(machine: MemorySystem, clock: Clock, hasher: Counting) -> Iterator[Credentials]:
    profiles = {"ANN": False, "OLD": True, "QSECOFR": False}
    with machine.transaction(JournalEntry(clock(), *BY_SYSTEM, "")):
        for name, expired in profiles.items():
            machine.profiles.put(machine.profiles.get(name) or UserProfile(name))
            machine.passwords.put(Password(name, "Sesame-21-open", clock(), expired=expired))
    works = Works(machine, clock, lambda _entries: False)
    yield Credentials(machine, works, hasher, texts.messages(Calendar()), clock)
    works.close()


async def test_the_answer_takes_the_same_work_whoever_asks(
    credentials: Credentials, hasher: Counting
) -> None:
    work = []
    for profile in ("ANN", "NOBODY", "*NONE", "A" * 300, "\x00\x1b", ""):
        hasher.asked.clear()
        assert await credentials.password(profile, "wrong") is Verdict.REFUSED
        work.append(tuple(hasher.asked))
    assert len(set(work)) == 1 and "verify" in work[0]


async def test_qsecofr_is_never_locked_out_and_others_are_disabled_as_at_sign_on(
    credentials: Credentials,
) -> None:
    for _ in range(20):
        for profile in ("QSECOFR", "ANN"):
            assert await credentials.password(profile, "wrong") is Verdict.REFUSED
    assert await credentials.password("QSECOFR", "Sesame-21-open") is Verdict.ADMITTED
    assert await credentials.password("ANN", "Sesame-21-open") is Verdict.REFUSED


async def test_only_an_expired_password_is_changed_before_there_is_a_session(
    credentials: Credentials,
) -> None:
    old, new = "Sesame-21-open", "Sesame-22-open"
    assert await credentials.change("ANN", old, new) == (Verdict.REFUSED, "")
    assert await credentials.change("OLD", "wrong", new) == (Verdict.REFUSED, "")
    verdict, wrong = await credentials.change("OLD", old, "x")
    assert verdict is Verdict.EXPIRED and wrong
    assert await credentials.change("OLD", old, new) == (Verdict.ADMITTED, "")
    assert await credentials.password("OLD", new) is Verdict.ADMITTED
