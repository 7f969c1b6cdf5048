"""Local time by the rules of some place, told as POSIX tells them: no data base of zones is needed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

NEW_YORK = "EST5EDT,M3.2.0,M11.1.0"


@contextmanager
def local_time(rules: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    _set(rules)
    try:
        yield
    finally:
        _set(before)


def _set(rules: str | None) -> None:
    if rules is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = rules
    time.tzset()
