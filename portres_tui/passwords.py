"""Hashes of passwords: argon2id, made by argon2-cffi, which is loaded when the first is needed.

About 20 MiB of memory for each, so that guessing is dear and a class of a hundred still signs on in
seconds.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MEMORY = 20 * 1024
"""KiB."""

ROUNDS = 3


class Argon2:
    """See domain.users.PasswordHasher."""

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher(time_cost=ROUNDS, memory_cost=MEMORY, parallelism=1)

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def verify(self, hash: str, password: str) -> bool:
        """Does the password fit? A hash that is none fits nothing."""
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return self._hasher.verify(hash, password)
        except (VerificationError, InvalidHashError):
            return False
