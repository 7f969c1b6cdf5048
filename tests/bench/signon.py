"""Signing on: what a class of a hundred costs one core, and how long the machine is held for it.

The baseline is a sign-on whose password costs nothing to look at.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median

from portres_tui.admission import Admission
from portres_tui.domain.system import BY_SYSTEM, JournalEntry
from portres_tui.domain.users import Password, PasswordHasher, UserProfile
from portres_tui.opening import open_machine
from portres_tui.passwords import Argon2

CLASS = 100
TYPED = {"PASSWORD": "Welcome-26", "PROGRAM": "", "MENU": "", "LIBRARY": ""}


class Free:
    """Hashes that cost nothing."""

    def hash(self, password: str) -> str:
        return password

    def verify(self, hash: str, password: str) -> bool:
        return hash == password


def main() -> bool:
    """Print the figures."""
    argon = sign_ons(Argon2())
    free = sign_ons(Free())
    print(f"{CLASS} sign-ons, one after the other")
    for name, spent in (("argon2id", argon), ("no hash", free)):
        print(
            f"  {name:<10} {sum(spent):6.2f} s   median {1000 * median(spent):6.1f} ms"
            f"   {sum(spent) / sum(free):5.1f} x"
        )
    return False


def sign_ons(passwords: PasswordHasher) -> list[float]:
    """Seconds that each of a class takes."""
    with tempfile.TemporaryDirectory() as folder:
        system = open_machine(Path(folder))
        names = [f"LRN{number:03}" for number in range(CLASS)]
        made = passwords.hash(TYPED["PASSWORD"])
        with system.transaction(JournalEntry(time.time(), *BY_SYSTEM, "")):
            for name in names:
                system.profiles.put(UserProfile(name))
                system.passwords.put(Password(name, made, time.time()))
        admission = Admission(system, "QPADEV0001", passwords, time.time)
        spent = []
        for name in names:
            before = time.perf_counter()
            assert admission.knock({**TYPED, "USER": name})
            spent.append(time.perf_counter() - before)
        system.close()
    return spent[1:]  # the first one loads what it needs
