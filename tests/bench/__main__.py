"""`python -m tests.bench SUBJECT`: figures, as ratios against a baseline of the same run.

Run by hand on a machine that does nothing else. Nothing here passes or fails, but for the store, the
fuzz and ssh: the exit code is 1 when a change was lost, when random input broke something, or when
something is WRONG. `SUBJECT:PART` prints a part of a subject that has several, and
`store:kill:ROUNDS` so many rounds of it.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module

SUBJECTS = ("start", "store", "signon", "fuzz", "ssh")


def main() -> int:
    modules = {name: import_module(f"tests.bench.{name}") for name in SUBJECTS}
    known = list(SUBJECTS)
    for name, module in modules.items():
        known += [f"{name}:{part}" for part in getattr(module, "PARTS", ())]
    wanted = sys.argv[1:] or SUBJECTS
    if unknown := [
        name for name in wanted if re.sub(r"^store:kill:\d+$", "store:kill", name) not in known
    ]:
        print(f"no such subject: {', '.join(unknown)}; there are: {', '.join(known)}")
        return 2
    lost = False
    for each in wanted:
        name, *part = each.split(":")
        lost |= bool(modules[name].main(*part))
    return int(lost)


sys.exit(main())
