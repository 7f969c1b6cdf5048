"""`python -m tests.bench SUBJECT`: figures, as ratios against a baseline of the same run.

Run by hand on a machine that does nothing else. Nothing here passes or fails, but for the store: the
exit code is 1 when it lost a change. `SUBJECT:PART` prints a part of a subject that has several.
"""

from __future__ import annotations

import sys
from importlib import import_module

SUBJECTS = ("start", "store")


def main() -> int:
    wanted = sys.argv[1:] or list(SUBJECTS)
    subjects = {name: import_module(f"tests.bench.{name}") for name in SUBJECTS}
    known = [*subjects]
    for name, subject in subjects.items():
        known += [f"{name}:{part}" for part in getattr(subject, "PARTS", ())]
    if unknown := [name for name in wanted if name not in known]:
        print(f"no such subject: {', '.join(unknown)}; there are: {', '.join(known)}")
        return 2
    lost = False
    for name in wanted:
        subject, *part = name.split(":")
        lost |= bool(subjects[subject].main(*part))
    return int(lost)


sys.exit(main())
